//! Contests: the list, the wall and the phone of a player.

mod list;
mod play;
mod show;

pub(in crate::web) use self::{
    list::{begin, list, row},
    play::{answer, end, go_on, join},
    show::show,
};
