use std::io;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const HIKERS: usize = 50;
const QUESTIONS: usize = 1000;

async fn answer(mut hiker: TcpStream) -> io::Result<()> {
    let mut words = [0; 64];
    while hiker.read(&mut words).await? > 0 {
        hiker.write_all(&words).await?;
    }
    Ok(())
}

async fn ask(mut station: TcpStream) -> io::Result<()> {
    let mut words = [7; 64];
    for _ in 0..QUESTIONS {
        station.write_all(&words).await?;
        station.read_exact(&mut words).await?;
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let mut hikers = Vec::new();
    for _ in 0..HIKERS {
        let station = TcpStream::connect(address).await?;
        let (hiker, _) = listener.accept().await?;
        tokio::spawn(answer(hiker));
        hikers.push(tokio::spawn(ask(station)));
    }
    for hiker in hikers {
        hiker.await??;
    }
    Ok(())
}
