//! Reading a tree field by field. Each function gives the value, or notes what is wrong and gives none.

use std::str::FromStr;

use super::tree::{Mark, Node, Value};
use crate::{
    base::{lang::Lang, localized::Localized, refusal::Problem},
    domain::{
        bank::{is_decimal, nearest},
        code::Code,
    },
    formats::{FilePicture, FileProblem},
};

/// Fields of one map, such as the values of a product: what is looked up among them stays cheap.
const ENTRIES_MAX: usize = 1_000;

/// Collects the problems of a file.
#[derive(Debug, Default)]
pub struct Reader {
    /// Everything found so far.
    pub problems: Vec<FileProblem>,
    /// The pictures of questions.
    pub pictures: Vec<FilePicture>,
}

/// A node with its path in the file.
#[derive(Debug, Clone)]
pub struct Spot<'a> {
    /// The node.
    pub node: &'a Node,
    /// Its path, such as `questions[na-3070-diameter].stem`.
    pub path: String,
}

/// The named values of a map.
#[derive(Debug)]
pub struct Fields<'a> {
    spot: Spot<'a>,
    entries: Vec<(&'a str, Mark, &'a Node)>,
}

impl<'a> Spot<'a> {
    /// What is called `name` inside.
    pub fn inside(&self, name: &str, node: &'a Node) -> Spot<'a> {
        let path = if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) };
        Spot { node, path }
    }
}

impl<'a> Fields<'a> {
    /// The value of that name, if there is one.
    pub fn get(&self, name: &str) -> Option<Spot<'a>> {
        let (_, _, node) = self.entries.iter().find(|(found, ..)| *found == name)?;
        Some(self.spot.inside(name, node))
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = (&'a str, Spot<'a>)> {
        self.entries.iter().map(|(name, _, node)| (*name, self.spot.inside(name, node)))
    }
}

impl Reader {
    /// Notes a problem of a spot.
    pub fn refuse(&mut self, spot: &Spot<'_>, problem: Problem) {
        self.problems.push(spot.node.mark.problem(Problem { field: spot.path.clone(), ..problem }));
    }

    /// Notes problems that were found in the thing read from `spot`; their paths lead from it.
    pub fn adopt(&mut self, spot: &Spot<'_>, problems: Vec<Problem>) {
        for problem in problems {
            let mark = spot.node.find(&problem.field).mark;
            self.problems.push(mark.problem(problem.inside(&spot.path)));
        }
    }

