//! Who may negotiate, and what heads decide.

use actix_web::{Either, HttpRequest, web::Data};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    base::{
        error::{Error, Result},
        id::{AttemptId, CertificateId},
        lang::Lang,
        refusal::{Problem, Refusal, Refused},
        time::Millis,
    },
    domain::{code::Code, person::Role},
    journeys::{
        World, certify,
        certify::{Because, GrantedWaiver, NewWaiver},
        check_standing::{self, BoardQuery, Facts, Pair, StandingView},
        decide,
        query_standing::{self, Answers},
    },
    web::{
        actor::{Board, Caller, Gate, Head},
        body::{Body, Path, Query},
        fresh::Fresh,
        reply::{Created, Told},
        visit::Visit,
    },
};

/// Stands in the place of moments that differ with each answer.
const NEVER: Millis = Millis(0);

#[derive(Deserialize, JsonSchema)]
pub(in crate::web) struct One {
    /// The product's code. Without it the answer is 422.
    product: Option<Code>,
    /// As of that moment; now unless told.
    #[schemars(with = "Option<Millis>")]
    at: Option<String>,
    /// For API clients: the answer signed too.
    #[schemars(extend("enum" = ["jwt"]))]
    token: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
pub(in crate::web) struct Many {
    /// Only that product.
    product: Option<Code>,
    /// Only products of that line.
    line: Option<Code>,
    /// Only managers of that department.
    department: Option<String>,
    /// As of that moment; now unless told.
    #[schemars(with = "Option<Millis>")]
    at: Option<String>,
}

/// A standing with the token that says so to others.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct Signed {
    #[serde(flatten)]
    standing: StandingView,
    /// A JWT (EdDSA, `typ` `dokimasia-decision+jwt`) that holds for a minute at most.
    token: String,
}

/// A certificate that was revoked.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct Revoked {
    /// Which.
    certificate: CertificateId,
}

/// A test that was declared void.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct Voided {
    /// Which.
    attempt: AttemptId,
}

/// `GET /api/v1/managers/{login}/standing?product=CODE[&at=TIME][&token=jwt]`: the manager's own, or anybody's for heads and API clients; for
/// these signed too, so that others can check it.
pub(in crate::web) async fn one(
    gate: Gate,
    request: HttpRequest,
    world: Data<World>,
    login: Path<String>,
    query: Query<One>,
) -> Result<Either<Fresh<StandingView>, Told<Signed>>> {
    if let Caller::Person(person) = &gate.0
        && person.role != Role::Head
        && person.login.as_str() != login.0
    {
        return Err(Refusal::NoSuchThing.into());
    }
    let One { product, at, token } = query.0;
    let product = product.ok_or_else(|| Refused::invalid(vec![Problem::new("product", "missing")]))?;
    let (pair, at) = (Pair { manager: login.0, product }, moment(at)?);
    let visit = Visit::of(&request)?;
    let lang = visit.locale.lang();
    let facts = match &visit.facts {
        Some(facts) => facts.clone(),
        None => check_standing::facts(&world, &pair.manager).await?,
    };
    match token {
        Some(wanted) => signed(&gate.0, &world, (&facts, pair, lang), (&wanted, at)).map(Either::Right),
        None => unsigned(&gate.0, (&facts, pair, lang), at).map(Either::Left),
    }
}

/// The login of the manager whose standing is asked for at that path; none where it is another path, or the login is written in another way.
pub(in crate::web) fn asked_about(path: &str) -> Option<Code> {
    path.strip_prefix("/api/v1/managers/")?.strip_suffix("/standing")?.parse().ok()
}

/// What is asked, what the answer follows from, and in which language it is told.
type Asked<'a> = (&'a Facts, Pair, Lang);

fn unsigned(caller: &Caller, (facts, pair, lang): Asked<'_>, at: Option<Millis>) -> Result<Fresh<StandingView>> {
    let view = facts.standing(pair, at, &caller.reach(), lang)?;
    let holds_until = view.holds_until.filter(|_| at.is_none());
    Ok(Fresh::of(&view, "as_of")?.until(view.as_of, holds_until))
}

