use tokio::task::yield_now;

// What the camera on the summit sees: 64 by 64 points of light.
struct Picture([u8; 4096]);

impl Picture {
    fn take() -> Picture {
        Picture([7; 4096])
    }

    fn brightest(&self) -> u8 {
        self.0.into_iter().max().unwrap_or(0)
    }
}

async fn send(_light: u8) {
    yield_now().await;
}

async fn one_line_less() {
    let picture = Picture::take();
    send(picture.0[0]).await;
}

async fn one_line_more() {
    let picture = Picture::take();
    println!("brightest: {}", picture.brightest());
    send(picture.0[0]).await;
}

async fn with_a_drop() {
    let picture = Picture::take();
    let light = picture.brightest();
    drop(picture);
    send(light).await;
}

async fn with_a_block() {
    let light = {
        let picture = Picture::take();
        picture.brightest()
    };
    send(light).await;
}

async fn with_a_box() {
    Box::pin(one_line_more()).await;
}

fn print_size(name: &str, future: impl Future) {
    println!("{name}: {} KiB", size_of_val(&future) / 1024);
}

fn main() {
    print_size("one line less", one_line_less());
    print_size("one line more", one_line_more());
    print_size("with a drop", with_a_drop());
    print_size("with a block", with_a_block());
    print_size("with a box", with_a_box());
}
