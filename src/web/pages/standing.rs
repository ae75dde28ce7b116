//! Who may negotiate: the board, the look-up, one answer with its evidence, and what heads decide.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    base::{
        error::Result,
        id::{AttemptId, CertificateId},
        refusal::{Problem, Refused},
        settings::Settings,
        time::{self, Millis},
    },
    domain::{
        code::Code,
        standing::{Basis, Reason, Standing},
    },
    journeys::{
        World, certify,
        certify::{Because, NewWaiver},
        check_standing::{self, Board, BoardQuery, BoardRow, SOON, StandingView},
        meet_client,
    },
    web::{
        actor::Head,
        body::{Fields, Path, Query},
        form,
        page::{Page, Redirect, local_path},
        pages::meetings,
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

#[derive(Deserialize)]
pub(in crate::web) struct Search {
    #[serde(default)]
    q: String,
}

#[derive(Deserialize)]
pub(in crate::web) struct Decision {
    reason: String,
    next: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(in crate::web) struct WaiverForm {
    manager: Code,
    product: Code,
    hours: String,
    reason: String,
}

#[derive(Deserialize)]
pub(in crate::web) struct GrantForm {
    manager: Code,
    product: Code,
    certification: Code,
    reason: String,
}

#[derive(Deserialize)]
pub(in crate::web) struct OpeningForm {
    manager: Code,
    product: Code,
    reason: String,
}

#[derive(Deserialize)]
pub(in crate::web) struct ClosureForm {
    manager: Code,
}

/// `GET /board`
pub(in crate::web) async fn board(
    _: Head,
    request: HttpRequest,
    world: Data<World>,
    filters: Query<Filters>,
) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let lang = locale.lang();
    let told = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let line = told(&filters.0.line).and_then(|code| code.parse().ok());
    let at = told(&filters.0.date).map(|date| end_of_day(&date, &world.settings)).transpose()?;
    let query = BoardQuery { line, department: told(&filters.0.department), at, ..BoardQuery::default() };
    let board = check_standing::board(&world, query, lang).await?;
    let wanted = meetings::wanted(&meet_client::wanted(&world, lang).await?, locale);
    let view = BoardView { wanted, ..board_view(&board, &filters.0) };
    Ok(Page::new("pages/standing/board", "standing-board", &view))
}

fn end_of_day(date: &str, settings: &Settings) -> std::result::Result<Millis, Refused> {
    let last_minute = time::local(date, "23:59", &settings.zone);
    last_minute.ok_or_else(|| Refused::invalid(vec![Problem::new("date", "not-a-date")]))
}

/// `GET /look-up?q=`: one field, one answer.
pub(in crate::web) async fn look_up(
    _: Head,
    request: HttpRequest,
    world: Data<World>,
    search: Query<Search>,
) -> Result<Page> {
    let lang = Visit::of(&request)?.locale.lang();
    let q = search.0.q.trim().to_owned();
    let found = check_standing::search(&world, &q, lang).await?;
    let standing = match found.as_slice() {
        [(person, product, _)] => Some(check_standing::of(&world, person.login.as_str(), product.clone(), lang).await?),
        _ => None,
    };
    let choices: Vec<Value> = found
        .iter()
        .filter(|_| standing.is_none())
        .take(20)
        .map(|(person, product, name)| {
            json!({ "manager": person.login, "name": person.name, "product": product, "product_name": name })
        })
        .collect();
    let nothing = !q.is_empty() && found.is_empty();
    let view = json!({ "q": q, "standing": standing, "choices": choices, "nothing": nothing });
    Ok(Page::new("pages/standing/look_up", "standing-look-up", &view))
}

/// `GET /standing/{login}/{product}`
pub(in crate::web) async fn show(
    _: Head,
    request: HttpRequest,
    world: Data<World>,
    path: Path<(Code, Code)>,
) -> Result<Page> {
    let view = evidence_view(&world, &request, path.0, ("24", "")).await?;
    let of = |pointer| view.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (name, product) = (of("/standing/name"), of("/standing/product"));
    Ok(Page::new("pages/standing/show", "standing-show-title", &view)
        .titled_with("name", name)
        .titled_with("product", product))
}

/// `POST /certificates/{id}/revocation`
pub(in crate::web) async fn revoke(
    head: Head,
    world: Data<World>,
    id: Path<CertificateId>,
    fields: Fields<Decision>,
) -> Result<Redirect> {
    let Decision { reason, next } = fields.0;
    certify::revoke(&world, &head.0, id.0, Because { reason }).await?;
    Ok(Redirect::to(local_path(next.as_deref())).saying("revoked"))
}

/// `POST /attempts/{id}/voiding`
pub(in crate::web) async fn void(
    head: Head,
    world: Data<World>,
    id: Path<AttemptId>,
    fields: Fields<Decision>,
) -> Result<Redirect> {
    let Decision { reason, next } = fields.0;
    certify::void(&world, &head.0, id.0, Because { reason }).await?;
    Ok(Redirect::to(local_path(next.as_deref())).saying("voided"))
}

/// `POST /waivers`
pub(in crate::web) async fn waive(
    head: Head,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<WaiverForm>,
) -> Result<HttpResponse> {
    let WaiverForm { manager, product, hours, reason } = fields.0;
    let (whom, typed) = ((manager.clone(), product.clone()), (hours.clone(), reason.clone()));
    // What is no number is out of range like any other.
    let hours = hours.trim().parse().unwrap_or(0);
    let granted = certify::waive(&world, &head.0, NewWaiver { manager, product, hours, reason }).await;
    match granted {
        Ok(granted) => Ok(to(&granted.manager, &granted.product).saying("waived").respond_to(&request)),
        Err(error) => {
            let view = evidence_view(&world, &request, whom, (&typed.0, &typed.1)).await?;
            form::again(&request, error, "pages/standing/show", "standing-board", &view)
        }
    }
}

/// `POST /grants`
pub(in crate::web) async fn grant(head: Head, world: Data<World>, fields: Fields<GrantForm>) -> Result<Redirect> {
    let GrantForm { manager, product, certification, reason } = fields.0;
    certify::grant(&world, &head.0, manager.clone(), certification, Because { reason }).await?;
    Ok(to(&manager, &product).saying("granted"))
}

/// `POST /openings`: a product that nothing certifies yet may be negotiated.
pub(in crate::web) async fn open(head: Head, world: Data<World>, fields: Fields<OpeningForm>) -> Result<Redirect> {
    let OpeningForm { manager, product, reason } = fields.0;
    certify::open(&world, &head.0, product.clone(), Because { reason }).await?;
    Ok(to(&manager, &product).saying("opened"))
}

/// `POST /openings/{product}/closure`
pub(in crate::web) async fn close(
    head: Head,
    world: Data<World>,
    product: Path<Code>,
    fields: Fields<ClosureForm>,
) -> Result<Redirect> {
    certify::close(&world, &head.0, product.0.clone()).await?;
    Ok(to(&fields.0.manager, &product.0).saying("saved"))
}

fn to(manager: &Code, product: &Code) -> Redirect {
    Redirect::to(format!("/standing/{manager}/{product}"))
}

async fn evidence_view(
    world: &World,
    request: &HttpRequest,
    (manager, product): (Code, Code),
    (hours, reason): (&str, &str),
) -> Result<Value> {
    let lang = Visit::of(request)?.locale.lang();
    let evidence = certify::history(world, manager.clone(), product.clone()).await?;
    let standing: StandingView = check_standing::of(world, manager.as_str(), product, lang).await?;
    let certification = standing.certification.clone();
    Ok(json!({
        "standing": standing, "evidence": evidence, "can_decide": true, "certification": certification,
        "hours": hours, "reason": reason,
    }))
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
    show: &'a str,
    line: &'a str,
    department: &'a str,
    date: &'a str,
    /// What of the address the tabs keep.
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
    login: &'a Code,
    name: &'a str,
    soonest: Option<Millis>,
    cells: Vec<CellView<'a>>,
}

#[derive(Serialize)]
struct CellView<'a> {
    product: &'a Code,
    mark: &'static str,
    word: &'static str,
}

