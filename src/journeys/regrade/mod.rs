//! Regrading: a key was wrong. A trainer proposes what is right and sees whom it would change; a second one agrees, and every result that rests on the key is
//! found anew in one transaction. What was found before is kept beside it.

mod approve;
mod effects;
mod notices;
mod propose;
mod show;
mod told;

pub(super) use self::notices::anew;
pub use self::{
    approve::{Approval, approve, decline, withdraw},
    notices::Anew,
    propose::{NewRegrade, preview, propose},
    show::{Desk, NearView, RegradeView, Requested, blank, desk, list, show},
    told::{AttemptChange, Changes, Found, PersonChange, StandingChange},
};
