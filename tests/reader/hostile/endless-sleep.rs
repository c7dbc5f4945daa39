use std::process::Command;

fn main() {
    let child = Command::new("/bin/sleep").arg("3600.25").spawn();
    println!("a grandchild: {}", child.is_ok());
    loop {
        std::thread::park();
    }
}
