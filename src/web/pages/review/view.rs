//! What the page of the queue shows.

use serde_json::{Value, json};

use super::{names::Names, show::address};
use crate::{
    base::{id::QuestionId, lang::Lang},
    domain::{
        code::Code,
        draft::{LeftOut, Origin, Sibling},
        product,
        question::Question,
    },
    journeys::{
        change_product::ChangeView,
        review_queue::{Gap, InDoubt, LineGaps, Review, ReviewQuery, ShortTest, Unapproved, Uncovered, What},
        see_picture::PictureView,
    },
    render,
    web::pages::questions,
};

/// The whole queue; `picked` are the questions that were selected when the form came back.
pub(super) fn queue(review: &Review, query: &ReviewQuery, names: &Names, picked: &[String]) -> Value {
    let page = Shown { query, names, picked };
    let rows = review.doubt.len() + review.drafts.len();
    json!({
        "counts": review.counts, "query": query, "tabs": tabs(review, query), "waits": anything(review), "more": more(review, query),
        "what": review.what, "selectable": rows > 0, "together": together(review),
        "doubt": review.doubt.iter().map(|one| page.in_doubt(one)).collect::<Vec<_>>(),
        "drafts": review.drafts.iter().map(|one| page.unapproved(one)).collect::<Vec<_>>(),
        "untested": page.gaps(review),
        "uncovered": review.uncovered.iter().map(|one| page.uncovered(one)).collect::<Vec<_>>(),
        "short": review.short.iter().map(|one| page.short(one)).collect::<Vec<_>>(),
        "previous": (review.page > 1).then(|| at_page(query, review.page - 1)),
        "next": (review.page < review.pages).then(|| at_page(query, review.page + 1)),
        "page": review.page, "pages": review.pages,
        "here": here(query), "everything": address(&ReviewQuery { change: String::new(), ..query.clone() }),
    })
}

/// The title's message, and the number that stands in it: of everything those that wait for a decision, as on the way to the queue.
pub(super) fn title(review: &Review) -> (&'static str, usize) {
    let counts = &review.counts;
    match review.what {
        None => ("review-title", counts.doubt + counts.drafts),
        Some(What::Doubt) => ("review-title-doubt", counts.doubt),
        Some(What::Drafts) => ("review-title-drafts", counts.drafts),
        Some(What::Untested) => ("review-title-untested", counts.untested),
        Some(What::Uncovered) => ("review-title-uncovered", counts.uncovered),
        Some(What::Short) => ("review-title-short", counts.short),
    }
}

/// Whether the list that is shown holds anything, or any of them.
fn anything(review: &Review) -> bool {
    review.what.as_ref().map_or(What::ALL, std::slice::from_ref).iter().any(|what| review.counts.of(*what) > 0)
}

/// What the reader may decide on several of what is shown at once.
fn together(review: &Review) -> Value {
    let doubt = |may: fn(&InDoubt) -> bool| review.doubt.iter().any(may);
    let drafts = |may: fn(&Unapproved) -> bool| review.drafts.iter().any(may);
    json!({
        "approve": doubt(|one| one.may_approve) || drafts(|one| one.may_approve),
        "confirm": doubt(|one| one.question.confirm().is_ok()),
        "reject": drafts(|one| one.question.reject().is_ok()),
    })
}

