//! The time that a recording tells.

use crate::support::{recorded, unrecorded};
use recording::What;

#[test]
fn two_recordings_of_paused_time_are_equal() {
    let source = include_str!("../../../../examples/concurrency.rs");
    let first = recorded(source);
    assert_eq!(first.text(), recorded(source).text());
    assert_eq!(first.run, unrecorded(source));
    let last = first.events.last().unwrap();
    assert_eq!((last.at, &last.what), (260_000, &What::Close { task: 1 }));
}

/// The clock stands still before, between and after two paused runtimes.
#[test]
fn time_that_passes_outside_paused_runtimes_is_not_recorded() {
    let source = r#"fn work() { for _ in 0..1000 { print!("{}", ""); } }
        fn main() {
            work();
            for _ in 0..2 {
                let mut builder = tokio::runtime::Builder::new_current_thread();
                let runtime = builder.enable_time().start_paused(true).build().unwrap();
                runtime.block_on(async {
                    tokio::time::sleep(std::time::Duration::from_millis(20)).await
                });
                work();
            }
        }"#;
    let first = recorded(source);
    assert_eq!(first.events.last().unwrap().at, 40_000);
    assert_eq!(first.text(), recorded(source).text());
}
