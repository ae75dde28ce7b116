//! Somebody looks for what is known already, in a client's words.

use schemars::JsonSchema;
use serde::Serialize;

use super::{World, snapshots::Snapshots};
use crate::{
    base::{
        error::Result,
        id::{PersonId, QuestionId},
        lang::Lang,
        refusal::Refusal,
    },
    domain::{code::Code, person::Person, similarity::Hit},
    store::{
        Db, locks,
        questions::{Known, Source},
    },
};

/// Suggestions that are shown at most.
const SUGGESTIONS_MAX: usize = 5;

/// What a question about the very product is worth, against one about its whole line.
const OWN_WORTH: f64 = 1.1;

/// What is known and may answer what was asked.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Suggestion {
    /// Which question of the bank.
    pub question_id: Option<QuestionId>,
    /// Or the number of which raised question, where a trainer answered it and it is not in the bank yet.
    pub raised: Option<i64>,
    /// The code of its line.
    pub line: Code,
    /// The code of the product that it is about; none: every product of the line.
    pub product: Option<Code>,
    /// The name of the product, or of the line.
    pub about: String,
    /// What it asks.
    pub stem: String,
    /// What a manager tells the client.
    pub answer: String,
    /// How near it is to what was asked, against the others, in percent.
    pub score: u8,
}

/// Known questions that are near to a text: about one product and its line, or about anything that is not locked for the reader. Refuses a product
/// that a running test of theirs is about.
pub async fn search(
    world: &World,
    reader: &Person,
    product: Option<Code>,
    text: String,
    lang: Lang,
) -> Result<Vec<Suggestion>> {
    let (reader, snapshots) = (reader.id, world.snapshots.clone());
    world
        .store
        .read(move |db| {
            if let Some(product) = &product
                && locks::locked_products(db, reader)?.contains(product)
            {
                return Err(Refusal::Locked.into());
            }
            near(&snapshots, db, reader, product.as_ref(), &text, lang)
        })
        .await
}

/// The same within a transaction; what is locked is left out, and so are questions about a whole line while any of its products is locked: they are
/// about that one too.
pub(super) fn near(
    snapshots: &Snapshots,
    db: &mut Db,
    reader: PersonId,
    product: Option<&Code>,
    text: &str,
    lang: Lang,
) -> Result<Vec<Suggestion>> {
    let locked = locks::locked_products(db, reader)?;
    let catalogue = snapshots.catalogue_now(db)?;
    let line_of = |product: &Code| {
        let line = catalogue.lines().iter().find(|line| line.products.iter().any(|one| one.code == *product));
        line.map(|line| &line.line.code).ok_or(Refusal::NoSuchThing)
    };
    let line = product.map(line_of).transpose()?;
    let locked_lines = locked.iter().map(line_of).collect::<Result<Vec<&Code>, Refusal>>()?;
    let worth = |known: &Known| match (&known.product, product) {
        (Some(about), _) if locked.contains(about) => 0.0,
        (None, _) if locked_lines.contains(&&known.line) => 0.0,
        (Some(about), Some(product)) if about == product => OWN_WORTH,
        (None, Some(_)) if line == Some(&known.line) => 1.0,
        (_, Some(_)) => 0.0,
        (_, None) => 1.0,
    };
    let known = snapshots.known_now(db)?;
    Ok(known.search(text, worth, SUGGESTIONS_MAX).into_iter().map(|hit| suggestion(&hit, lang)).collect())
}

fn suggestion(Hit { key, score }: &Hit<'_, Known>, lang: Lang) -> Suggestion {
    let (question_id, raised) = match key.source {
        Source::Question(id) => (Some(id), None),
        Source::Raised(number) => (None, Some(number)),
    };
    Suggestion {
        question_id,
        raised,
        line: key.line.clone(),
        product: key.product.clone(),
        about: key.about.get(lang, key.language).to_owned(),
        stem: key.stem.get(lang, key.language).to_owned(),
        answer: key.answer.get(lang, key.language).to_owned(),
        score: *score,
    }
}