/// The ways to the lists of which only the beginning is shown.
fn more(review: &Review, query: &ReviewQuery) -> Value {
    let shown = |what: What| match what {
        What::Doubt => review.doubt.len(),
        What::Drafts => review.drafts.len(),
        What::Untested => review.untested.len(),
        What::Uncovered => review.uncovered.len(),
        What::Short => review.short.len(),
    };
    let cut = What::ALL.iter().filter(|what| review.what.is_none() && shown(**what) < review.counts.of(**what));
    cut.map(|what| (what.to_string(), Value::from(list(query, what.as_str()))))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// The question as forms of the queue name it: with the version that was looked at.
pub(super) fn seen(id: QuestionId, version: u32) -> String {
    format!("{id}@{version}")
}

/// The queue as it was asked for.
pub(super) fn here(query: &ReviewQuery) -> String {
    match address(query) {
        told if told.is_empty() => "/review".to_owned(),
        told => format!("/review?{told}"),
    }
}

/// The first page of one list, or of all where none is named, within what the query is narrowed to.
fn list(query: &ReviewQuery, what: &str) -> String {
    here(&ReviewQuery { what: what.to_owned(), page: String::new(), ..query.clone() })
}

fn at_page(query: &ReviewQuery, page: usize) -> String {
    here(&ReviewQuery { page: page.to_string(), ..query.clone() })
}

fn tabs(review: &Review, query: &ReviewQuery) -> Vec<Value> {
    let tab = |what: Option<What>| {
        let word = what.map_or("", What::as_str);
        let count = what.map(|what| review.counts.of(what));
        json!({ "name": if word.is_empty() { "all" } else { word }, "href": list(query, word), "current": review.what == what, "count": count })
    };
    std::iter::once(None).chain(What::ALL.iter().copied().map(Some)).map(tab).collect()
}

/// What every row is made with.
struct Shown<'a> {
    query: &'a ReviewQuery,
    names: &'a Names,
    picked: &'a [String],
}

