//! The picture of a question: what it shows in words, and who may see it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{person::Role, question::State};
use crate::base::{id::FileId, lang::Lang, limits::ALTERNATIVE_CHARS_MAX, localized::Localized, refusal::Problem};

/// A picture that is to be seen with a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "QuestionPicture")]
pub struct Picture {
    /// The file, to be had at `/files/{id}`.
    pub file: FileId,
    /// Its width and height, so that a page keeps room for it.
    pub sides: (u32, u32),
    /// What it shows, for those who cannot see it. None: whoever imported it did not say; until somebody does, the question cannot be approved.
    pub alt: Option<Localized>,
}

/// A version that shows a picture, as far as it decides who may see that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Showing {
    /// Whether study may show it: see [`is_taught`].
    pub taught: bool,
    /// When a test of the reader asked it, if one did.
    pub asked: Option<Asked>,
    /// Whether a test of the reader runs on what it is about.
    pub locked: bool,
}

/// When a test asked something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It runs.
    Now,
    /// It is over.
    Before,
}

/// Whether study may show a version: its question is in force, somebody approved it, and it is not for tests only.
pub fn is_taught(state: State, approved: bool, exam_only: bool) -> bool {
    state == State::Active && approved && !exam_only
}

/// Whether a picture may be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// There is nothing for that reader.
    Nothing,
    /// When their test is over.
    Later,
    /// Now.
    Open,
}

/// Whether a reader of that role may see a picture that these versions show. Who writes questions and who answers for managers see all of them. A
/// manager sees what a running test of theirs asks, and of the rest what study may show and what they were asked, unless a running test is about it.
pub fn sight(role: Role, showings: &[Showing]) -> Sight {
    if matches!(role, Role::Trainer | Role::Head) {
        return Sight::Open;
    }
    showings.iter().map(|showing| showing.sight()).max().unwrap_or(Sight::Nothing)
}

impl Showing {
    fn sight(self) -> Sight {
        match (self.asked, self.locked) {
            (Some(Asked::Now), _) => Sight::Open,
            (None, _) if !self.taught => Sight::Nothing,
            (_, true) => Sight::Later,
            (_, false) => Sight::Open,
        }
    }
}

impl Picture {
    /// What is wrong with its words in a bank of language `own`.
    pub fn problems(&self, own: Lang) -> Vec<Problem> {
        let Some(alt) = &self.alt else { return Vec::new() };
        let mut problems = alt.problems(own);
        if alt.texts().any(|(_, text)| text.chars().nth(ALTERNATIVE_CHARS_MAX).is_some()) {
            problems.push(Problem::new("", "too-long").with("max", ALTERNATIVE_CHARS_MAX));
        }
        problems.into_iter().map(|problem| problem.inside("alt")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAUGHT: Showing = Showing { taught: true, asked: None, locked: false };
    const SECRET: Showing = Showing { taught: false, ..TAUGHT };

    #[test]
    fn a_manager_sees_what_study_shows_and_what_they_were_asked() {
        let (now, before) = (Some(Asked::Now), Some(Asked::Before));
        for (showing, seen) in [
            (TAUGHT, Sight::Open),
            (Showing { locked: true, ..TAUGHT }, Sight::Later),
            (Showing { locked: true, asked: now, ..TAUGHT }, Sight::Open),
            (SECRET, Sight::Nothing),
            (Showing { asked: before, ..SECRET }, Sight::Open),
            (Showing { asked: before, locked: true, ..SECRET }, Sight::Later),
            (Showing { locked: true, ..SECRET }, Sight::Nothing),
            (Showing { asked: now, locked: true, ..SECRET }, Sight::Open),
        ] {
            assert_eq!(sight(Role::Manager, &[showing]), seen, "{showing:?}");
            assert_eq!(sight(Role::Manager, &[SECRET, showing]), seen, "{showing:?}");
            assert_eq!(sight(Role::Trainer, &[showing]), Sight::Open);
        }
        assert_eq!(sight(Role::Manager, &[]), Sight::Nothing);
        assert_eq!(sight(Role::Head, &[]), Sight::Open);
        assert_eq!(sight(Role::Admin, &[]), Sight::Nothing);
    }

    #[test]
    fn what_is_taught_is_in_force_approved_and_no_secret() {
        assert!(is_taught(State::Active, true, false));
        for (state, approved, exam_only) in
            [(State::Suspended, true, false), (State::Active, false, false), (State::Active, true, true)]
        {
            assert!(!is_taught(state, approved, exam_only));
        }
    }

    #[test]
    fn words_are_in_the_banks_language_and_not_a_whole_story() {
        let picture = |alt: Option<&str>| Picture { file: FileId::new(), sides: (1, 1), alt: alt.map(Localized::from) };
        let found = |alt: Option<&str>| {
            let problems = picture(alt).problems(Lang::EN);
            problems.into_iter().map(|problem| format!("{} {}", problem.field, problem.slug)).collect::<Vec<_>>()
        };
        assert_eq!(found(None), [""; 0]);
        assert_eq!(found(Some("A nail in a board.")), [""; 0]);
        assert_eq!(found(Some(" ")), ["alt text-blank"]);
        assert_eq!(found(Some(&"x".repeat(ALTERNATIVE_CHARS_MAX + 1))), ["alt too-long"]);
    }
}
