//! Questions, their versions and approvals.

mod find;
mod known;
mod save;

pub use self::{
    find::{Filter, codes, count, count_unapproved, find, list, origin, versions},
    known::{Known, known},
    save::{NewQuestion, add_version, approve, insert, note_origin, place, set_state},
};
