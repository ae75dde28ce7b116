//! Lines and their products: read by many, written by trainers.

mod edit;
mod form;
mod line;
mod list;
mod manage;
mod review;
mod review_view;
mod show;
pub(super) mod view;

pub(in crate::web) use self::{
    edit::{edit, paste},
    line::show as line,
    list::list,
    manage::{
        add_characteristic, add_line, add_product, change_characteristic, change_line, characteristic, line_names,
        new_characteristic, new_line, new_product, product_names, rename_product,
    },
    review::{look, record, reopen},
    show::{cancel, show},
};
