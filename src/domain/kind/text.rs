//! `text`: a word or a few.

use std::{cmp::Ordering, collections::BTreeMap};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strsim::osa_distance;

use super::{
    super::answer::{Answer, TypedText},
    Grade, Why, not_an_answer,
};
use crate::base::{
    fold::{fold, look_alike},
    lang::Lang,
    limits::{ACCEPTED_CHARS_MAX, ACCEPTED_MAX, ANSWER_CHARS_MAX},
    refusal::{Problem, Refused},
};

/// The most slips that may be slips: more is another word.
const SLIPS_MAX: usize = 2;

/// Beginnings that make a word its opposite within two slips, in the folded spelling. Longer ones are no slips anyway.
const OPPOSITES: &[(&str, &str)] = &[
    ("", "a"),
    ("", "ab"),
    ("", "an"),
    ("", "de"),
    ("", "il"),
    ("", "im"),
    ("", "in"),
    ("", "ir"),
    ("", "un"),
    ("macro", "micro"),
    ("", "α"),
    ("", "αν"),
    ("", "μη"),
    ("", "ξε"),
    ("εσω", "εξω"),
    ("μακρο", "μικρο"),
    ("", "а"),
    ("", "не"),
    ("в", "вы"),
    ("макро", "микро"),
];

/// Words that count, and words that never do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Text {
    /// Answers that are right.
    pub accepted: Words,
    /// Answers that are wrong, however near they are to a right one.
    pub reject: Words,
    /// Whether one typing slip is forgiven.
    pub typos: bool,
    /// A model or article number: compared letter by letter.
    pub code: bool,
}

/// A list of words, in the bank's language or by language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Words {
    /// In the bank's language.
    One(Vec<String>),
    /// By language.
    Many(BTreeMap<Lang, Vec<String>>),
}

/// The words as they stand, once there are any.
pub(super) fn accept(typed: TypedText) -> Result<Answer, Refused> {
    if typed.text.chars().nth(ANSWER_CHARS_MAX).is_some() {
        return Err(not_an_answer("too-long").with("max", ANSWER_CHARS_MAX));
    }
    if fold(&typed.text, None).is_empty() {
        return Err(not_an_answer("nothing-written"));
    }
    Ok(Answer::Text(typed.text))
}

impl Text {
    pub(super) fn problems(&self, own: Lang) -> Vec<Problem> {
        let mut problems = self.accepted.problems("accepted", own);
        problems.extend(self.reject.problems("reject", own));
        if self.accepted.of(own, own).is_empty() {
            problems.push(Problem::new("accepted", "accepted-missing").with("language", own.code()));
        }
        for (lang, place, word) in self.accepted.each(own) {
            let folded = fold(word, Some(lang));
            if self.reject.of(lang, own).iter().any(|rejected| fold(rejected, Some(lang)) == folded) {
                problems.push(Problem::new(self.accepted.field("accepted", lang, place), "accepted-and-rejected"));
            }
        }
        problems
    }

    /// Every language's words count: a candidate may know the term in another one.
    pub(super) fn grade(&self, typed: &str, own: Lang) -> Grade {
        let mut best = Grade::nothing(Why::Wrong);
        for (lang, _, key) in self.accepted.each(own) {
            let sight = Sight { key: fold(key, Some(lang)), typed: fold(typed, Some(lang)) };
            let why = self.judge(&sight, lang, own);
            if rank(why) < rank(best.why) {
                best = match why {
                    Why::Equal | Why::LookAlike | Why::TypingSlip => Grade::full(why, key),
                    Why::TwoSlips | Why::NearRejected => {
                        Grade { matched: Some(key.to_owned()), review: true, ..Grade::nothing(why) }
                    }
                    _ => Grade::nothing(why),
                };
            }
        }
        if self.is_rejected(typed, own) { Grade::nothing(Why::Rejected) } else { best }
    }

    fn is_rejected(&self, typed: &str, own: Lang) -> bool {
        self.reject.each(own).any(|(lang, _, word)| {
            let sight = Sight { key: fold(word, Some(lang)), typed: fold(typed, Some(lang)) };
            !sight.key.is_empty() && (sight.key == sight.typed || look_alike(&sight.key, &sight.typed))
        })
    }

    fn judge(&self, sight: &Sight, lang: Lang, own: Lang) -> Why {
        let Sight { key, typed } = sight;
        if key.is_empty() || typed.is_empty() {
            return Why::Wrong;
        }
        if key == typed {
            return Why::Equal;
        }
        if look_alike(key, typed) {
            return Why::LookAlike;
        }
        let forgiven = if self.typos && !self.code { slips_forgiven(key) } else { 0 };
        let Some(slips) = slips(key, typed).filter(|slips| *slips <= forgiven) else { return Why::Wrong };
        if digit_runs(key) != digit_runs(typed) {
            return Why::DigitsDiffer;
        }
        if says_the_opposite(key, typed) {
            return Why::Negated;
        }
        let rejected =
            self.reject.of(lang, own).iter().filter_map(|word| self::slips(&fold(word, Some(lang)), typed)).min();
        match rejected.map_or(Ordering::Greater, |rejected| rejected.cmp(&slips)) {
            Ordering::Less => Why::Rejected,
            Ordering::Equal => Why::NearRejected,
            Ordering::Greater if slips == 1 => Why::TypingSlip,
            Ordering::Greater => Why::TwoSlips,
        }
    }
}

