use std::rc::Rc;
use std::time::Duration;
use tokio::time::sleep;

async fn send_to_hut(report: Rc<String>) {
    sleep(Duration::from_millis(5)).await;
    println!("hut: {report}");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let report = Rc::new(String::from("snow on the summit"));
    let task = tokio::spawn(send_to_hut(report.clone()));
    println!("log: {report}");
    task.await.unwrap();
}
