//! The negotiation sheet of a meeting: the questions of a product line with the names in place, and what the client said to each.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{MeetingView, Noted, World, expect_unlocked, gated, own_only};
use crate::{
    base::{
        error::Result,
        id::{MeetingId, ProductId},
        lang::{Lang, Locale},
        limits::NOTE_CHARS_MAX,
        refusal::{Problem, Refusal, Refused},
        time::Millis,
    },
    domain::{
        catalogue::{Catalogue, ListedLine},
        code::Code,
        event::{Event, EventKind},
        meeting::{Meeting, MeetingState},
        person::Person,
        sheet::{self, Level},
    },
    journeys::{
        snapshots::Snapshots,
        write_sheets::{self, LineSheet},
    },
    store::{Db, meetings},
};

/// Notes that one meeting holds at most: some sheets, edited some times.
const NOTES_MAX: usize = 120;

/// The sheet of a meeting and one of its lines.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MeetingSheet {
    /// The meeting.
    pub meeting: Meeting,
    /// The line.
    pub line: Code,
    /// Every line of the meeting: code and name.
    pub lines: Vec<(Code, String)>,
    /// The language that it speaks.
    pub language: Lang,
    /// The languages that it could speak.
    pub languages: Vec<Lang>,
    /// The names of the line's products that the meeting is about.
    pub products: Vec<String>,
    /// Since when these products are what they are.
    pub as_of: Option<Millis>,
    /// The questions in order.
    pub questions: Vec<AskedQuestion>,
    /// What was written to questions that are no longer asked.
    pub others: Vec<Noted>,
}

/// A question as it is put to the client.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AskedQuestion {
    /// By what it is known.
    pub key: String,
    /// How much it asks.
    pub level: Level,
    /// What it asks.
    pub text: String,
    /// Ruled lines to write on, on paper.
    pub lines: usize,
    /// What the client said.
    pub note: Option<String>,
}

/// What the client said to a question.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNote {
    /// By what the question is known.
    pub question: String,
    /// What the client said; nothing: what was written is taken out.
    pub text: String,
}

/// The sheet of a meeting that was opened and one of its lines, the first unless told, in one language, the client's unless told. The gate is asked
/// anew: refuses where it says no now, and while a test of the reader on one of the products runs.
pub async fn sheet(
    world: &World,
    reader: &Person,
    id: MeetingId,
    line: Option<Code>,
    language: Option<Lang>,
) -> Result<MeetingSheet> {
    let (reader, now, snapshots) = (reader.clone(), world.clock.now(), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let meeting = meetings::find(db, id, own_only(&reader))?;
            let view = gated(db, &snapshots, meeting, reader.locale.lang(), now)?;
            expect_open(&view)?;
            expect_unlocked(db, reader.id, &view.meeting.products)?;
            let catalogue = snapshots.catalogue_now(db)?;
            let lines = lines_of(&catalogue, &view.meeting)?;
            let line = match &line {
                Some(code) => lines.iter().find(|one| one.line.code == *code),
                None => lines.first(),
            };
            let line = *line.ok_or(Refusal::NoSuchThing)?;
            let language = language.unwrap_or(view.meeting.language);
            let of_line = write_sheets::of_line(db, &line.line)?;
            let notes = meetings::notes(db, id)?.into_iter().filter(|note| note.line == line.line.code).collect();
            let about = of_meeting(line, &view.meeting);
            let ids: Vec<ProductId> = about.iter().map(|(id, ..)| *id).collect();
            let as_of = meetings::same_since(db, &ids, now)?;
            Ok(put_together(view.meeting, (line, &lines), &of_line, language, as_of, notes))
        })
        .await
}

/// Writes down what the client said to questions of a line's sheet: also when the gate closed meanwhile, for what was heard must not be lost.
pub async fn note(world: &World, manager: &Person, id: MeetingId, line: Code, notes: Vec<NewNote>) -> Result<()> {
    let (person, snapshots) = (manager.id, world.snapshots.clone());
    world
        .store
        .write(Some(person), move |tx| {
            let meeting = meetings::find(tx.db, id, Some(person))?;
            if !matches!(meeting.state, MeetingState::Planned | MeetingState::Held) {
                return Err(Refusal::WrongState.with("state", meeting.state.as_str()).into());
            }
            let catalogue = snapshots.catalogue_now(tx.db)?;
            let lines = lines_of(&catalogue, &meeting)?;
            let of = lines.iter().find(|one| one.line.code == line).ok_or(Refusal::NoSuchThing)?;
            let before = meetings::notes(tx.db, id)?;
            let there = |note: &NewNote| {
                let mut of_line = before.iter().filter(|before| before.line == line);
                of_line.find(|before| before.question == note.question).map_or("", |before| before.text.as_str())
            };
            let new: Vec<NewNote> = notes.iter().map(trimmed).filter(|note| there(note) != note.text).collect();
            check(&new, before.len())?;
            if new.is_empty() {
                return tx.unrecorded(());
            }
            for note in &new {
                meetings::note(tx, id, of.line.id, &note.question, &note.text)?;
            }
            let told: Vec<_> = new.iter().map(|note| (&note.question, &note.text)).collect();
            let after = serde_json::json!({ "line": line, "notes": told });
            tx.done(Event::new(EventKind::MeetingNoted, id).after(&after), ())
        })
        .await
}

