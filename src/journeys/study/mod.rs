//! Study by question and answer: what is due and new, a session of cards, and the ratings that come back from it, perhaps hours later.
//!
//! Nothing of a product is shown while a test of the person on it runs, and what is for tests only never is.

mod figures;
mod hard;
mod newcomers;
mod onboarding;
mod overview;
mod policy;
mod practice;
mod rate;
mod readiness;
mod session;

pub use self::{
    figures::{OfPerson, StudyFigures, figures},
    hard::{Hard, count_hard, hardest, often_forgotten},
    newcomers::{Newcomer, Newcomers, OfDepartment, OfTest, newcomers},
    overview::{LineOverview, Overview, overview, progress},
    policy::{choose, policy},
    practice::{Checked, Disagreement, Given, Item, check, disagree, practise},
    rate::{Came, Entry, Outcome, Rate, rate},
    readiness::{OfTopic, Readiness, ToStudy, all_readiness, held_forecasts, note_forecasts, readiness},
    session::{CardView, Session, Wanted, session},
};
pub(super) use self::{
    onboarding::{Desk, plan_of},
    overview::count_due,
};
use crate::domain::person::{Person, Role};
pub use crate::store::cards::Shown;

/// The department whose managers somebody sees: a head their own; a head of none and everybody else see all.
fn department_of(reader: &Person) -> Option<String> {
    Some(reader.department.clone()).filter(|department| reader.role == Role::Head && !department.is_empty())
}
