//! Questions of a bank file.

use super::reader::{Fields, Reader, Spot};
use crate::{
    base::{id::FileId, lang::Lang, localized::Localized, refusal::Problem},
    domain::{
        bank::{BankQuestion, Known, is_decimal},
        kind::{
            AnswerOption, Kind, KindName, Matching, Multiple, Number, Ordering, Pair, Scoring, Single, Text, Tolerance,
            TrueFalse, Words,
        },
        picture::Picture,
        question::{Content, Difficulty, Placing},
    },
    formats::{FilePicture, handed, inlined},
};

/// Fields of every question.
const COMMON: &[&str] = &[
    "id",
    "kind",
    "product",
    "topic",
    "difficulty",
    "tags",
    "characteristics",
    "exam_only",
    "points",
    "stem",
    "picture",
    "answer",
    "explanation",
    "source",
];

/// Fields of one kind.
fn fields_of(kind: KindName) -> &'static [&'static str] {
    match kind {
        KindName::Single => &["options"],
        KindName::Multiple => &["options", "scoring"],
        KindName::TrueFalse => &["key"],
        KindName::Number => &["key", "unit", "tolerance", "unit_required", "unit_penalty"],
        KindName::Text => &["accepted", "reject", "typos", "code"],
        KindName::Matching => &["pairs", "distractors"],
        KindName::Ordering => &["items"],
    }
}

impl Reader {
    /// A question. Its placing is checked even where its content is wrong, and the other way round.
    pub(super) fn question(&mut self, spot: &Spot<'_>, known: &Known, own: Lang) -> Option<BankQuestion> {
        let fields = self.map(spot)?;
        let kind = self.need(&fields, "kind").and_then(|spot| self.one_of(&spot, KindName::ALL, KindName::as_str));
        self.known_fields(&fields, kind);
        let code = self.need(&fields, "id").and_then(|spot| self.code(&spot));
        let placing = self.placing(spot, &fields, known);
        let content = self.content(&fields, kind);
        if let Some(content) = &content {
            self.adopt(spot, content.problems(own));
        }
        Some(BankQuestion { code: code?, placing: placing?, content: content? })
    }

    fn known_fields(&mut self, fields: &Fields<'_>, kind: Option<KindName>) {
        let of_all_kinds: Vec<_> = KindName::ALL.iter().flat_map(|kind| fields_of(*kind)).copied().collect();
        let of_this: &[&str] = match kind {
            Some(kind) => fields_of(kind),
            None => &of_all_kinds,
        };
        self.only(fields, &[COMMON, of_this].concat(), &of_all_kinds);
    }

    fn placing(&mut self, spot: &Spot<'_>, fields: &Fields<'_>, known: &Known) -> Option<Placing> {
        let product = self.optional(fields, "product", Reader::code);
        let topic = self.need(fields, "topic").and_then(|spot| self.code(&spot));
        let difficulty = self.need(fields, "difficulty");
        let difficulty = difficulty.and_then(|spot| self.one_of(&spot, Difficulty::ALL, Difficulty::as_str));
        let tags = self.optional(fields, "tags", Reader::words);
        let characteristics = self.optional(fields, "characteristics", Reader::codes);
        let exam_only = self.optional(fields, "exam_only", Reader::truth);
        let readable = difficulty.is_some()
            && [product.is_some(), tags.is_some(), characteristics.is_some(), exam_only.is_some()]
                .iter()
                .all(|read| *read);
        let placing = Placing {
            product: product.flatten(),
            topic: topic?,
            difficulty: difficulty.unwrap_or(Difficulty::Medium),
            tags: tags.flatten().unwrap_or_default(),
            characteristics: characteristics.flatten().unwrap_or_default(),
            exam_only: exam_only.flatten().unwrap_or(false),
        };
        // What could be read is checked, though the rest could not.
        self.adopt(spot, placing.problems(known));
        readable.then_some(placing)
    }

    fn content(&mut self, fields: &Fields<'_>, kind: Option<KindName>) -> Option<Content> {
        let points = self.optional(fields, "points", Reader::whole);
        let stem = self.need(fields, "stem").and_then(|spot| self.text(&spot));
        let picture = self.optional(fields, "picture", Reader::picture);
        let kind = kind.and_then(|kind| self.kind(fields, kind));
        let answer = self.need(fields, "answer").and_then(|spot| self.text(&spot));
        let explanation = self.optional(fields, "explanation", Reader::text);
        let source = self.optional(fields, "source", Reader::text);
        Some(Content {
            stem: stem?,
            picture: picture?,
            kind: kind?,
            points: points?.unwrap_or(1),
            answer: answer?,
            explanation: explanation?,
            source: source?,
        })
    }