/// The standing with the token that says so. It is about now, and for API clients, whose name it bears.
fn signed(
    caller: &Caller,
    world: &World,
    (facts, pair, lang): Asked<'_>,
    (wanted, at): (&str, Option<Millis>),
) -> Result<Told<Signed>> {
    let wrong = |slug| Error::from(Refused::invalid(vec![Problem::new("token", slug)]));
    let client = match caller.client() {
        Some(_) if wanted != "jwt" => return Err(wrong("no-such-word")),
        Some(_) if at.is_some() => return Err(wrong("token-of-now")),
        Some(client) => client,
        None => return Err(wrong("token-for-clients")),
    };
    let (standing, token) = decide::decide(world, client, facts, pair, lang)?;
    Ok(Told(Signed { standing, token }))
}

/// `POST /api/v1/standing/query {"pairs": [{"manager", "product"} …], "at"?}`: at most a thousand, in one statement.
pub(in crate::web) async fn query(
    board: Board,
    request: HttpRequest,
    world: Data<World>,
    body: Body<query_standing::Query>,
) -> Result<Told<Answers>> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Told(query_standing::query(&world, body.0, board.0.reach(), lang).await?))
}

/// `GET /api/v1/standing?product=&line=&department=&at=`
pub(in crate::web) async fn board(
    caller: Board,
    request: HttpRequest,
    world: Data<World>,
    query: Query<Many>,
) -> Result<Fresh<Vec<StandingView>>> {
    let lang = Visit::of(&request)?.locale.lang();
    let Many { product, line, department, at } = query.0;
    let at = moment(at)?;
    let asked = BoardQuery { line, product, department, at, reach: caller.0.reach() };
    let board = check_standing::board(&world, asked, lang).await?;
    let holds_until = board.holds_until.filter(|_| at.is_none());
    let mut rows = Vec::new();
    for row in board.rows {
        let who = (row.person.login.to_string(), row.person.name);
        for (standing, product) in row.standings.into_iter().zip(&board.products) {
            rows.push(check_standing::told(standing, who.clone(), product.clone()));
        }
    }
    let same: Vec<_> = rows.iter().map(|row| StandingView { as_of: NEVER, ..row.clone() }).collect();
    Ok(Fresh::beside(&rows, &same)?.until(board.as_of, holds_until))
}

/// `POST /api/v1/certificates/{id}/revocation`
pub(in crate::web) async fn revoke(
    head: Head,
    world: Data<World>,
    id: Path<CertificateId>,
    body: Body<Because>,
) -> Result<Created<Revoked>> {
    certify::revoke(&world, &head.0, id.0, body.0).await?;
    Ok(Created(Revoked { certificate: id.0 }))
}

/// `POST /api/v1/attempts/{id}/voiding`
pub(in crate::web) async fn void(
    head: Head,
    world: Data<World>,
    id: Path<AttemptId>,
    body: Body<Because>,
) -> Result<Created<Voided>> {
    certify::void(&world, &head.0, id.0, body.0).await?;
    Ok(Created(Voided { attempt: id.0 }))
}

/// `POST /api/v1/waivers`
pub(in crate::web) async fn waive(
    head: Head,
    world: Data<World>,
    body: Body<NewWaiver>,
) -> Result<Created<GrantedWaiver>> {
    Ok(Created(certify::waive(&world, &head.0, body.0).await?))
}

fn moment(text: Option<String>) -> Result<Option<Millis>> {
    text.map(|text| {
        let problem = || Refused::invalid(vec![Problem::new("at", "not-a-time")]);
        Ok(Millis::parse(&text).ok_or_else(problem)?)
    })
    .transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::routes::API;

    #[test]
    fn of_whom_is_asked_is_seen_from_the_path_of_the_door() {
        let door = API.iter().map(|door| door.path).find(|path| path.ends_with("{login}/standing")).unwrap();
        for (login, seen) in [("eleni", Some("eleni")), ("e.k-1", Some("e.k-1")), ("%65leni", None), ("a/b", None)] {
            let about = asked_about(&door.replace("{login}", login));
            assert_eq!(about.as_ref().map(Code::as_str), seen, "{login}");
        }
        assert_eq!(asked_about("/api/v1/standing"), None);
    }
}
