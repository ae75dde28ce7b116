//! Lines and their products: read by many, written by trainers.

mod edit;
mod form;
mod line;
mod list;
mod review;
mod review_view;
mod show;
mod view;

pub(in crate::web) use self::{
    edit::{edit, paste},
    line::show as line,
    list::list,
    review::{look, record, reopen},
    show::{cancel, show},
};
