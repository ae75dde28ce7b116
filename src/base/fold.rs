//! The one folding of text: grading, search and sorting see the same word wherever people would.
//!
//! The steps, in order:
//! 1. invisible characters go: controls, and what Unicode calls default-ignorable (UAX #44, `Default_Ignorable_Code_Point`);
//! 2. dashes become `-`, quotes `"` and `'`;
//! 3. compatibility forms go (NFKC, UAX #15): `ﬁ` is `fi`, `m²` is `m2`;
//! 4. in Greek the tonos and the polytonic marks go, the dialytika stays;
//! 5. full case folding (Unicode 3.13, `CaseFolding.txt` C + F): `ß` is `ss`, a final sigma is a sigma; then NFKC again;
//! 6. in Russian `ё` is `е`; `й` stays a letter of its own;
//! 7. runs of space become one, the ends are trimmed, and so is punctuation at the end.
//!
//! Greek marks go before the case is folded, because folding makes a letter of the iota below (`ᾳ` would be `αι`).

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_security::confusable_detection::skeleton;

use super::lang::Lang;

/// The same text, in which a letter and its marks are one sign where there is one (NFC): so fonts have them.
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// The folded text. What differs only in ways that people do not see or do not mean folds to the same.
pub fn fold(text: &str, lang: Option<Lang>) -> String {
    let compatible: String = text.chars().filter_map(shown).nfkc().collect();
    let unaccented = if lang == Some(Lang::EL) { without_greek_accents(&compatible) } else { compatible };
    let caseless: String = caseless::default_case_fold_str(&unaccented).nfkc().filter_map(shown).collect();
    let spelled = if lang == Some(Lang::RU) { caseless.replace('ё', "е") } else { caseless };
    tidy(&spelled)
}

/// The text folded in every language at once: for search, where nobody tells in which language they type.
pub fn fold_for_search(text: &str) -> String {
    fold(&fold(text, Some(Lang::EL)), Some(Lang::RU))
}

/// The text of a number or a unit with one sign for each meaning: one dash, one degree sign, plain digits.
/// Superscripts become `^2`, fractions in one character ` 1/2 `: NFKC alone would make `11/2` of `1½` and `102` of `10²`.
pub fn symbols(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut raised = false;
    for c in text.chars().filter_map(shown) {
        let power = superscript(c);
        if let Some(digit) = power {
            plain.extend((!raised).then_some('^'));
            plain.push(digit);
        } else if let Some(fraction) = vulgar_fraction(c) {
            plain.push_str(&fraction);
        } else {
            plain.push(match c {
                'º' | '˚' => '°',
                '⁄' | '∕' | '÷' => '/',
                '⋅' | '∙' | '•' | '∗' | '⸱' => '·',
                other => other,
            });
        }
        raised = power.is_some();
    }
    plain.nfkc().filter_map(shown).collect()
}

/// Whether two folded texts look the same though some letters come from another alphabet (UTS #39): Cyrillic `рсс-20` and `pcc-20`.
/// Capitals count too: Greek `ΝΑ` looks like `NA` though `να` does not look like `na`.
/// A letter never looks like a digit here, nor like another letter of its own alphabet (`rn` is not `m`).
pub fn look_alike(one: &str, other: &str) -> bool {
    let (mut left, mut right) = (one.chars(), other.chars());
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a == b || letters_look_alike(a, b) => {}
            _ => return false,
        }
    }
}

/// The character as it is shown: nothing for an invisible one; one dash, one quote, one apostrophe, one space for all of their kind.
fn shown(c: char) -> Option<char> {
    match c {
        _ if c.is_whitespace() => Some(' '),
        _ if c.is_control() || is_default_ignorable(c) => None,
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => Some('-'),
        '«' | '»' | '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{2036}' | '\u{3003}' | '\u{ff02}' => Some('"'),
        '`'
        | '´'
        | '\u{2b9}'
        | '\u{2bb}'..='\u{2bd}'
        | '\u{2c8}'
        | '\u{374}'
        | '\u{384}'
        | '\u{55a}'
        | '\u{1fbd}'
        | '\u{1fbf}'
        | '\u{1fef}'
        | '\u{1ffd}'
        | '\u{1ffe}'
        | '\u{2018}'..='\u{201b}'
        | '\u{2032}'
        | '\u{2035}'
        | '\u{2039}'
        | '\u{203a}'
        | '\u{ff07}' => Some('\''),
        _ => Some(c),
    }
}

/// Unicode's `Default_Ignorable_Code_Point` (DerivedCoreProperties.txt, 16.0).
fn is_default_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

const IOTA_BELOW: char = '\u{345}';

/// Greek letters without their marks, but for the dialytika, which makes another sound of a letter.
fn without_greek_accents(text: &str) -> String {
    let mut after_greek = false;
    text.nfd()
        .filter(|&c| {
            if is_combining_mark(c) {
                return c == '\u{308}' || !(after_greek || c == IOTA_BELOW);
            }
            after_greek = matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}');
            true
        })
        .nfc()
        .collect()
}

fn tidy(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    let ends = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '·' | '。' | '、' | ' ');
    words.truncate(words.trim_end_matches(ends).len());
    words
}

fn superscript(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from_digit(u32::from(c) - u32::from('⁰'), 10)?,
        '⁺' => '+',
        '⁻' => '-',
        _ => return None,
    })
}

