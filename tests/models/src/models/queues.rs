//! Queues: each task is taken out once, whoever takes it.

use crate::queue::Queue;
use loom::sync::Arc;
use loom::thread;

/// Takes all out of a queue.
fn empty(queue: &Queue<usize>) -> Vec<usize> {
    std::iter::from_fn(|| queue.pop()).collect()
}

#[test]
fn what_is_stolen_is_stolen_once() {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(2);
    model.check(|| {
        let queues = Arc::new([Queue::default(), Queue::default(), Queue::default()]);
        for task in 0..3 {
            queues[0].push(task);
        }
        let thieves = [1, 2].map(|thief| {
            let queues = queues.clone();
            thread::spawn(move || {
                let own = &queues[thief];
                let mut taken: Vec<_> = queues[0].steal(own).into_iter().collect();
                taken.extend(empty(own));
                taken
            })
        });
        queues[0].push(3);
        let mut taken: Vec<_> = queues[0].pop().into_iter().collect();
        for thief in thieves {
            taken.extend(thief.join().unwrap());
        }
        taken.extend(empty(&queues[0]));
        taken.sort_unstable();
        assert_eq!(taken, [0, 1, 2, 3]);
    });
}

#[test]
fn two_thieves_may_steal_from_one_another() {
    loom::model(|| {
        let queues = Arc::new([Queue::default(), Queue::default()]);
        for task in 0..3 {
            queues[0].push(task);
            queues[1].push(task + 3);
        }
        let other = {
            let queues = queues.clone();
            thread::spawn(move || queues[1].steal(&queues[0]))
        };
        let mut taken: Vec<_> = queues[0].steal(&queues[1]).into_iter().collect();
        taken.extend(other.join().unwrap());
        taken.extend(empty(&queues[0]));
        taken.extend(empty(&queues[1]));
        taken.sort_unstable();
        assert_eq!(taken, [0, 1, 2, 3, 4, 5]);
    });
}
