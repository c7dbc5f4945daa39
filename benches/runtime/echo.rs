//! A server that sends back what it is sent, and clients of it, in one runtime.

use crate::contender::Sockets;
use std::io;
use std::net::SocketAddr;

/// How many bytes go there and back.
const MESSAGE: usize = 64;

/// So many clients, each of which waits so often for its message to come back.
pub(crate) async fn echo<C: Sockets>(connections: usize, round_trips: usize) {
    let (mut listener, address) = C::listen().await.expect("there is a free port");
    let server = C::spawn(async move {
        for _ in 0..connections {
            let stream = C::accept(&mut listener).await.expect("a client comes");
            C::detach(async { serve::<C>(stream).await.expect("a client stays to the end") });
        }
    });
    let clients: Vec<_> = (0..connections)
        .map(|_| C::spawn(ask::<C>(address, round_trips)))
        .collect();
    for client in clients {
        client.await.expect("the server answers");
    }
    server.await;
}

async fn serve<C: Sockets>(mut stream: C::Stream) -> io::Result<()> {
    let mut bytes = [0; MESSAGE];
    loop {
        match C::read(&mut stream, &mut bytes).await? {
            0 => return Ok(()),
            length => C::write_all(&mut stream, &bytes[..length]).await?,
        }
    }
}

async fn ask<C: Sockets>(server: SocketAddr, round_trips: usize) -> io::Result<()> {
    let mut stream = C::connect(server).await?;
    let mut answer = [0; MESSAGE];
    for round_trip in 0..round_trips {
        let message = [round_trip as u8; MESSAGE];
        C::write_all(&mut stream, &message).await?;
        C::read_exact(&mut stream, &mut answer).await?;
        assert_eq!(answer, message, "the answer is another");
    }
    Ok(())
}
