//! Taking a test: what the start page tells, the draw, the answers, the end and the result.

mod answer;
mod history;
mod result;
mod start;
mod submit;
mod view;

pub use self::{
    answer::{SaveAnswer, SavedAnswer, flag, save_answer},
    result::{CertificateView, PartView, ResultView, SectionView, TogetherView, TopicView, certificate, result},
    start::{Brief, brief, start},
    submit::{submit, sweep},
    view::{AttemptView, QuestionView, show},
};
