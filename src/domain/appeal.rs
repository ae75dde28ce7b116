//! Appeals: somebody contests that a test was not passed. Until when they may, who decides, and until when.
//!
//! A failed test bars somebody from work, and no person took that decision: so a person who had no part in it looks at it when it is contested
//! (Regulation (EU) 2016/679, Article 22).

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{attempt::State, words};
use crate::base::{
    id::{AppealId, AttemptId, PersonId},
    limits::WAIVER_HOURS_MAX,
    refusal::{Problem, Refusal, Refused},
    time::{DAY, Millis},
};

/// Days that any of the periods may last at most.
const DAYS_MAX: u32 = 365;

/// What an installation chose about appeals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Periods {
    /// Days after a result within which it may be contested.
    pub filing_days: u32,
    /// Days after that within which a head decides.
    pub decision_days: u32,
}

impl Default for Periods {
    fn default() -> Periods {
        Periods { filing_days: 30, decision_days: 14 }
    }
}

words! {
    /// What became of an appeal.
    #[schemars(rename = "AppealVerdict")]
    Verdict {
        /// The result does not stand as it is; the remedy says what follows.
        Upheld "upheld",
        /// The result stands.
        Rejected "rejected",
        /// Who appealed took it back.
        Withdrawn "withdrawn",
    }
}

/// What follows where an appeal is upheld.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "remedy", rename_all = "snake_case", deny_unknown_fields)]
#[schemars(rename = "AppealRemedy")]
pub enum Remedy {
    /// The attempt is void, and one more is granted.
    Again,
    /// The keys of these questions are looked at by trainers, who may propose to grade them anew.
    Regrade {
        /// Their numbers in the test.
        positions: BTreeSet<u32>,
    },
    /// The person may negotiate on the products of the test for some hours.
    Waiver {
        /// For how many.
        hours: u32,
    },
}

impl Remedy {
    /// Its name.
    pub fn name(&self) -> &'static str {
        match self {
            Remedy::Again => "again",
            Remedy::Regrade { .. } => "regrade",
            Remedy::Waiver { .. } => "waiver",
        }
    }

    /// What keeps it from being done, where the test has so many questions.
    pub fn problems(&self, questions: usize) -> Vec<Problem> {
        let range = |field: &str, max: usize| Problem::new(field, "out-of-range").with("min", 1).with("max", max);
        let found = match self {
            Remedy::Again => None,
            Remedy::Regrade { positions } if positions.is_empty() => Some(Problem::new("positions", "missing")),
            Remedy::Regrade { positions } => {
                let known =
                    |position: &u32| *position >= 1 && usize::try_from(*position).is_ok_and(|at| at <= questions);
                (!positions.iter().all(known)).then(|| range("positions", questions))
            }
            Remedy::Waiver { hours } => {
                let max = WAIVER_HOURS_MAX;
                (*hours == 0 || *hours > max)
                    .then(|| Problem::new("hours", "out-of-range").with("min", 1).with("max", max))
            }
        };
        found.into_iter().collect()
    }
}

/// Somebody's word against what came of their test.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Appeal {
    /// Which.
    pub id: AppealId,
    /// Against which attempt.
    pub attempt: AttemptId,
    /// The first of that attempt, the second.
    pub number: u32,
    /// Whose.
    pub person: PersonId,
    /// What they say.
    pub words: String,
    /// When they said it.
    pub filed_at: Millis,
    /// Until when it is to be decided.
    pub due_at: Millis,
    /// What became of it; none: it waits.
    pub end: Option<End>,
}

/// The end of an appeal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct End {
    /// What became of it.
    pub verdict: Verdict,
    /// What follows, where it was upheld.
    pub remedy: Option<Remedy>,
    /// Who said so.
    pub by: PersonId,
    /// When.
    pub at: Millis,
    /// Why; always, unless it was taken back.
    pub reason: Option<String>,
}

impl Periods {
    /// What is wrong with them.
    pub fn problems(&self) -> Vec<Problem> {
        let fields = [("filing_days", self.filing_days), ("decision_days", self.decision_days)];
        let wrong = fields.into_iter().filter(|(_, days)| *days == 0 || *days > DAYS_MAX);
        wrong.map(|(field, _)| Problem::new(field, "out-of-range").with("min", 1).with("max", DAYS_MAX)).collect()
    }

    /// Until when a result may be contested that was found at `found_at`: at that moment no more.
    pub fn contestable_until(&self, found_at: Millis) -> Millis {
        found_at.plus(i64::from(self.filing_days) * DAY)
    }

    /// Until when an appeal is to be decided.
    pub fn due(&self, filed_at: Millis) -> Millis {
        filed_at.plus(i64::from(self.decision_days) * DAY)
    }

    /// Whether a result may be contested now: a test that ended and was not passed, within the time, and on which nobody decided yet. Gives the number
    /// that the appeal gets.
    pub fn may_file(
        &self,
        state: State,
        (passed, found_at): (bool, Millis),
        before: &[Appeal],
        now: Millis,
    ) -> Result<u32, Refused> {
        if state != State::Submitted {
            return Err(Refusal::WrongState.with("state", state.as_str()));
        }
        if passed {
            return Err(Refusal::WrongState.with("state", "passed"));
        }
        match before.last().map(|last| last.end.as_ref()) {
            Some(None) => return Err(Refusal::AlreadyContested.into()),
            // A result that was found anew since may be contested as well as the one before.
            Some(Some(end)) if end.verdict != Verdict::Withdrawn && found_at <= end.at => {
                return Err(Refusal::WrongState.with("state", end.verdict.as_str()));
            }
            _ => {}
        }
        let until = self.contestable_until(found_at);
        if now >= until {
            return Err(Refusal::TooLateToContest.with("until", until));
        }
        Ok(before.last().map_or(0, |last| last.number).saturating_add(1))
    }
}

