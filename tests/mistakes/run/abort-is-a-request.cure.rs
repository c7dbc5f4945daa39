use std::time::Duration;
use tokio::net::TcpListener;
use tokio::time::sleep;

// Waits for a hiker who never comes.
async fn keep_door(door: TcpListener) {
    let _hiker = door.accept().await;
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let door = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = door.local_addr().unwrap();
    let doorkeeper = tokio::spawn(keep_door(door));
    sleep(Duration::from_millis(10)).await;

    doorkeeper.abort();
    let ended = doorkeeper.await;
    assert!(ended.is_err_and(|error| error.is_cancelled()));
    let again = TcpListener::bind(address).await;
    println!("keeper: the door is ours again? {}", again.is_ok());
}
// ANCHOR_END: cure
