//! Questions, for trainers.

mod edit;
mod form;
mod list;
mod rows;
mod show;
pub(in crate::web) mod view;

pub(in crate::web) use self::{
    edit::{add, blank, change, edit, preview},
    list::{address, list},
    show::{approve, confirm, forget, reject, retire, show},
    view::{key, mark, text},
};
