//! What a candidate sees of a running test: by its type nothing that tells a key.

use std::collections::BTreeMap;

use schemars::JsonSchema;
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
        answer::{Answer, Submitted, Token},
        attempt::{Attempt, State},
        catalogue::Catalogue,
        certification::Publication,
        code::Code,
        form::{SheetItem, SheetOption},
        kind::KindName,
    },
    journeys::{World, see_picture::PictureView},
    store::{Db, attempts, forms, forms::Placed},
};

/// A running test.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AttemptView {
    /// Which.
    pub id: AttemptId,
    /// The certification's code.
    pub certification: Code,
    /// Its name, in the candidate's language.
    pub name: String,
    /// The near miss whose second form it is, if it is one.
    pub second_of: Option<AttemptId>,
    /// The product on whose changes it is, where it is on changes.
    pub delta_of: Option<Code>,
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
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QuestionView {
    /// Its number in the test, from 1.
    pub position: u32,
    /// Its kind.
    pub kind: KindName,
    /// The question, in Markdown.
    pub stem: String,
    /// The language of the stem and the options.
    pub lang: Lang,
    /// What is to be seen with it.
    pub picture: Option<PictureView>,
    /// What it is worth.
    pub points: u32,
    /// What to choose from or to put into an order, in this attempt's order.
    pub options: Vec<OptionView>,
    /// For a matching: what each of the options may be chosen for, in this attempt's order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<OptionView>,
    /// The unit of a number, where the question tells it.
    pub unit: Option<String>,
    /// What is saved, in the shape in which it is sent.
    #[schemars(with = "Option<Submitted>")]
    pub answer: Value,
    /// How many times it was saved.
    pub revision: u32,
    /// When, the last time.
    pub saved_at: Option<Millis>,
    /// Whether the candidate wants to look at it again.
    pub flagged: bool,
}

/// An option as its candidate sees it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OptionView {
    /// Its name on this form.
    pub token: Token,
    /// What it says.
    pub text: String,
}

/// The candidate's own attempt with what is saved.
pub async fn show(world: &World, person: PersonId, id: AttemptId, lang: Lang) -> Result<AttemptView> {
    let (now, snapshots) = (world.clock.now(), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let attempt = attempts::find(db, id, person)?;
            let catalogue = snapshots.catalogue_now(db)?;
            view(db, &catalogue, &attempt, lang, now)
        })
        .await
}

/// The view of an attempt as it stands in the transaction of `db`.
pub(super) fn view(
    db: &mut Db,
    catalogue: &Catalogue,
    attempt: &Attempt,
    lang: Lang,
    now: Millis,
) -> Result<AttemptView> {
    let publication = catalogue.rules_of(attempt)?;
    let delta_of = attempt.delta_of().map(|product| catalogue.product_of(product)).transpose()?;
    let questions = forms::form(db, attempt.id)?.iter().map(|placed| question(placed, lang)).collect();
    let told = told(attempt, &publication, questions, lang, now);
    Ok(AttemptView { delta_of: delta_of.map(|product| product.code.clone()), ..told })
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
        delta_of: None,
        second_form_until: None,
        questions,
    }
}

fn question(placed: &Placed, lang: Lang) -> QuestionView {
    let sheet = placed.position.sheet(placed.number, &placed.content);
    let answer = as_sent(placed.answer(), &placed.position.tokens);
    QuestionView {
        revision: placed.revision(),
        saved_at: placed.saved.as_ref().map(|saved| saved.saved_at),
        flagged: placed.flagged,
        ..asked(&sheet, answer, placed.language, lang)
    }
}

/// A question of a sheet, of which nothing is saved; `answer` is what was answered, in the shape in which it is sent, and `own` the language in
/// which its texts are complete.
pub fn asked(sheet: &SheetItem, answer: Value, own: Lang, lang: Lang) -> QuestionView {
    let shown = |options: &[SheetOption]| -> Vec<OptionView> {
        let text = |option: &SheetOption| option.text.get(lang, own).to_owned();
        options.iter().map(|option| OptionView { token: option.token.clone(), text: text(option) }).collect()
    };
    QuestionView {
        position: sheet.position,
        kind: sheet.kind,
        lang: if sheet.stem.exactly(lang, own).is_some() { lang } else { own },
        stem: sheet.stem.get(lang, own).to_owned(),
        picture: sheet.picture.as_ref().map(|picture| PictureView::of(picture, lang, own)),
        points: sheet.points,
        options: shown(&sheet.options),
        items: shown(&sheet.items),
        unit: sheet.unit.clone(),
        answer,
        revision: 0,
        saved_at: None,
        flagged: false,
    }
}

/// An answer in the shape in which it is sent: options by their names on the form.
pub(in crate::journeys) fn as_sent(answer: Option<&Answer>, tokens: &[Token]) -> Value {
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
        Some(Answer::Pairs(pairs)) => {
            let named = pairs.iter().filter_map(|(item, partner)| Some((tokens.get(*item)?, tokens.get(*partner)?)));
            json!({ "pairs": named.map(|(item, partner)| (&item.0, partner)).collect::<BTreeMap<_, _>>() })
        }
        Some(Answer::Order(order)) => {
            json!({ "order": order.iter().filter_map(|place| tokens.get(*place)).collect::<Vec<_>>() })
        }
    }
}
