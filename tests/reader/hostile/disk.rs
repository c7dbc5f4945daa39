use std::fs::File;
use std::io::Write;

fn main() {
    let block = vec![1_u8; 1 << 20];
    let mut file = File::create("large").unwrap();
    for _ in 0..10 * 1024 {
        if let Err(error) = file.write_all(&block) {
            println!("refused: {error}");
            return;
        }
    }
    println!("10 GiB");
}