impl Shown<'_> {
    fn in_doubt(&self, one: &InDoubt) -> Value {
        let of = &one.question;
        let causes: Vec<Value> = one.causes.iter().map(|change| self.change(&of.line, change)).collect();
        let more = json!({
            "since": one.since, "causes": causes, "waits": of.waits(),
            "may_confirm": of.confirm().is_ok(), "may_approve": one.may_approve, "may_retire": true,
        });
        merged(self.question(of, one.language), more)
    }

    fn unapproved(&self, one: &Unapproved) -> Value {
        let of = &one.question;
        let author = one.author.as_ref().map(|author| &author.name);
        let more = json!({
            "written_at": of.latest.written_at, "author": author, "may_approve": one.may_approve,
            "waits": true, "new_version": of.drawn.is_some(), "may_reject": of.reject().is_ok(),
            "origin": one.origin.as_ref().map(|origin| self.origin(of, origin)),
            "change": one.change.as_ref().map(|change| self.change(&of.line, change)),
        });
        merged(self.question(of, one.language), more)
    }

    fn question(&self, of: &Question, own: Lang) -> Value {
        let (content, locale) = (&of.latest.content, self.names.locale);
        let (stem, seen) = (questions::text(&content.stem, locale, own), seen(of.id, of.latest.number));
        json!({
            "id": of.id, "code": of.code, "version": of.latest.number, "drawn": of.drawn,
            "picked": self.picked.contains(&seen), "seen": seen,
            "stem": { "text": render::plain(stem.text), "lang": stem.lang },
            "picture": content.picture.as_ref().map(|picture| PictureView::of(picture, locale.lang(), own)),
            "wordless": content.unfinished().is_some(),
            "line": self.names.line(&of.line),
            "product": of.placing.product.as_ref().map(|product| self.names.product(&of.line, product)),
            "kind": content.kind.name(), "state": of.state, "mark": questions::mark(of.state),
            "key": questions::key(&content.kind, locale, own),
            "answer": questions::text(&content.answer, locale, own),
            "edit": format!("/questions/{}/edit?{}", of.id, self.back()),
        })
    }

    /// Where an editor goes afterwards.
    fn back(&self) -> String {
        serde_html_form::to_string([("back", here(self.query))]).unwrap_or_default()
    }

    fn change(&self, line: &Code, change: &ChangeView) -> Value {
        let value = |value: &product::Value| self.names.value(line, &change.characteristic, value);
        json!({
            "id": change.id,
            "product": self.names.product(line, &change.product),
            "characteristic": self.names.characteristic(line, &change.characteristic),
            "before": change.before.as_ref().map(value), "value": change.value.as_ref().map(value),
            "at": change.effective_at, "by": change.recorded_by, "note": change.note,
        })
    }

    fn origin(&self, of: &Question, origin: &Origin) -> Value {
        let row = |one: &Sibling| self.sibling(of, one);
        let rows = |list: &[Sibling]| list.iter().map(row).collect::<Vec<_>>();
        let left = |list: &[LeftOut]| {
            list.iter().map(|one| merged(row(&one.sibling), json!({ "why": one.why }))).collect::<Vec<_>>()
        };
        match origin {
            Origin::Siblings { distractors, left_out, .. } => {
                json!({ "made_of": "siblings", "rows": rows(distractors), "left_out": left(left_out) })
            }
            Origin::Number { distractors, left_out, .. } => {
                json!({ "made_of": "number", "rows": rows(distractors), "left_out": left(left_out) })
            }
            Origin::Truth { .. } => json!({ "made_of": "truth" }),
            Origin::Comparison { end, compared, left_out } => {
                json!({ "made_of": end, "rows": rows(compared), "left_out": left(left_out) })
            }
            Origin::Units { units, left_out, .. } => {
                json!({ "made_of": "units", "units": units, "units_left_out": left_out })
            }
        }
    }

    fn sibling(&self, of: &Question, one: &Sibling) -> Value {
        let value = of.placing.characteristics.first().map(|code| self.names.value(&of.line, code, &one.value));
        json!({ "product": self.names.product(&of.line, &one.product), "value": value })
    }

    /// Gaps under their lines, each with how much of its table is tested.
    fn gaps(&self, review: &Review) -> Vec<Value> {
        let of_line = |line: &LineGaps| {
            let rows = review.untested.iter().filter(|gap| gap.line == line.line);
            let rows: Vec<Value> = rows.map(|gap| self.gap(gap)).collect();
            json!({ "name": self.names.line(&line.line), "untested": line.untested, "of": line.of, "rows": rows })
        };
        let shown = |line: &&LineGaps| review.untested.iter().any(|gap| gap.line == line.line);
        review.lines.iter().filter(shown).map(of_line).collect()
    }

    fn gap(&self, gap: &Gap) -> Value {
        let Gap { line, product, characteristic, value, may_draft, .. } = gap;
        let told =
            [("line", line.as_str()), ("product", product.as_str()), ("characteristics", characteristic.as_str())];
        let told = serde_html_form::to_string(told).unwrap_or_default();
        json!({
            "product": { "code": product, "name": self.names.product(line, product) },
            "characteristic": { "code": characteristic, "name": self.names.characteristic(line, characteristic) },
            "value": value.as_ref().map(|value| self.names.value(line, characteristic, value)), "may_draft": may_draft,
            "write": format!("/questions/new?{told}&{}", self.back()),
        })
    }

    fn uncovered(&self, one: &Uncovered) -> Value {
        json!({ "code": one.product, "product": self.names.product(&one.line, &one.product), "line": self.names.line(&one.line) })
    }

    fn short(&self, test: &ShortTest) -> Value {
        let first = test.characteristics.iter().next();
        let told = [("line", Some(&test.line)), ("product", Some(&test.product)), ("tests", first)];
        let named = test.characteristics.iter().map(|code| self.names.characteristic(&test.line, code));
        json!({
            "product": self.names.product(&test.line, &test.product),
            "characteristics": named.collect::<Vec<_>>(), "there": test.there, "missing": test.missing,
            "managers": test.managers, "deadline": test.deadline,
            "questions": format!("/questions?{}", serde_html_form::to_string(told).unwrap_or_default()),
        })
    }
}

/// One object of both.
fn merged(mut one: Value, other: Value) -> Value {
    if let (Some(members), Value::Object(more)) = (one.as_object_mut(), other) {
        members.extend(more);
    }
    one
}
