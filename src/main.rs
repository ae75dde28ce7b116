//! The program `dokimasia`.

fn main() {}
