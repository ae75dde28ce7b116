//! Embedded files are part of the program: a change in one of them is a change of the program.

use std::env;

fn main() {
    for folder in ["migrations", "templates", "question_banks"] {
        println!("cargo:rerun-if-changed={folder}");
    }
    if env::var("CARGO_CFG_TARGET_ENV").is_ok_and(|env| env == "gnu") {
        // A program that may lie anywhere in memory lists two million bytes of addresses to adapt; packed they are some thousands. Linkers
        // that cannot do it pass over it with a warning.
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}
