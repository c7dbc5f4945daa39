use std::process::Command;

fn main() {
    // It leaves the group and the session, and keeps the pipe open.
    let child = Command::new("/usr/bin/setsid")
        .args(["/bin/sleep", "3600.5"])
        .spawn();
    println!("an orphan: {}", child.is_ok());
}
