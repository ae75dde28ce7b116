//! What is told by mail: at once what cannot wait, a client who sits in a meeting and a clearance that is lost; the rest once a day.

mod address;
mod digest;
mod letter;
mod send;
mod tell;

pub use self::{
    address::{reading, set_address},
    digest::make,
    send::send,
    tell::look,
};
