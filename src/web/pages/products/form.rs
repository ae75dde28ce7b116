//! What trainers type into tables, and beside the changes that come of it. A field of one cell is called `NAME/PRODUCT/CHARACTERISTIC`: no code
//! holds a slash. `cell/…` may have a language behind it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use crate::{
    base::{
        id::QuestionId,
        lang::{Lang, Locale},
        refusal::Problem,
        settings::Settings,
        time::{self, Millis},
    },
    domain::{
        change::{LEARN_DAYS, Severity},
        code::Code,
    },
    journeys::{
        change_product::NewChange,
        propose_changes::{Given, Proposal, Proposals, Source, TypedCell},
    },
    web::form,
};

/// A cell of the table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    product: Code,
    characteristic: Code,
}

/// What was typed, as it was typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Form {
    /// Whose separators the numbers have: those of the page on which they were typed, whatever the pages speak now.
    pub locale: Locale,
    /// A pasted table.
    pub table: String,
    seen_at: String,
    cells: BTreeMap<Place, BTreeMap<Lang, String>>,
    severities: BTreeMap<Place, String>,
    questions: BTreeMap<Place, Vec<QuestionId>>,
    /// The changes to record, once somebody could say so.
    kept: Option<BTreeSet<Place>>,
    /// For all changes that have none of their own.
    severity: String,
    later: bool,
    date: String,
    time: String,
    learn_days: String,
    note: String,
}

/// What all changes of a form share.
#[derive(Debug, Clone)]
struct Shared {
    effective_at: Option<Millis>,
    learn_days: Option<u32>,
}

impl Place {
    /// Where a proposal stands.
    pub(super) fn of(proposal: &Proposal) -> Place {
        Place { product: proposal.product.clone(), characteristic: proposal.characteristic.code.clone() }
    }

    /// The name of one of its fields.
    pub(super) fn field(&self, name: &str) -> String {
        format!("{name}/{}/{}", self.product, self.characteristic)
    }
}

impl Form {
    /// Reads the fields, typed in that locale unless they say in which. What is no field of ours is passed over.
    pub(super) fn read(fields: &[(String, String)], locale: Locale) -> Form {
        let said = fields.iter().find(|(name, _)| name == "lang").and_then(|(_, code)| Locale::of_code(code));
        let mut form = Form { locale: said.unwrap_or(locale), ..Form::default() };
        for (name, value) in fields {
            match name.as_str() {
                "table" => form.table.clone_from(value),
                "seen_at" => form.seen_at.clone_from(value),
                "reviewed" => drop(form.kept.get_or_insert_default()),
                "severity" => form.severity.clone_from(value),
                "when" => form.later = value == "later",
                "date" => form.date.clone_from(value),
                "time" => form.time.clone_from(value),
                "learn_days" => value.trim().clone_into(&mut form.learn_days),
                "note" => form.note.clone_from(value),
                of_cell => drop(form.read_cell(of_cell, value)),
            }
        }
        form
    }

    fn read_cell(&mut self, name: &str, value: &str) -> Option<()> {
        let mut parts = name.split('/');
        let name = parts.next()?;
        let (product, characteristic) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let place = Place { product, characteristic };
        match name {
            "cell" => {
                let lang = parts.next().map_or(Some(self.locale.lang()), |lang| lang.parse().ok())?;
                self.cells.entry(place).or_default().insert(lang, value.to_owned());
            }
            "severity" => drop(self.severities.insert(place, value.to_owned())),
            "questions" => self.questions.entry(place).or_default().push(value.parse().ok()?),
            "keep" => drop(self.kept.get_or_insert_default().insert(place)),
            _ => {}
        }
        Some(())
    }

    /// Where the changes come from; those that were taken out are not asked for again.
    pub(super) fn source(&self) -> Source {
        if !self.table.trim().is_empty() {
            return Source::Table(self.table.clone());
        }
        let kept = |place: &Place| self.kept.as_ref().is_none_or(|kept| kept.contains(place));
        let cells = self.cells.iter().filter(|(place, _)| kept(place)).map(|(place, texts)| {
            let Place { product, characteristic } = place.clone();
            TypedCell { product, characteristic, texts: texts.clone() }
        });
        Source::Cells(cells.collect())
    }

