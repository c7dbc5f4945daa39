//! A task: a future that the runtime owns, its state and its output, in one
//! allocation. Workers run it, wakers schedule it; built in *A run queue*.

#![allow(
    unsafe_code,
    reason = "a future has one place, and one thread at a time in it"
)]

use super::JoinError;
use super::join::Joined;
use super::joiner::{Joiner, Told};
use super::state::{State, Turn};
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
}

/// Where a task goes when it is to be polled.
pub(crate) trait Schedule: Clone + Send + Sync + 'static {
    /// Whether this thread has a queue of its own for its tasks.
    fn is_here(&self) -> bool;
    /// Puts a task into the queue of this thread. It is in none, and its scheduler
    /// [is here](Schedule::is_here): so there is no need to count it.
    fn schedule_here(task: Arc<dyn Run>);
    /// Puts a task into a queue of all threads. It is in none.
    fn schedule(&self, task: Arc<dyn Run>);
    /// The task of this key is done.
    fn forget(&self, key: usize);
}

// ANCHOR: task
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
    fn end(mut self: Pin<&mut Self>, output: Result<F::Output, JoinError>) {
        let dropped = catch_unwind(AssertUnwindSafe(|| self.set(Slot::Empty)));
        let output = match dropped {
            Ok(()) => output,
            // A drop that panics is the task's panic, as in tokio. That of the output
            // may panic as well.
            Err(panic) => {
                drop_caught(output);
                Err(JoinError::panicked(panic))
            }
        };
        self.set(Slot::Output { output });
    }
}
// ANCHOR_END: slot

// ANCHOR: sync
// SAFETY: `slot` is what is not `Sync`. `State` lets one thread at a time touch
// it, which sees what the one before it did; its parts are sent, and not shared.
unsafe impl<F, S> Sync for Task<F, S>
where
    F: Future + Send,
    F::Output: Send,
    S: Sync,
{
}
// ANCHOR_END: sync

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
            slot: UnsafeCell::new(Slot::Future { future }),
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

    /// Takes what is in the slot, which must not be the future.
    fn take(&self) -> Slot<F> {
        // SAFETY: the task is done, and the caller holds the lock of `joiner`.
        mem::replace(unsafe { &mut *self.slot.get() }, Slot::Empty)
    }

    // ANCHOR: finish
    /// The future is gone, and its output in its place: tells the joiner.
    fn finish(&self) {
        self.state.finish();
        self.scheduler.forget(self.key);
        match self.joiner.finish() {
            // What a stranger's waker does must not end the worker.
            Told::Wake(waker) => drop(catch_unwind(AssertUnwindSafe(|| waker.wake()))),
            Told::Nobody => {}
            Told::Detached => self.drop_output(),
        }
    }
    // ANCHOR_END: finish

    /// Drops an output that nobody will take. A panic of its drop ends here.
    fn drop_output(&self) {
        drop_caught(self.joiner.locked(|| self.take()));
    }
}

// ANCHOR: run
impl<F, S> Run for Task<F, S>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
    S: Schedule,
{
    fn run(self: Arc<Self>) {
        let turn = self.state.begin();
        // SAFETY: the task is RUNNING, so this thread alone touches the slot, until
        // `pause` or `finish`.
        let slot = unsafe { &mut *self.slot.get() };
        // SAFETY: the task lies in an `Arc`, so that it does not move, and `end`
        // drops the future where it lies.
        let mut slot = unsafe { Pin::new_unchecked(slot) };
        if turn == Turn::Cancel {
            slot.end(Err(JoinError::cancelled()));
            return self.finish();
        }
        // A waker of its own would count the task up and down at each poll.
        // SAFETY: the pointer is an `Arc`'s. The waker is never dropped, so that
        // it counts for nothing, and `self` outlives it.
        let waker = unsafe { Waker::from(Arc::from_raw(Arc::as_ptr(&self))) };
        let waker = ManuallyDrop::new(waker);
        let polled = catch_unwind(AssertUnwindSafe(|| slot.as_mut().poll(&waker)));
        let output = match polled {
            Ok(Poll::Pending) => {
                if self.state.pause() {
                    self.schedule();
                }
                return;
            }
            Ok(Poll::Ready(output)) => Ok(output),
            Err(panic) => Err(JoinError::panicked(panic)),
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
// ANCHOR_END: wake

// ANCHOR: joined
impl<F, S> Joined<F::Output> for Task<F, S>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
    S: Schedule,
{
    fn poll_output(&self, waker: &Waker) -> Poll<Result<F::Output, JoinError>> {
        self.joiner.poll(waker, &self.state, || match self.take() {
            Slot::Output { output } => output,
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

/// Drops what nobody will take. A panic of its drop ends here.
fn drop_caught<T>(unwanted: T) {
    let _panic = catch_unwind(AssertUnwindSafe(|| drop(unwanted)));
}
// ANCHOR_END: joined
