//! A contest: everybody answers the same questions at the same time, and who knows more and is quicker stands above. It is play: nothing of it counts for
//! a certification.

use std::collections::BTreeMap;

use num_rational::Ratio;
use serde::{Deserialize, Serialize};

use super::{form::Form, form::Position, words};
use crate::base::{
    id::{ContestId, LineId, PersonId},
    lang::Lang,
    limits::{CONTEST_QUESTIONS_MAX, CONTEST_SECONDS},
    localized::Localized,
    refusal::{Problem, Refusal, Refused},
    time::{HOUR, Millis, SECOND},
};

/// Nobody goes on with a contest that was begun so long ago, in milliseconds.
pub const FORGOTTEN_AFTER: i64 = 12 * HOUR;
/// An answer may come so much later than its time, in milliseconds: networks of phones take theirs.
const GRACE: i64 = SECOND;
/// What a right answer earns at once; at the last moment it is half of that.
const SCORE_MAX: i64 = 1_000;

words! {
    /// How far a contest is.
    Phase {
        /// Players gather.
        Waiting "waiting",
        /// A question is asked.
        Asking "asking",
        /// What is right is shown.
        Told "told",
        /// It is over.
        Over "over",
    }
}

/// What a trainer asks for who begins a contest.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Terms {
    /// How many questions.
    pub questions: u32,
    /// Seconds for each.
    pub seconds: u32,
}

impl Terms {
    /// What keeps them from being terms.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if !(1..=CONTEST_QUESTIONS_MAX).contains(&self.questions) {
            problems.push(Problem::new("questions", "out-of-range").with("min", 1).with("max", CONTEST_QUESTIONS_MAX));
        }
        if !CONTEST_SECONDS.contains(&self.seconds) {
            let (min, max) = (CONTEST_SECONDS.start(), CONTEST_SECONDS.end());
            problems.push(Problem::new("seconds", "out-of-range").with("min", *min).with("max", *max));
        }
        problems
    }
}

/// A contest.
#[derive(Debug, Clone, PartialEq)]
pub struct Contest {
    /// Which.
    pub id: ContestId,
    /// The line that it asks about.
    pub line: LineId,
    /// Its name.
    pub line_name: Localized,
    /// The language in which its questions are complete.
    pub language: Lang,
    /// Who began it.
    pub begun_by: String,
    /// When.
    pub begun_at: Millis,
    /// Seconds for each question.
    pub seconds: u32,
    /// What is asked. It was drawn at the beginning.
    pub form: Form,
    /// How far it is.
    pub at: Moment,
}

/// How far a contest is, as it is stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Moment {
    /// The question that was asked last, from 1; 0: none yet.
    pub position: u32,
    /// When it was asked.
    pub asked_at: Option<Millis>,
    /// When what is right was shown before its time was over.
    pub told_at: Option<Millis>,
    /// When the contest ended.
    pub ended_at: Option<Millis>,
}

impl Contest {
    /// How many questions it asks.
    pub fn questions(&self) -> u32 {
        u32::try_from(self.form.positions.len()).unwrap_or(u32::MAX)
    }

    /// How far it is at a moment: the time of a question ends by itself.
    pub fn phase(&self, now: Millis) -> Phase {
        if self.at.ended_at.is_some() || now >= self.begun_at.plus(FORGOTTEN_AFTER) {
            return Phase::Over;
        }
        match (self.at.asked_at, self.at.told_at) {
            (None, _) => Phase::Waiting,
            (Some(_), None) if self.time_ends_at().is_some_and(|end| now < end) => Phase::Asking,
            (Some(_), _) => Phase::Told,
        }
    }

    /// When the time of the question ends that was asked last.
    pub fn time_ends_at(&self) -> Option<Millis> {
        self.at.asked_at.map(|asked| asked.plus(self.limit()))
    }

    /// What was asked last.
    pub fn asked(&self) -> Option<&Position> {
        self.form.positions.get(usize::try_from(self.at.position.checked_sub(1)?).ok()?)
    }

    /// What comes next. Refuses a contest that is over.
    pub fn next(&self, now: Millis) -> Result<Moment, Refusal> {
        match self.phase(now) {
            Phase::Asking => Ok(Moment { told_at: Some(now), ..self.at }),
            Phase::Waiting | Phase::Told if self.at.position < self.questions() => {
                Ok(Moment { position: self.at.position + 1, asked_at: Some(now), told_at: None, ended_at: None })
            }
            Phase::Waiting | Phase::Told => Ok(Moment { ended_at: Some(now), ..self.at }),
            Phase::Over => Err(Refusal::WrongState),
        }
    }

