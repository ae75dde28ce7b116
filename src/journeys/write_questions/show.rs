//! One question with its history.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    base::{
        error::Result,
        id::{PersonId, QuestionId},
        lang::Lang,
        time::Millis,
    },
    domain::{
        code::Code,
        difference::{Difference, differences},
        person::Person,
        question::{Content, Question, Rejection, Version},
    },
    journeys::World,
    store::{
        people, products, questions,
        raised::{self, Alias},
        settings::{self, SINGLE_TRAINER},
    },
};

/// A question with every version of it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "QuestionShown")]
pub struct Shown {
    /// The question with its newest version.
    #[serde(flatten)]
    pub question: Question,
    /// The language of its line.
    pub language: Lang,
    /// Whether the reader may approve the newest version.
    pub may_approve: bool,
    /// Why it was not taken into the bank, if it was rejected.
    pub rejection: Option<ShownRejection>,
    /// Other words in which clients asked it, the newest first.
    pub aliases: Vec<Alias>,
    /// Every version, newest first.
    pub versions: Vec<ShownVersion>,
}

/// Why a draft was not taken into the bank.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ShownRejection {
    /// Who said so.
    pub by: Who,
    /// When.
    pub at: Millis,
    /// Why.
    pub reason: String,
    /// Whether the reader may take it back.
    pub may_take_back: bool,
}

/// A version with its people and what it changed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ShownVersion {
    /// Its number.
    pub number: u32,
    /// What it says.
    pub content: Content,
    /// Who wrote it.
    pub author: Who,
    /// When.
    pub written_at: Millis,
    /// Who approved it, and when.
    pub approval: Option<ShownApproval>,
    /// Where it differs from the version before.
    pub differences: Vec<Difference>,
}

/// A second person's yes.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ShownApproval {
    /// Who.
    pub by: Who,
    /// When.
    pub at: Millis,
}

/// Somebody, as others see them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Who {
    /// The name to sign in with.
    pub login: Code,
    /// The name that people read.
    pub name: String,
}

/// The question of that id as `reader` sees it.
pub async fn show(world: &World, reader: &Person, id: QuestionId) -> Result<Shown> {
    let (reader, now) = (reader.id, world.clock.now());
    world
        .store
        .read(move |db| {
            let question = questions::find(db, id)?;
            let rejection = questions::rejection(db, id)?;
            let language = products::line(db, &question.line)?.language;
            let versions = questions::versions(db, id)?;
            let single_trainer = settings::find(db, SINGLE_TRAINER)?.unwrap_or(false);
            let ids: Vec<PersonId> = versions
                .iter()
                .flat_map(|version| [Some(version.author), version.approval.map(|approval| approval.by)])
                .flatten()
                .chain(rejection.as_ref().map(|rejection| rejection.by))
                .collect();
            let people: HashMap<_, _> =
                people::of_ids(db, &ids)?.into_iter().map(|person| (person.id, who(person))).collect();
            Ok(Shown {
                may_approve: question.approve(reader, single_trainer).is_ok(),
                rejection: rejection.and_then(|rejection| {
                    let may_take_back = question.bring_back(&rejection, reader, now).is_ok();
                    let Rejection { by, at, reason } = rejection;
                    Some(ShownRejection { by: people.get(&by)?.clone(), at, reason, may_take_back })
                }),
                versions: with_differences(&versions, language, &people),
                aliases: raised::aliases_of_one(db, id)?,
                question,
                language,
            })
        })
        .await
}

pub(in crate::journeys) fn who(person: Person) -> Who {
    Who { login: person.login, name: person.name }
}

fn with_differences(versions: &[Version], own: Lang, people: &HashMap<PersonId, Who>) -> Vec<ShownVersion> {
    let older = versions.iter().skip(1).map(Some).chain([None]);
    let shown = versions.iter().zip(older).filter_map(|(version, older)| {
        let approval = version
            .approval
            .and_then(|approval| Some(ShownApproval { by: people.get(&approval.by)?.clone(), at: approval.at }));
        Some(ShownVersion {
            number: version.number,
            content: version.content.clone(),
            author: people.get(&version.author)?.clone(),
            written_at: version.written_at,
            approval,
            differences: older.map_or_else(Vec::new, |older| differences(&older.content, &version.content, own)),
        })
    });
    shown.collect()
}