impl Appeal {
    /// Whether it waits for longer than it should.
    pub fn is_overdue(&self, now: Millis) -> bool {
        self.end.is_none() && self.due_at <= now
    }

    /// Whether somebody may decide on it: not the person themself, nor anybody who had a part in what is contested.
    pub fn decide(&self, by: PersonId, took_part: &BTreeSet<PersonId>) -> Result<(), Refused> {
        self.expect_open()?;
        if self.person == by || took_part.contains(&by) { Err(Refusal::NeedsSecondPerson.into()) } else { Ok(()) }
    }

    /// Whether it may be taken back.
    pub fn withdraw(&self) -> Result<(), Refused> {
        self.expect_open()
    }

    fn expect_open(&self) -> Result<(), Refused> {
        match &self.end {
            None => Ok(()),
            Some(end) => Err(Refusal::WrongState.with("state", end.verdict.as_str())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn appeal(end: Option<(Verdict, i64)>) -> Appeal {
        let by = PersonId::new();
        Appeal {
            id: AppealId::new(),
            attempt: AttemptId::new(),
            number: 1,
            person: PersonId::new(),
            words: "Question 3 has two right answers.".to_owned(),
            filed_at: Millis(2 * DAY),
            due_at: Millis(16 * DAY),
            end: end.map(|(verdict, day)| End { verdict, remedy: None, by, at: Millis(day * DAY), reason: None }),
        }
    }

    #[test]
    fn a_fail_may_be_contested_within_its_time_and_once() {
        let may = |state, passed, before: &[Appeal], day: i64| {
            let found = Periods::default().may_file(state, (passed, Millis(0)), before, Millis(day * DAY));
            found.map_err(|refused| refused.why)
        };
        for (state, passed, before, day, expected) in [
            (State::Submitted, false, vec![], 0, Ok(1)),
            (State::Submitted, false, vec![], 29, Ok(1)),
            (State::Submitted, false, vec![], 30, Err(Refusal::TooLateToContest)),
            (State::Submitted, true, vec![], 1, Err(Refusal::WrongState)),
            (State::InProgress, false, vec![], 1, Err(Refusal::WrongState)),
            (State::Void, false, vec![], 1, Err(Refusal::WrongState)),
            (State::Submitted, false, vec![appeal(None)], 3, Err(Refusal::AlreadyContested)),
            (State::Submitted, false, vec![appeal(Some((Verdict::Withdrawn, 3)))], 4, Ok(2)),
            (State::Submitted, false, vec![appeal(Some((Verdict::Rejected, 3)))], 4, Err(Refusal::WrongState)),
            (State::Submitted, false, vec![appeal(Some((Verdict::Upheld, 3)))], 4, Err(Refusal::WrongState)),
        ] {
            assert_eq!(may(state, passed, &before, day), expected, "{state} {passed} {day}");
        }
        // Found anew since the decision, it may be contested again, counted from there.
        let (decided, anew) = ([appeal(Some((Verdict::Rejected, 3)))], (false, Millis(20 * DAY)));
        assert_eq!(Periods::default().may_file(State::Submitted, anew, &decided, Millis(49 * DAY)), Ok(2));
    }

    #[test]
    fn who_had_a_part_in_it_does_not_decide() {
        let (open, head, author) = (appeal(None), PersonId::new(), PersonId::new());
        let took_part = BTreeSet::from([author]);
        let why = |found: Result<(), Refused>| found.map_err(|refused| refused.why);
        assert_eq!(why(open.decide(head, &took_part)), Ok(()));
        assert_eq!(why(open.decide(author, &took_part)), Err(Refusal::NeedsSecondPerson));
        assert_eq!(why(open.decide(open.person, &took_part)), Err(Refusal::NeedsSecondPerson));
        assert_eq!(why(appeal(Some((Verdict::Upheld, 3))).decide(head, &took_part)), Err(Refusal::WrongState));
        assert_eq!(why(appeal(Some((Verdict::Withdrawn, 3))).withdraw()), Err(Refusal::WrongState));
    }

    #[test]
    fn it_is_overdue_from_its_very_end_and_never_once_decided() {
        assert!(!appeal(None).is_overdue(Millis(16 * DAY - 1)));
        assert!(appeal(None).is_overdue(Millis(16 * DAY)));
        assert!(!appeal(Some((Verdict::Rejected, 3))).is_overdue(Millis(20 * DAY)));
    }

    #[test]
    fn a_remedy_names_what_is_there() {
        let wrong = |remedy: Remedy| remedy.problems(10).len();
        for (remedy, problems) in [
            (Remedy::Again, 0),
            (Remedy::Regrade { positions: [1, 10].into() }, 0),
            (Remedy::Regrade { positions: [0].into() }, 1),
            (Remedy::Regrade { positions: [11].into() }, 1),
            (Remedy::Regrade { positions: BTreeSet::new() }, 1),
            (Remedy::Waiver { hours: WAIVER_HOURS_MAX }, 0),
            (Remedy::Waiver { hours: 0 }, 1),
            (Remedy::Waiver { hours: WAIVER_HOURS_MAX + 1 }, 1),
        ] {
            assert_eq!(wrong(remedy.clone()), problems, "{remedy:?}");
        }
    }
}
