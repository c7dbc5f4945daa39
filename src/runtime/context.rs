//! Which runtime a thread is in. Everything that needs "the current runtime"
//! asks here. What each wake asks is inlined: a task is compiled with the crate
//! that spawns it, and would call into this one.

use super::handle::Handle;
use super::task::Run;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Arc;

thread_local! {
    static CONTEXT: RefCell<Option<Context>> = const { RefCell::new(None) };
}

/// What a thread that is in a runtime has at hand.
pub(crate) struct Context {
    pub(crate) handle: Handle,
    pub(crate) ready: Ready,
}

/// Where a task goes that becomes ready on this thread.
pub(crate) enum Ready {
    /// Into the queue of the only worker, which is this thread: no other sees it, so
    /// that it needs no lock.
    Alone(VecDeque<Arc<dyn Run>>),
    /// Into the queue of the worker of this number, which is this thread: others may
    /// steal there.
    Among(usize),
    /// Nowhere: this thread only waits for a future, and polls no task.
    Nowhere,
}

/// Asks the context of the thread, if it is in a runtime.
#[inline]
pub(crate) fn ask<T>(question: impl FnOnce(&mut Context) -> T) -> Option<T> {
    // A thread that ends has no context any more.
    let answer = CONTEXT.try_with(|context| context.borrow_mut().as_mut().map(question));
    answer.ok().flatten()
}

/// Whether the thread polls tasks of this runtime.
#[inline]
pub(crate) fn is_worker_of(handle: &Handle) -> bool {
    ask(|here| here.handle.is_same(handle) && !matches!(here.ready, Ready::Nowhere)) == Some(true)
}

/// Puts a task into the thread's own queue: of its runtime, and the thread polls
/// tasks of it.
#[inline]
pub(crate) fn push(task: Arc<dyn Run>) {
    let pushed = ask(|here| match &mut here.ready {
        Ready::Alone(queue) => queue.push_back(task),
        Ready::Among(worker) => {
            let length = here.handle.shared.workers[*worker].queue.push(task);
            // One alone is polled next, by this thread. Who is called for it
            // would come too late.
            if length > 1 {
                here.handle.call();
            }
        }
        Ready::Nowhere => unreachable!("this thread polls no tasks"),
    });
    pushed.expect("a worker is in its runtime");
}

/// Takes the first task of the thread's own queue, if the thread is in this runtime. A
/// runtime may be dropped inside another, whose tasks are not its own.
pub(crate) fn pop(handle: &Handle) -> Option<Arc<dyn Run>> {
    let popped = ask(|here| match &mut here.ready {
        _ if !here.handle.is_same(handle) => None,
        Ready::Alone(queue) => queue.pop_front(),
        Ready::Among(worker) => here.handle.shared.workers[*worker].queue.pop(),
        Ready::Nowhere => None,
    });
    popped.flatten()
}

/// The thread is in a runtime as long as this lives.
pub(crate) struct Entered(());

/// Enters a runtime; none if the thread is in one already.
pub(crate) fn enter(handle: &Handle, ready: Ready) -> Option<Entered> {
    CONTEXT.with_borrow_mut(|context| {
        if context.is_some() {
            return None;
        }
        *context = Some(Context {
            handle: handle.clone(),
            ready,
        });
        Some(Entered(()))
    })
}

impl Drop for Entered {
    fn drop(&mut self) {
        // Tasks that are ready stay so, for whoever runs the runtime next.
        if let Some(Context {
            handle,
            ready: Ready::Alone(queue),
        }) = CONTEXT.take()
        {
            queue.into_iter().for_each(|task| handle.inject(task));
        }
    }
}
