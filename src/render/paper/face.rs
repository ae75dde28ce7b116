//! The one font of papers, and how much room words take in it.

use std::sync::LazyLock;

use epaint_default_fonts::UBUNTU_LIGHT;
use krilla::text::Font;
use skrifa::{
    FontRef, MetadataProvider as _,
    charmap::Charmap,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
};

use crate::base::error::{Error, Result};

/// What stands where something was left out.
const LEFT_OUT: char = '…';

/// Ubuntu Light: Latin, Greek and Cyrillic.
pub(super) struct Face {
    pub font: Font,
    letters: Charmap<'static>,
    widths: GlyphMetrics<'static>,
    em: f32,
}

static FACE: LazyLock<Option<Face>> = LazyLock::new(|| {
    let reader = FontRef::new(UBUNTU_LIGHT).ok()?;
    let font = Font::new(UBUNTU_LIGHT.into(), 0)?;
    let (size, location) = (Size::unscaled(), LocationRef::default());
    let em = f32::from(reader.metrics(size, location).units_per_em);
    Some(Face { font, letters: reader.charmap(), widths: reader.glyph_metrics(size, location), em })
});

impl Face {
    /// The font. Errs where the program was built without a whole one.
    pub(super) fn get() -> Result<&'static Face> {
        FACE.as_ref().ok_or_else(|| Error::broken("the font of papers cannot be read"))
    }

    /// The letters of a text that the font does not have, each once.
    pub(super) fn missing(&self, text: &str) -> String {
        let mut missing = String::new();
        for letter in text.chars().filter(|letter| letter.is_alphanumeric() && !self.has(*letter)) {
            if !missing.contains(letter) {
                missing.push(letter);
            }
        }
        missing
    }

    /// The text with a space for every sign that the font does not have.
    pub(super) fn printable(&self, text: &str) -> String {
        let signs = text.chars().map(|sign| if self.has(sign) { sign } else { ' ' });
        signs.collect::<String>().split_whitespace().collect::<Vec<&str>>().join(" ")
    }

    fn has(&self, sign: char) -> bool {
        self.letters.map(sign).is_some_and(|glyph| glyph.to_u32() != 0)
    }

    /// How wide a text is at that size.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        let advance = |sign| self.letters.map(sign).and_then(|glyph| self.widths.advance_width(glyph)).unwrap_or(0.0);
        text.chars().map(advance).sum::<f32>() * size / self.em
    }

    /// The text in lines of at most that width, at the largest size at which these are few enough; where even the smallest is too large, the end
    /// is left out.
    pub(super) fn fit(&self, text: &str, (most, least): (f32, f32), width: f32, lines: usize) -> (f32, Vec<String>) {
        let mut size = most;
        loop {
            let mut broken = self.broken(text, size, width);
            if broken.len() <= lines {
                return (size, broken);
            }
            if size <= least {
                broken.truncate(lines);
                if let Some(last) = broken.last_mut() {
                    self.shorten(last, size, width);
                }
                return (size, broken);
            }
            size = (size - 1.0).max(least);
        }
    }

    /// The text in lines of at most that width, broken between words, and within one that is wider than a line.
    fn broken(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}"), size) <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.extend(self.pieces(word, size, width)),
            }
        }
        lines
    }

    fn pieces(&self, word: &str, size: f32, width: f32) -> Vec<String> {
        let mut pieces = vec![String::new()];
        for letter in word.chars() {
            match pieces.last_mut() {
                Some(piece) if piece.is_empty() || self.width(&format!("{piece}{letter}"), size) <= width => {
                    piece.push(letter);
                }
                _ => pieces.push(letter.to_string()),
            }
        }
        pieces
    }

    fn shorten(&self, line: &mut String, size: f32, width: f32) {
        while self.width(&format!("{line}{LEFT_OUT}"), size) > width && line.pop().is_some() {}
        line.push(LEFT_OUT);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_has_the_letters_of_those_who_use_it() {
        let face = Face::get().unwrap();
        for text in
            ["Ærøskøbing Žižek Łódź ﬁ", "Ελένη Γεωργίου ΐΰ Ϊ ἀρχή", "Ёлка Щукин Київ ґ ђ ѣ", "0123 «» – — № % ·"]
        {
            assert_eq!(face.missing(text), "", "{text}");
        }
        assert_eq!(face.missing("Ναί 東京 東"), "東京");
        assert_eq!(face.printable("a \u{2603} b"), "a b");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn nothing_is_wider_than_its_place(text in "[a-zα-ω]{1,12}( [a-zА-Я]{1,30}){0,6}", width in 60_u16..400) {
            let face = Face::get().unwrap();
            let (size, lines) = face.fit(&text, (30.0, 9.0), f32::from(width), 3);
            prop_assert!(lines.len() <= 3 && (9.0..=30.0).contains(&size));
            for line in &lines {
                prop_assert!(face.width(line, size) <= f32::from(width) + 0.5, "{line:?} at {size}");
            }
            let told: String = lines.concat().chars().filter(|sign| !sign.is_whitespace()).collect();
            let whole: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
            let head = told.strip_suffix(LEFT_OUT).unwrap_or(&told);
            prop_assert!(whole.starts_with(head) && (head.len() == whole.len() || told.ends_with(LEFT_OUT)));
        }
    }
}
