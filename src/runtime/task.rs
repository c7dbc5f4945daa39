//! A task: a future that the runtime owns, its state and its output, in one
//! allocation. Workers run it, wakers schedule it; built in *A run queue*.

#![allow(
    unsafe_code,
    reason = "a future has one place, and one thread at a time in it"
)]

use super::handle::Handle;
use super::join::Joined;
use super::joiner::Joiner;
use super::shared::wake;
use super::state::State;
use super::{JoinError, context};
use pin_project_lite::pin_project;
use std::cell::UnsafeCell;
use std::future::Future;
use std::mem::{self, ManuallyDrop};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

/// A task, as the runtime sees it: whatever its future is.
pub(crate) trait Run: Send + Sync {
    /// Polls the future once, or drops it, if the task was aborted. Only who took
    /// the task from a queue may call this.
    fn run(self: Arc<Self>);

    /// Has the future dropped by the next worker that gets the task, if it is not
    /// ready by then. A task that was in no queue is put into one.
    fn abort(self: Arc<Self>);

    /// Ends a task that is in no queue, and was not polled yet.
    fn cancel(self: Arc<Self>) {
        self.clone().abort();
        self.run();
    }
}

// ANCHOR: task
/// A task with a future of type `F`.
pub(crate) struct Task<F: Future> {
    /// Who may touch `slot`.
    state: State,
    /// The future, and later its output. The worker that set `RUNNING` may touch
    /// it, alone; once the task is done, whoever holds the lock of `joiner`.
    slot: UnsafeCell<Slot<F>>,
    /// Who waits for the output.
    joiner: Joiner,
    /// The runtime: where the task goes when it is woken.
    handle: Handle,
    /// Its key among the tasks of the runtime; none has the greatest.
    key: usize,
}
// ANCHOR_END: task

// ANCHOR: slot
pin_project! {
    /// What a task's place holds.
    #[project = Place]
    enum Slot<F: Future> {
        Future { #[pin] future: F },
        Output { output: Result<F::Output, JoinError> },
        // The output was taken.
        Empty,
    }
}

impl<F: Future> Slot<F> {
    /// Polls the future.
    fn poll(self: Pin<&mut Self>, waker: &Waker) -> Poll<F::Output> {
        let Place::Future { future } = self.project() else {
            unreachable!("a task that is run has a future");
        };
        future.poll(&mut Context::from_waker(waker))
    }

    /// Drops the future where it lies, and puts the output there.
    fn end(mut self: Pin<&mut Self>, mut output: Result<F::Output, JoinError>) {
        let dropped = catch_unwind(AssertUnwindSafe(|| self.set(Slot::Empty)));
        if let Err(panic) = dropped {
            // A drop that panics is the task's panic, as in tokio. That of the output
            // may panic as well.
            let panic = Some(panic);
            drop_caught(mem::replace(&mut output, Err(JoinError { panic })));
        }
        self.set(Slot::Output { output });
    }
}
// ANCHOR_END: slot

// ANCHOR: sync
// SAFETY: `slot` is what is not `Sync`. `State` lets one thread at a time touch
// it, which sees what the one before it did; its parts are sent, and not shared.
unsafe impl<F: Future<Output: Send> + Send> Sync for Task<F> {}
// ANCHOR_END: sync

impl<F: Future<Output: Send + 'static> + Send + 'static> Task<F> {
    /// Makes a task that is to be put into a queue.
    pub(crate) fn new(future: F, handle: Handle, key: usize) -> Arc<Task<F>> {
        Arc::new(Task {
            state: State::scheduled(),
            slot: UnsafeCell::new(Slot::Future { future }),
            joiner: Joiner::default(),
            handle,
            key,
        })
    }

    /// Puts the task into a queue. It is in none.
    pub(crate) fn schedule(self: Arc<Self>) {
        // Here there is no need to count the handle.
        if context::is_worker_of(&self.handle) {
            return context::push(self);
        }
        // Whoever takes the task from the queue may drop it, and its handle.
        let handle = self.handle.clone();
        handle.inject(self);
    }

    /// Takes what is in the slot, which must not be the future.
    fn take(&self) -> Slot<F> {
        // SAFETY: the task is done, and the caller holds the lock of `joiner`.
        mem::replace(unsafe { &mut *self.slot.get() }, Slot::Empty)
    }

    // ANCHOR: finish
    /// The future is gone, and its output in its place: tells the joiner.
    fn finish(&self) {
        self.state.finish();
        // Dropped here, where no lock is held: it may be the last of the task.
        drop(self.handle.shared.owned.remove(self.key));
        wake(self.leave());
    }
    // ANCHOR_END: finish
}

// ANCHOR: run
impl<F: Future<Output: Send + 'static> + Send + 'static> Run for Task<F> {
    fn run(self: Arc<Self>) {
        let is_aborted = self.state.begin();
        // SAFETY: the task is RUNNING, so this thread alone touches the slot, until
        // `pause` or `finish`.
        let slot = unsafe { &mut *self.slot.get() };
        // SAFETY: the task lies in an `Arc`, so that it does not move, and `end`
        // drops the future where it lies.
        let mut slot = unsafe { Pin::new_unchecked(slot) };
        // A waker of its own would count the task up and down at each poll.
        // SAFETY: the pointer is an `Arc`'s. The waker is never dropped, so that
        // it counts for nothing, and `self` outlives it.
        let waker = unsafe { Waker::from(Arc::from_raw(Arc::as_ptr(&self))) };
        let waker = ManuallyDrop::new(waker);
        let poll = || slot.as_mut().poll(&waker);
        let output = match is_aborted {
            true => Err(JoinError { panic: None }),
            false => match catch_unwind(AssertUnwindSafe(poll)) {
                Ok(Poll::Pending) if self.state.pause() => return self.schedule(),
                Ok(Poll::Pending) => return,
                Ok(Poll::Ready(output)) => Ok(output),
                Err(panic) => Err(JoinError { panic: Some(panic) }),
            },
        };
        slot.end(output);
        self.finish();
    }

    fn abort(self: Arc<Self>) {
        if self.state.abort() {
            self.schedule();
        }
    }
}
// ANCHOR_END: run

// ANCHOR: wake
impl<F: Future<Output: Send + 'static> + Send + 'static> Wake for Task<F> {
    fn wake(self: Arc<Self>) {
        if self.state.wake() {
            self.schedule();
        }
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.state.wake() {
            self.clone().schedule();
        }
    }
}
// ANCHOR_END: wake

// ANCHOR: joined
impl<F: Future<Output: Send + 'static> + Send + 'static> Joined<F::Output> for Task<F> {
    fn poll_output(&self, waker: &Waker) -> Poll<Result<F::Output, JoinError>> {
        self.joiner.poll(waker, &self.state, || match self.take() {
            Slot::Output { output } => output,
            _ => panic!("a join handle was polled after it was ready"),
        })
    }

    fn is_finished(&self) -> bool {
        self.state.is_done()
    }

    fn leave(&self) -> Option<Waker> {
        let (waker, unwanted) = self.joiner.leave(|| self.take());
        drop_caught(unwanted);
        waker
    }
}

/// Drops what nobody will take. A panic of its drop ends here.
fn drop_caught<T>(unwanted: T) {
    let _panic = catch_unwind(AssertUnwindSafe(|| drop(unwanted)));
}
// ANCHOR_END: joined
