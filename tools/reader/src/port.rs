//! Finds a port to listen on.

use crate::terminal;
use anyhow::{Context, bail};
use std::io::ErrorKind;
use std::net::Ipv4Addr;
use tokio::net::TcpListener;

/// How many ports to try.
const TRIES: u16 = 20;

/// Listens on `port` of 127.0.0.1 or, when it is taken, on the next free one,
/// and says so.
pub(crate) async fn listen(port: u16) -> anyhow::Result<TcpListener> {
    let last = port.saturating_add(TRIES - 1);
    for candidate in port..=last {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, candidate)).await {
            Ok(listener) => {
                if candidate != port {
                    terminal::warning(format_args!("port {port} is taken; this is {candidate}"));
                }
                return Ok(listener);
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => {
                return Err(error).with_context(|| format!("no listening on port {candidate}"));
            }
        }
    }
    bail!("the ports {port} to {last} are all taken: choose another with --port")
}
