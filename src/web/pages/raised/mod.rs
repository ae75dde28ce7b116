//! Raised questions: managers raise them and wait for the answer, trainers work through them at their desk.

mod ask;
mod desk;
mod figures;
mod work;

pub(in crate::web) use self::{
    ask::{blank, raise},
    desk::{list, show},
    figures::show as figures,
    work::{answer, decline, known, same},
};
use crate::web::page::Redirect;

fn to(number: i64) -> Redirect {
    Redirect::to(format!("/raised/{number}"))
}
