//! Blueprints: the plan of a test, section by section.

use std::collections::BTreeSet;

use num_rational::Ratio;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{code::Code, snapshot::Candidate};
use crate::base::{
    limits::{FORM_QUESTIONS_MAX, SECTIONS_MAX},
    refusal::Problem,
};

/// The plan of a test. Every form drawn from it holds the same number of questions of each section.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Blueprint {
    /// Its parts, in the order in which they are reported.
    pub sections: Vec<Section>,
}

/// A part of a blueprint: which questions, and how many of them. An empty list does not narrow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "BlueprintSection")]
pub struct Section {
    /// The line that it asks about.
    pub line: Code,
    /// Only these products of the line; questions about the whole line are about them too.
    #[serde(default)]
    pub products: Vec<Code>,
    /// Only these topics of the line.
    #[serde(default)]
    pub topics: Vec<Code>,
    /// Only questions with at least one of these tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Only questions that test at least one of these characteristics of the line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub characteristics: Vec<Code>,
    /// How many questions.
    pub count: u32,
    /// The share of the section's points that it takes to pass, whatever the whole test earned.
    #[serde(default)]
    #[schemars(with = "Option<(i64, i64)>")]
    pub minimum: Option<Ratio<i64>>,
}

impl Blueprint {
    /// How many questions a form holds.
    pub fn questions(&self) -> u32 {
        self.sections.iter().fold(0, |sum, section| sum.saturating_add(section.count))
    }

    /// What keeps it from being a blueprint; a draw expects one without problems. Whether a bank can feed it is another
    /// question: see [`super::feasibility`].
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.sections.is_empty() {
            problems.push(Problem::new("sections", "missing"));
        }
        if self.sections.len() > SECTIONS_MAX {
            problems.push(Problem::new("sections", "too-many-sections").with("max", SECTIONS_MAX));
        }
        if self.questions() > FORM_QUESTIONS_MAX {
            problems.push(Problem::new("sections", "too-many-questions").with("max", FORM_QUESTIONS_MAX));
        }
        for (number, section) in self.sections.iter().enumerate() {
            problems
                .extend(section.problems().into_iter().map(|problem| problem.inside(&format!("sections.{number}"))));
        }
        problems
    }
}

impl Section {
    /// Whether a form may hold this question in this section.
    pub fn matches(&self, candidate: &Candidate) -> bool {
        let tested = |code: &Code| candidate.characteristics.contains(code);
        self.is_about(candidate) && (self.tests_all() || self.characteristics.iter().any(tested))
    }

    /// Whether it is about the question's subject, whatever the question tests.
    pub fn is_about(&self, candidate: &Candidate) -> bool {
        let of_products = |product: &Code| self.products.is_empty() || self.products.contains(product);
        candidate.line == self.line
            && candidate.product.as_ref().is_none_or(of_products)
            && (self.topics.is_empty() || self.topics.contains(&candidate.topic))
            && (self.tags.is_empty() || self.tags.iter().any(|tag| candidate.tags.contains(tag)))
    }

    /// Whether it does not look at what questions test.
    pub fn tests_all(&self) -> bool {
        self.characteristics.is_empty()
    }

    /// Whether another section asks about the same, however many questions and with whatever minimum.
    pub fn is_about_the_same(&self, other: &Section) -> bool {
        let about = |section: &Section| {
            let Section { line, products, topics, tags, characteristics, .. } = section.clone();
            let words: BTreeSet<String> = tags.into_iter().collect();
            let tested = BTreeSet::from_iter(characteristics);
            (line, BTreeSet::from_iter(products), BTreeSet::from_iter(topics), tested, words)
        };
        about(self) == about(other)
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.count == 0 {
            problems.push(Problem::new("count", "too-small").with("min", 1));
        }
        // Compared part by part: what was read need not be in lowest terms.
        if self.minimum.is_some_and(|share| *share.numer() < 0 || share.numer() > share.denom()) {
            problems.push(Problem::new("minimum", "not-a-share"));
        }
        let lists =
            [("products", &self.products), ("topics", &self.topics), ("characteristics", &self.characteristics)];
        for (field, codes) in lists {
            if repeats(codes) {
                problems.push(Problem::new(field, "named-twice"));
            }
        }
        problems
    }
}

