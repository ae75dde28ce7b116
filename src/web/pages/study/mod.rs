//! Study.

mod figures;
mod hardest;
mod newcomers;
mod overview;
mod practice;
mod session;

pub(in crate::web) use self::{
    figures::figures,
    hardest::hardest,
    newcomers::newcomers,
    overview::show,
    practice::{ask as practise, check, disagree},
    session::{rate, session, undo},
};
