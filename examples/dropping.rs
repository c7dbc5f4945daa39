use poll_by_poll::traced;
use std::time::Duration;
use tokio::time::sleep;

struct Line(&'static str);

impl Drop for Line {
    fn drop(&mut self) {
        println!("{}: hangs up", self.0);
    }
}

async fn ask(mast: &'static str, milliseconds: u64) -> i32 {
    println!("{mast}: is called");
    let _line = Line(mast);
    sleep(Duration::from_millis(milliseconds)).await;
    println!("{mast}: has answered");
    -6
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let celsius = tokio::select! {
        biased;
        celsius = traced("north", ask("north mast", 20)) => celsius,
        celsius = traced("south", ask("south mast", 40)) => celsius,
    };
    println!("keeper: {celsius} C");
    sleep(Duration::from_millis(30)).await;
    println!("keeper: closes the log");
}
