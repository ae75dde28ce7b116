//! What changes seldom and is read by every request, kept in memory and taken anew when the revision in the transaction has grown.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    base::{
        error::Result,
        id::{PersonId, QuestionId},
        time::Millis,
    },
    domain::{catalogue::Catalogue, code::Code, similarity::Index, snapshot::Snapshot},
    store::{
        Db, candidates, cards,
        cards::Taught,
        catalogue, newcomers,
        people::Watched,
        questions::{self, Known},
        standing::Rows,
    },
};

/// People whose rows are kept, at most: some kilobytes each.
const PEOPLE_MAX: usize = 4_096;
/// Of more people than this the rows of everybody are loaded.
const SOME: usize = 500;
/// Cards of all people that are kept, at most: some dozens of bytes each.
const SEEN_MAX: usize = 1_000_000;

/// The newest pictures.
#[derive(Default)]
pub struct Snapshots {
    candidates: Kept<Snapshot>,
    catalogue: Kept<Catalogue>,
    known: Kept<Index<Known>>,
    deck: Kept<Vec<Taught>>,
    people: Mutex<HashMap<Code, Arc<Rows>>>,
    began: Mutex<HashMap<PersonId, Millis>>,
    seen: Mutex<HashMap<PersonId, Seen>>,
}

/// The questions that somebody has a card of, with the version of each.
pub type Versions = HashMap<QuestionId, u32>;

/// What a person has seen, with the revisions of the bank and of their cards that it is of.
struct Seen {
    bank: i64,
    cards: i64,
    versions: Arc<Versions>,
}

impl Snapshots {
    /// What may be drawn, where the revision in the transaction of `db` is known.
    pub fn candidates(&self, db: &mut Db, revision: i64) -> Result<Arc<Snapshot>> {
        self.candidates.of(revision, || Ok(Snapshot::new(candidates::all(db)?)))
    }

    /// What is sold and certified, likewise.
    pub fn catalogue(&self, db: &mut Db, revision: i64) -> Result<Arc<Catalogue>> {
        self.catalogue.of(revision, || catalogue::load(db))
    }

    /// What the standings of the person of that login are computed from. Rows that are kept are used only when the database says that nothing
    /// was added to them; of somebody unknown there are none.
    pub fn rows(&self, db: &mut Db, login: &Code) -> Result<Arc<Rows>> {
        let kept = self.people.lock().unwrap_or_else(PoisonError::into_inner).get(login).cloned();
        if let Some(kept) = kept
            && kept.stand(db, login)?
        {
            return Ok(kept);
        }
        let rows = Arc::new(Rows::of_login(db, login)?);
        if rows.named.contains_key(login) {
            self.keep([(login.clone(), Arc::clone(&rows))]);
        }
        Ok(rows)
    }

    /// The same of many people, in their order, with the revision of the catalogue that all of it is of. Only the rows of those are loaded who
    /// are another revision than what is kept of them.
    pub fn rows_of(&self, db: &mut Db, people: &[&Watched], revision: i64) -> Result<(i64, Vec<Arc<Rows>>)> {
        let kept = self.people.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let is_kept = |Watched { person, revision: own }: &Watched| {
            kept.get(&person.login).is_some_and(|kept| kept.are_of(&person.login, (person.id, *own), revision))
        };
        let changed: Vec<&Code> =
            people.iter().filter(|watched| !is_kept(watched)).map(|watched| &watched.person.login).collect();
        let mut loaded = match changed.len() {
            0 => return Ok((revision, in_order(people, &kept))),
            1..=SOME => Rows::of_logins(db, &changed)?,
            _ => Rows::of_all(db)?,
        };
        if loaded.revision != revision && changed.len() < people.len() {
            loaded = Rows::of_all(db)?;
        }
        // Of people who are all gone meanwhile nothing is told, nor of which revision that is.
        let revision = if loaded.named.is_empty() { revision } else { loaded.revision };
        let loaded: Vec<(Code, Arc<Rows>)> = loaded.apart().map(|(login, rows)| (login, Arc::new(rows))).collect();
        self.keep(loaded.iter().cloned());
        let mut all = kept;
        all.extend(loaded);
        Ok((revision, in_order(people, &all)))
    }

    fn keep(&self, rows: impl IntoIterator<Item = (Code, Arc<Rows>)>) {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        for (login, rows) in rows {
            if people.len() >= PEOPLE_MAX {
                people.clear();
            }
            people.insert(login, rows);
        }
    }

