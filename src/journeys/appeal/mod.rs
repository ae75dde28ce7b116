//! Appeals: who did not pass a test contests it in their words; a head who had no part in it looks at the evidence and decides, with a reason and in time.

mod decide;
mod file;
mod periods;
mod show;

pub(super) use self::show::open_of;
pub use self::{
    decide::{NewDecision, decide},
    file::{NewAppeal, file, withdraw},
    periods::{choose, periods},
    show::{AppealShown, AppealView, Contest, contest, list, show},
};
