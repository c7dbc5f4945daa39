//! Where threads sleep: whoever sleeps is woken when there is something for it.

use crate::idle::Idle;
use crate::parker::{Parker, Woken};
use crate::queue::Queue;
use loom::sync::Arc;
use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::thread;

#[test]
fn an_unpark_is_never_lost() {
    loom::model(|| {
        let parker = Arc::new(Parker::default());
        let written = Arc::new(AtomicUsize::new(0));
        let other = {
            let (parker, written) = (parker.clone(), written.clone());
            thread::spawn(move || {
                written.store(1, Ordering::Relaxed);
                assert!(!parker.unpark(), "nobody is in the reactor");
            })
        };
        parker.park(None);
        assert_eq!(written.load(Ordering::Relaxed), 1);
        other.join().unwrap();
    });
}

#[test]
fn who_sleeps_in_the_reactor_is_woken_there() {
    loom::model(|| {
        let parker = Arc::new(Parker::default());
        let interrupted = Arc::new(AtomicUsize::new(0));
        let other = {
            let (parker, interrupted) = (parker.clone(), interrupted.clone());
            thread::spawn(move || {
                if parker.unpark() {
                    interrupted.store(1, Ordering::Relaxed);
                }
            })
        };
        let is_polling = parker.begin_polling();
        other.join().unwrap();
        let is_interrupted = interrupted.load(Ordering::Relaxed) == 1;
        assert_eq!(
            is_polling, is_interrupted,
            "it sleeps, and nobody ends that"
        );
    });
}

/// The future of `block_on`, woken by two threads: what each has done before is
/// seen by a poll.
#[test]
fn a_wake_of_the_first_future_is_never_lost() {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(2);
    model.check(|| {
        let woken = Arc::new(Woken::new());
        let parker = Arc::new(Parker::default());
        let written: Arc<[_; 2]> = Arc::new([AtomicUsize::new(0), AtomicUsize::new(0)]);
        for waker in 0..2 {
            let (woken, parker, written) = (woken.clone(), parker.clone(), written.clone());
            thread::spawn(move || {
                written[waker].store(1, Ordering::Relaxed);
                woken.set();
                assert!(!parker.unpark(), "nobody is in the reactor");
            });
        }
        let is_written = |count: &AtomicUsize| count.load(Ordering::Relaxed) == 1;
        loop {
            if woken.take() && written.iter().all(is_written) {
                return;
            }
            // As a worker does, that has tasks as well.
            if !woken.is_set() {
                parker.park(None);
            }
        }
    });
}

/// Two workers, and one that gives them tasks from outside.
struct Shared {
    injector: Queue<()>,
    idle: Idle,
    parkers: [Parker; 2],
}

impl Shared {
    fn call(&self) {
        if let Some(worker) = self.idle.call() {
            assert!(!self.parkers[worker].unpark());
        }
    }

    fn inject(&self) {
        self.injector.push(());
        self.call();
    }

    /// Runs one task, as `Worker` does.
    fn work(&self, worker: usize) {
        let mut is_searching = false;
        loop {
            is_searching = is_searching || self.idle.search(2);
            if self.injector.pop().is_some() {
                if is_searching && self.idle.found() && self.injector.len() > 0 {
                    self.call();
                }
                return;
            }
            self.idle.sleep(worker, is_searching);
            if self.injector.len() == 0 {
                self.parkers[worker].park(None);
            }
            is_searching = self.idle.wake_up(worker);
        }
    }
}

/// Two tasks, and each worker runs one: if a call is lost, one sleeps for ever.
#[test]
fn no_task_waits_while_a_worker_sleeps() {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(2);
    model.check(|| {
        let shared = Arc::new(Shared {
            injector: Queue::default(),
            idle: Idle::default(),
            parkers: [Parker::default(), Parker::default()],
        });
        let workers = [0, 1].map(|worker| {
            let shared = shared.clone();
            thread::spawn(move || shared.work(worker))
        });
        shared.inject();
        shared.inject();
        workers
            .into_iter()
            .for_each(|worker| worker.join().unwrap());
    });
}
