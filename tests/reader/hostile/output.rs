use std::io::Write;

fn main() {
    let line = [b'x'; 64 * 1024];
    let mut out = std::io::stdout().lock();
    for _ in 0..16 * 1024 {
        out.write_all(&line).unwrap();
    }
    eprintln!("a gigabyte");
}
