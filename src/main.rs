//! The program `dokimasia`.

use std::process::ExitCode;

fn main() -> ExitCode {
    dokimasia::cli::run()
}
