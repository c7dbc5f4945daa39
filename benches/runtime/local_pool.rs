//! futures' `LocalPool`: tasks on one thread, and neither timers nor sockets.

use crate::contender::{Channel, Contender, Work};
use crate::passing;
use futures::channel::mpsc;
use futures::executor::{self, LocalSpawner};
use futures::task::LocalSpawnExt;
use futures::{SinkExt, StreamExt};
use std::cell::RefCell;

/// It has one worker, the current thread.
#[derive(Debug)]
pub(crate) struct LocalPool;

thread_local! {
    /// What spawns into the pool that this thread runs.
    static SPAWNER: RefCell<Option<LocalSpawner>> = const { RefCell::new(None) };
}

fn with_spawner<T>(spawn: impl FnOnce(&LocalSpawner) -> T) -> T {
    SPAWNER.with_borrow(|spawner| spawn(spawner.as_ref().expect("this is in `block_on`")))
}

impl Contender for LocalPool {
    fn block_on<F: Future>(future: F) -> Option<F::Output> {
        let mut pool = executor::LocalPool::new();
        SPAWNER.set(Some(pool.spawner()));
        Some(pool.run_until(future))
    }

    fn spawn<F>(future: F) -> impl Future<Output = F::Output> + Send + 'static
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        with_spawner(|spawner| spawner.spawn_local_with_handle(future)).expect("the pool is there")
    }

    fn detach<F>(future: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        with_spawner(|spawner| spawner.spawn_local(future)).expect("the pool is there");
    }

    fn pass() -> Option<Work> {
        Some(Box::pin(passing::pass::<Self>()))
    }
}

impl Channel for LocalPool {
    type Sender = mpsc::Sender<u64>;
    type Receiver = mpsc::Receiver<u64>;

    fn channel(capacity: usize) -> (Self::Sender, Self::Receiver) {
        // It has room for one more for each sender.
        mpsc::channel(capacity - 1)
    }

    async fn send(to: &mut Self::Sender, number: u64) {
        to.send(number).await.expect("the receiver is there");
    }

    async fn receive(from: &mut Self::Receiver) -> Option<u64> {
        from.next().await
    }
}
