use std::time::Duration;
use tokio::time::sleep;

async fn read() -> i32 {
    sleep(Duration::from_millis(40)).await;
    -6
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let summit = read();
    let celsius = loop {
        tokio::select! {
            celsius = summit => break celsius,
            () = sleep(Duration::from_millis(15)) => println!("flash"),
        }
    };
    println!("summit: {celsius} C");
}
