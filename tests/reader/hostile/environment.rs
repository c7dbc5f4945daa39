use std::fs;

fn main() {
    for entry in fs::read_dir("/proc").unwrap() {
        let path = entry.unwrap().path().join("environ");
        let read = fs::read(path).unwrap_or_default();
        if String::from_utf8_lossy(&read).contains("SECRET_OF_THE_READER") {
            println!("found");
        }
    }
    for (name, _) in std::env::vars() {
        println!("{name}");
    }
    let input = std::io::read_to_string(std::io::stdin()).unwrap();
    println!("input: {}", input.len());
}
