//! Which runtime a thread is in. Everything that needs "the current runtime"
//! asks here.

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
    /// The tasks that became ready on this thread: no other sees them, so that they
    /// need no lock.
    ready: VecDeque<Arc<dyn Run>>,
}

/// Asks the context of the thread, if it is in a runtime.
pub(crate) fn ask<T>(question: impl FnOnce(&mut Context) -> T) -> Option<T> {
    // A thread that ends has no context any more.
    let answer = CONTEXT.try_with(|context| context.borrow_mut().as_mut().map(question));
    answer.ok().flatten()
}

/// Whether the thread polls tasks of this runtime.
pub(crate) fn is_worker_of(handle: &Handle) -> bool {
    ask(|here| here.handle.is_same(handle)) == Some(true)
}

/// Puts a task into the thread's own queue: of its runtime, and the thread polls
/// tasks of it.
pub(crate) fn push(task: Arc<dyn Run>) {
    let pushed = ask(|here| here.ready.push_back(task));
    pushed.expect("a worker is in its runtime");
}

/// Takes the first task of the thread's own queue, if the thread is in this runtime.
pub(crate) fn pop(handle: &Handle) -> Option<Arc<dyn Run>> {
    let popped = ask(|here| match here.handle.is_same(handle) {
        true => here.ready.pop_front(),
        false => None,
    });
    popped.flatten()
}

/// The thread is in a runtime as long as this lives.
pub(crate) struct Entered(());

/// Enters a runtime; none if the thread is in one already.
pub(crate) fn enter(handle: &Handle) -> Option<Entered> {
    CONTEXT.with_borrow_mut(|context| {
        if context.is_some() {
            return None;
        }
        *context = Some(Context {
            handle: handle.clone(),
            ready: VecDeque::new(),
        });
        Some(Entered(()))
    })
}

impl Drop for Entered {
    fn drop(&mut self) {
        let left = CONTEXT.take();
        // Tasks that are ready stay so, for whoever runs the runtime next.
        if let Some(Context { handle, ready }) = left {
            ready.into_iter().for_each(|task| handle.inject(task));
        }
    }
}
