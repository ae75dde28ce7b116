//! Practice: a question as a test would ask it, graded as a test would, and then with its key. Nothing of it is kept, so it counts nowhere.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::session::needed;
use crate::{
    base::{
        chance::Seed,
        error::Result,
        id::{PersonId, QuestionId},
        lang::Lang,
        limits::TEXT_CHARS_MAX,
        localized::Localized,
        refusal::{Problem, Refusal, Refused},
        time::Millis,
    },
    domain::{
        answer::{Answer, Submitted},
        code::Code,
        draw,
        form::{Position, SheetItem},
        kind::{Grade, Why},
        person::Person,
        question::Content,
    },
    journeys::{
        World,
        raise_question::{self, NewQuestion, RaisedView},
        snapshots::Snapshots,
        take_test::as_sent,
    },
    store::{
        Db,
        cards::{self, Shown, Taught},
        locks, products,
    },
};

/// A question as a test would ask it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Item {
    /// The question.
    pub question: QuestionId,
    /// The number of its version.
    pub version: u32,
    /// What its options are ordered and named by: whoever sends it back is asked the same.
    pub seed: String,
    /// The line's code.
    pub line: Code,
    /// The name of the product that it is about, or of the line.
    pub about: Localized,
    /// The topic's name.
    pub topic: Localized,
    /// The language in which the texts are complete.
    pub language: Lang,
    /// The question and its options.
    pub sheet: SheetItem,
}

/// An answer to it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// The question.
    pub question: QuestionId,
    /// The number of the version that was shown.
    pub version: u32,
    /// What its options were ordered and named by.
    pub seed: String,
    /// The answer; none: it was left open.
    #[serde(default)]
    pub answer: Option<Submitted>,
}

/// What an answer earned, and what is right.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Checked {
    /// The question.
    #[serde(flatten)]
    pub item: Item,
    /// Why it earned what it earned.
    pub why: Why,
    /// The share of the points, in percent, rounded down.
    pub percent: i64,
    /// What the version says, its key among it.
    pub content: Content,
    /// The answer, by the places of its options in the version.
    pub answer: Option<Answer>,
    /// The same in the shape in which it was sent.
    #[serde(skip)]
    pub sent: Value,
}

/// A word against an answer.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Disagreement {
    /// The question.
    pub question: QuestionId,
    /// What is wrong with its answer.
    pub text: String,
    /// The name that the device gave it: what is sent once more under it is not raised twice.
    #[serde(skip)]
    pub key: Option<String>,
}

/// A question to practise: what the next test may ask, by chance; `but` is the one that was just asked. Refuses a line that is locked, and one without
/// questions.
pub async fn practise(world: &World, person: PersonId, line: Option<Code>, but: Option<QuestionId>) -> Result<Item> {
    let (now, snapshots, seed) = (world.clock.now(), world.snapshots.clone(), Seed::new()?);
    world
        .store
        .read(move |db| {
            let locked = locks::locked(db, person)?;
            let line = line.map(|code| products::line(db, &code)).transpose()?;
            let deck = snapshots.deck_now(db)?;
            let of_line = |taught: &&Taught| line.as_ref().is_none_or(|line| line.code == taught.candidate.line);
            let open = |taught: &&Taught| !locked.holds(&taught.candidate.line, taught.candidate.product.as_ref());
            let all: Vec<&Taught> = deck.iter().filter(of_line).filter(open).collect();
            let wanted = narrowed(db, &snapshots, person, &all, but, now)?;
            let Some(taught) = draw::pick(&wanted, &mut seed.rng()) else {
                let refusal = if locked.is_empty() { Refusal::NoSuchThing } else { Refusal::Locked };
                return Err(refusal.into());
            };
            let position = draw::alone(&taught.candidate, &mut seed.rng());
            let shown = shown(db, taught.candidate.question)?;
            Ok(item(&shown, &position, &seed))
        })
        .await
}

