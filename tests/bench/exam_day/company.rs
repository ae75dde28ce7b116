//! A company large enough for an exam day, made through the program's own library before the server starts.

use std::{fmt::Write as _, ops::Range};

use dokimasia::{
    base::{
        chance,
        id::{AttemptId, PersonId, SessionId},
        lang::Locale,
        secret,
        settings::Settings,
        time::{Clock, HOUR},
    },
    domain::{
        certification::Policy,
        person::{Person, Role},
    },
    journeys::{
        World,
        import_bank::{self, Importer},
        manage_people::{self, NewPerson},
        publish_certification::{self, Draft},
    },
    store::{Place, Store, forms, people, sessions},
};

use crate::Outcome;

/// Everybody's password.
pub const PASSWORD: &str = "exam-day-password";
/// The code of the line and of its certification.
pub const LINE: &str = "exam";
/// Products of the line.
pub const PRODUCTS: usize = 16;
/// Questions of a form.
pub const FORM: usize = 20;
/// What right options begin with.
pub const RIGHT: &str = "right";

/// Questions of a bank file: larger ones are refused.
const FILE: usize = 10_000;
/// People that share a transaction.
const BATCH: usize = 500;

/// Somebody with a session made beforehand.
#[derive(Clone)]
pub struct Member {
    /// The name to sign in with.
    pub login: String,
    /// The session's token.
    pub token: String,
}

/// Makes the company: its bank, its published certification, a head, and `managers` managers.
pub async fn found(place: &Place, questions: usize, managers: usize) -> Outcome<(Member, Vec<Member>)> {
    let store = Store::open(place.clone(), 2, Clock::System)?;
    let world = World::new(store, Clock::System, Settings::default())?;
    let author = add(&world, "maria", Role::Trainer).await?;
    let approver = add(&world, "nikos", Role::Trainer).await?;
    let importer = Importer { author: author.id, approver: Some(approver.id), severity: None };
    for first in (0..questions).step_by(FILE) {
        let file = bank(first..questions.min(first + FILE));
        let report = import_bank::import(&world, file.as_bytes(), importer).await?;
        if let Some(problem) = report.problems.first() {
            return Err(format!("the bank: {problem:?}").into());
        }
    }
    let draft = Draft {
        code: LINE.parse()?,
        name: "Exam".into(),
        blueprint: serde_json::from_value(serde_json::json!({ "sections": [{ "line": LINE, "count": FORM }] }))?,
        policy: Policy::default(),
        revision: None,
    };
    publish_certification::create(&world, &author, draft).await?;
    publish_certification::publish(&world, &author, LINE.parse()?).await?;
    let hash = world.passwords.hash("password", PASSWORD.to_owned()).await?;
    let head = members(&world, "head", Role::Head, 1, &hash).await?.pop().ok_or("no head")?;
    Ok((head, members(&world, "manager", Role::Manager, managers, &hash).await?))
}

/// Errs unless each attempt holds an answer to every question of its form.
pub async fn expect_stored(place: &Place, attempts: Vec<AttemptId>) -> Outcome<()> {
    let store = Store::open_beside(place.clone(), Clock::System)?;
    let short = store
        .read(move |db| {
            for attempt in attempts {
                let stored = forms::form(db, attempt)?.iter().filter(|placed| placed.answer().is_some()).count();
                if stored != FORM {
                    return Ok(Some(format!("attempt {attempt} holds {stored} answers")));
                }
            }
            Ok(None)
        })
        .await?;
    short.map_or(Ok(()), |short| Err(short.into()))
}

async fn add(world: &World, login: &str, role: Role) -> Outcome<Person> {
    let (name, department) = (login.to_owned(), String::new());
    let new = NewPerson { login: login.parse()?, name, role, department, locale: Locale::En, password: None };
    Ok(manage_people::add(world, None, new).await?)
}

async fn members(world: &World, word: &str, role: Role, count: usize, hash: &str) -> Outcome<Vec<Member>> {
    let mut all = Vec::with_capacity(count);
    for number in 0..count {
        let login = format!("{word}{number}");
        let person = Person {
            id: PersonId::new(),
            login: login.parse()?,
            name: format!("Manager {number}"),
            role,
            department: format!("Department {}", number % 8),
            locale: Locale::En,
            active: true,
        };
        all.push((person, Member { login, token: chance::unguessable()? }));
    }
    for batch in all.chunks(BATCH) {
        let (batch, hash) = (batch.to_vec(), hash.to_owned());
        let write = move |tx: &mut dokimasia::store::Tx<'_>| {
            for (person, member) in &batch {
                people::insert(tx, person, Some(&hash))?;
                let (digest, until) = (secret::digest(&member.token), tx.now.plus(12 * HOUR));
                sessions::insert(tx, SessionId::new(), &digest, person.id, until)?;
            }
            tx.unrecorded(())
        };
        world.store.write(None, write).await?;
    }
    Ok(all.into_iter().map(|(_, member)| member).collect())
}

/// A bank file of single-choice questions whose right options can be told.
fn bank(questions: Range<usize>) -> String {
    let mut file = format!(
        "format: dokimasia-bank/1\nlanguage: en\nline: {{code: {LINE}, name: Exam}}\ntopics:\n  - {{code: a, name: First}}\n  - {{code: b, name: Second}}\ncharacteristics: []\nproducts:\n"
    );
    for number in 0..PRODUCTS {
        let _ = writeln!(file, "  - {{code: P-{number}, name: Product {number}, characteristics: {{}}}}");
    }
    file.push_str("questions:\n");
    for number in questions {
        let topic = if number % 2 == 0 { "a" } else { "b" };
        let level = match number % 3 {
            0 => "easy",
            1 => "medium",
            _ => "hard",
        };
        let _ = writeln!(
            file,
            "  - id: q{number}\n    kind: single\n    topic: {topic}\n    difficulty: {level}\n    stem: What does a client ask about number {number}, and how does a manager answer it?\n    options:\n      - key: {RIGHT} {number}\n      - distractor: wrong {number} a\n      - distractor: wrong {number} b\n      - distractor: wrong {number} c\n    answer: This is what a manager says about number {number}."
        );
    }
    file
}