    /// How long an answer to the question at that position took, in milliseconds. Refuses it when another is asked, or its time is over.
    pub fn accept(&self, position: u32, now: Millis) -> Result<i64, Refused> {
        let asked = self.at.asked_at.filter(|_| position == self.at.position && self.at.ended_at.is_none());
        let took = asked.map(|asked| now.0.saturating_sub(asked.0)).ok_or(Refusal::TooLate)?;
        let told_by_hand = self.at.told_at.is_some_and(|told| now > told.plus(GRACE));
        if took > self.limit() + GRACE || told_by_hand { Err(Refusal::TooLate.into()) } else { Ok(took.max(0)) }
    }

    /// What an answer scores that earned that share of its points after so many milliseconds: half for knowing, half for being quick.
    pub fn score(&self, share: Ratio<i64>, took: i64) -> i64 {
        let limit = self.limit();
        let early = limit - took.clamp(0, limit);
        (share * SCORE_MAX * Ratio::new(limit + early, 2 * limit)).to_integer()
    }

    fn limit(&self) -> i64 {
        i64::from(self.seconds).max(1) * SECOND
    }
}

/// Somebody who plays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Player {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their department, which is their team; empty: they have none.
    pub department: String,
}

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    /// Whose.
    pub person: PersonId,
    /// To which question, from 1.
    pub position: u32,
    /// The share of the question's points that it earned.
    pub share: Ratio<i64>,
    /// What it scored.
    pub score: i64,
}

/// Somebody, or a team, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rank<T> {
    /// Who.
    pub who: T,
    /// Their place, from 1; who scored the same stands at the same place.
    pub place: usize,
    /// What they scored; of a team, on average.
    pub score: i64,
    /// Answers that were wholly right; of a team, together.
    pub right: usize,
}

/// Where each player stands, the first first. Only questions before `open` count: while one is asked nobody sees who knew it.
pub fn ranking(players: &[Player], answers: &[Scored], open: Option<u32>) -> Vec<Rank<Player>> {
    let mut told: BTreeMap<PersonId, (i64, usize)> = BTreeMap::new();
    for answer in answers.iter().filter(|answer| open.is_none_or(|open| answer.position != open)) {
        let (score, right) = told.entry(answer.person).or_default();
        *score += answer.score;
        *right += usize::from(answer.share == Ratio::ONE);
    }
    let of = |player: &Player| told.get(&player.person).copied().unwrap_or_default();
    let mut ranks: Vec<_> = players
        .iter()
        .map(|player| Rank { who: player.clone(), place: 0, score: of(player).0, right: of(player).1 })
        .collect();
    ranks.sort_by(|one, other| other.score.cmp(&one.score).then_with(|| one.who.name.cmp(&other.who.name)));
    placed(ranks)
}

/// Where each team stands, by what its players scored on average, so that a large one is not ahead for being large. Who has no department is in none;
/// a single team is none.
pub fn teams(ranking: &[Rank<Player>]) -> Vec<Rank<String>> {
    let mut teams: BTreeMap<&str, (i64, i64, usize)> = BTreeMap::new();
    for rank in ranking.iter().filter(|rank| !rank.who.department.is_empty()) {
        let (players, score, right) = teams.entry(&rank.who.department).or_default();
        *players += 1;
        *score += rank.score;
        *right += rank.right;
    }
    if teams.len() < 2 {
        return Vec::new();
    }
    let average = |(name, (players, score, right)): (&str, (i64, i64, usize))| {
        let score = score.checked_div(players).unwrap_or(0);
        Rank { who: name.to_owned(), place: 0, score, right }
    };
    let mut ranks: Vec<_> = teams.into_iter().map(average).collect();
    ranks.sort_by(|one, other| other.score.cmp(&one.score).then_with(|| one.who.cmp(&other.who)));
    placed(ranks)
}

