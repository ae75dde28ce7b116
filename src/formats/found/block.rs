//! What a reader collects of a question before it is one.

use std::borrow::Cow;

use super::{super::marks, Block, FoundPicture, FoundQuestion, Place, Remark, SHOWN_CHARS_MAX, html};
use crate::{
    base::{
        lang::Lang,
        limits::{NAME_CHARS_MAX, POINTS_MAX, TEXT_CHARS_MAX},
        localized::Localized,
    },
    domain::{
        kind::{AnswerOption, Kind, Words},
        question::Content,
        unit,
    },
};

/// A question in the making.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub id: Option<String>,
    pub name: Option<String>,
    pub category: Vec<String>,
    pub tags: Vec<String>,
    pub difficulty: Option<String>,
    pub product: Option<String>,
    /// In Markdown.
    pub stem: String,
    pub points: Option<u32>,
    /// In Markdown.
    pub answer: Option<String>,
    /// In Markdown.
    pub explanation: Option<String>,
    pub source: Option<String>,
    /// The unit that our own files tell beside the question, where a format knows none.
    pub unit: Option<String>,
    pub picture: Option<FoundPicture>,
    pub remarks: Vec<Remark>,
}

impl Draft {
    /// Notes something to be told, once.
    pub fn note(&mut self, remark: Remark) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// HTML or words as Markdown, where `is_html` says which; unknown, the text itself does.
    pub fn markdown(&mut self, text: &str, is_html: Option<bool>) -> String {
        if !is_html.unwrap_or_else(|| html::looks_like_html(text)) {
            return html::escaped(text);
        }
        let made = html::markdown(&self.without_unit(text));
        self.pictures(&made.pictures);
        made.text
    }

    /// HTML without the unit that our own files tell in it: it is the key's.
    pub fn without_unit<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let (text, unit) = marks::unit_apart(text);
        self.unit = unit.or(self.unit.take());
        text
    }

    /// HTML or words as words in one line.
    pub fn words(&mut self, text: &str, is_html: Option<bool>) -> String {
        if !is_html.unwrap_or_else(|| html::looks_like_html(text)) {
            return text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        let made = html::plain(text);
        self.pictures(&made.pictures);
        made.text
    }

    /// What is told once a question is answered: it explains, but for the parts that our own files mark.
    pub fn feedback(&mut self, text: &str, is_html: Option<bool>) {
        let told = marks::apart(text);
        self.explanation = Some(self.markdown(told.explanation.trim(), is_html));
        self.answer = told.answer.map(|answer| self.markdown(answer, Some(true))).or(self.answer.take());
        self.source = told.source.map(|source| self.words(source, Some(true))).or(self.source.take());
    }

    /// Tags by which our own files tell where a question belongs.
    fn placed_by_tags(&mut self) {
        self.difficulty = self.difficulty.take().or_else(|| {
            let told = self.tags.iter().find_map(|tag| marks::difficulty_of(tag))?;
            Some(told.to_owned())
        });
        self.product = self.product.take().or_else(|| {
            let told = self.tags.iter().find_map(|tag| marks::product_of(tag))?;
            Some(told.to_owned())
        });
        self.tags.retain(|tag| marks::difficulty_of(tag).is_none() && marks::product_of(tag).is_none());
    }

    fn pictures(&mut self, shown: &[html::Image]) {
        if !shown.is_empty() {
            self.note(Remark::new("import-picture-left-out"));
        }
    }

    /// The block: a question, or skipped with the reason.
    pub fn finish(mut self, place: Place, text: &str, kind: Result<Kind, Remark>) -> Block {
        let text = shown(text);
        let question = kind.and_then(|kind| self.question(kind));
        match question {
            Ok(question) => Block { place, text, question: Some(question), remarks: self.remarks },
            Err(why) => skipped(place, &text, why),
        }
    }

    fn question(&mut self, mut kind: Kind) -> Result<FoundQuestion, Remark> {
        self.placed_by_tags();
        if let Kind::Number(number) = &mut kind {
            let told = self.unit.take().filter(|told| unit::parse(told).is_some());
            number.unit = number.unit.take().or(told);
        }
        if self.stem.trim().is_empty() {
            let name = self.name.take().filter(|name| !name.trim().is_empty());
            self.stem = html::escaped(&name.ok_or_else(|| Remark::new("import-no-stem"))?);
            self.note(Remark::new("import-name-is-stem"));
        }
        let told = std::mem::take(&mut self.answer).filter(|text| !text.trim().is_empty());
        let explanation = std::mem::take(&mut self.explanation).filter(|text| !text.trim().is_empty());
        let content = Content {
            stem: Localized::One(std::mem::take(&mut self.stem)),
            picture: None,
            points: self.points.unwrap_or(1).clamp(1, POINTS_MAX),
            answer: Localized::One(told.clone().or_else(|| answer_of(&kind)).unwrap_or_else(|| "–".to_owned())),
            explanation: explanation.map(Localized::One),
            source: None,
            kind,
        };
        if let Some(problem) = content.problems(Lang::EN).into_iter().next() {
            return Err(problem.into());
        }
        let Content { stem, kind, points, explanation, .. } = content;
        let source =
            self.source.take().filter(|text| text.chars().count() <= TEXT_CHARS_MAX && !text.trim().is_empty());
        let fits = |text: &String| !text.trim().is_empty() && text.chars().count() <= NAME_CHARS_MAX;
        Ok(FoundQuestion {
            id: self.id.take().filter(fits),
            category: std::mem::take(&mut self.category).into_iter().filter(fits).collect(),
            tags: std::mem::take(&mut self.tags).into_iter().filter(fits).collect(),
            difficulty: self.difficulty.take(),
            product: self.product.take().filter(fits),
            answer: told.or_else(|| answer_of(&kind)),
            stem: own(&stem),
            picture: self.picture.take(),
            kind,
            points,
            explanation: explanation.as_ref().map(own),
            source,
        })
    }
}

fn own(text: &Localized) -> String {
    text.get(Lang::EN, Lang::EN).to_owned()
}

/// A block that is skipped.
pub(super) fn skipped(place: Place, text: &str, why: Remark) -> Block {
    Block { place, text: shown(text), question: None, remarks: vec![why] }
}

/// The place of a line, from 1.
pub(super) fn at_line(line: usize) -> Place {
    Place { line: u32::try_from(line).ok(), ..Place::default() }
}

fn shown(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(SHOWN_CHARS_MAX) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// What to tell the client, made of the key. None for a bare true or false, which has no words of its own.
fn answer_of(kind: &Kind) -> Option<String> {
    let lines = |lines: Vec<String>| lines.join("\n");
    let keys = |options: &[AnswerOption]| {
        let keys = options.iter().filter(|option| option.is_key());
        keys.map(|option| own(option.text())).collect::<Vec<_>>().join("; ")
    };
    let text = match kind {
        Kind::Single(_) | Kind::Multiple(_) => keys(kind.options()),
        Kind::TrueFalse(_) => return None,
        Kind::Number(number) => format!("{} {}", number.key, number.unit.as_deref().unwrap_or("")),
        Kind::Text(text) => match &text.accepted {
            Words::One(words) => words.first()?.clone(),
            Words::Many(_) => return None,
        },
        Kind::Matching(matching) => {
            lines(matching.pairs.iter().map(|pair| format!("{} → {}", own(&pair.left), own(&pair.right))).collect())
        }
        Kind::Ordering(ordering) => {
            lines(ordering.items.iter().enumerate().map(|(at, item)| format!("{}) {}", at + 1, own(item))).collect())
        }
    };
    Some(html::escaped(&text))
}