    /// The map at a spot. A name that comes twice keeps its first value.
    pub fn map<'a>(&mut self, spot: &Spot<'a>) -> Option<Fields<'a>> {
        let Value::Map(entries) = &spot.node.value else { return self.not(spot, "not-a-map") };
        if entries.len() > ENTRIES_MAX {
            self.refuse(spot, Problem::new("", "too-many-fields").with("max", ENTRIES_MAX));
            return None;
        }
        let mut fields = Fields { spot: spot.clone(), entries: Vec::new() };
        for (name, node) in entries {
            let Value::Scalar { text, .. } = &name.value else {
                self.refuse(&Spot { node: name, path: spot.path.clone() }, Problem::new("", "field-not-a-word"));
                continue;
            };
            if let Some((_, first, _)) = fields.entries.iter().find(|(known, ..)| known == text) {
                let problem = Problem::new("", "field-twice").with("found", text.as_str()).with("first", first.line);
                self.refuse(&spot.inside(text, name), problem);
                continue;
            }
            fields.entries.push((text, name.mark, node));
        }
        Some(fields)
    }

    /// The items of a list.
    pub fn list<'a>(&mut self, spot: &Spot<'a>) -> Option<Vec<Spot<'a>>> {
        let Value::List(items) = &spot.node.value else { return self.not(spot, "not-a-list") };
        Some(items.iter().enumerate().map(|(at, node)| spot.inside(&at.to_string(), node)).collect())
    }

    /// The text of a scalar as written.
    pub fn word<'a>(&mut self, spot: &Spot<'a>) -> Option<&'a str> {
        let Value::Scalar { text, .. } = &spot.node.value else { return self.not(spot, "not-a-text") };
        Some(text)
    }

    /// A field that must be there.
    pub fn need<'a>(&mut self, fields: &Fields<'a>, name: &str) -> Option<Spot<'a>> {
        let found = fields.get(name);
        if found.is_none() {
            let problem = Problem::new("", "field-missing").with("missing", name);
            self.refuse(&fields.spot.inside(name, fields.spot.node), problem);
        }
        found
    }

    /// Names the fields that are none of the known ones. `elsewhere` are those of another kind of question.
    pub fn only(&mut self, fields: &Fields<'_>, known: &[&str], elsewhere: &[&str]) {
        for (name, mark, _) in &fields.entries {
            if known.contains(name) {
                continue;
            }
            let problem = if elsewhere.contains(name) {
                Problem::new("", "field-of-another-kind")
            } else {
                match nearest(name, known.iter().copied()) {
                    Some(meant) => Problem::new("", "field-near").with("nearest", meant),
                    None => Problem::new("", "field-unknown").with("expected", known.join(", ")),
                }
            };
            let path = fields.spot.inside(name, fields.spot.node).path;
            self.problems.push(mark.problem(Problem { field: path, ..problem.with("found", *name) }));
        }
    }

    /// One text, or one for each of several languages.
    pub fn text(&mut self, spot: &Spot<'_>) -> Option<Localized> {
        if let Value::Scalar { text, .. } = &spot.node.value {
            return Some(Localized::One(text.clone()));
        }
        if !matches!(spot.node.value, Value::Map(_)) {
            return self.not(spot, "not-a-localized");
        }
        let texts = self.by_language(spot, |reader, spot| reader.word(spot).map(str::to_owned))?;
        Some(Localized::Many(texts))
    }

    /// A map of language → whatever `read` gives.
    pub fn by_language<T, C: FromIterator<(Lang, T)>>(
        &mut self,
        spot: &Spot<'_>,
        mut read: impl FnMut(&mut Reader, &Spot<'_>) -> Option<T>,
    ) -> Option<C> {
        let fields = self.map(spot)?;
        let read_one = |(name, inner): (&str, Spot<'_>)| {
            if name.parse::<Lang>().is_err() && self.cut_by_comma(&inner, name) {
                return None;
            }
            let lang = self.parsed(&inner, name, "language-unknown");
            let value = read(self, &inner);
            Some((lang?, value?))
        };
        let found: Vec<_> = fields.all().map(read_one).collect();
        found.into_iter().collect()
    }

    /// `{en: 3,0 mm}` reads as `en: 3` and a field `0 mm` without a value: one mistake with a name of its own.
    pub fn cut_by_comma(&mut self, spot: &Spot<'_>, name: &str) -> bool {
        let cut = matches!(spot.node.value, Value::Nothing);
        if cut {
            self.refuse(spot, Problem::new("", "unquoted-comma").with("found", shortened(name)));
        }
        cut
    }

    /// A code.
    pub fn code(&mut self, spot: &Spot<'_>) -> Option<Code> {
        let text = self.word(spot)?;
        self.parsed(spot, text, "code-malformed")
    }

    /// A list of codes.
    pub fn codes(&mut self, spot: &Spot<'_>) -> Option<Vec<Code>> {
        let items = self.list(spot)?;
        let found: Vec<_> = items.iter().map(|item| self.code(item)).collect();
        found.into_iter().collect()
    }

    /// A list of words.
    pub fn words(&mut self, spot: &Spot<'_>) -> Option<Vec<String>> {
        let items = self.list(spot)?;
        let found: Vec<_> = items.iter().map(|item| self.word(item).map(str::to_owned)).collect();
        found.into_iter().collect()
    }

    /// `text` as something that is parsed.
    pub fn parsed<T: FromStr>(&mut self, spot: &Spot<'_>, text: &str, slug: &'static str) -> Option<T> {
        let parsed = text.parse().ok();
        if parsed.is_none() {
            self.refuse(spot, Problem::new("", slug).with("found", shortened(text)));
        }
        parsed
    }

    /// One word out of a small vocabulary.
    pub fn one_of<T: Copy>(&mut self, spot: &Spot<'_>, all: &[T], name: impl Fn(T) -> &'static str) -> Option<T> {
        let text = self.word(spot)?;
        let found = all.iter().copied().find(|member| name(*member) == text);
        if found.is_none() {
            let expected: Vec<_> = all.iter().map(|member| name(*member)).collect();
            let problem = Problem::new("", "word-unknown").with("found", shortened(text));
            self.refuse(spot, problem.with("expected", expected.join(", ")));
        }
        found
    }

    /// `true` or `false`.
    pub fn truth(&mut self, spot: &Spot<'_>) -> Option<bool> {
        let text = self.word(spot)?;
        let found = truth(text);
        if found.is_none() {
            self.refuse(spot, Problem::new("", "not-a-truth").with("found", shortened(text)));
        }
        found
    }

    /// A whole number.
    pub fn whole(&mut self, spot: &Spot<'_>) -> Option<u32> {
        let text = self.word(spot)?;
        self.parsed(spot, text, "not-a-whole-number")
    }

    /// An exact decimal, as written.
    pub fn decimal(&mut self, spot: &Spot<'_>) -> Option<String> {
        let text = self.word(spot)?;
        if !is_decimal(text) {
            self.refuse(spot, not_a_decimal(text));
            return None;
        }
        Some(text.to_owned())
    }

    /// Notes that the node is something else than expected.
    pub fn not<T>(&mut self, spot: &Spot<'_>, slug: &'static str) -> Option<T> {
        let problem = match &spot.node.value {
            Value::Refused(why) => Problem::new("", why),
            Value::Nothing => Problem::new("", "value-missing"),
            Value::Scalar { text, .. } => Problem::new("", slug).with("found", "text").with("text", shortened(text)),
            Value::List(_) => Problem::new("", slug).with("found", "list").with("text", ""),
            Value::Map(_) => Problem::new("", slug).with("found", "map").with("text", ""),
        };
        self.refuse(spot, problem);
        None
    }
}

/// `true` or `false` as YAML writes them.
pub fn truth(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// The problem of a text that should be a decimal; a comma for the point has its own.
pub fn not_a_decimal(text: &str) -> Problem {
    let with_point = text.replace(',', ".");
    if with_point != text && is_decimal(&with_point) {
        return Problem::new("", "decimal-comma").with("found", text).with("meant", with_point);
    }
    Problem::new("", "not-a-decimal").with("found", shortened(text))
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
