//! The way of a file of questions into a bank: handed in or pasted, read, mapped, looked through, taken in, undone.

mod form;
mod show;
mod view;

pub(in crate::web) use self::{
    form::{blank, hand_in},
    show::{act, approve, failed, progress, show, undo},
};
