//! The fields of the certification editor.

use num_rational::Ratio;
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    base::{
        lang::Lang,
        limits::{ATTEMPTS_MAX, GRACE_SECONDS_MAX, POLICY_DAYS_MAX, SECTIONS_MAX, TEST_MINUTES_MAX, WAIT_HOURS_MAX},
        localized::Localized,
        refusal::Problem,
    },
    domain::{
        blueprint::{Blueprint, Section},
        certification::{Certification, Policy},
        code::Code,
        grading::percent,
    },
    journeys::publish_certification::{Check, Draft, LineOffer},
};

/// What was typed, as it was typed.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(clippy::struct_field_names, reason = "a second form is another kind of form")]
pub(super) struct Form {
    code: String,
    name_en: String,
    name_el: String,
    cut: String,
    minutes: String,
    first_wait_hours: String,
    later_wait_hours: String,
    attempts_max: String,
    period_days: String,
    validity_days: String,
    renewal_days: String,
    grace_seconds: String,
    reveal_passed: bool,
    second_form: bool,
    pooled: bool,
    revision: String,
    act: String,
    #[serde(skip)]
    sections: Vec<SectionForm>,
}

/// A row of the blueprint.
#[derive(Debug, Clone, Default)]
struct SectionForm {
    line: String,
    products: Vec<String>,
    topics: Vec<String>,
    characteristics: Vec<String>,
    tags: String,
    count: String,
    minimum: String,
}

impl Form {
    /// A new certification with the usual rules.
    pub(super) fn blank(policy: &Policy) -> Form {
        Form::default().with_policy(policy)
    }

    /// A certification as it stands.
    pub(super) fn of(certification: &Certification) -> Form {
        let exactly = |lang| certification.name.exactly(lang, Lang::EN).unwrap_or_default().to_owned();
        let texts = |codes: &[Code]| codes.iter().map(ToString::to_string).collect();
        let sections = certification.blueprint.sections.iter().map(|section| SectionForm {
            line: section.line.to_string(),
            products: texts(&section.products),
            topics: texts(&section.topics),
            characteristics: texts(&section.characteristics),
            tags: section.tags.join(", "),
            count: section.count.to_string(),
            minimum: section
                .minimum
                .map(|share| (share * 1_000).to_integer())
                .map_or_else(String::new, |permille| percent(permille).to_string()),
        });
        let form = Form {
            code: certification.code.to_string(),
            name_en: exactly(Lang::EN),
            name_el: exactly(Lang::EL),
            revision: certification.revision.to_string(),
            sections: sections.collect(),
            ..Form::default()
        };
        form.with_policy(&certification.policy)
    }

    fn with_policy(self, policy: &Policy) -> Form {
        Form {
            cut: percent(policy.cut_permille.into()).to_string(),
            minutes: policy.minutes.to_string(),
            first_wait_hours: policy.first_wait_hours.to_string(),
            later_wait_hours: policy.later_wait_hours.to_string(),
            attempts_max: policy.attempts_max.to_string(),
            period_days: policy.period_days.to_string(),
            validity_days: policy.validity_days.to_string(),
            renewal_days: policy.renewal_days.to_string(),
            grace_seconds: policy.grace_seconds.to_string(),
            reveal_passed: policy.reveal_passed,
            second_form: policy.second_form,
            pooled: policy.pooled,
            ..self
        }
    }

    /// Reads the fields; `sections.N.field` is a field of the row N.
    pub(super) fn read(fields: &[(String, String)]) -> Form {
        let mut form = Form::default();
        for (name, value) in fields {
            let value = value.trim().to_owned();
            match name.as_str() {
                "code" => form.code = value,
                "name_en" => form.name_en = value,
                "name_el" => form.name_el = value,
                "cut" => form.cut = value,
                "minutes" => form.minutes = value,
                "first_wait_hours" => form.first_wait_hours = value,
                "later_wait_hours" => form.later_wait_hours = value,
                "attempts_max" => form.attempts_max = value,
                "period_days" => form.period_days = value,
                "validity_days" => form.validity_days = value,
                "renewal_days" => form.renewal_days = value,
                "grace_seconds" => form.grace_seconds = value,
                "reveal_passed" => form.reveal_passed = true,
                "second_form" => form.second_form = value == "yes",
                "pooled" => form.pooled = value == "yes",
                "revision" => form.revision = value,
                "act" => form.act = value,
                other => form.read_section(other, value),
            }
        }
        form
    }

    fn read_section(&mut self, name: &str, value: String) {
        let mut parts = name.splitn(3, '.');
        let (Some("sections"), Some(number), Some(field)) = (parts.next(), parts.next(), parts.next()) else { return };
        let Some(number) = number.parse::<usize>().ok().filter(|number| *number < SECTIONS_MAX) else { return };
        if self.sections.len() <= number {
            self.sections.resize_with(number + 1, SectionForm::default);
        }
        let Some(section) = self.sections.get_mut(number) else { return };
        match field {
            "line" => section.line = value,
            "products" => section.products.push(value),
            "topics" => section.topics.push(value),
            "characteristics" => section.characteristics.push(value),
            "tags" => section.tags = value,
            "count" => section.count = value,
            "minimum" => section.minimum = value,
            _ => {}
        }
    }

    /// Whether the button that only shows was pressed.
    pub(super) fn only_checks(&self) -> bool {
        self.act == "check"
    }

