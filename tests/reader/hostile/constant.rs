#![allow(long_running_const_eval)]

const SUM: u64 = {
    let mut sum = 0_u64;
    while sum < u64::MAX {
        sum += 1;
    }
    sum
};

fn main() {
    println!("{SUM}");
}
