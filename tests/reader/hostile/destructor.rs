struct Mast;

impl Drop for Mast {
    fn drop(&mut self) {
        panic!("the mast falls");
    }
}

fn main() {
    let _mast = Mast;
    panic!("a gale");
}
