//! What a candidate sees of a running test: by its type nothing that tells a key.

use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    base::{
        error::Result,
        id::{AttemptId, PersonId},
        lang::Lang,
        time::Millis,
    },
    domain::{
        answer::{Answer, Token},
        attempt::{Attempt, State},
        certification::Publication,
        code::Code,
        kind::KindName,
    },
    journeys::World,
    store::{Db, answers, answers::Saved, attempts, attempts::Placed, certifications},
};

/// A running test.
#[derive(Debug, Clone, Serialize)]
pub struct AttemptView {
    /// Which.
    pub id: AttemptId,
    /// The certification's code.
    pub certification: Code,
    /// Its name, in the candidate's language.
    pub name: String,
    /// The near miss whose second form it is, if it is one.
    pub second_of: Option<AttemptId>,
    /// Whether it still runs.
    pub state: State,
    /// When it began.
    pub started_at: Millis,
    /// When it ends.
    pub deadline: Millis,
    /// The server's time, so that the candidate's clock does not matter.
    pub now: Millis,
    /// Seconds after the deadline within which the last save is still taken.
    pub grace_seconds: u32,
    /// Until when a second form is offered for it: never while it runs.
    pub second_form_until: Option<Millis>,
    /// The questions, in order.
    pub questions: Vec<QuestionView>,
}

/// A question as its candidate sees it.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionView {
    /// Its number in the test, from 1.
    pub position: u32,
    /// Its kind.
    pub kind: KindName,
    /// The question, in Markdown.
    pub stem: String,
    /// The language of the stem and the options.
    pub lang: Lang,
    /// What it is worth.
    pub points: u32,
    /// What to choose from, in this attempt's order.
    pub options: Vec<OptionView>,
    /// The unit of a number, where the question tells it.
    pub unit: Option<String>,
    /// What is saved, in the shape in which it is sent.
    pub answer: Value,
    /// How many times it was saved.
    pub revision: u32,
    /// When, the last time.
    pub saved_at: Option<Millis>,
    /// Whether the candidate wants to look at it again.
    pub flagged: bool,
}

/// An option as its candidate sees it.
#[derive(Debug, Clone, Serialize)]
pub struct OptionView {
    /// Its name on this form.
    pub token: Token,
    /// What it says.
    pub text: String,
}

/// The candidate's own attempt with what is saved.
pub async fn show(world: &World, person: PersonId, id: AttemptId, lang: Lang) -> Result<AttemptView> {
    let now = world.clock.now();
    world
        .store
        .read(move |db| {
            let attempt = attempts::find(db, id, person)?;
            view(db, &attempt, lang, now)
        })
        .await
}

/// The view of an attempt as it stands in the transaction of `db`.
pub(super) fn view(db: &mut Db, attempt: &Attempt, lang: Lang, now: Millis) -> Result<AttemptView> {
    let publication = certifications::publication(db, attempt.certification, attempt.version)?;
    let mut saved = answers::of_attempt(db, attempt.id)?;
    let flagged = answers::flagged(db, attempt.id)?;
    let questions = attempts::form(db, attempt.id)?
        .iter()
        .map(|placed| question(placed, saved.remove(&placed.number), flagged.contains(&placed.number), lang))
        .collect();
    Ok(told(attempt, &publication, questions, lang, now))
}

/// The same of one that was started in this transaction: nothing is answered yet.
pub(super) fn fresh_view(db: &mut Db, attempt: &Attempt, publication: &Publication, lang: Lang) -> Result<AttemptView> {
    let questions = attempts::form(db, attempt.id)?.iter().map(|placed| question(placed, None, false, lang)).collect();
    Ok(told(attempt, publication, questions, lang, attempt.started_at))
}

fn told(
    attempt: &Attempt,
    publication: &Publication,
    questions: Vec<QuestionView>,
    lang: Lang,
    now: Millis,
) -> AttemptView {
    AttemptView {
        id: attempt.id,
        certification: publication.code.clone(),
        name: publication.name.get(lang, Lang::EN).to_owned(),
        state: attempt.state,
        started_at: attempt.started_at,
        deadline: attempt.deadline,
        now,
        grace_seconds: publication.policy.grace_seconds,
        second_of: attempt.second_of,
        second_form_until: None,
        questions,
    }
}

fn question(placed: &Placed, saved: Option<Saved>, flagged: bool, lang: Lang) -> QuestionView {
    let sheet = placed.position.sheet(placed.number, &placed.content);
    let own = placed.language;
    let options = sheet
        .options
        .iter()
        .map(|option| OptionView { token: option.token.clone(), text: option.text.get(lang, own).to_owned() });
    QuestionView {
        position: placed.number,
        kind: sheet.kind,
        lang: if sheet.stem.exactly(lang, own).is_some() { lang } else { own },
        stem: sheet.stem.get(lang, own).to_owned(),
        points: sheet.points,
        options: options.collect(),
        unit: sheet.unit,
        answer: as_sent(saved.as_ref().and_then(|saved| saved.answer.as_ref()), &placed.position.tokens),
        revision: saved.as_ref().map_or(0, |saved| saved.revision),
        saved_at: saved.map(|saved| saved.saved_at),
        flagged,
    }
}

/// An answer in the shape in which the candidate sends it: options by their names on this form.
pub(super) fn as_sent(answer: Option<&Answer>, tokens: &[Token]) -> Value {
    match answer {
        None => Value::Null,
        Some(Answer::Choice(option)) => json!({ "choice": tokens.get(*option) }),
        Some(Answer::Choices(options)) => {
            let chosen: Vec<&Token> = options.iter().filter_map(|option| tokens.get(*option)).collect();
            json!({ "choices": chosen })
        }
        Some(Answer::Truth(value)) => json!({ "value": value }),
        Some(Answer::Number { value, unit: None, .. }) => json!({ "value": value }),
        Some(Answer::Number { value, unit: Some(unit), .. }) => json!({ "value": value, "unit": unit }),
        Some(Answer::Text(text)) => json!({ "text": text }),
    }
}