    /// A picture that stands in the file. It is named by what it holds until it is kept.
    fn picture(&mut self, spot: &Spot<'_>) -> Option<Picture> {
        let fields = self.map(spot)?;
        self.only(&fields, &["file", "alt"], &[]);
        let alt = self.optional(&fields, "alt", Reader::text);
        let file = self.need(&fields, "file")?;
        let Some(bytes) = inlined::read(self.word(&file)?) else {
            self.refuse(&file, Problem::new("", "picture-not-inlined"));
            return None;
        };
        if let Err(problem) = handed::looks_like_a_picture(&bytes) {
            self.refuse(&file, problem);
            return None;
        }
        let (id, line) = (FileId::of_content(&bytes), Some(file.node.mark.line));
        self.pictures.push(FilePicture { id, bytes: bytes.into(), line, field: file.path });
        Some(Picture { file: id, sides: (0, 0), alt: alt? })
    }

    fn kind(&mut self, fields: &Fields<'_>, kind: KindName) -> Option<Kind> {
        match kind {
            KindName::Single => Some(Kind::Single(Single { options: self.options(fields)? })),
            KindName::Multiple => {
                let options = self.options(fields);
                let scoring =
                    self.optional(fields, "scoring", |reader, spot| reader.one_of(spot, Scoring::ALL, Scoring::as_str));
                let scoring = scoring?.unwrap_or(Scoring::Proportional);
                let weights = if scoring == Scoring::Weighted { self.weights(fields)? } else { Vec::new() };
                Some(Kind::Multiple(Multiple { options: options?, scoring, weights }))
            }
            KindName::TrueFalse => {
                let key = self.need(fields, "key").and_then(|spot| self.truth(&spot));
                Some(Kind::TrueFalse(TrueFalse { key: key? }))
            }
            KindName::Number => self.number(fields).map(Kind::Number),
            KindName::Text => self.accepted(fields).map(Kind::Text),
            KindName::Matching => {
                let pairs = self.pairs(fields);
                let distractors = self.optional(fields, "distractors", Reader::texts);
                let distractors = distractors?.unwrap_or_default();
                Some(Kind::Matching(Matching { pairs: pairs?, distractors }))
            }
            KindName::Ordering => {
                let items = self.need(fields, "items").and_then(|spot| self.texts(&spot));
                Some(Kind::Ordering(Ordering { items: items? }))
            }
        }
    }

    fn pairs(&mut self, fields: &Fields<'_>) -> Option<Vec<Pair>> {
        let spot = self.need(fields, "pairs")?;
        let found: Vec<_> = self.list(&spot)?.iter().map(|item| self.pair(item)).collect();
        found.into_iter().collect()
    }

    fn pair(&mut self, spot: &Spot<'_>) -> Option<Pair> {
        let fields = self.map(spot)?;
        self.only(&fields, &["left", "right"], &[]);
        let [left, right] = ["left", "right"].map(|name| self.need(&fields, name).and_then(|spot| self.text(&spot)));
        Some(Pair { left: left?, right: right? })
    }

    fn texts(&mut self, spot: &Spot<'_>) -> Option<Vec<Localized>> {
        let found: Vec<_> = self.list(spot)?.iter().map(|item| self.text(item)).collect();
        found.into_iter().collect()
    }

    fn options(&mut self, fields: &Fields<'_>) -> Option<Vec<AnswerOption>> {
        let spot = self.need(fields, "options")?;
        let items = self.list(&spot)?;
        let found: Vec<_> = items.iter().map(|item| self.option(item)).collect();
        found.into_iter().collect()
    }

    /// The weight of each option; one without weighs nothing.
    fn weights(&mut self, fields: &Fields<'_>) -> Option<Vec<String>> {
        let spot = self.need(fields, "options")?;
        let items = self.list(&spot)?;
        let weight = |item| {
            let fields = self.map(item)?;
            let weight = self.optional(&fields, "weight", |reader, spot| reader.word(spot).map(str::to_owned))?;
            Some(weight.unwrap_or_else(|| "0".to_owned()))
        };
        items.iter().map(weight).collect()
    }