/// What was written down in a meeting, with the names in place.
pub(super) fn noted(db: &mut Db, snapshots: &Snapshots, meeting: &Meeting, lang: Lang) -> Result<Vec<Noted>> {
    let notes = meetings::notes(db, meeting.id)?;
    if notes.is_empty() {
        return Ok(Vec::new());
    }
    let catalogue = snapshots.catalogue_now(db)?;
    let mut noted = Vec::new();
    for line in lines_of(&catalogue, meeting)? {
        let of_line = write_sheets::of_line(db, &line.line)?;
        let of_line = put_together(meeting.clone(), (line, &[]), &of_line, lang, None, of(&notes, line));
        let asked = of_line.questions.into_iter();
        noted.extend(asked.filter_map(|one| Some(Noted { question: one.text, text: one.note? })));
        noted.extend(of_line.others);
    }
    Ok(noted)
}

fn of(notes: &[meetings::Note], line: &ListedLine) -> Vec<meetings::Note> {
    notes.iter().filter(|note| note.line == line.line.code).cloned().collect()
}

/// A meeting that was opened and on whose products its manager may negotiate now; one that took place still has its sheet, for the notes.
fn expect_open(view: &MeetingView) -> Result<()> {
    if view.stopped {
        return Err(view.not_cleared().into());
    }
    if !matches!(view.meeting.state, MeetingState::Planned | MeetingState::Held) {
        return Err(Refusal::WrongState.with("state", view.meeting.state.as_str()).into());
    }
    // It is over by the clock only: whoever sits longer keeps the sheet while the gate says yes.
    if view.closed().next().is_some() { Err(view.not_cleared().into()) } else { Ok(()) }
}

/// The lines of a meeting's products, in the order of the products.
fn lines_of<'a>(catalogue: &'a Catalogue, meeting: &Meeting) -> Result<Vec<&'a ListedLine>> {
    let mut lines: Vec<&ListedLine> = Vec::new();
    for code in &meeting.products {
        let line = catalogue.line_of(catalogue.product(code)?.id)?;
        if lines.iter().all(|other| other.line.id != line.line.id) {
            lines.push(line);
        }
    }
    Ok(lines)
}

/// The products of a line that a meeting is about, in its order: which, and what they are called.
fn of_meeting<'a>(
    line: &'a ListedLine,
    meeting: &'a Meeting,
) -> Vec<(ProductId, &'a crate::base::localized::Localized)> {
    let named = meeting.products.iter().filter_map(|code| line.products.iter().find(|one| one.code == *code));
    named.map(|one| (one.id, &one.name)).collect()
}

fn put_together(
    meeting: Meeting,
    (line, lines): (&ListedLine, &[&ListedLine]),
    of_line: &LineSheet,
    language: Lang,
    as_of: Option<Millis>,
    mut notes: Vec<meetings::Note>,
) -> MeetingSheet {
    let name = |line: &ListedLine| line.line.name.get(language, line.line.language).to_owned();
    let own = line.line.language;
    let products: Vec<String> =
        of_meeting(line, &meeting).into_iter().map(|(_, product)| product.get(language, own).to_owned()).collect();
    let spoken: Vec<&str> = products.iter().map(String::as_str).collect();
    let spoken = sheet::together(&spoken, &name(line));
    let texts = of_line.questions.iter().map(|question| {
        let text = question.text.get(language, of_line.fallback);
        (question.level, sheet::filled(text, &spoken, &meeting.client))
    });
    let texts: Vec<(Level, String)> = texts.collect();
    let ruled = sheet::ruled(&texts);
    let mut questions = Vec::new();
    for ((question, (level, text)), lines) in of_line.questions.iter().zip(texts).zip(ruled) {
        let key = sheet::key(question, of_line.fallback).to_owned();
        let note = notes.iter().position(|note| note.question == key).map(|place| notes.remove(place).text);
        questions.push(AskedQuestion { key, level, text, lines, note });
    }
    let others = notes
        .into_iter()
        .map(|note| Noted { question: sheet::filled(&note.question, &spoken, &meeting.client), text: note.text });
    MeetingSheet {
        line: line.line.code.clone(),
        lines: lines.iter().map(|line| (line.line.code.clone(), name(line))).collect(),
        language,
        languages: languages(of_line, language),
        products,
        as_of,
        questions,
        others: others.collect(),
        meeting,
    }
}

/// The languages of the pages, and any other that the sheet is written in whole.
fn languages(of_line: &LineSheet, language: Lang) -> Vec<Lang> {
    let mut languages: Vec<Lang> = Locale::ALL.iter().map(|locale| locale.lang()).collect();
    let texts = of_line.questions.iter().flat_map(|question| question.text.texts());
    let spoken = texts.map(|(lang, _)| lang.unwrap_or(of_line.fallback));
    for lang in spoken.chain([language]) {
        if !languages.contains(&lang) {
            languages.push(lang);
        }
    }
    languages
}

fn trimmed(note: &NewNote) -> NewNote {
    NewNote { question: note.question.trim().to_owned(), text: note.text.trim().to_owned() }
}

fn check(notes: &[NewNote], there: usize) -> Result<()> {
    let mut problems = Vec::new();
    if there.saturating_add(notes.len()) > NOTES_MAX {
        problems.push(Problem::new("notes", "meeting-too-many-notes").with("max", NOTES_MAX));
    }
    for (place, note) in notes.iter().enumerate() {
        for (field, text) in [("question", &note.question), ("text", &note.text)] {
            if text.chars().nth(NOTE_CHARS_MAX).is_some() {
                let field = format!("notes.{place}.{field}");
                problems.push(Problem::new(field, "too-long").with("max", NOTE_CHARS_MAX));
            }
        }
        if note.question.is_empty() {
            problems.push(Problem::new(format!("notes.{place}.question"), "missing"));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Refused::invalid(problems).into()) }
}
