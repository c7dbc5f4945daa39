use std::net::TcpStream;

fn main() {
    for address in ["ADDRESS", "OTHER"] {
        let reached = TcpStream::connect(address).is_ok();
        println!("{}", if reached { "reached" } else { "refused" });
    }
}
