//! Which runtime a thread is in. Everything that needs "the current runtime"
//! asks here.

use super::handle::Handle;
use super::queue::Tasks;
use super::task::Run;
use std::cell::RefCell;
use std::sync::Arc;

thread_local! {
    static CONTEXT: RefCell<Option<Context>> = const { RefCell::new(None) };
}

/// What a thread that runs a runtime has at hand.
struct Context {
    handle: Handle,
    /// The tasks that became ready on this thread: no other sees them, so that
    /// they need no lock.
    ready: Tasks,
}

/// The runtime that the thread is in.
pub(crate) fn current() -> Option<Handle> {
    // A thread that ends has no context any more.
    let handle = CONTEXT.try_with(|context| Some(context.borrow().as_ref()?.handle.clone()));
    handle.ok().flatten()
}

/// Puts a task into the thread's own queue, if the thread runs this runtime;
/// gives it back if not.
pub(crate) fn push(handle: &Handle, task: Arc<dyn Run>) -> Result<(), Arc<dyn Run>> {
    let mut task = Some(task);
    let _no_thread_any_more = CONTEXT.try_with(|context| {
        if let Some(context) = context.borrow_mut().as_mut()
            && context.handle.is_same(handle)
        {
            context.ready.extend(task.take());
        }
    });
    task.map_or(Ok(()), Err)
}

/// Takes the first task of the thread's own queue.
pub(crate) fn pop() -> Option<Arc<dyn Run>> {
    CONTEXT.with(|context| context.borrow_mut().as_mut()?.ready.pop_front())
}

/// The thread is in a runtime as long as this lives.
pub(crate) struct Entered {
    _private: (),
}

/// Enters a runtime; none if the thread is in one already.
pub(crate) fn enter(handle: &Handle) -> Option<Entered> {
    CONTEXT.with(|context| {
        let mut context = context.borrow_mut();
        if context.is_some() {
            return None;
        }
        *context = Some(Context {
            handle: handle.clone(),
            ready: Tasks::new(),
        });
        Some(Entered { _private: () })
    })
}

impl Drop for Entered {
    fn drop(&mut self) {
        let left = CONTEXT.with(|context| context.borrow_mut().take());
        // Tasks that are ready stay so, for whoever runs the runtime next.
        if let Some(Context { handle, ready }) = left {
            ready.into_iter().for_each(|task| handle.inject(task));
        }
    }
}
