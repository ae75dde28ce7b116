//! What comes of an edited or pasted table: first it is looked at, then it is recorded.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};

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
        change_product::{self, Recorded},
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
    let form = Form::read(&fields.0, locale.lang());
    let proposals = match proposed(&world, line.0.clone(), &form, locale).await {
        Ok(proposals) => proposals,
        Err(error) => {
            let table = see_products::table(&world, author.0.id, line.0).await?;
            let typed = edit::pasting(&table, locale, &form.table);
            return forms::again(&request, error, "pages/products/paste", "products-paste", &typed);
        }
    };
    let view = reviewed(&world, &author.0, &form, &proposals, locale).await?;
    Page::new(TEMPLATE, TITLE, &view).respond(&request)
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
    let form = Form::read(&fields.0, locale.lang());
    let proposals = proposed(&world, line.0.clone(), &form, locale).await?;
    match recorded(&world, &author.0, &form, &proposals).await {
        Ok(recorded) => Ok(to(&line.0, &recorded).respond_to(&request)),
        Err(error) => {
            let view = reviewed(&world, &author.0, &form, &proposals, locale).await?;
            forms::again(&request, error, TEMPLATE, TITLE, &view)
        }
    }
}

async fn proposed(world: &World, line: Code, form: &Form, locale: Locale) -> Result<Proposals> {
    propose_changes::read(world, line, form.source(), form.seen_at(), locale).await
}

/// The page of what would change, with everything that still keeps it from being recorded but what nobody could have chosen yet.
async fn reviewed(
    world: &World,
    author: &Person,
    form: &Form,
    proposals: &Proposals,
    locale: Locale,
) -> Result<serde_json::Value> {
    let (changes, mut problems) = form.changes(proposals, &world.settings);
    problems.retain(|problem| problem.slug != "severity-missing");
    let named = proposals.changes.iter().zip(changes);
    let readable = named.filter_map(|(proposal, change)| Some((proposal.product.clone(), change?))).collect();
    let together = change_product::preview_all(world, author, readable, locale.lang()).await?;
    let reviewed = Reviewed { form, proposals, together: &together, locale, settings: &world.settings };
    Ok(review_view::view(&reviewed, problems))
}

async fn recorded(world: &World, author: &Person, form: &Form, proposals: &Proposals) -> Result<Vec<Recorded>> {
    let (changes, problems) = form.changes(proposals, &world.settings);
    if !problems.is_empty() {
        return Err(Refused::invalid(problems).into());
    }
    let named = proposals.changes.iter().zip(changes);
    let list = named.filter_map(|(proposal, change)| Some((proposal.product.clone(), change?))).collect();
    change_product::record_all(world, author, list).await.map_err(|error| by_field(error, proposals))
}

/// What is wrong with a change of the list, by the fields of the page.
fn by_field(error: Error, proposals: &Proposals) -> Error {
    match error {
        Error::Refused(mut refused) if refused.why == Refusal::Invalid => {
            let places: Vec<Place> = proposals.changes.iter().map(Place::of).collect();
            for problem in &mut refused.problems {
                *problem = review_view::renamed(problem, &places);
            }
            refused.problems = once_each(std::mem::take(&mut refused.problems));
            Error::Refused(refused)
        }
        other => other,
    }
}

/// What all changes share is wrong once, not for each of them.
fn once_each(problems: Vec<Problem>) -> Vec<Problem> {
    let mut told: Vec<Problem> = Vec::new();
    for problem in problems {
        if !told.contains(&problem) {
            told.push(problem);
        }
    }
    told
}

fn to(line: &Code, recorded: &[Recorded]) -> Redirect {
    let first = recorded.first().map(|one| &one.change.product);
    let one = first.filter(|first| recorded.iter().all(|other| other.change.product == **first));
    let path = one.map_or_else(|| format!("/lines/{line}"), |product| format!("/products/{product}"));
    Redirect::to(path).saying("changes-recorded")
}
