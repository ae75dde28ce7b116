//! The board as heads see it: whom they ask for, by department, each standing one word; also as a file.

use std::collections::BTreeMap;

use super::{
    World,
    check_standing::{self, Board, BoardQuery, BoardRow, SOON},
    meet_client::{self, MeetingView},
};
use crate::{
    base::{
        error::Result,
        lang::{Lang, Locale},
        time,
    },
    domain::{
        standing::{Basis, Reason, Standing},
        words,
    },
    formats::grid::{self, Cell, Grid, Tone},
    render::{Args, text},
};

pub use crate::formats::grid::GridFormat;

words! {
    /// Which managers are shown.
    Shown {
        /// Everybody.
        All "all",
        /// Whose clearance ends soon.
        Risk "risk",
        /// Who may not negotiate on something.
        No "no",
    }
}

/// A file that somebody takes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardFile {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub format: GridFormat,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The board with the meetings that managers want and may not hold.
pub async fn show(world: &World, query: BoardQuery, lang: Lang) -> Result<(Board, Vec<MeetingView>)> {
    let (now, snapshots) = (world.clock.now(), world.snapshots.clone());
    let at = query.at.unwrap_or(now);
    world
        .store
        .read(move |db| {
            let board = check_standing::load(db, &snapshots, &query, at, lang)?;
            Ok((board, meet_client::wanted(db, &snapshots, lang, now)?))
        })
        .await
}

/// The managers of each department who are shown: whose clearance ends first stands first, who has none stands last.
pub fn grouped(board: &Board, shown: Shown) -> BTreeMap<&str, Vec<&BoardRow>> {
    let asked_for = |row: &&BoardRow| match shown {
        Shown::All => true,
        Shown::Risk => row.standings.iter().any(ends_soon),
        Shown::No => row.standings.iter().any(|standing| !standing.may_negotiate),
    };
    let mut rows: Vec<&BoardRow> = board.rows.iter().filter(asked_for).collect();
    rows.sort_by_key(|row| (row.soonest().unwrap_or(time::Millis(i64::MAX)), &row.person.name));
    let mut groups: BTreeMap<&str, Vec<&BoardRow>> = BTreeMap::new();
    for row in rows {
        groups.entry(row.person.department.as_str()).or_default().push(row);
    }
    groups
}

/// The board as a file: a row for each manager who is shown, in the words of a language.
pub async fn file(
    world: &World,
    query: BoardQuery,
    (shown, format): (Shown, GridFormat),
    locale: Locale,
) -> Result<BoardFile> {
    let zone = &world.settings.zone;
    let board = check_standing::board(world, query, locale.lang()).await?;
    let say = |key: &str| text(locale, key, &Args::new());
    let about = ["people-department", "people-name", "people-login", "standing-ends"].map(say);
    let rows = grouped(&board, shown).into_values().flatten().map(|row| {
        let person = &row.person;
        let soonest = row.soonest().map_or_else(String::new, |at| time::shown(at, zone).0);
        let about = [&person.department, &person.name, &person.login.to_string()].map(|text| Cell::Text(text.clone()));
        let words = row.standings.iter().map(|standing| {
            let (mark, word) = mark_of(standing);
            Cell::Word(say(&format!("standing-word-{word}")), tone(mark))
        });
        about.into_iter().chain([Cell::Day(soonest)]).chain(words).collect()
    });
    let rows = rows.collect();
    let products = board.products.iter().map(|(code, name)| format!("{name} ({code})"));
    let day = time::shown(board.as_of, zone).0;
    let grid = Grid { name: day.clone(), head: about.into_iter().chain(products).collect(), rows };
    Ok(BoardFile { name: format!("standing-{day}.{}", format.as_str()), format, bytes: grid::write(&grid, format)? })
}

/// Whether a clearance ends soon.
pub fn ends_soon(standing: &Standing) -> bool {
    standing.ends_within(SOON)
}

/// How a standing looks in a cell, and the key of its word.
pub fn mark_of(standing: &Standing) -> (&'static str, &'static str) {
    mark(standing.basis, standing.reason, standing.pending_change.is_some(), ends_soon(standing))
}

/// How an answer looks in a cell, and the key of its word.
pub fn mark(basis: Option<Basis>, reason: Option<Reason>, pending: bool, soon: bool) -> (&'static str, &'static str) {
    match (basis, reason) {
        (Some(Basis::Certificate), _) if pending => ("changed", "pending"),
        (Some(Basis::Certificate), _) if soon => ("soon", "soon"),
        (Some(Basis::Certificate), _) => ("yes", "yes"),
        (Some(Basis::Waiver), _) => ("soon", "waiver"),
        (Some(Basis::Opening), _) => ("yes", "opening"),
        (None, Some(reason @ (Reason::InProgress | Reason::Waiting))) => ("waiting", reason.as_str()),
        (None, Some(Reason::NeverTested)) => ("none", Reason::NeverTested.as_str()),
        (None, Some(reason)) => ("no", reason.as_str()),
        (None, None) => ("none", Reason::Unknown.as_str()),
    }
}

fn tone(mark: &str) -> Tone {
    match mark {
        "yes" => Tone::Good,
        "soon" | "changed" | "waiting" => Tone::Soon,
        "no" => Tone::Bad,
        _ => Tone::Plain,
    }
}