/// A key and what was typed, both folded in the key's language.
struct Sight {
    key: String,
    typed: String,
}

impl Words {
    /// The words in `lang`, where `own` is the bank's language.
    fn of(&self, lang: Lang, own: Lang) -> &[String] {
        match self {
            Words::One(words) if lang == own => words,
            Words::One(_) => &[],
            Words::Many(by_lang) => by_lang.get(&lang).map_or(&[], Vec::as_slice),
        }
    }

    /// Every word with its language and its place in that language's list.
    fn each(&self, own: Lang) -> impl Iterator<Item = (Lang, usize, &str)> {
        let (one, many) = match self {
            Words::One(words) => (Some((own, words)), None),
            Words::Many(by_lang) => (None, Some(by_lang.iter().map(|(lang, words)| (*lang, words)))),
        };
        one.into_iter()
            .chain(many.into_iter().flatten())
            .flat_map(|(lang, words)| words.iter().enumerate().map(move |(place, word)| (lang, place, word.as_str())))
    }

    fn field(&self, name: &str, lang: Lang, place: usize) -> String {
        match self {
            Words::One(_) => format!("{name}.{place}"),
            Words::Many(_) => format!("{name}.{lang}.{place}"),
        }
    }

    fn problems(&self, name: &str, own: Lang) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (lang, place, word) in self.each(own) {
            let field = || self.field(name, lang, place);
            if fold(word, Some(lang)).is_empty() {
                problems.push(Problem::new(field(), "text-blank"));
            }
            if word.chars().count() > ACCEPTED_CHARS_MAX {
                problems.push(Problem::new(field(), "too-long").with("max", ACCEPTED_CHARS_MAX));
            }
            if place == ACCEPTED_MAX {
                problems.push(Problem::new(name, "too-many").with("max", ACCEPTED_MAX));
            }
        }
        problems
    }
}

/// The better of two verdicts is the lower.
fn rank(why: Why) -> u8 {
    match why {
        Why::Equal => 0,
        Why::LookAlike => 1,
        Why::TypingSlip => 2,
        Why::TwoSlips | Why::NearRejected => 3,
        Why::Wrong => 5,
        _ => 4,
    }
}

/// None in short words, where a slip is another word; one from five letters; from ten a second one, for a person to decide.
fn slips_forgiven(key: &str) -> usize {
    match key.chars().count() {
        0..=4 => 0,
        5..=9 => 1,
        _ => SLIPS_MAX,
    }
}

/// How many typing slips apart (optimal string alignment: a letter more, less, changed, or two neighbours swapped); none when too many.
fn slips(one: &str, other: &str) -> Option<usize> {
    let (length, other_length) = (one.chars().count(), other.chars().count());
    if length.abs_diff(other_length) > SLIPS_MAX || length > ACCEPTED_CHARS_MAX {
        return None;
    }
    Some(osa_distance(one, other)).filter(|slips| *slips <= SLIPS_MAX)
}

/// The numbers in a text, each with its sign and with the separators inside it: `3.5` is not `35`.
fn digit_runs(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let (mut run, mut pending, mut before) = (String::new(), None, ' ');
    for c in text.chars() {
        if c.is_numeric() {
            run.extend(pending.take().filter(|mark| !run.is_empty() || *mark == '-'));
            run.push(c);
        } else {
            let inside = !run.is_empty() && matches!(c, '.' | ',');
            let sign = c == '-' && before == ' ';
            if !inside || pending.is_some() {
                runs.extend((!run.is_empty()).then(|| std::mem::take(&mut run)));
            }
            pending = (inside || sign).then_some(c);
        }
        before = c;
    }
    runs.extend((!run.is_empty()).then_some(run));
    runs
}

/// Whether one word of the two texts is the other's opposite, while the rest is the same.
fn says_the_opposite(key: &str, typed: &str) -> bool {
    let mut differing = key.split(' ').zip(typed.split(' ')).filter(|(one, other)| one != other);
    match (differing.next(), differing.next()) {
        (Some((one, other)), None) => OPPOSITES.iter().any(|(begin, end)| {
            let turned = |a: &str, b: &str| a.strip_prefix(begin).is_some_and(|rest| b.strip_prefix(end) == Some(rest));
            turned(one, other) || turned(other, one)
        }),
        _ => false,
    }
}
