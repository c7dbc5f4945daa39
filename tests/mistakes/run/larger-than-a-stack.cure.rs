use tokio::task::yield_now;

// ANCHOR: cure
async fn film() {
    let mut frames = vec![0u8; 3 * 1024 * 1024];
    println!("film: begins");
    for hour in 1..=3 {
        frames.fill(hour);
        yield_now().await;
    }
    println!("film: {} h", frames[0]);
}
// ANCHOR_END: cure

async fn keeper() {
    println!("keeper: spawns the film");
    let film = tokio::spawn(film());
    film.await.unwrap();
}

#[tokio::main]
async fn main() {
    tokio::spawn(keeper()).await.unwrap();
}
