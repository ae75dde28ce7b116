//! SQLite's full text search by trigrams: what an installation would have without an index of its own.

use std::cell::RefCell;

use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query, sql_types::Text};

use crate::{Outcome, recall::Search, sets::Known};

pub struct Trigrams(RefCell<SqliteConnection>);

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    id: String,
}

impl Trigrams {
    pub fn new(bank: &[Known]) -> Outcome<Trigrams> {
        let mut db = SqliteConnection::establish(":memory:")?;
        sql_query(
            "CREATE VIRTUAL TABLE known USING fts5(id UNINDEXED, text, tokenize = 'trigram remove_diacritics 1')",
        )
        .execute(&mut db)?;
        for known in bank {
            let texts = [&known.en, &known.el, &known.ru].into_iter().chain(&known.aliases);
            let text: Vec<&str> = texts.map(String::as_str).collect();
            let insert = sql_query("INSERT INTO known (id, text) VALUES (?, ?)");
            insert.bind::<Text, _>(&known.id).bind::<Text, _>(text.join("\n")).execute(&mut db)?;
        }
        Ok(Trigrams(RefCell::new(db)))
    }
}

impl Search for Trigrams {
    fn ranked(&self, text: &str, limit: usize) -> Outcome<Vec<String>> {
        // Any run of three signs may match; the rarest weigh most.
        let signs: Vec<char> = text.to_lowercase().chars().filter(|sign| *sign != '"').collect();
        let runs: Vec<String> = signs.windows(3).map(|run| format!("\"{}\"", run.iter().collect::<String>())).collect();
        if runs.is_empty() {
            return Ok(Vec::new());
        }
        let query = sql_query(format!("SELECT id FROM known WHERE known MATCH ? ORDER BY bm25(known) LIMIT {limit}"));
        let rows: Vec<Row> = query.bind::<Text, _>(runs.join(" OR ")).load(&mut *self.0.borrow_mut())?;
        Ok(rows.into_iter().map(|row| row.id).collect())
    }
}