fn board_view<'a>(board: &'a Board, filters: &'a Filters) -> BoardView<'a> {
    let all = || board.rows.iter().flat_map(|row| &row.standings);
    let kept = [("line", &filters.line), ("department", &filters.department), ("date", &filters.date)];
    let kept = serde_html_form::to_string(kept);
    BoardView {
        wanted: Vec::new(),
        as_of: board.as_of,
        people: board.rows.len(),
        soon: all().filter(|standing| ends_soon(standing)).count(),
        not_cleared: all().filter(|standing| !standing.may_negotiate).count(),
        products: named(&board.products),
        columns: board.products.len() + 1,
        groups: groups(board, &filters.show),
        departments: &board.departments,
        lines: named(&board.lines),
        show: if filters.show.is_empty() { "all" } else { &filters.show },
        line: &filters.line,
        department: &filters.department,
        date: &filters.date,
        kept: format!("&{}", kept.unwrap_or_default()),
    }
}

fn named(all: &[(Code, String)]) -> Vec<Named<'_>> {
    all.iter().map(|(code, name)| Named { code, name }).collect()
}

/// The managers of each department whom `show` asks for: whose clearance ends first stands first, who has none stands last.
fn groups<'a>(board: &'a Board, show: &str) -> Vec<GroupView<'a>> {
    let shown = |row: &&BoardRow| match show {
        "risk" => row.standings.iter().any(ends_soon),
        "no" => row.standings.iter().any(|standing| !standing.may_negotiate),
        _ => true,
    };
    let mut rows: Vec<&BoardRow> = board.rows.iter().filter(shown).collect();
    rows.sort_by_key(|row| (row.soonest().unwrap_or(Millis(i64::MAX)), &row.person.name));
    let mut groups: BTreeMap<&str, Vec<RowView<'_>>> = BTreeMap::new();
    for row in rows {
        groups.entry(row.person.department.as_str()).or_default().push(row_view(row, board));
    }
    groups.into_iter().map(|(department, people)| GroupView { department, people }).collect()
}

fn row_view<'a>(row: &'a BoardRow, board: &'a Board) -> RowView<'a> {
    let cells = row.standings.iter().zip(&board.products).map(|(standing, (product, _))| {
        let pending = standing.pending_change.is_some();
        let (mark, word) = mark(standing.basis, standing.reason, pending, ends_soon(standing));
        CellView { product, mark, word }
    });
    RowView { login: &row.person.login, name: &row.person.name, soonest: row.soonest(), cells: cells.collect() }
}

fn ends_soon(standing: &Standing) -> bool {
    standing.ends_within(SOON)
}

/// How a standing looks in a cell, and the key of its word.
pub(super) fn mark(
    basis: Option<Basis>,
    reason: Option<Reason>,
    pending: bool,
    soon: bool,
) -> (&'static str, &'static str) {
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
