//! Lines, characteristics and products: adding them, naming them, and seeing which product no certification covers.

mod characteristics;
mod lines;
mod products;

pub use self::{
    characteristics::{CharacteristicChange, NewCharacteristic, add_characteristic, change_characteristic},
    lines::{LineChange, NewLine, add_line, change_line},
    products::{Added, FirstValue, NewProduct, ProductChange, Uncovered, add_product, rename_product, uncovered},
};
use crate::{
    base::{
        error::Result,
        refusal::{Problem, Refusal, Refused},
    },
    domain::code::Code,
};

/// The word under which the pages make new ones.
const RESERVED: &str = "new";

/// Refuses while anything is wrong.
fn checked(problems: Vec<Problem>) -> Result<()> {
    if problems.is_empty() { Ok(()) } else { Err(Refused::invalid(problems).into()) }
}

/// Refuses a code that something has already, or that leads to another page.
fn free(code: &Code, taken: bool) -> Result<()> {
    if taken || code.as_str() == RESERVED {
        return Err(Refusal::AlreadyTaken.with("code", code.as_str()).into());
    }
    Ok(())
}