    fn option(&mut self, spot: &Spot<'_>) -> Option<AnswerOption> {
        let fields = self.map(spot)?;
        self.only(&fields, &["key", "distractor", "weight"], &[]);
        match (fields.get("key"), fields.get("distractor")) {
            (Some(key), None) => self.text(&key).map(AnswerOption::Key),
            (None, Some(distractor)) => self.text(&distractor).map(AnswerOption::Distractor),
            (Some(_), Some(_)) | (None, None) => {
                self.refuse(spot, Problem::new("", "option-unclear"));
                None
            }
        }
    }

    fn number(&mut self, fields: &Fields<'_>) -> Option<Number> {
        let key = self.need(fields, "key").and_then(|spot| self.decimal(&spot));
        let unit = self.optional(fields, "unit", |reader, spot| reader.word(spot).map(str::to_owned));
        let tolerance = self.optional(fields, "tolerance", Reader::tolerance);
        let unit_required = self.optional(fields, "unit_required", Reader::truth);
        let unit_penalty = self.optional(fields, "unit_penalty", Reader::decimal);
        Some(Number {
            key: key?,
            unit: unit?,
            tolerance: tolerance?.unwrap_or_else(|| Tolerance::Absolute("0".to_owned())),
            unit_required: unit_required?.unwrap_or(false),
            unit_penalty: unit_penalty?.unwrap_or_else(|| "1".to_owned()),
        })
    }

    /// `0.5`, `2 %` or `{geometric: 0.1}`.
    fn tolerance(&mut self, spot: &Spot<'_>) -> Option<Tolerance> {
        if matches!(spot.node.value, super::Yaml::Map(_)) {
            let fields = self.map(spot)?;
            self.only(&fields, &["geometric"], &[]);
            let share = self.need(&fields, "geometric")?;
            return self.decimal(&share).map(Tolerance::Geometric);
        }
        let text = self.word(spot)?;
        let read = match text.strip_suffix('%') {
            Some(percent) => of_percent(percent.trim_end()).map(Tolerance::Relative),
            None => Some(text)
                .filter(|text| is_decimal(text) && !text.starts_with('-'))
                .map(|text| Tolerance::Absolute(text.to_owned())),
        };
        if read.is_none() {
            self.refuse(spot, Problem::new("", "not-a-tolerance").with("found", text));
        }
        read
    }

    fn accepted(&mut self, fields: &Fields<'_>) -> Option<Text> {
        let accepted = self.need(fields, "accepted").and_then(|spot| self.answers(&spot));
        let reject = self.optional(fields, "reject", Reader::answers);
        let typos = self.optional(fields, "typos", Reader::truth);
        let code = self.optional(fields, "code", Reader::truth);
        Some(Text {
            accepted: accepted?,
            reject: reject?.unwrap_or_else(|| Words::One(Vec::new())),
            typos: typos?.unwrap_or(true),
            code: code?.unwrap_or(false),
        })
    }

    fn answers(&mut self, spot: &Spot<'_>) -> Option<Words> {
        match spot.node.value {
            super::Yaml::Map(_) => self.by_language(spot, Reader::words).map(Words::Many),
            _ => self.words(spot).map(Words::One),
        }
    }
}

/// `2` percent → `0.02`, exactly.
fn of_percent(percent: &str) -> Option<String> {
    if !is_decimal(percent) || percent.starts_with('-') {
        return None;
    }
    let (whole, fraction) = percent.split_once('.').unwrap_or((percent, ""));
    let whole = format!("{whole:0>3}");
    let (units, hundredths) = whole.split_at_checked(whole.len().checked_sub(2)?)?;
    let digits = format!("{hundredths}{fraction}");
    let units = units.trim_start_matches('0');
    let units = if units.is_empty() { "0" } else { units };
    Some(match digits.trim_end_matches('0') {
        "" => units.to_owned(),
        digits => format!("{units}.{digits}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_become_exact_shares() {
        for (percent, share) in [
            ("2", "0.02"),
            ("2.0", "0.02"),
            ("0.5", "0.005"),
            ("100", "1"),
            ("150", "1.5"),
            ("0", "0"),
            ("12.34", "0.1234"),
        ] {
            assert_eq!(of_percent(percent).as_deref(), Some(share));
        }
        for bad in ["", "-2", "2,5", "x"] {
            assert_eq!(of_percent(bad), None, "{bad}");
        }
    }
}
