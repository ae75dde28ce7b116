//! Field kits: read by many, on paper and without a network too; kept by trainers.

mod edit;
mod file;
mod form;
mod list;
mod script;
mod show;

pub(in crate::web) use self::{
    edit::{add, blank, change, confirm, edit, remove, shift},
    file::file,
    list::{list, offline},
    script::{save as save_script, show as script},
    show::show,
};
