//! What a change would touch, before it is recorded.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    ChangeView, NewChange, draft,
    input::{self, Read},
    viewed,
};
use crate::{
    base::{
        error::Result,
        id::{EntryId, ProductId, QuestionId},
        lang::Lang,
        time::Millis,
    },
    domain::{
        catalogue::Catalogue,
        change::Change,
        code::Code,
        kit::Entry,
        mention::mentions,
        person::{Person, Role},
        product::Line,
        question::{Question, State},
        standing::{Reason, Record, standing},
    },
    journeys::{World, snapshots::Snapshots},
    store::{
        Db, kit, people,
        questions::{self, Filter},
        standing::Rows,
    },
};

/// What a change would touch. Nothing is recorded.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Preview {
    /// The change as it was understood.
    pub change: ChangeView,
    /// The questions in draws that rest on the characteristic: they would be put in doubt.
    pub questions: Vec<Touched>,
    /// Other questions in draws that mention the value as it is until then: they may be named too.
    pub offered: Vec<Touched>,
    /// Certificates that hold on the effective day, with what their holders would have to do.
    pub certificates: Vec<Affected>,
    /// Managers who would not be cleared on the effective day, the change aside.
    pub not_cleared: Vec<NotCleared>,
    /// How many drafts of new questions would be made.
    pub drafts: usize,
    /// What speaks of the characteristic in field kits: trainers are asked to look at it then.
    pub kit: Vec<TouchedEntry>,
}

/// Something in a field kit that a change would touch.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TouchedEntry {
    /// Which.
    pub id: EntryId,
    /// What it is called.
    pub title: String,
}

/// A question that a change would touch, or may.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Touched {
    /// Which.
    pub id: QuestionId,
    /// Its code.
    pub code: Code,
    /// What it asks.
    pub stem: String,
}

/// A manager whose certificate a change would touch.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Affected {
    /// The manager's login.
    pub manager: Code,
    /// The manager's name.
    pub name: String,
    /// Until when the certificate clears if nothing is done.
    pub until: Option<Millis>,
}

/// A manager who would not be cleared.
#[derive(Debug, Clone, Serialize, JsonSchema)]
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
            let people = People::load(db, &snapshots)?;
            let (certificates, not_cleared) = people.touched(read.product.id, &[&read.change]);
            let bank = Bank::load(db, &read.line)?;
            let seen = seen(db, &read, &bank, lang)?;
            let recorder = people::find(db, by)?.name;
            let change = viewed(&read.change, read.before.as_ref(), &read.product, &read.characteristic, recorder);
            let Seen { questions, offered, drafts, kit } = seen;
            Ok(Preview { change, questions, offered, certificates, not_cleared, drafts, kit })
        })
        .await
}

/// What a change would do to the bank.
pub(super) struct Seen {
    pub questions: Vec<Touched>,
    pub offered: Vec<Touched>,
    pub drafts: usize,
    pub kit: Vec<TouchedEntry>,
}

/// What of a line rests on what its products are: looked up once for all changes of it.
pub(super) struct Bank {
    /// The questions that are in draws.
    drawn: Vec<Question>,
    /// What trainers put into its field kits.
    kit: Vec<Entry>,
}

impl Bank {
    /// That of a line.
    pub(super) fn load(db: &mut Db, line: &Line) -> Result<Bank> {
        let filter = Filter { line: Some(line.code.clone()), state: Some(State::Active), ..Filter::default() };
        Ok(Bank { drawn: questions::list(db, &filter, u32::MAX)?, kit: kit::of_line(db, line.id)? })
    }
}

/// What a change would do to the bank and to the kits, in the reader's language.
pub(super) fn seen(db: &mut Db, read: &Read, bank: &Bank, lang: Lang) -> Result<Seen> {
    let (questions, offered) = touched(read, &bank.drawn);
    let told = |list: Vec<&Question>| {
        list.into_iter().map(|question| Touched::of(question, read.line.language, lang)).collect()
    };
    let speaks = |entry: &&Entry| entry.speaks_of(read.product.id, &read.characteristic.code);
    let kit = bank
        .kit
        .iter()
        .filter(speaks)
        .map(|entry| TouchedEntry { id: entry.id, title: entry.title.get(lang, read.line.language).to_owned() });
    Ok(Seen {
        questions: told(questions),
        offered: told(offered),
        drafts: draft::count(db, &read.product, &read.change)?,
        kit: kit.collect(),
    })
}

/// The managers with everything from which their standings follow.
pub(super) struct People {
    managers: Vec<Person>,
    rows: Rows,
    catalogue: Arc<Catalogue>,
}

impl People {
    /// Everybody who may be touched.
    pub(super) fn load(db: &mut Db, snapshots: &Snapshots) -> Result<People> {
        let rows = Rows::of_all(db)?;
        let catalogue = snapshots.catalogue(db, rows.revision)?;
        let managers = people::list(db)?.into_iter().filter(|one| one.role == Role::Manager && one.active).collect();
        Ok(People { managers, rows, catalogue })
    }

    /// Whose certificates changes of a product would touch when the last of them takes effect, and who would not be cleared then.
    pub(super) fn touched(&self, product: ProductId, new: &[&Change]) -> (Vec<Affected>, Vec<NotCleared>) {
        let changes: Vec<Change> = self.catalogue.changes(product).iter().chain(new.iter().copied()).cloned().collect();
        let Some(then) = new.iter().map(|change| change.effective_at).max() else { return Default::default() };
        let (mut certificates, mut not_cleared) = (Vec::new(), Vec::new());
        for person in &self.managers {
            let record = Record { changes: &changes, ..self.rows.record(&self.catalogue, person.id, product) };
            let standing = standing(&record, then);
            let (manager, name) = (person.login.clone(), person.name.clone());
            if record.holds_certificate(then) {
                certificates.push(Affected { manager: manager.clone(), name: name.clone(), until: standing.until });
            }
            if !standing.may_negotiate {
                not_cleared.push(NotCleared { manager, name, reason: standing.reason });
            }
        }
        (certificates, not_cleared)
    }
}

/// The questions in draws that rest on the characteristic, and others that mention its value as it is until then.
fn touched<'a>(read: &Read, drawn: &'a [Question]) -> (Vec<&'a Question>, Vec<&'a Question>) {
    let rests = |question: &&Question| read.change.touches(&read.product.code, &question.placing);
    let (linked, mut others): (Vec<&Question>, Vec<&Question>) = drawn.iter().partition(rests);
    let Some(old) = &read.before else { return (linked, Vec::new()) };
    let (unit, own) = (read.characteristic.unit.as_deref(), read.line.language);
    let about = |question: &Question| question.placing.product.as_ref().is_none_or(|about| *about == read.product.code);
    others.retain(|question| about(question) && mentions(&question.latest.content, old, unit, own));
    (linked, others)
}

impl Touched {
    fn of(question: &Question, own: Lang, lang: Lang) -> Touched {
        let stem = question.latest.content.stem.get(lang, own).to_owned();
        Touched { id: question.id, code: question.code.clone(), stem }
    }
}