fn repeats(codes: &[Code]) -> bool {
    codes.iter().collect::<BTreeSet<_>>().len() < codes.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::draw::sample::{candidate, section};

    #[test]
    fn a_section_matches_what_it_names() {
        let check = |narrow: fn(&mut Section), product: Option<&str>, expected: bool| {
            let mut section = section(5);
            narrow(&mut section);
            let mut candidate = candidate(1);
            candidate.product = product.map(|code| code.parse().unwrap());
            candidate.tags = vec!["winter".to_owned(), "roof".to_owned()];
            assert_eq!(section.matches(&candidate), expected, "{section:?} {product:?}");
        };
        check(|_| {}, None, true);
        check(|_| {}, Some("NA-1"), true);
        check(|section| section.line = "screws".parse().unwrap(), None, false);
        check(|section| section.products = vec!["NA-1".parse().unwrap()], Some("NA-1"), true);
        check(|section| section.products = vec!["NA-1".parse().unwrap()], Some("NA-2"), false);
        check(|section| section.products = vec!["NA-1".parse().unwrap()], None, true);
        check(|section| section.topics = vec!["steel".parse().unwrap()], None, true);
        check(|section| section.topics = vec!["price".parse().unwrap()], None, false);
        check(|section| section.tags = vec!["summer".to_owned(), "roof".to_owned()], None, true);
        check(|section| section.tags = vec!["summer".to_owned()], None, false);
    }

    #[test]
    fn sections_are_about_the_same_whatever_they_count() {
        let check = |change: fn(&mut Section), expected: bool| {
            let mut section = Section { topics: vec!["a".parse().unwrap(), "b".parse().unwrap()], ..section(5) };
            let other = section.clone();
            change(&mut section);
            assert_eq!((section.is_about_the_same(&other), other.is_about_the_same(&section)), (expected, expected));
        };
        check(|_| {}, true);
        check(|section| (section.count, section.minimum) = (9, Some(Ratio::new(1, 2))), true);
        check(|section| section.topics.reverse(), true);
        check(|section| section.topics.truncate(1), false);
        check(|section| section.line = "screws".parse().unwrap(), false);
        check(|section| section.tags = vec!["roof".to_owned()], false);
    }

    #[test]
    fn a_blueprint_says_what_is_wrong_with_it() {
        let check = |sections: Vec<Section>, expected: &[(&str, &str)]| {
            let problems = Blueprint { sections }.problems();
            let found: Vec<_> = problems.iter().map(|problem| (problem.field.as_str(), problem.slug)).collect();
            assert_eq!(found, expected);
        };
        let share = |numer, denom| Section { minimum: Some(Ratio::new_raw(numer, denom)), ..section(5) };
        let twice = vec!["NA-1".parse().unwrap(), "NA-1".parse().unwrap()];
        check(vec![section(5)], &[]);
        check(vec![section(200)], &[]);
        check(vec![section(1); SECTIONS_MAX], &[]);
        check(vec![], &[("sections", "missing")]);
        check(vec![section(1); SECTIONS_MAX + 1], &[("sections", "too-many-sections")]);
        check(vec![section(101), section(100)], &[("sections", "too-many-questions")]);
        check(vec![section(u32::MAX), section(u32::MAX)], &[("sections", "too-many-questions")]);
        check(vec![section(5), section(0)], &[("sections.1.count", "too-small")]);
        check(vec![Section { products: twice.clone(), ..section(5) }], &[("sections.0.products", "named-twice")]);
        check(vec![Section { topics: twice, ..section(5) }], &[("sections.0.topics", "named-twice")]);
        check(vec![share(0, 1), share(1, 1), share(4, 5), share(80, 100)], &[]);
        for bad in [share(-1, 5), share(6, 5), share(1, -5), share(-6, -5)] {
            check(vec![bad], &[("sections.0.minimum", "not-a-share")]);
        }
    }

    #[test]
    fn a_blueprint_reads_what_it_writes_and_short_forms() {
        let blueprint: Blueprint =
            serde_json::from_str(r#"{"sections": [{"line": "nails", "count": 5, "minimum": [4, 5]}]}"#).unwrap();
        assert_eq!(blueprint.sections[0], Section { minimum: Some(Ratio::new(4, 5)), ..section(5) });
        let written = serde_json::to_string(&blueprint).unwrap();
        assert_eq!(serde_json::from_str::<Blueprint>(&written).unwrap(), blueprint);
        assert!(serde_json::from_str::<Blueprint>(r#"{"sections": [], "section": []}"#).is_err());
    }
}