    /// When a person signed in for the first time as a manager; none: not yet. Once it is known it never changes, for the log is only added to.
    pub fn began(&self, db: &mut Db, person: PersonId) -> Result<Option<Millis>> {
        if let Some(at) = self.began.lock().unwrap_or_else(PoisonError::into_inner).get(&person) {
            return Ok(Some(*at));
        }
        let Some(at) = newcomers::began(db, person)? else { return Ok(None) };
        let mut began = self.began.lock().unwrap_or_else(PoisonError::into_inner);
        if began.len() >= PEOPLE_MAX {
            began.clear();
        }
        began.insert(person, at);
        Ok(Some(at))
    }

    /// The questions that a person has a card of now. What is kept is used only where both revisions are still the same.
    pub fn seen_now(&self, db: &mut Db, person: PersonId) -> Result<Arc<Versions>> {
        // The revisions are asked first: what is loaded after them may be newer than they say, and is then loaded once more, but never older.
        let revisions = (catalogue::revision(db)?, cards::revision(db, person)?);
        if let Some(kept) = self.seen.lock().unwrap_or_else(PoisonError::into_inner).get(&person)
            && (kept.bank, kept.cards) == revisions
        {
            return Ok(Arc::clone(&kept.versions));
        }
        let versions: Arc<Versions> = Arc::new(cards::seen(db, person)?.into_iter().collect());
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.values().map(|kept| kept.versions.len()).sum::<usize>() + versions.len() > SEEN_MAX {
            seen.clear();
        }
        seen.insert(person, Seen { bank: revisions.0, cards: revisions.1, versions: Arc::clone(&versions) });
        Ok(versions)
    }

    /// Keeps in step what is kept of a person whose cards became others by a write that was committed, and whose revision is that one since: by
    /// question its version, or none where it is new again. What is more than one step behind is let go.
    pub fn rated(&self, person: PersonId, revision: i64, changed: &[(QuestionId, Option<u32>)]) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(kept) = seen.get_mut(&person).filter(|kept| kept.cards < revision) else { return };
        if kept.cards + 1 < revision {
            seen.remove(&person);
            return;
        }
        kept.cards = revision;
        let versions = Arc::make_mut(&mut kept.versions);
        for (question, version) in changed {
            match version {
                Some(version) => versions.insert(*question, *version),
                None => versions.remove(question),
            };
        }
    }

    /// What may be drawn now.
    pub fn candidates_now(&self, db: &mut Db) -> Result<Arc<Snapshot>> {
        let revision = catalogue::revision(db)?;
        self.candidates(db, revision)
    }

    /// What is known now, as it is searched: the words that were learned from clients count in the revision of their question's line.
    pub fn known_now(&self, db: &mut Db) -> Result<Arc<Index<Known>>> {
        let revision = catalogue::revision(db)?;
        self.known.of(revision, || Ok(Index::new(questions::known(db)?)))
    }

    /// What can be learned now.
    pub fn deck_now(&self, db: &mut Db) -> Result<Arc<Vec<Taught>>> {
        let revision = catalogue::revision(db)?;
        self.deck.of(revision, || cards::deck(db))
    }

    /// What is sold and certified now.
    pub fn catalogue_now(&self, db: &mut Db) -> Result<Arc<Catalogue>> {
        let revision = catalogue::revision(db)?;
        self.catalogue(db, revision)
    }
}

/// What there is of each of those people; of whoever is gone meanwhile there is nothing.
fn in_order(people: &[&Watched], all: &HashMap<Code, Arc<Rows>>) -> Vec<Arc<Rows>> {
    people.iter().map(|watched| all.get(&watched.person.login).cloned().unwrap_or_default()).collect()
}

/// A picture with the revision that it is of.
struct Kept<T>(Mutex<Option<(i64, Arc<T>)>>);

impl<T> Kept<T> {
    fn of(&self, revision: i64, load: impl FnOnce() -> Result<T>) -> Result<Arc<T>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, picture)) = kept.as_ref()
            && *of == revision
        {
            return Ok(Arc::clone(picture));
        }
        let picture = Arc::new(load()?);
        *kept = Some((revision, Arc::clone(&picture)));
        Ok(picture)
    }
}

impl<T> Default for Kept<T> {
    fn default() -> Kept<T> {
        Kept(Mutex::default())
    }
}
