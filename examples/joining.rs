use std::time::Duration;
use tokio::time::sleep;

async fn read(station: &str) -> i32 {
    let (after, celsius) = match station {
        "valley" => (20, 14),
        "ridge" => (30, 3),
        _ => (40, -6),
    };
    sleep(Duration::from_millis(after)).await;
    if station == "ridge" {
        panic!("the mast is down");
    }
    celsius
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let valley = tokio::spawn(read("valley"));
    let ridge = tokio::spawn(read("ridge"));
    let summit = tokio::spawn(read("summit"));

    println!("valley: {:?}", valley.await);
    summit.abort();

    for (station, task) in [("ridge", ridge), ("summit", summit)] {
        let error = task.await.unwrap_err();
        let (panic, cut) = (error.is_panic(), error.is_cancelled());
        println!("{station}: panicked? {panic}, cancelled? {cut}");
    }
    println!("main: ends well");
}
