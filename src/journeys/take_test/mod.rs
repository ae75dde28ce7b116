//! Taking a test: what the start page tells, the draw, the answers, the end and the result.

mod answer;
mod delta;
mod history;
mod result;
mod review;
mod round;
mod start;
mod submit;
mod view;

pub use self::{
    answer::{SaveAnswer, SavedAnswer, flag, save_answer},
    delta::{DeltaBrief, delta_brief, start_delta},
    result::{CertificateView, PartView, ResultView, SectionView, TogetherView, TopicView, result},
    review::{ReviewedOption, ReviewedPair, ReviewedView},
    round::SupersededView,
    start::{Brief, brief, start},
    submit::{submit, sweep},
    view::{AttemptView, OptionView, QuestionView, asked, show},
};
pub(in crate::journeys) use self::{
    history::past_of, result::certificate_view, review::reviewed, start::brief_of, submit::end_if_due, view::as_sent,
};
