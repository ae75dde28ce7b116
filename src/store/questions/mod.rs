//! Questions, their versions and approvals.

mod find;
mod known;
mod queue;
mod save;

pub use self::{
    find::{Filter, codes, count, find, list, of_ids, origin, versions},
    known::{Known, Placed, Source, known, known_of_line, known_one},
    queue::{Narrowed, count_waiting, in_doubt, rejection, same_words, unapproved},
    save::{
        NewQuestion, add_version, approve, insert, note_correction, note_origin, place, reject, set_state, take_back,
    },
};
