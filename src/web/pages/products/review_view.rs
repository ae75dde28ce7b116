//! What the page of proposed changes shows.

use serde_json::{Value as Json, json};

use super::{
    form::{Form, Place},
    view,
};
use crate::{
    base::{lang::Locale, refusal::Problem, settings::Settings},
    domain::{
        change::Severity,
        product::{Sort, Value},
    },
    journeys::{
        change_product::{OfProduct, Together, Touched, Touches},
        propose_changes::{Proposal, Proposals, initial},
    },
    web::{
        form as forms,
        pages::questions::view::{language, text, words},
    },
};

/// Everything that the page is made of.
pub(super) struct Reviewed<'a> {
    pub form: &'a Form,
    pub proposals: &'a Proposals,
    pub together: &'a Together,
    pub locale: Locale,
    pub settings: &'a Settings,
}

/// The page. `problems` are of fields; what was found while looking at the changes is added.
pub(super) fn view(of: &Reviewed<'_>, mut problems: Vec<Problem>) -> Json {
    let (mut looked_at, places) = (of.together.changes.iter(), of.proposals.changes.iter().map(Place::of));
    let mut changes = Vec::with_capacity(of.proposals.changes.len());
    for (proposal, place) in of.proposals.changes.iter().zip(places) {
        let touches = if proposal.value.is_ok() { looked_at.next() } else { None };
        if let Some(Err(wrong)) = touches {
            problems.extend(wrong.iter().map(|problem| on_the_page(problem, &place)));
        }
        changes.push(change(of, proposal, &place, touches.and_then(|touches| touches.as_ref().ok())));
    }
    let line = &of.proposals.line;
    let shared = Severity::ALL.iter().map(|word| word.as_str());
    json!({
        "line": { "code": line.code, "name": text(&line.name, of.locale, line.language) },
        "changes": changes, "count": changes.len(), "unknown": of.proposals.unknown, "seen_at": of.proposals.seen_at,
        "form": of.form.view(of.settings), "severities": words(shared, ""),
        "products": of.together.products.iter().map(|product| people(of, product)).collect::<Vec<_>>(),
        "errors": forms::errors(of.locale, &once_each(problems)),
    })
}

/// What all changes share is wrong once, not for each of them.
fn once_each(problems: Vec<Problem>) -> Vec<Problem> {
    let mut told: Vec<Problem> = Vec::with_capacity(problems.len());
    for problem in problems {
        if !told.contains(&problem) {
            told.push(problem);
        }
    }
    told
}

/// A problem of the change at a place of the list, by its field on the page.
pub(super) fn renamed(problem: &Problem, places: &[Place]) -> Problem {
    let mut parts = problem.field.splitn(3, '.');
    let (list, number, field) = (parts.next(), parts.next(), parts.next().unwrap_or_default());
    let place = number.and_then(|number| number.parse::<usize>().ok()).and_then(|number| places.get(number));
    match place.filter(|_| list == Some("changes")) {
        Some(place) => on_the_page(&Problem { field: field.to_owned(), ..problem.clone() }, place),
        None => problem.clone(),
    }
}

fn on_the_page(problem: &Problem, place: &Place) -> Problem {
    let field = match problem.field.as_str() {
        "effective_at" => "date".to_owned(),
        shared @ ("learn_days" | "note") => shared.to_owned(),
        own @ ("severity" | "questions") => place.field(own),
        _ => place.field("cell"),
    };
    Problem { field, ..problem.clone() }
}

fn change(of: &Reviewed<'_>, proposal: &Proposal, place: &Place, touches: Option<&Touches>) -> Json {
    let own = of.proposals.line.language;
    let chosen = of.form.own_severity(proposal).map_or("", Severity::as_str);
    let questions = |list: &[Touched]| list.iter().map(|one| question(of, proposal, one)).collect::<Vec<_>>();
    json!({
        "place": place.field("").trim_start_matches('/'),
        "product": proposal.product, "name": text(&proposal.name, of.locale, own),
        "column": view::column(&proposal.characteristic, of.locale, own), "sort": proposal.sort,
        "before": view::value(proposal.before.as_ref(), of.locale, own), "first": proposal.before.is_none(),
        "after": touches.map(|touches| view::value(touches.change.value.as_ref(), of.locale, own)),
        "fields": fields(of, proposal, place),
        "severities": words(Severity::ALL.iter().map(|word| word.as_str()), chosen),
        "questions": touches.map_or_else(Vec::new, |touches| questions(&touches.questions)),
        "offered": touches.map_or_else(Vec::new, |touches| questions(&touches.offered)),
        "drafts": touches.map_or(0, |touches| touches.drafts),
        "kit": touches.map_or_else(Vec::new, |touches| touches.kit.clone()),
    })
}

fn question(of: &Reviewed<'_>, proposal: &Proposal, question: &Touched) -> Json {
    let chosen = of.form.names(proposal, question.id);
    json!({ "id": question.id, "code": question.code, "stem": crate::render::plain(&question.stem), "chosen": chosen })
}

/// The field of a number, a yes or a no; of words one for each language.
fn fields(of: &Reviewed<'_>, proposal: &Proposal, place: &Place) -> Vec<Json> {
    let reader = of.locale.lang();
    let (name, own) = (place.field("cell"), of.proposals.line.language);
    if proposal.sort != Sort::Words {
        let raw = || proposal.texts.values().next().cloned().unwrap_or_default();
        let typed = proposal.value.as_ref().map_or_else(|_wrong| raw(), |given| given.typed(reader));
        return vec![json!({ "name": name, "lang": reader, "language": null, "typed": typed, "before": null })];
    }
    let told = |lang| proposal.texts.get(lang).map_or("", String::as_str);
    let before = |lang| {
        proposal
            .before
            .as_ref()
            .filter(|value| matches!(value, Value::Text(_)))
            .map(|value| initial(Some(value), lang, own))
    };
    let fields = of.proposals.languages.iter().map(|lang| {
        json!({ "name": format!("{name}/{lang}"), "lang": lang, "language": language(*lang), "typed": told(lang), "before": before(*lang) })
    });
    fields.collect()
}

/// Whom the changes of a product touch, and what they ask of them together.
fn people(of: &Reviewed<'_>, product: &OfProduct) -> Json {
    let changes = of.together.changes.iter().flatten().map(|touches| &touches.change);
    let changes: Vec<_> = changes.filter(|change| change.product == product.product).collect();
    let mut proposals = of.proposals.changes.iter().filter(|proposal| proposal.product == product.product);
    let name = proposals.clone().next().map(|proposal| text(&proposal.name, of.locale, of.proposals.line.language));
    let open = proposals.any(|proposal| of.form.severity(proposal).is_none());
    json!({
        "code": product.product, "name": name, "open": open,
        "severity": changes.iter().map(|change| change.severity).max(),
        "deadline": changes.iter().filter_map(|change| change.deadline).min(),
        "effective_at": changes.iter().map(|change| change.effective_at).max(),
        "certificates": product.certificates, "not_cleared": product.not_cleared,
    })
}
