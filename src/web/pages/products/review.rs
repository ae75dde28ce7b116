//! What comes of an edited or pasted table: first it is looked at, then it is recorded.

use actix_web::{HttpRequest, HttpResponse, Responder, http::StatusCode, web::Data};

use super::{
    edit,
    form::{Form, Place},
    review_view::{self, Reviewed},
};
use crate::{
    base::{
        error::{Error, Result},
        lang::Locale,
        refusal::{Problem, Refusal, Refused},
    },
    domain::{code::Code, person::Person},
    journeys::{
        World,
        change_product::{self, NewChange, Recorded},
        propose_changes::{self, Proposals},
        see_products,
    },
    web::{
        actor::Author,
        body::{Fields, Path},
        form as forms,
        page::{Page, Redirect},
        visit::Visit,
    },
};

const TEMPLATE: &str = "pages/products/review";
const TITLE: &str = "products-review";

/// `GET /lines/{line}/review`: what was typed is not in the address, so it begins anew.
pub(in crate::web) async fn reopen(_: Author, line: Path<Code>) -> Redirect {
    Redirect::to(format!("/lines/{}/edit", line.0))
}

/// `POST /lines/{line}/review`: shows what would change and what that touches. Nothing is recorded.
pub(in crate::web) async fn look(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    line: Path<Code>,
    fields: Fields<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let locale = Visit::of(&request)?.locale;
    let form = Form::read(&fields.0, locale);
    let proposals = match proposed(&world, line.0.clone(), &form).await {
        Ok(proposals) => proposals,
        Err(error) => {
            let table = see_products::table(&world, author.0.id, line.0).await?;
            let typed = edit::pasting(&table, locale, &form.table);
            return forms::again(&request, error, "pages/products/paste", "products-paste", &typed);
        }
    };
    let mut problems = form.changes(&proposals, &world.settings).1;
    // Nobody could have chosen it yet.
    problems.retain(|problem| problem.slug != "severity-missing");
    let view = reviewed(&world, &author.0, &form, &proposals, (locale, problems)).await?;
    page(&proposals, &view).respond(&request)
}

/// `POST /lines/{line}/changes`: records all that was looked at, or nothing.
pub(in crate::web) async fn record(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    line: Path<Code>,
    fields: Fields<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let locale = Visit::of(&request)?.locale;
    let form = Form::read(&fields.0, locale);
    let proposals = proposed(&world, line.0.clone(), &form).await?;
    match recorded(&world, &author.0, &form, &proposals).await {
        Ok(recorded) => Ok(to(&line.0, &recorded).respond_to(&request)),
        Err(error) => {
            let problems = by_field(error, &proposals)?;
            let view = reviewed(&world, &author.0, &form, &proposals, (locale, problems)).await?;
            page(&proposals, &view).status(StatusCode::UNPROCESSABLE_ENTITY).respond(&request)
        }
    }
}

async fn proposed(world: &World, line: Code, form: &Form) -> Result<Proposals> {
    propose_changes::read(world, line, form.source(), form.seen_at(), form.locale).await
}

/// What was typed stands in no address: in another language the page is asked for with all of it.
fn page(proposals: &Proposals, view: &serde_json::Value) -> Page {
    let page = Page::new(TEMPLATE, TITLE, view);
    if proposals.changes.is_empty() { page } else { page.again_by(format!("/lines/{}/review", proposals.line.code)) }
}

/// The page of what would change, with what is known to be wrong and what is found while looking.
async fn reviewed(
    world: &World,
    author: &Person,
    form: &Form,
    proposals: &Proposals,
    (locale, problems): (Locale, Vec<Problem>),
) -> Result<serde_json::Value> {
    let readable = listed(proposals, form.changes(proposals, &world.settings).0);
    let together = change_product::preview_all(world, author, readable, locale.lang()).await?;
    let reviewed = Reviewed { form, proposals, together: &together, locale, settings: &world.settings };
    Ok(review_view::view(&reviewed, problems))
}

async fn recorded(world: &World, author: &Person, form: &Form, proposals: &Proposals) -> Result<Vec<Recorded>> {
    let (changes, problems) = form.changes(proposals, &world.settings);
    if !problems.is_empty() {
        return Err(Refused::invalid(problems).into());
    }
    change_product::record_all(world, author, listed(proposals, changes)).await
}

/// The changes that could be read, with their products.
fn listed(proposals: &Proposals, changes: Vec<Option<NewChange>>) -> Vec<(Code, NewChange)> {
    let named = proposals.changes.iter().zip(changes);
    named.filter_map(|(proposal, change)| Some((proposal.product.clone(), change?))).collect()
}

/// What is wrong with fields of the page; errs with what concerns no field.
fn by_field(error: Error, proposals: &Proposals) -> Result<Vec<Problem>> {
    match error {
        Error::Refused(refused) if refused.why == Refusal::Invalid => {
            let places: Vec<Place> = proposals.changes.iter().map(Place::of).collect();
            Ok(refused.problems.iter().map(|problem| review_view::renamed(problem, &places)).collect())
        }
        other => Err(other),
    }
}

fn to(line: &Code, recorded: &[Recorded]) -> Redirect {
    let first = recorded.first().map(|one| &one.change.product);
    let one = first.filter(|first| recorded.iter().all(|other| other.change.product == **first));
    let path = one.map_or_else(|| format!("/lines/{line}"), |product| format!("/products/{product}"));
    Redirect::to(path).saying(if recorded.is_empty() { "no-changes-recorded" } else { "changes-recorded" })
}
