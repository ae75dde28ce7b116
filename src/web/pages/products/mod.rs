//! Lines and their products: read by many, written by trainers.

mod line;
mod list;
mod show;
pub(super) mod view;

pub(in crate::web) use self::{
    line::show as line,
    list::list,
    show::{cancel, show},
};
