//! The board: who may negotiate on what.

use std::collections::{BTreeSet, HashMap};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CACHE_CONTROL, ContentDisposition},
    web::Data,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::meetings;
use crate::{
    base::{
        error::Result,
        lang::Locale,
        refusal::{Problem, Refusal, Refused},
        settings::Settings,
        time::{self, Millis},
    },
    domain::{code::Code, person::Person},
    journeys::{
        World,
        check_standing::{Board, BoardQuery, BoardRow},
        see_board::{self, GridFormat, Shown, ends_soon, mark_of},
    },
    render::{Args, text},
    web::{
        actor::Head,
        body::{Path, Query},
        page::Page,
        visit::Visit,
    },
};

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Filters {
    #[serde(default)]
    show: String,
    #[serde(default)]
    line: String,
    #[serde(default)]
    department: String,
    /// The day at whose end it is told, as forms send one; empty: now.
    #[serde(default)]
    date: String,
}

impl Filters {
    fn shown(&self) -> Shown {
        Shown::of_word(&self.show).unwrap_or(Shown::All)
    }

    fn query(&self, settings: &Settings) -> Result<BoardQuery> {
        let told = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let line = told(&self.line).and_then(|code| code.parse().ok());
        let at = told(&self.date).map(|date| end_of_day(&date, settings)).transpose()?;
        Ok(BoardQuery { line, department: told(&self.department), at, ..BoardQuery::default() })
    }

    /// What of the address the tabs and files keep.
    fn kept(&self) -> String {
        let kept = [("line", &self.line), ("department", &self.department), ("date", &self.date)];
        format!("&{}", serde_html_form::to_string(kept).unwrap_or_default())
    }
}

/// `GET /board`
pub(in crate::web) async fn show(
    _: Head,
    request: HttpRequest,
    world: Data<World>,
    filters: Query<Filters>,
) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let (board, wanted) = see_board::show(&world, filters.0.query(&world.settings)?, locale.lang()).await?;
    let view = BoardView { wanted: meetings::wanted(&wanted, locale), ..view(&board, &filters.0, locale) };
    Ok(Page::new("pages/standing/board", "standing-board", &view))
}

/// `GET /board/{format}`: what the board shows, as `csv` or `xlsx`.
pub(in crate::web) async fn file(
    _: Head,
    request: HttpRequest,
    world: Data<World>,
    format: Path<String>,
    filters: Query<Filters>,
) -> Result<HttpResponse> {
    let format = GridFormat::of_word(&format.0).ok_or(Refusal::NoSuchThing)?;
    let (query, locale) = (filters.0.query(&world.settings)?, Visit::of(&request)?.locale);
    let file = see_board::file(&world, query, (filters.0.shown(), format), locale).await?;
    Ok(HttpResponse::Ok()
        .content_type(file.format.media_type())
        .insert_header(ContentDisposition::attachment(file.name))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(file.bytes))
}

fn end_of_day(date: &str, settings: &Settings) -> std::result::Result<Millis, Refused> {
    let last_minute = time::local(date, "23:59", &settings.zone);
    last_minute.ok_or_else(|| Refused::invalid(vec![Problem::new("date", "not-a-date")]))
}

/// The board as the template shows it.
#[derive(Serialize)]
struct BoardView<'a> {
    /// Meetings that managers want and may not hold.
    wanted: Vec<Value>,
    as_of: Millis,
    people: usize,
    soon: usize,
    not_cleared: usize,
    products: Vec<Named<'a>>,
    columns: usize,
    groups: Vec<GroupView<'a>>,
    departments: &'a BTreeSet<String>,
    lines: Vec<Named<'a>>,
    show: Shown,
    line: &'a str,
    department: &'a str,
    date: &'a str,
    kept: String,
}

#[derive(Serialize)]
struct Named<'a> {
    code: &'a Code,
    name: &'a str,
}

#[derive(Serialize)]
struct GroupView<'a> {
    department: &'a str,
    people: Vec<RowView<'a>>,
}

#[derive(Serialize)]
struct RowView<'a> {
    name: &'a str,
    soonest: Option<Millis>,
    cells: Vec<CellView>,
}

#[derive(Serialize)]
struct CellView {
    mark: &'static str,
    href: String,
    said: String,
}

fn view<'a>(board: &'a Board, filters: &'a Filters, locale: Locale) -> BoardView<'a> {
    let mut words = Words { locale, said: HashMap::new() };
    let all = || board.rows.iter().flat_map(|row| &row.standings);
    let groups = see_board::grouped(board, filters.shown()).into_iter().map(|(department, rows)| {
        let people = rows.into_iter().map(|row| row_view(row, board, &mut words)).collect();
        GroupView { department, people }
    });
    BoardView {
        wanted: Vec::new(),
        as_of: board.as_of,
        people: board.rows.len(),
        soon: all().filter(|standing| ends_soon(standing)).count(),
        not_cleared: all().filter(|standing| !standing.may_negotiate).count(),
        products: named(&board.products),
        columns: board.products.len() + 1,
        groups: groups.collect(),
        departments: &board.departments,
        lines: named(&board.lines),
        show: filters.shown(),
        line: &filters.line,
        department: &filters.department,
        date: &filters.date,
        kept: filters.kept(),
    }
}

fn named(all: &[(Code, String)]) -> Vec<Named<'_>> {
    all.iter().map(|(code, name)| Named { code, name }).collect()
}

fn row_view<'a>(row: &'a BoardRow, board: &Board, words: &mut Words) -> RowView<'a> {
    let Person { login, name, .. } = &row.person;
    let cells = row.standings.iter().zip(&board.products).map(|(standing, (product, _))| {
        let (mark, word) = mark_of(standing);
        CellView { mark, href: format!("/standing/{login}/{product}"), said: words.say(word) }
    });
    RowView { name, soonest: row.soonest(), cells: cells.collect() }
}

/// The words of cells. There are thousands of cells and a dozen of words, and each is put together once.
struct Words {
    locale: Locale,
    said: HashMap<&'static str, String>,
}

impl Words {
    fn say(&mut self, word: &'static str) -> String {
        let locale = self.locale;
        let say = || text(locale, &format!("standing-word-{word}"), &Args::new());
        self.said.entry(word).or_insert_with(say).clone()
    }
}
