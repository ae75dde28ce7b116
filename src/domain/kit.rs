//! The field kit: what a manager takes to the client. Most of it is computed from what the product is and what its bank knows; trainers add notes,
//! pictures and documents, and say which characteristics they speak of. When one of those changes, the entry is in doubt until a trainer looks at it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{change::Change, code::Code, words};
use crate::base::{
    id::{EntryId, FileId, LineId, ProductId},
    lang::Lang,
    limits::{NAME_CHARS_MAX, TEXT_CHARS_MAX},
    localized::Localized,
    refusal::Problem,
    time::{DAY, Millis},
};

/// So long a kit says that a value changed, and what it was.
const RECENT: i64 = 30 * DAY;

words! {
    /// What an entry is.
    EntryKind {
        /// Words, such as which samples to bring.
        Note "note",
        /// A picture.
        Picture "picture",
        /// A document to take along.
        Document "document",
    }
}

words! {
    /// What a file is, as its first bytes say.
    MediaType {
        /// A photograph.
        Jpeg "image/jpeg",
        /// A drawing.
        Png "image/png",
        /// A document.
        Pdf "application/pdf",
    }
}

/// Something that trainers put into a kit.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Entry {
    /// Which.
    pub id: EntryId,
    /// In the kits of this line's products.
    #[serde(skip)]
    pub line: LineId,
    /// In the kit of this product alone; none: of every product of the line.
    #[serde(skip)]
    pub product: Option<ProductId>,
    /// What it is.
    pub kind: EntryKind,
    /// What it is called.
    pub title: Localized,
    /// A note's words (Markdown); what a picture shows, for those who cannot see it.
    pub text: Option<Localized>,
    /// The picture or the document.
    pub file: Option<FileInfo>,
    /// The codes of the characteristics that it speaks of, in order.
    pub characteristics: Vec<Code>,
    /// Grows with every change: who saves names the one that they saw.
    pub revision: u32,
    /// When a trainer last said that it is right.
    pub checked_at: Millis,
}

/// A file without its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FileInfo {
    /// Which.
    pub id: FileId,
    /// What it is.
    pub media_type: MediaType,
    /// What it was called where it came from.
    pub name: String,
    /// How many bytes it has.
    pub size: i64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Of a picture: its width and height.
    pub sides: Option<(u32, u32)>,
}

impl EntryKind {
    /// Whether it has a file of that sort.
    pub fn takes(self, media_type: MediaType) -> bool {
        match self {
            EntryKind::Note => false,
            EntryKind::Picture => media_type != MediaType::Pdf,
            EntryKind::Document => media_type == MediaType::Pdf,
        }
    }
}

impl Entry {
    /// The changes that hold by now and came after a trainer last looked, of what it speaks of: the oldest first, as they are given.
    pub fn doubts<'a>(&self, changes: &'a [Change], now: Millis) -> Vec<&'a Change> {
        let since = |change: &&Change| {
            self.product.is_none_or(|product| product == change.product)
                && self.characteristics.contains(&change.code)
                && change.holds_at(now)
                && change.effective_at > self.checked_at
        };
        changes.iter().filter(since).collect()
    }

    /// Whether a change of a product of its line touches it.
    pub fn speaks_of(&self, product: ProductId, characteristic: &Code) -> bool {
        self.product.is_none_or(|own| own == product) && self.characteristics.contains(characteristic)
    }
}

/// The newest change of a characteristic of a product that a kit still tells of.
pub fn recent<'a>(changes: &'a [Change], product: ProductId, characteristic: &Code, now: Millis) -> Option<&'a Change> {
    let told = |change: &&Change| {
        change.product == product
            && change.code == *characteristic
            && change.holds_at(now)
            && change.effective_at > now.plus(-RECENT)
    };
    changes.iter().filter(told).max_by_key(|change| (change.effective_at, change.id))
}

/// What keeps an entry from being one. `own` is the line's language, in which every text must be there.
pub fn problems(kind: EntryKind, title: &Localized, text: Option<&Localized>, own: Lang) -> Vec<Problem> {
    let mut found = text_problems("title", title, own, NAME_CHARS_MAX);
    match text {
        Some(text) => found.extend(text_problems("text", text, own, TEXT_CHARS_MAX)),
        None if kind == EntryKind::Document => {}
        None if kind == EntryKind::Picture => found.push(Problem::new("text", "alternative-missing")),
        None => found.push(Problem::new("text", "missing")),
    }
    found
}

/// What keeps the words for when one does not know from being so.
pub fn script_problems(steps: &Localized, own: Lang) -> Vec<Problem> {
    text_problems("steps", steps, own, TEXT_CHARS_MAX)
}

