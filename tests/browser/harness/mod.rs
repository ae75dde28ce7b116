//! What a journey in the browser needs: the program itself, and somebody at a phone or a desk.

mod browser;
mod process;
mod program;

pub use self::{browser::Browser, program::Program};
