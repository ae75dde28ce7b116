//! What is made to be printed or kept: PDF.

mod award;
mod face;

pub use self::award::Award;
