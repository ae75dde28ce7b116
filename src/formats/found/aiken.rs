//! Aiken: a stem, lettered options, `ANSWER: B`; as people write it: in Greek or Cyrillic letters, small ones, with several lines and several
//! right answers.

use super::{
    Block, Remark,
    block::{Draft, at_line, skipped},
    choice::{self, Loose, Several, WHOLE},
    html,
};

/// Words before the letter that is right, folded to small letters.
const ANSWER: &[&str] = &[
    "answer",
    "answers",
    "ans",
    "correct answer",
    "correct",
    "right answer",
    "key",
    "απάντηση",
    "απαντηση",
    "σωστή απάντηση",
    "σωστη απαντηση",
    "σωστή",
    "σωστη",
    "σωστό",
    "σωστο",
    "απ",
    "ответ",
    "ответы",
    "правильный ответ",
    "верный ответ",
    "правильно",
    "antwort",
    "lösung",
    "réponse",
    "respuesta",
    "risposta",
    "відповідь",
    "отговор",
];
const FEEDBACK: &[&str] = &[
    "feedback",
    "explanation",
    "rationale",
    "εξήγηση",
    "επεξήγηση",
    "σχόλιο",
    "пояснение",
    "объяснение",
    "комментарий",
];

/// Alphabets in which options are lettered.
const ALPHABETS: &[&str] = &["ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩ"];

/// How many answers of this kind stand in a text.
pub(super) fn signs(text: &str) -> usize {
    let blocks = read(text);
    blocks.iter().filter(|block| block.question.is_some()).count()
}

/// Reads a text.
pub(super) fn read(text: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for (at, line) in text.lines().enumerate() {
        reader.line(at + 1, line.trim());
    }
    reader.close();
    reader.blocks
}

/// An option with the letter before it.
struct Lettered {
    letter: char,
    text: String,
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// Line of the block's beginning, from 1.
    start: usize,
    whole: Vec<String>,
    stem: Vec<String>,
    options: Vec<Lettered>,
    answer: Option<String>,
    feedback: Vec<String>,
    joined: bool,
    blank: bool,
}

impl Reader {
    fn line(&mut self, number: usize, line: &str) {
        if line.is_empty() {
            self.blank = true;
            if self.answer.is_some() {
                self.close();
            }
            return;
        }
        if self.answer.is_some() && self.after_answer(line) {
            return;
        }
        if self.whole.is_empty() {
            self.start = number;
        }
        let labelled = labelled(line, ANSWER).filter(|_| !self.options.is_empty());
        if let Some(answer) = labelled {
            self.answer = Some(answer.to_owned());
        } else if let Some(option) = self.option(line) {
            self.options.push(option);
        } else if self.options.is_empty() {
            self.stem.push(line.to_owned());
        } else if self.blank {
            // Words after options and a blank line begin the next question: this one has no answer.
            self.close();
            self.start = number;
            self.stem.push(line.to_owned());
        } else if let Some(last) = self.options.last_mut() {
            last.text.push(' ');
            last.text.push_str(line);
            self.joined = true;
        }
        self.whole.push(line.to_owned());
        self.blank = false;
    }

    /// What is told after an answer explains it; anything else begins the next question.
    fn after_answer(&mut self, line: &str) -> bool {
        if let Some(told) = labelled(line, FEEDBACK) {
            self.feedback.push(told.to_owned());
            self.whole.push(line.to_owned());
            return true;
        }
        self.close();
        false
    }

    /// An option whose letter follows that of the one before. The first letter again: what came before belonged to the stem.
    fn option(&mut self, line: &str) -> Option<Lettered> {
        let (letter, text) = lettered(line)?;
        let place = self.options.len();
        if is_at(letter, place) {
            return Some(Lettered { letter, text: text.to_owned() });
        }
        if place > 0 && is_at(letter, 0) {
            let earlier = std::mem::take(&mut self.options);
            self.stem.extend(earlier.into_iter().map(|option| format!("{}) {}", option.letter, option.text)));
            return Some(Lettered { letter, text: text.to_owned() });
        }
        // A letter was left out, or written twice: the option is there all the same.
        let known = self.options.iter().any(|option| same(option.letter, letter));
        (place > 0 && !known && (place..place + 3).any(|place| is_at(letter, place)))
            .then(|| Lettered { letter, text: text.to_owned() })
    }

