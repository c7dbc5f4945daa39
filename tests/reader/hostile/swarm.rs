use std::process::{Command, Stdio};

/// Each holds 100 MiB, which one process may; forty hold 4 GiB.
fn main() {
    if std::env::args().count() > 1 {
        let held = vec![1_u8; 100 << 20];
        loop {
            std::hint::black_box(&held);
            std::thread::park();
        }
    }
    let me = std::env::current_exe().expect("a path");
    let mut children = Vec::new();
    for _ in 0..40 {
        let mut child = Command::new(&me);
        child.arg("held").stdout(Stdio::null());
        children.push(child.spawn().expect("a child"));
    }
    for mut child in children {
        child.wait().expect("it ends");
    }
    println!("4 GiB");
}
