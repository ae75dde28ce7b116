//! What stands in a cell: several options, a letter, true or false.

const ALPHABETS: &[&str] = &["ABCDEFGHIJ", "ΑΒΓΔΕΖΗΘΙΚ", "АБВГДЕЖЗИК"];

/// The place of a letter in its alphabet.
pub(super) fn letter(text: &str) -> Option<usize> {
    let mut chars = text.trim().chars();
    let (Some(letter), None) = (chars.next(), chars.next()) else { return None };
    let upper = letter.to_uppercase().next()?;
    ALPHABETS.iter().find_map(|letters| letters.chars().position(|known| known == upper))
}

/// True or false in words.
pub(in crate::formats::found) fn truth(text: &str) -> Option<bool> {
    match text.trim().trim_end_matches('.').to_lowercase().as_str() {
        "true" | "t" | "yes" | "y" | "right" | "σωστό" | "σωστο" | "αληθές" | "αληθες" | "ναι" | "σ" | "верно"
        | "да" | "правда" | "истина" | "1" | "wahr" | "vrai" => Some(true),
        "false" | "f" | "no" | "n" | "wrong" | "λάθος" | "λαθος" | "ψευδές" | "ψευδες" | "όχι" | "οχι" | "λ"
        | "неверно" | "нет" | "ложь" | "0" | "falsch" | "faux" => Some(false),
        _ => None,
    }
}

/// The options of one cell: on lines, between bars or semicolons, or lettered one after the other.
pub(super) fn options(cell: &str) -> Vec<String> {
    let cell = cell.trim();
    if let Ok(list) = serde_json::from_str::<Vec<String>>(cell) {
        return list;
    }
    if let Some(lettered) = lettered(cell) {
        return lettered;
    }
    let sign = ['\n', '|', ';', ','].into_iter().find(|sign| cell.contains(*sign)).unwrap_or('\n');
    cell.split(sign).map(|option| unlettered(option).trim().to_owned()).filter(|option| !option.is_empty()).collect()
}

/// `A) one, B) two`
fn lettered(cell: &str) -> Option<Vec<String>> {
    ALPHABETS.iter().find_map(|letters| {
        let mut starts: Vec<(usize, usize)> = Vec::new();
        let mut from = 0;
        for letter in letters.chars() {
            let Some((at, text)) = mark(cell, from, letter) else { break };
            starts.push((at, text));
            from = text;
        }
        if starts.len() < 2 || starts.first().is_none_or(|(at, _)| *at > 0) {
            return None;
        }
        let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([cell.len()]);
        let option = |((_, from), to): (&(usize, usize), usize)| {
            let text = cell.get(*from..to).unwrap_or_default().trim();
            text.trim_end_matches([',', ';', '|']).trim().to_owned()
        };
        Some(starts.iter().zip(ends).map(option).collect())
    })
}

/// Where a letter with its mark stands, and where the text after it begins.
fn mark(cell: &str, from: usize, letter: char) -> Option<(usize, usize)> {
    let rest = cell.get(from..)?;
    let small = letter.to_lowercase().next().unwrap_or(letter);
    let found = rest.char_indices().find(|(at, c)| {
        let before = rest.get(..*at).and_then(|before| before.chars().next_back());
        let apart = match before {
            None => true,
            Some(before) => before.is_whitespace() || ",;|(".contains(before),
        };
        let after = rest.get(at + c.len_utf8()..).unwrap_or_default();
        (*c == letter || *c == small) && apart && after.starts_with([')', '.', ':'])
    })?;
    let at = from + found.0;
    Some((at, at + found.1.len_utf8() + 1))
}

/// `B) two` without its letter.
pub(super) fn unlettered(option: &str) -> &str {
    let trimmed = option.trim();
    let mut chars = trimmed.chars();
    let is_lettered = chars.next().is_some_and(|c| letter(&c.to_string()).is_some());
    match chars.as_str().strip_prefix([')', '.']) {
        Some(rest) if is_lettered && rest.starts_with(char::is_whitespace) => rest.trim(),
        _ => trimmed,
    }
}
