//! Contests: a trainer asks, everybody answers on their phones, and the wall shows who stands where. Nothing of it counts for a certification.

mod begin;
mod play;
mod show;

pub(super) use self::show::open;
pub use self::{
    begin::{NewContest, begin},
    play::{Step, answer, end, go_on, join},
    show::{ContestView, Own, Recent, Told, recent, show},
};