    fn close(&mut self) {
        let Reader { blocks, start, whole, stem, options, answer, feedback, joined, .. } = std::mem::take(self);
        self.blocks = blocks;
        let text = whole.join("\n");
        let place = at_line(start);
        if text.is_empty() {
            return;
        }
        let Some(answer) = answer else {
            let key = if options.is_empty() { "import-no-options" } else { "import-no-answer-line" };
            self.blocks.push(skipped(place, &text, Remark::new(key)));
            return;
        };
        let mut draft = Draft::default();
        if joined {
            draft.note(Remark::new("import-lines-joined"));
        }
        draft.stem = html::escaped(without_number(&stem.join("\n")));
        draft.explanation = Some(html::escaped(&feedback.join("\n")));
        let kind = keyed(&options, &answer).and_then(|options| choice::choice(&mut draft, options, Several::ByKeys));
        self.blocks.push(draft.finish(place, &text, kind));
    }
}

/// The options with those that the answer names as right.
fn keyed(options: &[Lettered], answer: &str) -> Result<Vec<Loose>, Remark> {
    let named =
        places(options, answer).ok_or_else(|| Remark::new("import-answer-names-none").with("answer", answer))?;
    let loose = |(at, option): (usize, &Lettered)| Loose {
        text: option.text.clone(),
        share: if named.contains(&at) { WHOLE } else { 0 },
    };
    Ok(options.iter().enumerate().map(loose).collect())
}

/// The places of the options that an answer names: `B`, `A, C`, `ACD`, `B) zinc`, `2`, or the option's own text.
fn places(options: &[Lettered], answer: &str) -> Option<Vec<usize>> {
    let answer = answer.trim().trim_end_matches('.');
    let place = |letter: char| {
        let exact = options.iter().position(|option| option.letter == letter);
        exact.or_else(|| options.iter().position(|option| same(option.letter, letter)))
    };
    if let Some(at) = options.iter().position(|option| option.text.trim() == answer && answer.chars().count() > 1) {
        return Some(vec![at]);
    }
    if let Some((letter, rest)) = lettered(answer) {
        let told = options.iter().any(|option| option.text.trim() == rest.trim());
        if told || rest.chars().count() > 2 {
            return place(letter).map(|at| vec![at]);
        }
    }
    let signs = answer.split(|c: char| c.is_whitespace() || ",;/&+().".contains(c)).filter(|part| !part.is_empty());
    let mut named = Vec::new();
    for part in signs {
        let lower = part.to_lowercase();
        if ["and", "και", "и", "und", "et"].contains(&lower.as_str()) && part.chars().count() > 1 {
            continue;
        }
        if let Ok(number) = part.parse::<usize>() {
            named.push(number.checked_sub(1).filter(|at| *at < options.len())?);
            continue;
        }
        for letter in part.chars() {
            named.push(place(letter)?);
        }
    }
    (!named.is_empty()).then_some(named)
}

/// `A) text`, `α. text`, `(b) text`.
fn lettered(line: &str) -> Option<(char, &str)> {
    let line = line.strip_prefix(['(', '*', '•']).unwrap_or(line).trim_start();
    let mut chars = line.chars();
    let letter = chars.next().filter(|c| c.is_alphabetic())?;
    let rest = chars.as_str().trim_start_matches(['\'', '΄', '’']);
    let text = rest.strip_prefix([')', '.', ':', '］', '）'])?;
    // `e.g.` and `A.B.` are words.
    let apart = text.starts_with(char::is_whitespace) || rest.starts_with(')') || text.is_empty();
    (apart && ALPHABETS.iter().any(|letters| letters.chars().any(|known| upper(letter) == known)))
        .then(|| (letter, text.trim()))
}

fn upper(letter: char) -> char {
    let upper = letter.to_uppercase().next().unwrap_or(letter);
    match upper {
        'Ά' => 'Α',
        'Έ' => 'Ε',
        other => other,
    }
}

/// Whether a letter is the one at that place of an alphabet. Α, A and А are the first of theirs.
fn is_at(letter: char, place: usize) -> bool {
    ALPHABETS.iter().any(|letters| letters.chars().nth(place) == Some(upper(letter)))
}

/// Letters that look alike are the same: mixed files exist.
fn same(one: char, other: char) -> bool {
    let plain = |letter: char| match upper(letter) {
        'Α' | 'А' => 'A',
        'Β' | 'В' => 'B',
        'Ε' | 'Е' => 'E',
        'С' => 'C',
        'Η' | 'Н' => 'H',
        'Κ' | 'К' => 'K',
        'Μ' | 'М' => 'M',
        'Ο' | 'О' => 'O',
        'Ρ' | 'Р' => 'P',
        'Τ' | 'Т' => 'T',
        'Χ' | 'Х' => 'X',
        other => other,
    };
    plain(one) == plain(other)
}

