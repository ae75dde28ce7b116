//! Questions, their versions and approvals.

mod find;
mod save;

pub use self::{
    find::{Filter, codes, count, count_unapproved, find, list, versions},
    save::{NewQuestion, add_version, approve, insert, place, set_state},
};
