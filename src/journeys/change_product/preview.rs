//! What a change would touch, before it is recorded.

use serde::Serialize;

use super::{
    ChangeView, NewChange, draft,
    input::{self, Read},
    viewed,
};
use crate::{
    base::{error::Result, id::QuestionId, lang::Lang, time::Millis},
    domain::{
        change::Change,
        code::Code,
        mention::mentions,
        person::{Person, Role},
        question::{Question, State},
        standing::{Reason, Record, standing},
    },
    journeys::World,
    store::{
        Db, people,
        questions::{self, Filter},
        standing::Rows,
    },
};

/// What a change would touch. Nothing is recorded.
#[derive(Debug, Clone, Serialize)]
pub struct Preview {
    /// The change as it was understood.
    pub change: ChangeView,
    /// The questions in draws that rest on the characteristic: they would be put in doubt.
    pub questions: Vec<Touched>,
    /// Other questions in draws that mention the value as it is now: they may be named too.
    pub offered: Vec<Touched>,
    /// Certificates that hold on the effective day, with what their holders would have to do.
    pub certificates: Vec<Affected>,
    /// Managers who would not be cleared on the effective day, the change aside.
    pub not_cleared: Vec<NotCleared>,
    /// How many drafts of new questions would be made.
    pub drafts: usize,
}

/// A question that a change would touch, or may.
#[derive(Debug, Clone, Serialize)]
pub struct Touched {
    /// Which.
    pub id: QuestionId,
    /// Its code.
    pub code: Code,
    /// What it asks.
    pub stem: String,
}

/// A manager whose certificate a change would touch.
#[derive(Debug, Clone, Serialize)]
pub struct Affected {
    /// The manager's login.
    pub manager: Code,
    /// The manager's name.
    pub name: String,
    /// Until when the certificate clears if nothing is done.
    pub until: Option<Millis>,
}

/// A manager who would not be cleared.
#[derive(Debug, Clone, Serialize)]
pub struct NotCleared {
    /// The manager's login.
    pub manager: Code,
    /// The manager's name.
    pub name: String,
    /// Why not.
    pub reason: Option<Reason>,
}

/// What a change would touch if it were recorded now. Refuses what recording it would refuse.
pub async fn preview(world: &World, actor: &Person, product: Code, new: NewChange, lang: Lang) -> Result<Preview> {
    let (now, by, snapshots) = (world.clock.now(), actor.id, world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let read = input::read(db, &product, &new, by, now)?;
            let rows = Rows::of_all(db)?;
            let catalogue = snapshots.catalogue(db, rows.revision)?;
            let changes: Vec<Change> =
                catalogue.changes(read.product.id).iter().chain([&read.change]).cloned().collect();
            let (mut certificates, mut not_cleared) = (Vec::new(), Vec::new());
            for person in people::list(db)?.into_iter().filter(|one| one.role == Role::Manager && one.active) {
                let record = Record { changes: &changes, ..rows.record(&catalogue, person.id, read.product.id) };
                let then = standing(&record, read.change.effective_at);
                let (manager, name) = (person.login, person.name);
                if record.holds_certificate(read.change.effective_at) {
                    certificates.push(Affected { manager: manager.clone(), name: name.clone(), until: then.until });
                }
                if !then.may_negotiate {
                    not_cleared.push(NotCleared { manager, name, reason: then.reason });
                }
            }
            let (questions, offered) = touched(db, &read)?;
            let told = |list: Vec<Question>| {
                list.into_iter().map(|question| Touched::of(question, read.line.language, lang)).collect()
            };
            let recorder = people::find(db, by)?.name;
            Ok(Preview {
                drafts: draft::count(db, &read.product, &read.change)?,
                questions: told(questions),
                offered: told(offered),
                certificates,
                not_cleared,
                change: viewed(&read.change, &read.product, &read.characteristic, recorder),
            })
        })
        .await
}

/// The questions in draws that rest on the characteristic, and others that mention its value as it is now.
fn touched(db: &mut Db, read: &Read) -> Result<(Vec<Question>, Vec<Question>)> {
    let filter = Filter { line: Some(read.line.code.clone()), state: Some(State::Active), ..Filter::default() };
    let drawn = questions::list(db, &filter, u32::MAX)?;
    let rests = |question: &Question| read.change.touches(&read.product.code, &question.placing);
    let (linked, others): (Vec<Question>, Vec<Question>) = drawn.into_iter().partition(rests);
    let Some(old) = read.product.values.get(&read.change.code) else { return Ok((linked, Vec::new())) };
    let (unit, own) = (read.characteristic.unit.as_deref(), read.line.language);
    let about = |question: &Question| question.placing.product.as_ref().is_none_or(|about| *about == read.product.code);
    let says = |question: &Question| mentions(&question.latest.content, old, unit, own);
    Ok((linked, others.into_iter().filter(|question| about(question) && says(question)).collect()))
}

impl Touched {
    fn of(question: Question, own: Lang, lang: Lang) -> Touched {
        let stem = question.latest.content.stem.get(lang, own).to_owned();
        Touched { id: question.id, code: question.code, stem }
    }
}
