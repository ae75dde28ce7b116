//! GIFT, as Moodle itself writes it: every sign escaped, a blank line between questions, categories apart.

use super::{
    super::{found::Remark, marks},
    Telling,
    flat::{Amount, Asked, Choice, Key, Several},
    shares,
};

/// Writes the questions.
pub(super) fn write(asked: &[Asked<'_>], told: &mut Telling<'_>) -> Vec<u8> {
    let mut text = String::new();
    let mut topic = None;
    for question in asked {
        let Some(answer) = answer(question, told) else { continue };
        if topic != Some(&question.topic) {
            let path = [&question.line.1, &question.topic].map(|name| name.replace('/', "//"));
            text.extend(["$CATEGORY: $course$/top/", &one_line(&path.join("/")), "\n\n"]);
            topic = Some(&question.topic);
        }
        block(&mut text, question, &answer, told);
    }
    text.into_bytes()
}

fn block(text: &mut String, question: &Asked<'_>, answer: &str, told: &mut Telling<'_>) {
    let tags = question.told_tags();
    text.extend(["// [id:", question.code.as_str(), "]"]);
    for tag in tags {
        text.extend([" [tag:", &one_line(&tag.replace(['[', ']'], "")), "]"]);
    }
    let mut stem = told.html(&question.stem);
    if let Key::Number(Amount { unit: Some(unit), .. }) = &question.key {
        stem = marks::with_unit(&stem, unit);
        told.lost(question.code, Remark::new("export-unit-in-stem"));
    }
    if question.points != 1 {
        told.lost(question.code, Remark::new("export-points"));
    }
    told.exam_only(question);
    let name = escaped(&told.name(&question.stem));
    let feedback = escaped(&told.feedback(question));
    text.extend(["\n::", &name, "::[html]", &escaped(&stem), "{", answer, "####", &feedback, "}\n\n"]);
}

/// What stands in the braces; none for what GIFT has no way to ask.
fn answer(question: &Asked<'_>, told: &mut Telling<'_>) -> Option<String> {
    let lines = |tokens: Vec<String>| format!("\n\t{}\n", tokens.join("\n\t"));
    Some(match &question.key {
        Key::Single(choices) => lines(choices.iter().map(single).collect()),
        Key::Multiple(several) => lines(multiple(question, several, told)),
        Key::Truth(key) => (if *key { "TRUE" } else { "FALSE" }).to_owned(),
        Key::Number(amount) => {
            if amount.narrower {
                told.lost(question.code, Remark::new("export-tolerance-narrower"));
            }
            format!("#{}:{}", amount.key, amount.off)
        }
        Key::Words(words, _) => {
            told.lost(question.code, Remark::new("export-text-exact"));
            lines(words.iter().map(|word| format!("={}", escaped(&unpaired(&word.replace('*', "\\*"))))).collect())
        }
        Key::Pairs { pairs, others } => {
            let pairs = pairs.iter().map(|(left, right)| format!("={} -> {}", unpaired(&option(left)), words(right)));
            lines(pairs.chain(others.iter().map(|right| format!("= -> {}", words(right)))).collect())
        }
        Key::Order(_) => {
            told.left(question.code, Remark::new("export-left-kind"));
            return None;
        }
    })
}

fn single(choice: &Choice) -> String {
    format!("{}{}", if choice.right { '=' } else { '~' }, option(&choice.text))
}

fn multiple(question: &Asked<'_>, several: &Several, told: &mut Telling<'_>) -> Vec<String> {
    let (percents, rounded) = shares::moodle(several);
    let lost = shares::lost(several.scoring).or_else(|| rounded.then(|| Remark::new("export-weight-rounded")));
    if let Some(remark) = lost {
        told.lost(question.code, remark);
    }
    let tokens = several.choices.iter().zip(percents);
    tokens.map(|(choice, percent)| format!("~%{percent}%{}", option(&choice.text))).collect()
}

/// An option as HTML. A bracket or a percent sign at its beginning would mean something else.
fn option(text: &str) -> String {
    let html = html_escape::encode_text(text.trim()).into_owned();
    let html = match html.strip_prefix('[') {
        Some(rest) => format!("&#91;{rest}"),
        None => html,
    };
    match html.strip_prefix('%') {
        Some(rest) => escaped(&format!("&#37;{rest}")),
        None => escaped(&html),
    }
}

/// A partner: Moodle takes it for words, not for HTML.
fn words(text: &str) -> String {
    escaped(text.trim())
}

/// The sign between partners cannot be escaped.
fn unpaired(text: &str) -> String {
    text.replace("->", "→")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text whose signs mean nothing, in one line.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ':' | '#' | '=' | '{' | '}' | '~' | '\\' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            '\r' => {}
            c => escaped.push(c),
        }
    }
    escaped
}
