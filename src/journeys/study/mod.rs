//! Study by question and answer: what is due and new, a session of cards, and the ratings that come back from it, perhaps hours later.
//!
//! Nothing of a product is shown while a test of the person on it runs, and what is for tests only never is.

mod hard;
mod overview;
mod policy;
mod practice;
mod rate;
mod readiness;
mod session;

pub(super) use self::overview::count_due;
pub use self::{
    hard::{Hard, count_hard, hardest, often_forgotten},
    overview::{LineOverview, Overview, due_now, overview},
    policy::{choose, policy},
    practice::{Checked, Disagreement, Given, Item, check, disagree, practise},
    rate::{Came, Entry, Outcome, Rate, rate},
    readiness::{OfTopic, Readiness, ToStudy, all_readiness, held_forecasts, note_forecasts, readiness},
    session::{CardView, Session, Wanted, session},
};
pub use crate::store::cards::Shown;