/// The steps of a text: its lines that say something, without the marks that lists have.
pub fn steps(text: &str) -> Vec<&str> {
    let lines = text.lines().map(|line| {
        let line = line.trim();
        let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let unnumbered = numbered.strip_prefix(['.', ')']).filter(|_| numbered.len() < line.len());
        unnumbered.or_else(|| line.strip_prefix(['-', '*', '•'])).unwrap_or(line).trim()
    });
    lines.filter(|line| !line.is_empty()).collect()
}

fn text_problems(field: &str, text: &Localized, own: Lang, max: usize) -> Vec<Problem> {
    let missing = text.exactly(own, own).is_none_or(|text| text.trim().is_empty());
    let mut found: Vec<Problem> = missing.then(|| Problem::new(field, "missing")).into_iter().collect();
    if text.texts().any(|(_, text)| text.chars().nth(max).is_some()) {
        found.push(Problem::new(field, "too-long").with("max", max));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        base::id::{ChangeId, CharacteristicId, PersonId},
        domain::change::{End, Severity},
    };

    const NOW: Millis = Millis(100 * DAY);

    fn change(product: ProductId, code: &str, effective_at: Millis) -> Change {
        Change {
            id: ChangeId::new(),
            product,
            characteristic: CharacteristicId::new(),
            code: code.parse().unwrap(),
            value: None,
            severity: Severity::Notice,
            note: None,
            effective_at,
            deadline: None,
            recorded_by: PersonId::new(),
            recorded_at: Millis(0),
            end: None,
        }
    }

    fn entry(product: Option<ProductId>) -> Entry {
        Entry {
            id: EntryId::new(),
            line: LineId::new(),
            product,
            kind: EntryKind::Note,
            title: Localized::from("Samples"),
            text: Some(Localized::from("One of each")),
            file: None,
            characteristics: vec!["length".parse().unwrap()],
            revision: 1,
            checked_at: NOW.plus(-DAY),
        }
    }

    #[test]
    fn an_entry_is_in_doubt_when_what_it_speaks_of_changed_since() {
        let (mine, other) = (ProductId::new(), ProductId::new());
        let cancelled = Change {
            end: Some(End { at: NOW, cancelled_by: Some(PersonId::new()), before: None }),
            ..change(mine, "length", NOW)
        };
        for (change, of_product, of_line) in [
            (change(mine, "length", NOW), true, true),
            (change(other, "length", NOW), false, true),
            (change(mine, "width", NOW), false, false),
            (change(mine, "length", NOW.plus(-DAY)), false, false),
            (change(mine, "length", NOW.plus(1)), false, false),
            (cancelled, false, false),
        ] {
            let told = format!("{change:?}");
            let changes = [change];
            assert_eq!(!entry(Some(mine)).doubts(&changes, NOW).is_empty(), of_product, "{told}");
            assert_eq!(!entry(None).doubts(&changes, NOW).is_empty(), of_line, "{told}");
        }
    }

    #[test]
    fn a_kit_tells_of_the_newest_change_of_the_last_thirty_days() {
        let product = ProductId::new();
        let changes = [
            change(product, "length", NOW.plus(-29 * DAY)),
            change(product, "length", NOW.plus(-2 * DAY)),
            change(product, "length", NOW.plus(DAY)),
            change(product, "width", NOW.plus(-30 * DAY)),
        ];
        let told =
            |code: &str| recent(&changes, product, &code.parse().unwrap(), NOW).map(|change| change.effective_at);
        assert_eq!(told("length"), Some(NOW.plus(-2 * DAY)));
        assert_eq!(told("width"), None);
        assert_eq!(recent(&changes, ProductId::new(), &"length".parse().unwrap(), NOW), None);
    }

    #[test]
    fn what_is_missing_is_named() {
        let (title, blank) = (Localized::from("Samples"), Localized::from(" "));
        let found = |kind, title: &Localized, text: Option<&Localized>| {
            let problems = problems(kind, title, text, Lang::EN);
            problems.into_iter().map(|problem| format!("{} {}", problem.field, problem.slug)).collect::<Vec<_>>()
        };
        assert_eq!(found(EntryKind::Note, &title, Some(&title)), [""; 0]);
        assert_eq!(found(EntryKind::Document, &title, None), [""; 0]);
        assert_eq!(found(EntryKind::Note, &blank, None), ["title missing", "text missing"]);
        assert_eq!(found(EntryKind::Picture, &title, None), ["text alternative-missing"]);
        assert_eq!(found(EntryKind::Picture, &title, Some(&blank)), ["text missing"]);
        let long = Localized::from("x".repeat(NAME_CHARS_MAX + 1).as_str());
        assert_eq!(found(EntryKind::Document, &long, None), ["title too-long"]);
    }

    #[test]
    fn steps_are_lines_without_the_marks_of_lists() {
        assert_eq!(
            steps("1. Stay calm\n\n 2) Smile\n- Write\n\n12 nails"),
            ["Stay calm", "Smile", "Write", "12 nails"]
        );
        assert_eq!(steps(" \n"), [""; 0]);
    }
}
