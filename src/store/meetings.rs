//! Meetings, the products that they are about, and what was written down in them.

use std::collections::HashMap;

use diesel::{dsl::max, prelude::*};

use super::{
    Db, Tx,
    schema::{characteristic_values, lines, meeting_notes, meeting_products, meetings, people, products},
    types::int,
};
use crate::{
    base::{
        error::Result,
        id::{LineId, MeetingId, PersonId, ProductId},
        lang::Lang,
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        code::Code,
        meeting::{Meeting, MeetingState},
    },
};

/// Which meetings a list shows; what is none does not restrict.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// That one.
    pub id: Option<MeetingId>,
    /// Of that person.
    pub person: Option<PersonId>,
    /// In one of these states; empty: in any.
    pub states: Vec<MeetingState>,
    /// Those that begin after that moment.
    pub from: Option<Millis>,
    /// Those that begin at that moment or before.
    pub until: Option<Millis>,
    /// The latest first, else the next first.
    pub latest_first: bool,
    /// After this one in that order.
    pub after: Option<MeetingId>,
}

/// What was written beside a question of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Of which line's sheet.
    pub line: Code,
    /// The question's text.
    pub question: String,
    /// What the client said.
    pub text: String,
}

/// Meetings of a filter, at most `limit`.
pub fn list(db: &mut Db, filter: &Filter, limit: u32) -> Result<Vec<Meeting>> {
    let mut query = meetings::table.inner_join(people::table).limit(limit.into()).select(Row::as_select()).into_boxed();
    if let Some(id) = filter.id {
        query = query.filter(meetings::id.eq(id));
    }
    if let Some(person) = filter.person {
        query = query.filter(meetings::person_id.eq(person));
    }
    if !filter.states.is_empty() {
        let states: Vec<&str> = filter.states.iter().map(|state| state.as_str()).collect();
        query = query.filter(meetings::state.eq_any(states));
    }
    if let Some(from) = filter.from {
        query = query.filter(meetings::at_ms.gt(from));
    }
    if let Some(until) = filter.until {
        query = query.filter(meetings::at_ms.le(until));
    }
    if let Some(after) = filter.after {
        let at: Millis = meetings::table.find(after).select(meetings::at_ms).first(db)?;
        query = if filter.latest_first {
            query.filter(meetings::at_ms.lt(at).or(meetings::at_ms.eq(at).and(meetings::id.lt(after))))
        } else {
            query.filter(meetings::at_ms.gt(at).or(meetings::at_ms.eq(at).and(meetings::id.gt(after))))
        };
    }
    query = if filter.latest_first {
        query.order((meetings::at_ms.desc(), meetings::id.desc()))
    } else {
        query.order((meetings::at_ms, meetings::id))
    };
    let rows: Vec<Row> = query.load(db)?;
    let mut about = products_of(db, rows.iter().map(|row| row.id))?;
    Ok(rows.into_iter().map(|row| row.meeting(&mut about)).collect())
}

/// The meeting of that id, of one person or of anybody.
pub fn find(db: &mut Db, id: MeetingId, person: Option<PersonId>) -> Result<Meeting> {
    let filter = Filter { id: Some(id), person, ..Filter::default() };
    list(db, &filter, 1)?.pop().ok_or_else(|| Refusal::NoSuchThing.into())
}

/// The products of a person's last meeting.
pub fn last_products(db: &mut Db, person: PersonId) -> Result<Vec<Code>> {
    let of_person = meetings::table.filter(meetings::person_id.eq(person));
    let last: Option<MeetingId> =
        of_person.order(meetings::asked_ms.desc()).select(meetings::id).first(db).optional()?;
    let mut about = products_of(db, last.into_iter())?;
    Ok(last.and_then(|last| about.remove(&last)).unwrap_or_default())
}

fn products_of(db: &mut Db, ids: impl Iterator<Item = MeetingId>) -> Result<HashMap<MeetingId, Vec<Code>>> {
    let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(MeetingId, Code)> = meeting_products::table
        .inner_join(products::table)
        .filter(meeting_products::meeting_id.eq_any(ids))
        .order((meeting_products::place, products::code))
        .select((meeting_products::meeting_id, products::code))
        .load(db)?;
    let mut about: HashMap<MeetingId, Vec<Code>> = HashMap::new();
    for (id, code) in rows {
        about.entry(id).or_default().push(code);
    }
    Ok(about)
}

