//! Moodle XML, as Moodle itself writes it. Orders are the type `ordering`, which Moodle brings along since 4.5 and before as a plugin.

use super::{
    super::found::Remark,
    Telling,
    flat::{Amount, Asked, Choice, Key, Several},
    shares,
    xml::{self, Element},
};
use crate::base::error::Result;

/// Writes the questions.
pub(super) fn write(asked: &[Asked<'_>], told: &mut Telling<'_>) -> Result<Vec<u8>> {
    let mut quiz = Element::new("quiz");
    let mut topic = None;
    for question in asked {
        if topic != Some(&question.topic) {
            quiz = quiz.child(category(question));
            topic = Some(&question.topic);
        }
        quiz = quiz.child(one(question, told));
    }
    xml::file(&quiz)
}

fn category(question: &Asked<'_>) -> Element {
    let path = [&question.line.1, &question.topic].map(|name| name.replace('/', "//"));
    let path = format!("$course$/top/{}", path.join("/"));
    Element::new("question").with("type", "category").child(Element::new("category").child(text(&path)))
}

fn one(question: &Asked<'_>, told: &mut Telling<'_>) -> Element {
    let kind = match &question.key {
        Key::Single(_) | Key::Multiple(_) => "multichoice",
        Key::Truth(_) => "truefalse",
        Key::Number(_) => "numerical",
        Key::Words(..) => "shortanswer",
        Key::Pairs { .. } => "matching",
        Key::Order(_) => "ordering",
    };
    told.exam_only(question);
    let head = Element::new("question")
        .with("type", kind)
        .child(Element::new("name").child(text(&told.name(&question.stem))))
        .child(html("questiontext", &told.html(&question.stem)))
        .child(html("generalfeedback", &told.feedback(question)))
        .child(Element::new("defaultgrade").text(question.points.to_string()))
        .child(Element::new("penalty").text("0.3333333"))
        .child(Element::new("hidden").text("0"))
        .child(Element::new("idnumber").text(question.code.as_str()));
    let tags = question.told_tags().map(|tag| Element::new("tag").child(text(&tag)));
    head.children(key(question, told)).child(Element::new("tags").children(tags))
}

/// What makes the kind.
fn key(question: &Asked<'_>, told: &mut Telling<'_>) -> Vec<Element> {
    match &question.key {
        Key::Single(choices) => {
            choice(true, choices.iter().map(|choice| (choice, if choice.right { "100" } else { "0" }.to_owned())))
        }
        Key::Multiple(several) => multiple(question, several, told),
        Key::Truth(key) => [true, false]
            .map(|value| {
                let fraction = if value == *key { "100" } else { "0" };
                answer(fraction, "moodle_auto_format").child(text(&value.to_string())).child(nothing("feedback"))
            })
            .into(),
        Key::Number(amount) => number(question, amount, told),
        Key::Words(words, _) => {
            told.lost(question.code, Remark::new("export-text-exact"));
            let answers = words.iter().map(|word| {
                let plain = answer("100", "moodle_auto_format").child(text(&word.replace('*', "\\*")));
                plain.child(nothing("feedback"))
            });
            [Element::new("usecase").text("0")].into_iter().chain(answers).collect()
        }
        Key::Pairs { pairs, others } => {
            let pairs = pairs.iter().map(|(left, right)| (html_escape::encode_text(left).into_owned(), right));
            let others = others.iter().map(|right| (String::new(), right));
            let rows = pairs
                .chain(others)
                .map(|(left, right)| html("subquestion", &left).child(Element::new("answer").child(text(right))));
            [Element::new("shuffleanswers").text("true")].into_iter().chain(rows).collect()
        }
        Key::Order(items) => order(items),
    }
}

/// A choice between options, each with its percents.
fn choice<'a>(single: bool, choices: impl Iterator<Item = (&'a Choice, String)>) -> Vec<Element> {
    let head = [
        Element::new("single").text(single.to_string()),
        Element::new("shuffleanswers").text("true"),
        Element::new("answernumbering").text("abc"),
    ];
    let answers = choices.map(|(choice, percents)| {
        let option = html_escape::encode_text(&choice.text).into_owned();
        answer(&percents, "html").child(data(&option)).child(nothing("feedback"))
    });
    head.into_iter().chain(answers).collect()
}

fn multiple(question: &Asked<'_>, several: &Several, told: &mut Telling<'_>) -> Vec<Element> {
    let (percents, rounded) = shares::moodle(several);
    let lost = shares::lost(several.scoring).or_else(|| rounded.then(|| Remark::new("export-weight-rounded")));
    if let Some(remark) = lost {
        told.lost(question.code, remark);
    }
    choice(false, several.choices.iter().zip(percents))
}

fn number(question: &Asked<'_>, amount: &Amount, told: &mut Telling<'_>) -> Vec<Element> {
    if amount.narrower {
        told.lost(question.code, Remark::new("export-tolerance-narrower"));
    }
    let mut all = vec![
        answer("100", "moodle_auto_format")
            .child(text(&amount.key))
            .child(nothing("feedback"))
            .child(Element::new("tolerance").text(&amount.off)),
    ];
    if let Some(unit) = &amount.unit {
        told.lost(question.code, Remark::new("export-unit-alone"));
        let unit = Element::new("unit")
            .child(Element::new("multiplier").text("1"))
            .child(Element::new("unit_name").text(unit));
        all.push(Element::new("units").child(unit));
    }
    // 0: a unit may be told; 1: one must be, or a part of the points is lost. Shown as a field of its own (0), or not at all (3).
    let graded = if amount.unit_penalty.is_some() { "1" } else { "0" };
    all.push(Element::new("unitgradingtype").text(graded));
    all.push(Element::new("unitpenalty").text(amount.unit_penalty.as_deref().unwrap_or("0.1")));
    all.push(Element::new("showunits").text(if amount.unit.is_some() { "0" } else { "3" }));
    all.push(Element::new("unitsleft").text("0"));
    all
}

fn order(items: &[String]) -> Vec<Element> {
    let head = [
        Element::new("layouttype").text("VERTICAL"),
        Element::new("selecttype").text("ALL"),
        Element::new("selectcount").text(items.len().to_string()),
        Element::new("gradingtype").text("ALL_OR_NOTHING"),
    ];
    let answers = items
        .iter()
        .enumerate()
        .map(|(at, item)| answer(&(at + 1).to_string(), "html").child(data(&html_escape::encode_text(item))));
    head.into_iter().chain(answers).collect()
}

fn answer(fraction: &str, format: &str) -> Element {
    Element::new("answer").with("fraction", fraction).with("format", format)
}

fn html(name: &str, html: &str) -> Element {
    Element::new(name).with("format", "html").child(data(html))
}

fn nothing(name: &str) -> Element {
    html(name, "")
}

fn text(text: &str) -> Element {
    Element::new("text").text(text)
}

fn data(html: &str) -> Element {
    Element::new("text").data(html)
}
