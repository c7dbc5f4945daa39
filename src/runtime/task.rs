//! A task: a future that the runtime owns, its state and its output, in one
//! allocation. Workers run it, wakers schedule it; built in *A run queue*.

#![allow(
    unsafe_code,
    reason = "a future has one place, and one thread at a time in it"
)]

use super::join::{Joined, Joiner, Told};
use super::state::{State, Turn};
use super::{JoinError, Schedule, budget};
use std::any::Any;
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
}

/// A task with a future of type `F`, of a runtime with scheduler `S`.
pub(crate) struct Task<F: Future, S> {
    /// Who may touch `slot`.
    state: State,
    /// The future, and later its output. The worker that set `RUNNING` may touch
    /// it, alone; once the task is done, whoever holds the lock of `joiner`.
    slot: UnsafeCell<Slot<F>>,
    /// Who waits for the output.
    joiner: Joiner,
    /// Where the task goes when it is woken.
    scheduler: S,
    /// Its key among the tasks of the runtime.
    key: usize,
}

/// What a task's place holds.
enum Slot<F: Future> {
    Future(F),
    Output(Result<F::Output, JoinError>),
    /// The output was taken, or a drop panicked.
    Empty,
}

// SAFETY: `slot` is what is not `Sync`. `State` lets one thread at a time touch
// it, which sees what the one before it did; its parts are sent, and not shared.
unsafe impl<F, S> Sync for Task<F, S>
where
    F: Future + Send,
    F::Output: Send,
    S: Sync,
{
}

impl<F, S> Task<F, S>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
    S: Schedule,
{
    /// Makes a task that is to be put into a queue.
    pub(crate) fn new(future: F, scheduler: S, key: usize) -> Arc<Task<F, S>> {
        Arc::new(Task {
            state: State::scheduled(),
            slot: UnsafeCell::new(Slot::Future(future)),
            joiner: Joiner::new(),
            scheduler,
            key,
        })
    }

    /// Puts the task into a queue. It is in none.
    pub(crate) fn schedule(self: Arc<Self>) {
        if self.scheduler.is_here() {
            return S::schedule_here(self);
        }
        // Whoever takes the task from the queue may drop it, and its scheduler.
        let scheduler = self.scheduler.clone();
        scheduler.schedule(self);
    }

    /// Polls the future. Only between `begin` and `pause` or `finish`.
    fn poll(&self, waker: &Waker) -> Poll<F::Output> {
        // SAFETY: the task is RUNNING, so this thread alone touches the slot.
        let slot = unsafe { &mut *self.slot.get() };
        let Slot::Future(future) = slot else {
            unreachable!("a task that is run has a future");
        };
        // SAFETY: the task lies in an `Arc`, so it does not move, and `set` drops
        // the future where it lies.
        let future = unsafe { Pin::new_unchecked(future) };
        budget::with_budget(|| future.poll(&mut Context::from_waker(waker)))
    }

    /// Drops the future where it lies. A panic of that drop is returned.
    fn drop_future(&self) -> Result<(), Box<dyn Any + Send>> {
        let slot = self.slot.get();
        // SAFETY: as in `poll`.
        let drop = || unsafe { slot.drop_in_place() };
        let dropped = catch_unwind(AssertUnwindSafe(drop));
        // SAFETY: as in `poll`. What was there is dropped, as far as it goes.
        unsafe { slot.write(Slot::Empty) };
        dropped
    }

    /// Puts the output where the future was.
    fn keep(&self, output: Result<F::Output, JoinError>) {
        // SAFETY: as in `poll`. The slot is empty, so that nothing is dropped.
        unsafe { *self.slot.get() = Slot::Output(output) };
    }

    /// Takes what is in the slot, which must not be the future.
    fn take(&self) -> Slot<F> {
        // SAFETY: the task is done, and the caller holds the lock of `joiner`.
        mem::replace(unsafe { &mut *self.slot.get() }, Slot::Empty)
    }

    /// The future is not polled any more: drops it, keeps the output for the
    /// joiner, and tells it.
    fn finish(&self, output: Result<F::Output, JoinError>) {
        self.keep(match self.drop_future() {
            Ok(()) => output,
            // A drop that panics is the task's panic, as in tokio.
            Err(panic) => Err(JoinError::panicked(panic)),
        });
        self.state.finish();
        self.scheduler.forget(self.key);
        match self.joiner.finish() {
            // What a stranger's waker does must not end the worker.
            Told::Wake(waker) => drop(catch_unwind(AssertUnwindSafe(|| waker.wake()))),
            Told::Nobody => {}
            Told::Detached => self.drop_output(),
        }
    }

    /// Drops an output that nobody will take. A panic of its drop ends here.
    fn drop_output(&self) {
        let output = self.joiner.locked(|| self.take());
        let _panic = catch_unwind(AssertUnwindSafe(|| drop(output)));
    }
}

impl<F, S> Run for Task<F, S>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
    S: Schedule,
{
    fn run(self: Arc<Self>) {
        if self.state.begin() == Turn::Cancel {
            return self.finish(Err(JoinError::cancelled()));
        }
        // A waker of its own would count the task up and down at each poll.
        // SAFETY: the pointer is an `Arc`'s. The waker is never dropped, so that
        // it counts for nothing, and `self` outlives it.
        let waker = unsafe { Waker::from(Arc::from_raw(Arc::as_ptr(&self))) };
        let waker = ManuallyDrop::new(waker);
        match catch_unwind(AssertUnwindSafe(|| self.poll(&waker))) {
            Ok(Poll::Pending) => {
                if self.state.pause() {
                    self.schedule();
                }
            }
            Ok(Poll::Ready(output)) => self.finish(Ok(output)),
            Err(panic) => self.finish(Err(JoinError::panicked(panic))),
        }
    }

    fn abort(self: Arc<Self>) {
        if self.state.abort() {
            self.schedule();
        }
    }
}

impl<F, S> Wake for Task<F, S>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
    S: Schedule,
{
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

impl<F, S> Joined<F::Output> for Task<F, S>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
    S: Schedule,
{
    fn poll_output(&self, waker: &Waker) -> Poll<Result<F::Output, JoinError>> {
        self.joiner.poll(waker, &self.state, || match self.take() {
            Slot::Output(output) => output,
            _ => panic!("a join handle was polled after it was ready"),
        })
    }

    fn is_finished(&self) -> bool {
        self.state.is_done()
    }

    fn abort(self: Arc<Self>) {
        Run::abort(self);
    }

    fn detach(&self) {
        if self.joiner.detach() {
            self.drop_output();
        }
    }
}