/// Tells the places of who stand in order.
fn placed<T>(mut ranks: Vec<Rank<T>>) -> Vec<Rank<T>> {
    let mut before: Option<(i64, usize)> = None;
    for (number, rank) in (1..).zip(&mut ranks) {
        rank.place = before.filter(|(score, _)| *score == rank.score).map_or(number, |(_, place)| place);
        before = Some((rank.score, rank.place));
    }
    ranks
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::base::id::{QuestionId, VersionId};

    fn contest(at: Moment) -> Contest {
        let (question, version) = (QuestionId(Uuid::nil()), VersionId(Uuid::nil()));
        let position = Position { question, version, section: 0, order: Vec::new(), tokens: Vec::new() };
        Contest {
            id: ContestId(Uuid::nil()),
            line: LineId(Uuid::nil()),
            line_name: "Nails".into(),
            language: Lang::EN,
            begun_by: "Maria".to_owned(),
            begun_at: Millis(0),
            seconds: 20,
            form: Form { positions: vec![position.clone(), position] },
            at,
        }
    }

    fn after(seconds: i64) -> Millis {
        Millis(seconds * SECOND)
    }

    #[test]
    fn it_goes_from_question_to_question_and_ends() {
        let mut contest = contest(Moment::default());
        let mut told = vec![contest.phase(after(1))];
        for second in 1..=5 {
            contest.at = contest.next(after(second)).unwrap();
            told.push(contest.phase(after(second)));
        }
        let (asking, shown) = (Phase::Asking, Phase::Told);
        assert_eq!(told, [Phase::Waiting, asking, shown, asking, shown, Phase::Over]);
        assert_eq!((contest.next(after(6)), contest.at.position), (Err(Refusal::WrongState), 2));
    }

    #[test]
    fn the_time_of_a_question_ends_by_itself() {
        let mut contest = contest(Moment::default());
        contest.at = contest.next(after(10)).unwrap();
        assert_eq!([after(29), after(30)].map(|now| contest.phase(now)), [Phase::Asking, Phase::Told]);
        assert_eq!(contest.next(after(30)).unwrap().position, 2, "what is right is shown already");
        let long = Millis(FORGOTTEN_AFTER);
        assert_eq!((contest.phase(long), contest.next(long)), (Phase::Over, Err(Refusal::WrongState)));
    }

    #[test]
    fn an_answer_counts_within_its_time() {
        let mut contest = contest(Moment::default());
        assert!(contest.accept(1, after(0)).is_err(), "nothing is asked yet");
        contest.at = contest.next(after(10)).unwrap();
        assert_eq!(contest.accept(1, after(14)).unwrap(), 4 * SECOND);
        assert!(contest.accept(1, after(31)).is_ok() && contest.accept(1, after(32)).is_err());
        assert!(contest.accept(2, after(14)).is_err(), "it is not asked yet");
        contest.at = contest.next(after(15)).unwrap();
        assert!(contest.accept(1, after(16)).is_ok() && contest.accept(1, after(17)).is_err(), "it was shown early");
    }

    #[test]
    fn half_is_for_knowing_and_half_for_being_quick() {
        let contest = contest(Moment::default());
        let whole = Ratio::ONE;
        for (share, seconds, score) in [
            (whole, 0, 1_000),
            (whole, 10, 750),
            (whole, 20, 500),
            (whole, 21, 500),
            (Ratio::new(1, 2), 0, 500),
            (Ratio::ZERO, 0, 0),
        ] {
            assert_eq!(contest.score(share, seconds * SECOND), score, "{share} after {seconds} s");
        }
    }

    #[test]
    fn who_scored_the_same_stands_at_the_same_place() {
        let person = |number: u128| PersonId(Uuid::from_u128(number));
        let player = |number, name: &str, department: &str| Player {
            person: person(number),
            name: name.to_owned(),
            department: department.to_owned(),
        };
        let players = [
            player(1, "Anna", "North"),
            player(2, "Eleni", "South"),
            player(3, "Petros", "North"),
            player(4, "Zoe", ""),
        ];
        let scored = |number, position, score| Scored {
            person: person(number),
            position,
            share: if score > 0 { Ratio::ONE } else { Ratio::ZERO },
            score,
        };
        let answers = [scored(2, 1, 900), scored(1, 1, 700), scored(3, 1, 700), scored(4, 2, 800)];
        let told = |open| {
            let ranks = ranking(&players, &answers, open);
            ranks.iter().map(|rank| (rank.place, rank.who.name.clone(), rank.score)).collect::<Vec<_>>()
        };
        let rank = |place, name: &str, score| (place, name.to_owned(), score);
        assert_eq!(
            told(None),
            [rank(1, "Eleni", 900), rank(2, "Zoe", 800), rank(3, "Anna", 700), rank(3, "Petros", 700)]
        );
        assert_eq!(told(Some(2)).last().unwrap(), &rank(4, "Zoe", 0), "what is asked now counts later");
        let teams = teams(&ranking(&players, &answers, None));
        let told: Vec<_> = teams.iter().map(|team| (team.place, team.who.as_str(), team.score, team.right)).collect();
        assert_eq!(told, [(1, "South", 900, 1), (2, "North", 700, 2)]);
    }
}
