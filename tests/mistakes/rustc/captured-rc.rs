use std::rc::Rc;
use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let station: Rc<str> = Rc::from("summit");
    let name = station.clone();
    let task = tokio::spawn(async move {
        sleep(Duration::from_millis(40)).await;
        println!("{name}: answered");
    });
    println!("{station}: asked");
    task.await.unwrap();
}
