//! Taking a test: what the start page tells, the draw, the answers, the end and the result.

mod answer;
mod history;
mod result;
mod review;
mod start;
mod submit;
mod view;

pub(in crate::journeys) use self::submit::end_if_due;
pub use self::{
    answer::{SaveAnswer, SavedAnswer, flag, save_answer},
    result::{
        CertificateView, PartView, ResultView, SectionView, TogetherView, TopicView, brief_result, certificate, result,
    },
    review::{ReviewedOption, ReviewedView},
    start::{Brief, brief, start},
    submit::{submit, sweep},
    view::{AttemptView, QuestionView, show},
};