    /// When the table was seen.
    pub(super) fn seen_at(&self) -> Option<Millis> {
        Millis::parse(&self.seen_at)
    }

    /// What a change asks for, as chosen for it or for all. What was never stated before was never learned: it is only told.
    pub(super) fn severity(&self, proposal: &Proposal) -> Option<Severity> {
        let first = proposal.before.is_none().then_some(Severity::Notice);
        Severity::of_word(self.own(proposal).unwrap_or(&self.severity)).or(first)
    }

    /// What is chosen for it alone. While nothing is chosen for all, that is what it asks for if nobody chooses anything.
    pub(super) fn own_severity(&self, proposal: &Proposal) -> Option<Severity> {
        let chosen_for_all = self.own(proposal).is_none() && !self.severity.is_empty();
        if chosen_for_all { None } else { self.severity(proposal) }
    }

    fn own(&self, proposal: &Proposal) -> Option<&str> {
        self.severities.get(&Place::of(proposal)).map(String::as_str).filter(|own| !own.is_empty())
    }

    /// Whether a question that mentions the old value was chosen.
    pub(super) fn names(&self, proposal: &Proposal, question: QuestionId) -> bool {
        self.questions.get(&Place::of(proposal)).is_some_and(|chosen| chosen.contains(&question))
    }

    /// The changes in the order of the proposals, and everything that keeps them from being recorded, by field. To look at them a change
    /// without severity counts as one that is only told.
    pub(super) fn changes(&self, proposals: &Proposals, settings: &Settings) -> (Vec<Option<NewChange>>, Vec<Problem>) {
        let (shared, mut problems) = self.shared(settings);
        let mut changes = Vec::with_capacity(proposals.changes.len());
        for proposal in &proposals.changes {
            let place = Place::of(proposal);
            match &proposal.value {
                Ok(given) => changes.push(Some(self.change(proposal, given, &shared, proposals.seen_at))),
                Err(wrong) => {
                    problems.push(Problem { field: place.field("cell"), ..wrong.clone() });
                    changes.push(None);
                }
            }
            if self.severity(proposal).is_none() {
                problems.push(Problem::new(place.field("severity"), "severity-missing"));
            }
        }
        (changes, problems)
    }

    fn change(&self, proposal: &Proposal, given: &Given, shared: &Shared, seen_at: Millis) -> NewChange {
        NewChange {
            characteristic: proposal.characteristic.code.clone(),
            value: given.value.clone(),
            unit: given.unit.clone(),
            severity: self.severity(proposal).unwrap_or(Severity::Notice),
            effective_at: shared.effective_at,
            learn_days: shared.learn_days,
            note: Some(self.note.clone()),
            seen_at: Some(seen_at),
            questions: self.questions.get(&Place::of(proposal)).cloned().unwrap_or_default(),
        }
    }

    fn shared(&self, settings: &Settings) -> (Shared, Vec<Problem>) {
        let mut problems = Vec::new();
        let effective_at = self.later.then(|| time::local(&self.date, &self.time, &settings.zone));
        if effective_at == Some(None) {
            problems.push(Problem::new("date", "not-a-date"));
        }
        let learn_days = match self.learn_days.as_str() {
            "" => None,
            typed => form::number("learn_days", typed).map_err(|problem| problems.push(problem)).ok(),
        };
        (Shared { effective_at: effective_at.flatten(), learn_days }, problems)
    }

    /// What all changes share, as it was typed.
    pub(super) fn view(&self, settings: &Settings) -> Json {
        let usual = LEARN_DAYS.to_string();
        let days = if self.learn_days.is_empty() { &usual } else { &self.learn_days };
        json!({
            "severity": self.severity, "later": self.later, "date": self.date, "time": self.time, "learn_days": days,
            "note": self.note, "zone": settings.zone_name(),
        })
    }
}
