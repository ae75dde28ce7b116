//! Taking a test: the start page, one question per screen, handing in, the result, the certificate.

mod question;
mod result;
mod start;

pub(in crate::web) use self::{
    question::{as_form, save, show as question},
    result::{review, show as result, submit},
    start::{begin, brief, resume},
};