/// `½` as ` 1/2 `: the spaces keep it apart from digits beside it.
fn vulgar_fraction(c: char) -> Option<String> {
    if !matches!(c, '¼'..='¾' | '\u{2150}'..='\u{215e}' | '\u{2189}') {
        return None;
    }
    let fraction: String = std::iter::once(c).nfkc().map(|part| if part == '⁄' { '/' } else { part }).collect();
    Some(format!(" {fraction} "))
}

fn letters_look_alike(a: char, b: char) -> bool {
    let (Some(alphabet), Some(other)) = (Alphabet::of(a), Alphabet::of(b)) else { return false };
    alphabet != other && (same_shape(a, b) || same_shape(capital(a), capital(b)))
}

fn same_shape(a: char, b: char) -> bool {
    let (mut left, mut right) = ([0; 4], [0; 4]);
    skeleton(a.encode_utf8(&mut left)).eq(skeleton(b.encode_utf8(&mut right)))
}

fn capital(c: char) -> char {
    let mut capitals = c.to_uppercase();
    capitals.next().filter(|_| capitals.next().is_none()).unwrap_or(c)
}

#[derive(PartialEq)]
enum Alphabet {
    Latin,
    Greek,
    Cyrillic,
}

impl Alphabet {
    fn of(c: char) -> Option<Alphabet> {
        match c {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Some(Alphabet::Latin),
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(Alphabet::Greek),
            '\u{400}'..='\u{52f}' => Some(Alphabet::Cyrillic),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LANGS: [Option<Lang>; 4] = [None, Some(Lang::EN), Some(Lang::EL), Some(Lang::RU)];

    fn check(lang: Option<Lang>, text: &str, expected: &str) {
        assert_eq!(fold(text, lang), expected, "{text:?} in {lang:?}");
    }

    #[test]
    fn what_nobody_sees_does_not_count() {
        check(None, "  Gas\u{ad}ket\u{200b}\u{feff}\u{0} ", "gasket");
        check(None, "gasket\u{a0}\t\r\n seal", "gasket seal");
        check(None, "gasket!?…", "gasket");
        check(None, "gasket . ,", "gasket");
        check(None, "…", "");
        check(None, "\u{202e}abc", "abc");
    }

    #[test]
    fn one_sign_for_each_meaning() {
        check(None, "a–b—c−d‑e", "a-b-c-d-e");
        check(None, "«a» “b” „c‟", "\"a\" \"b\" \"c\"");
        check(None, "O’Ring ´s ʼ ‘x’", "o'ring 's ' 'x'");
        check(None, "ﬁlter ＡＢ m³ №5 Ω", "filter ab m3 no5 ω");
        check(None, "STRAẞE Straße", "strasse strasse");
    }

    #[test]
    fn greek_folds_accents_and_keeps_the_dialytika() {
        check(Some(Lang::EL), "Βαλβίδα ΑΣΦΑΛΕΙΑΣ", "βαλβιδα ασφαλειασ");
        check(Some(Lang::EL), "ἀντλία ᾅδης τῷ", "αντλια αδησ τω");
        check(Some(Lang::EL), "προϊόν ΐ Ϊ", "προϊον ϊ ϊ");
        check(Some(Lang::EL), "café", "café");
        check(None, "αντλίας", "αντλίασ");
    }

    #[test]
    fn russian_folds_yo_and_keeps_short_i() {
        check(Some(Lang::RU), "Ёмкость клей", "емкость клей");
        check(Some(Lang::RU), "е\u{308}", "е");
        check(None, "ёмкость", "ёмкость");
    }

    #[test]
    fn symbols_keep_what_numbers_mean() {
        for (text, expected) in [
            ("10⁻³", "10^-3"),
            ("mm²", "mm^2"),
            ("1½", "1 1/2 "),
            ("20 ºC", "20 °C"),
            ("℃", "°C"),
            ("㎜", "mm"),
            ("５", "5"),
            ("W/(m⋅K)", "W/(m·K)"),
            ("−5\u{202f}000", "-5 000"),
        ] {
            assert_eq!(symbols(text), expected);
        }
    }

    #[test]
    fn letters_of_another_alphabet_look_alike() {
        for (one, other, expected) in [
            ("рсс-20", "pcc-20", true),
            ("να-3070", "na-3070", true),
            ("нв-1", "hb-1", true),
            ("α4", "a4", true),
            ("pcc2o", "pcc20", false),
            ("рсс2о", "pcc20", false),
            ("modern", "modem", false),
            ("σλα", "ολα", false),
            ("l1", "11", false),
            ("abc", "abcd", false),
        ] {
            assert_eq!(look_alike(one, other), expected, "{one} {other}");
            assert_eq!(look_alike(other, one), expected, "{other} {one}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*|[\\p{Greek}\\p{Cyrillic}\\p{M}\\p{P}\\p{Z} ]*") {
            for lang in LANGS {
                let once = fold(&text, lang);
                prop_assert_eq!(fold(&once, lang), once);
            }
        }

        #[test]
        fn case_does_not_count(text in "[a-zα-ωа-я ß]*") {
            for lang in LANGS {
                prop_assert_eq!(fold(&text.to_uppercase(), lang), fold(&text, lang));
            }
        }
    }
}
