//! What cannot wait is told by mail: a client who sits in a meeting, and a clearance that is lost.

mod address;
mod letter;
mod send;
mod tell;

pub use self::{
    address::{address, set_address},
    send::send,
    tell::look,
};
