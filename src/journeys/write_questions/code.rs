//! Codes of questions: told, or made of the stem.

use crate::{
    base::{
        error::{Error, Result},
        fold::fold_for_search,
        id::LineId,
        lang::Lang,
        limits::CODE_CHARS_MAX,
        refusal::Refusal,
    },
    domain::{code::Code, product::Line, question::Content},
    store::{Db, questions},
};

/// Characters of the stem that a code keeps: the rest is for the number that makes it unique.
const STEM_CHARS_MAX: usize = 40;

/// The code, unless another question of the line has it.
pub(super) fn untaken(db: &mut Db, line: LineId, code: &Code) -> Result<Code> {
    let taken = questions::codes(db, line, code.as_str())?;
    if taken.contains(code) { Err(Refusal::AlreadyTaken.with("code", code.as_str()).into()) } else { Ok(code.clone()) }
}

/// A code made of the stem's words that no question of the line has yet.
pub(in crate::journeys) fn of_stem(db: &mut Db, line: &Line, content: &Content) -> Result<Code> {
    let base = slug(content.stem.get(Lang::EN, line.language));
    let taken = questions::codes(db, line.id, &base)?;
    let numbered = (2..).map(|number: u32| format!("{base}-{number}"));
    let free =
        std::iter::once(base.clone()).chain(numbered).find(|text| taken.iter().all(|code| code.as_str() != text));
    free.and_then(|text| text.parse().ok()).ok_or_else(|| Error::broken(format!("no code can be made of `{base}`")))
}

/// What a code is made of: the stem's words in Latin letters.
pub(in crate::journeys) fn words(line: &Line, content: &Content) -> String {
    slug(content.stem.get(Lang::EN, line.language))
}

/// Words of Latin letters and digits with dashes between them; Greek letters as passports write them.
fn slug(stem: &str) -> String {
    let latin: String = fold_for_search(stem).chars().map(latin).collect();
    let mut slug = String::new();
    for word in latin.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if slug.len() + 1 + word.len() > STEM_CHARS_MAX {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() { "question".to_owned() } else { slug }
}

const _: () = assert!(STEM_CHARS_MAX + 12 < CODE_CHARS_MAX, "a number fits behind the words");

fn latin(sign: char) -> std::borrow::Cow<'static, str> {
    const GREEK: [&str; 25] = [
        "a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "y", "f",
        "ch", "ps", "o",
    ];
    let place = u32::from(sign).checked_sub(u32::from('α')).and_then(|place| usize::try_from(place).ok());
    match place.and_then(|place| GREEK.get(place)) {
        Some(letters) => (*letters).into(),
        None => sign.to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn words_become_codes() {
        for (stem, code) in [
            ("How thick is the NA-3070?", "how-thick-is-the-na-3070"),
            ("Πόσο χοντρό είναι;", "poso-chontro-einai"),
            ("**5** mm", "5-mm"),
            ("なに?", "question"),
            ("a very long stem that goes on and on and on and on", "a-very-long-stem-that-goes-on-and-on-and"),
        ] {
            assert_eq!(slug(stem), code);
        }
    }
}
