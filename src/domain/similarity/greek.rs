//! Greek as it sounds, and Greek in Latin letters.

/// The word with one letter for each sound: η, υ, ει, οι are ι; ω is ο; αι is ε; a doubled letter is one. Of a folded word.
pub(super) fn sound(word: &str) -> String {
    let mut heard = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let (sound, two) = match (letter, letters.peek()) {
            ('ε' | 'ο' | 'υ', Some('ι')) => ('ι', true),
            ('α', Some('ι')) => ('ε', true),
            ('γ', Some('κ')) => ('γ', true),
            ('η' | 'υ', _) => ('ι', false),
            ('ω', _) => ('ο', false),
            (letter, _) => (letter, false),
        };
        if two {
            letters.next();
        }
        if !heard.ends_with(sound) {
            heard.push(sound);
        }
    }
    heard
}

/// What is written with two Latin letters, before single ones.
const PAIRS: &[(&str, &str)] = &[
    ("th", "θ"),
    ("ps", "ψ"),
    ("ks", "ξ"),
    ("ch", "χ"),
    ("kh", "χ"),
    ("ph", "φ"),
    ("ou", "ου"),
    ("mp", "μπ"),
    ("nt", "ντ"),
    ("gk", "γκ"),
    ("ev", "ευ"),
    ("ef", "ευ"),
    ("av", "αυ"),
    ("af", "αυ"),
];

/// The Greek word that is meant by Latin letters, as most people write them. Of a folded word.
pub(super) fn of_latin(word: &str) -> String {
    let mut meant = String::with_capacity(word.len() * 2);
    let mut rest = word;
    while let Some(letter) = rest.chars().next() {
        let pair = PAIRS.iter().find_map(|(latin, greek)| rest.strip_prefix(latin).map(|after| (*greek, after)));
        let (greek, after) = pair.unwrap_or((single(letter), rest.strip_prefix(letter).unwrap_or_default()));
        meant.push_str(greek);
        rest = after;
    }
    meant
}

fn single(letter: char) -> &'static str {
    match letter {
        'a' => "α",
        'b' => "μπ",
        'c' | 'k' | 'q' => "κ",
        'd' => "δ",
        'e' => "ε",
        'f' => "φ",
        'g' => "γ",
        'h' | 'x' => "χ",
        'i' => "ι",
        'j' => "τζ",
        'l' => "λ",
        'm' => "μ",
        'n' => "ν",
        'o' => "ο",
        'p' => "π",
        'r' => "ρ",
        's' => "σ",
        't' => "τ",
        'u' | 'y' => "υ",
        'v' => "β",
        'w' => "ω",
        'z' => "ζ",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sounds_alike_is_alike() {
        for (latin, greek) in [
            ("karfia", "καρφια"),
            ("poso", "ποσω"),
            ("speiroma", "σπειρωμα"),
            ("thermiki", "θερμικη"),
            ("xwra", "χωρα"),
            ("antoxh", "αντοχη"),
            ("psomi", "ψωμι"),
            ("mplok", "μπλοκ"),
            ("kalytera", "καλυτερα"),
            ("efkolo", "ευκολο"),
            ("tilleorasi", "τηλεοραση"),
        ] {
            let heard = sound(&of_latin(latin)).replace('χ', "");
            // An h is an η to some and a χ to others.
            assert_eq!(heard.trim_end_matches('ι'), sound(greek).replace('χ', "").trim_end_matches('ι'), "{latin}");
        }
    }
}