/// What follows one of the labels.
fn labelled<'a>(line: &'a str, labels: &[&str]) -> Option<&'a str> {
    let (label, rest) = line.split_once([':', '：', '=']).or_else(|| {
        // `Ответ – а`, `ANSWER B`.
        line.split_once([' ', '\t']).filter(|(_, rest)| rest.trim().chars().count() <= 3)
    })?;
    let label = label.trim().trim_matches(['*', '[', '-', '_']).trim().to_lowercase();
    labels.contains(&label.as_str()).then(|| rest.trim().trim_matches(['*', '-', '–', ']']).trim())
}

/// `1. `, `12) `, `Question 3:` before a stem are only its number.
fn without_number(stem: &str) -> &str {
    let digits = stem.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < stem.len()
        && let Some(rest) = digits.strip_prefix(['.', ')']).filter(|rest| rest.starts_with(char::is_whitespace))
    {
        return rest.trim_start();
    }
    let lower = stem.to_lowercase();
    for word in ["question ", "ερώτηση ", "вопрос ", "frage "] {
        let Some(rest) = lower.strip_prefix(word) else { continue };
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let Some(rest) = rest.strip_prefix([':', '.', ')']) else { continue };
        // Only where small letters are as long as capitals can the rest be found again.
        if let Some(told) = stem.len().checked_sub(rest.len()).and_then(|at| stem.get(at..)) {
            return told.trim_start();
        }
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::found::Verdict;

    /// The stem with the places of the keys.
    fn found(text: &str) -> Vec<(String, Vec<usize>)> {
        let keys = |block: &Block| {
            let question = block.question.as_ref()?;
            let options = question.kind.options().iter().enumerate();
            Some((question.stem.clone(), options.filter(|(_, option)| option.is_key()).map(|(at, _)| at).collect()))
        };
        read(text).iter().filter_map(keys).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &[usize])]) {
        let expected: Vec<_> = expected.iter().map(|(stem, keys)| ((*stem).to_owned(), keys.to_vec())).collect();
        assert_eq!(found(text), expected, "{text}");
    }

    #[test]
    fn letters_of_any_alphabet_count() {
        check("Which?\nA) one\nB) two\nANSWER: B\n", &[("Which?", &[1])]);
        check(
            "1. Which?\na. one\nb. two\nanswer: a\nNext?\nA) x\nB) y\nANSWER: A",
            &[("Which?", &[0]), ("Next?", &[0])],
        );
        check("Ποιο;\nΑ) ένα\nΒ) δύο\nΓ) τρία\nΑπάντηση: Γ", &[("Ποιο;", &[2])]);
        check("Какой?\nа) один\nб) два\nв) три\nОтвет: в", &[("Какой?", &[2])]);
        check("Какой?\nA) один\nB) два\nC) три\nОтвет: В", &[("Какой?", &[1])]);
        check("All?\nA) x\nB) y\nC) z\nANSWER: A, C", &[("All?", &[0, 2])]);
        check("All?\nA) x\nB) y\nC) z\nANSWER: AC", &[("All?", &[0, 2])]);
        check("Two\nlines?\n\nA) x\nB) y\n\nANSWER: B", &[("Two\\\nlines?", &[1])]);
        check("Which?\nA) x\ngoes on\nB) y\nANSWER: B\nFEEDBACK: so", &[("Which?", &[1])]);
        check(
            "See\nA) first\nB) second\nthen\nA) only a\nB) only b\nANSWER: A",
            &[("See\\\nA) first\\\nB) second then", &[0])],
        );
    }

    #[test]
    fn what_has_no_answer_is_told() {
        let blocks = read("Which?\nA) x\nB) y\n\nNext?\nA) x\nB) y\nANSWER: A\n\nOther?\nA) x\nB) y\nANSWER: D\n");
        let told: Vec<_> = blocks.iter().map(|block| (block.place.line, block.verdict())).collect();
        assert_eq!(told, [(Some(1), Verdict::Skipped), (Some(5), Verdict::Accepted), (Some(10), Verdict::Skipped)]);
        assert_eq!(blocks[0].remarks[0].key, "import-no-answer-line");
        assert_eq!(blocks[2].remarks[0].key, "import-answer-names-none");
    }
}
