//! The queue of what waits for trainers.

mod decide;
mod names;
mod show;
mod view;

pub(in crate::web) use self::{
    decide::{decide, make_drafts, reverse},
    show::{address, show},
};