    /// What was typed as a draft, or every field that does not hold what it must. Rows without a line are spare.
    pub(super) fn draft(&self) -> Result<Draft, Vec<Problem>> {
        let mut problems = Vec::new();
        let code = self.code.parse::<Code>();
        if code.is_err() {
            problems.push(Problem::new("code", "not-a-code"));
        }
        let policy = self.policy(&mut problems);
        let rows = self.sections.iter().enumerate().filter(|(_, section)| !section.line.is_empty());
        let sections: Vec<Section> = rows.filter_map(|(number, row)| row.section(number, &mut problems)).collect();
        match code {
            Ok(code) if problems.is_empty() => Ok(Draft {
                code,
                name: self.name(),
                blueprint: Blueprint { sections },
                policy,
                revision: self.revision.parse().ok(),
            }),
            _ => Err(problems),
        }
    }

    fn name(&self) -> Localized {
        let texts = [(Lang::EN, &self.name_en), (Lang::EL, &self.name_el)];
        Localized::Many(
            texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(lang, text)| (lang, text.clone())).collect(),
        )
    }

    fn policy(&self, problems: &mut Vec<Problem>) -> Policy {
        let mut number = |field: &'static str, text: &str, max: u32| match text.parse::<u32>() {
            Ok(number) if number <= max => number,
            _ => {
                problems.push(Problem::new(field, "out-of-range").with("min", 0).with("max", max));
                0
            }
        };
        Policy {
            minutes: number("minutes", &self.minutes, TEST_MINUTES_MAX),
            first_wait_hours: number("first_wait_hours", &self.first_wait_hours, WAIT_HOURS_MAX),
            later_wait_hours: number("later_wait_hours", &self.later_wait_hours, WAIT_HOURS_MAX),
            attempts_max: number("attempts_max", &self.attempts_max, ATTEMPTS_MAX),
            period_days: number("period_days", &self.period_days, POLICY_DAYS_MAX),
            validity_days: number("validity_days", &self.validity_days, POLICY_DAYS_MAX),
            renewal_days: number("renewal_days", &self.renewal_days, POLICY_DAYS_MAX),
            grace_seconds: number("grace_seconds", &self.grace_seconds, GRACE_SECONDS_MAX),
            reveal_passed: self.reveal_passed,
            second_form: self.second_form,
            pooled: self.pooled,
            cut_permille: permille(&self.cut).unwrap_or_else(|| {
                problems.push(Problem::new("cut", "out-of-range").with("min", 1).with("max", 100));
                0
            }),
        }
    }

    /// The rows with what there is to choose from and what the bank holds for each, and a spare one.
    pub(super) fn sections_view(&self, lines: &[LineOffer], check: Option<&Check>) -> Value {
        let spare = SectionForm::default();
        let mut checks = check.into_iter().flat_map(|check| &check.feasibility);
        let rows = self.sections.iter().filter(|section| !section.line.is_empty()).chain([&spare]);
        rows.enumerate()
            .map(|(number, row)| {
                let line = lines.iter().find(|line| line.code.as_str() == row.line);
                let chosen = |of: &[(Code, String)], chosen: &[String]| -> Vec<Value> {
                    let picked = |code: &Code| chosen.iter().any(|one| one == code.as_str());
                    of.iter()
                        .map(|(code, name)| json!({ "code": code, "name": name, "chosen": picked(code) }))
                        .collect()
                };
                json!({
                    "row": number, "label": number + 1, "line": row.line, "count": row.count, "minimum": row.minimum,
                    "tags": row.tags,
                    "products": line.map(|line| chosen(&line.products, &row.products)),
                    "topics": line.map(|line| chosen(&line.topics, &row.topics)),
                    "characteristics": line.map(|line| chosen(&line.characteristics, &row.characteristics)),
                    "check": if row.line.is_empty() { None } else { checks.next() },
                })
            })
            .collect()
    }
}

impl SectionForm {
    fn section(&self, number: usize, problems: &mut Vec<Problem>) -> Option<Section> {
        let place = |field: &str| format!("sections.{number}.{field}");
        let codes = |texts: &[String]| texts.iter().filter_map(|text| text.parse().ok()).collect();
        let count = self.count.parse().ok();
        if count.is_none() {
            problems.push(Problem::new(place("count"), "out-of-range").with("min", 1).with("max", 200));
        }
        let minimum = match self.minimum.as_str() {
            "" => None,
            text => permille(text).or_else(|| {
                problems.push(Problem::new(place("minimum"), "out-of-range").with("min", 1).with("max", 100));
                None
            }),
        };
        Some(Section {
            line: self.line.parse().ok()?,
            products: codes(&self.products),
            topics: codes(&self.topics),
            characteristics: codes(&self.characteristics),
            tags: self.tags.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
            count: count?,
            minimum: minimum.map(|permille| Ratio::new(i64::from(permille), 1_000)),
        })
    }
}

/// A percentage with at most one decimal, by point or comma, as thousandths: from above 0 to 100.
fn permille(text: &str) -> Option<u32> {
    let text = text.trim_end_matches('%').trim().replace(',', ".");
    let (whole, tenth) = text.split_once('.').unwrap_or((&text, "0"));
    let tenth: u32 = if tenth.len() == 1 { tenth.parse().ok()? } else { return None };
    let permille = whole.parse::<u32>().ok()?.checked_mul(10)?.checked_add(tenth)?;
    (1..=1_000).contains(&permille).then_some(permille)
}