/// Adds a meeting about these products.
pub fn insert(tx: &mut Tx<'_>, meeting: &Meeting, about: &[ProductId]) -> Result<()> {
    diesel::insert_into(meetings::table)
        .values((
            meetings::id.eq(meeting.id),
            meetings::person_id.eq(meeting.person),
            meetings::client.eq(&meeting.client),
            meetings::at_ms.eq(meeting.at),
            meetings::place.eq(&meeting.place),
            meetings::note.eq(&meeting.note),
            meetings::language.eq(meeting.language),
            meetings::state.eq(meeting.state),
            meetings::refused_because.eq(&meeting.refused_because),
            meetings::asked_ms.eq(meeting.asked_at),
        ))
        .execute(tx.db)?;
    for (place, product) in about.iter().enumerate() {
        diesel::insert_into(meeting_products::table)
            .values((
                meeting_products::meeting_id.eq(meeting.id),
                meeting_products::product_id.eq(*product),
                meeting_products::place.eq(int(place)?),
            ))
            .execute(tx.db)?;
    }
    Ok(())
}

/// Moves a meeting to another state.
pub fn set_state(tx: &mut Tx<'_>, id: MeetingId, state: MeetingState, refused_because: Option<&str>) -> Result<()> {
    diesel::update(meetings::table.find(id))
        .set((meetings::state.eq(state), meetings::refused_because.eq(refused_because)))
        .execute(tx.db)?;
    Ok(())
}

/// Takes a product out of a meeting.
pub fn drop_product(tx: &mut Tx<'_>, id: MeetingId, product: ProductId) -> Result<()> {
    diesel::delete(meeting_products::table.find((id.to_string(), product.to_string()))).execute(tx.db)?;
    Ok(())
}

/// What was written down in a meeting, in the order of the writing.
pub fn notes(db: &mut Db, id: MeetingId) -> Result<Vec<Note>> {
    let rows: Vec<(Code, String, String)> = meeting_notes::table
        .inner_join(lines::table)
        .filter(meeting_notes::meeting_id.eq(id))
        .order((lines::code, meeting_notes::written_ms, meeting_notes::question))
        .select((lines::code, meeting_notes::question, meeting_notes::text))
        .load(db)?;
    Ok(rows.into_iter().map(|(line, question, text)| Note { line, question, text }).collect())
}

/// Writes down what was said to a question of a line's sheet, in place of what was written before; nothing: it is taken out.
pub fn note(tx: &mut Tx<'_>, id: MeetingId, line: LineId, question: &str, text: &str) -> Result<()> {
    diesel::delete(meeting_notes::table.find((id.to_string(), line.to_string(), question))).execute(tx.db)?;
    if text.is_empty() {
        return Ok(());
    }
    diesel::insert_into(meeting_notes::table)
        .values((
            meeting_notes::meeting_id.eq(id),
            meeting_notes::line_id.eq(line),
            meeting_notes::question.eq(question),
            meeting_notes::text.eq(text),
            meeting_notes::written_ms.eq(tx.now),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Since when these products are what they are at `at`: the moment of their last change.
pub fn same_since(db: &mut Db, about: &[ProductId], at: Millis) -> Result<Option<Millis>> {
    let ids: Vec<String> = about.iter().map(ToString::to_string).collect();
    let last: Option<i64> = characteristic_values::table
        .filter(characteristic_values::product_id.eq_any(ids))
        .filter(characteristic_values::effective_ms.le(at))
        .select(max(characteristic_values::effective_ms))
        .first(db)?;
    Ok(last.map(Millis))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = meetings)]
struct Row {
    id: MeetingId,
    person_id: PersonId,
    client: String,
    at_ms: Millis,
    place: Option<String>,
    note: Option<String>,
    language: Lang,
    state: MeetingState,
    refused_because: Option<String>,
    asked_ms: Millis,
    #[diesel(select_expression = people::login)]
    manager: Code,
    #[diesel(select_expression = people::name)]
    manager_name: String,
}

impl Row {
    fn meeting(self, about: &mut HashMap<MeetingId, Vec<Code>>) -> Meeting {
        Meeting {
            products: about.remove(&self.id).unwrap_or_default(),
            id: self.id,
            person: self.person_id,
            manager: self.manager,
            manager_name: self.manager_name,
            client: self.client,
            at: self.at_ms,
            place: self.place,
            note: self.note,
            language: self.language,
            state: self.state,
            refused_because: self.refused_because,
            asked_at: self.asked_ms,
        }
    }
}
