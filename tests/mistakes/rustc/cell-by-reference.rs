use std::cell::Cell;
use std::time::Duration;
use tokio::time::sleep;

async fn read(station: &str, answers: &Cell<u32>) {
    let after = if station == "valley" { 20 } else { 40 };
    sleep(Duration::from_millis(after)).await;
    answers.set(answers.get() + 1);
}

async fn survey() {
    let answers = Cell::new(0);
    tokio::join!(read("valley", &answers), read("summit", &answers));
    println!("{} answers", answers.get());
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    tokio::spawn(survey()).await.unwrap();
}
