use std::thread;
use std::time::Duration;

async fn read(station: &str, wait: u64) {
    println!("{station}: asked");
    thread::sleep(Duration::from_millis(wait));
    println!("{station}: answered");
}

async fn greet(hiker: &str) {
    println!("keeper: good morning, {hiker}");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    tokio::join!(
        read("summit", 400),
        read("valley", 200),
        read("ridge", 300),
        greet("Ada"),
    );
}
