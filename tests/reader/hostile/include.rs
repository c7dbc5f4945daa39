const KEY: &str = include_str!("PLACE");

fn main() {
    println!("{KEY}");
}
