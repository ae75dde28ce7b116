//! Study.

mod hardest;
mod overview;
mod practice;
mod session;

pub(in crate::web) use self::{
    hardest::hardest,
    overview::show,
    practice::{ask as practise, check, disagree},
    session::{rate, session, undo},
};
