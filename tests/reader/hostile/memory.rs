fn main() {
    let mut held = Vec::new();
    for _ in 0..100 {
        held.push(Vec::<u8>::with_capacity(100 << 20));
    }
    println!("10 GiB");
}
