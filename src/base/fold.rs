//! The one folding of text, for search and comparison: what people type in different ways becomes equal.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Folds case, width, Greek accents and final sigma, ё to е, dashes, quotes and spaces. Folding twice changes nothing more.
pub fn fold(text: &str) -> String {
    let composed: String = text.nfkc().collect();
    let cased = caseless::default_case_fold_str(&composed);
    let plain: String = cased.nfkc().filter_map(plain_sign).flat_map(without_accent).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain_sign(sign: char) -> Option<char> {
    match sign {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => None,
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        '\u{2018}'..='\u{201b}' | '\u{2032}' => Some('\''),
        '«' | '»' | '\u{201c}'..='\u{201f}' | '\u{2033}' => Some('"'),
        'ё' => Some('е'),
        sign => Some(sign),
    }
}

/// Greek letters lose their accents; the marks of other scripts make other letters, and stay.
fn without_accent(sign: char) -> impl Iterator<Item = char> {
    let greek = matches!(sign, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}');
    let bare = sign.nfd().find(|part| greek && !is_combining_mark(*part));
    std::iter::once(bare.unwrap_or(sign))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::fold;

    #[test]
    fn what_people_type_in_different_ways_is_equal() {
        for (one, other) in [
            ("ΚΑΡΦΙ", "καρφί"),
            ("λείος", "ΛΕΙΟΣ"),
            ("ΐ", "ι"),
            ("ёлка", "ЕЛКА"),
            ("ＮＡ–3070", "na-3070"),
            ("  a\u{a0} b ", "a b"),
            ("Straße", "STRASSE"),
        ] {
            assert_eq!(fold(one), fold(other), "{one}");
        }
        for (one, other) in [("й", "и"), ("é", "e"), ("NA-3070", "NA-3071")] {
            assert_ne!(fold(one), fold(other), "{one}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