/// Those that the next test may ask, where there are any; not the one that was just asked, where there is another.
fn narrowed<'a>(
    db: &mut Db,
    snapshots: &Snapshots,
    person: PersonId,
    all: &[&'a Taught],
    but: Option<QuestionId>,
    now: Millis,
) -> Result<Vec<&'a Taught>> {
    let sections = needed(db, snapshots, person, now)?;
    let asked = |taught: &&&Taught| sections.iter().any(|section| section.matches(&taught.candidate));
    let other = |taught: &&&Taught| Some(taught.candidate.question) != but;
    let wanted: Vec<&Taught> = all.iter().filter(asked).filter(other).copied().collect();
    if !wanted.is_empty() {
        return Ok(wanted);
    }
    let others: Vec<&Taught> = all.iter().filter(other).copied().collect();
    Ok(if others.is_empty() { all.to_vec() } else { others })
}

/// What an answer would have earned, with what is right. Refuses what is locked by now, and a version that no longer counts.
pub async fn check(world: &World, person: PersonId, given: Given, lang: Lang) -> Result<Checked> {
    let snapshots = world.snapshots.clone();
    world
        .store
        .read(move |db| {
            let seed = Seed::of_hex(&given.seed).ok_or_else(|| Refusal::Unreadable.with("what", "seed"))?;
            let deck = snapshots.deck_now(db)?;
            let taught = deck.iter().find(|taught| taught.candidate.question == given.question);
            let candidate = &taught.ok_or(Refusal::NoSuchThing)?.candidate;
            if locks::locked(db, person)?.holds(&candidate.line, candidate.product.as_ref()) {
                return Err(Refusal::Locked.into());
            }
            let shown = shown(db, given.question)?;
            if shown.version != given.version {
                return Err(Refusal::StaleEdit.into());
            }
            let position = draw::alone(candidate, &mut seed.rng());
            let kind = &shown.content.kind;
            let answer = given.answer.clone().map(|sent| kind.accept(sent, &position.tokens, lang)).transpose()?;
            let sent = as_sent(answer.as_ref(), &position.tokens);
            let Grade { share, why, .. } = kind.grade(answer.as_ref(), shown.language);
            let percent = (share * 100).to_integer();
            Ok(Checked { item: item(&shown, &position, &seed), why, percent, answer, sent, content: shown.content })
        })
        .await
}

/// Raises a word against an answer, for trainers to look at: about its product, or the first of its line.
pub async fn disagree(world: &World, manager: &Person, word: Disagreement, lang: Lang) -> Result<RaisedView> {
    let text = word.text.trim().to_owned();
    if text.is_empty() || text.chars().count() > TEXT_CHARS_MAX / 2 {
        let problem = if text.is_empty() {
            Problem::new("text", "missing")
        } else {
            Problem::new("text", "too-long").with("max", TEXT_CHARS_MAX / 2)
        };
        return Err(Refused::invalid(vec![problem]).into());
    }
    let (question, snapshots) = (word.question, world.snapshots.clone());
    let (stem, product) = world
        .store
        .read(move |db| {
            let shown = shown(db, question)?;
            let (deck, catalogue) = (snapshots.deck_now(db)?, snapshots.catalogue_now(db)?);
            let taught = deck.iter().find(|taught| taught.candidate.question == question);
            let candidate = &taught.ok_or(Refusal::NoSuchThing)?.candidate;
            let line = catalogue.lines().iter().find(|listed| listed.line.code == candidate.line);
            let first = line.and_then(|listed| listed.products.first()).map(|product| product.code.clone());
            let product = candidate.product.clone().or(first).ok_or(Refusal::NoSuchThing)?;
            Ok((shown.content.stem.get(lang, shown.language).to_owned(), product))
        })
        .await?;
    let short: String = stem.chars().take(TEXT_CHARS_MAX / 4).collect();
    let new = NewQuestion {
        product: product.to_string(),
        text: format!("“{short}”\n{text}"),
        key: word.key,
        ..NewQuestion::default()
    };
    raise_question::raise(world, manager, new, lang).await
}

fn shown(db: &mut Db, question: QuestionId) -> Result<Shown> {
    Ok(cards::shown(db, &[question])?.pop().ok_or(Refusal::NoSuchThing)?)
}

fn item(shown: &Shown, position: &Position, seed: &Seed) -> Item {
    Item {
        question: shown.question,
        version: shown.version,
        seed: seed.to_hex(),
        line: shown.line.clone(),
        about: shown.about.clone(),
        topic: shown.topic.clone(),
        language: shown.language,
        sheet: position.sheet(1, &shown.content),
    }
}
