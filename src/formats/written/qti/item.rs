//! An item of QTI: what is right, what is asked, how it is scored, what is told afterwards, in the order in which the schema wants them.

use num_rational::BigRational;

use super::{
    super::{
        super::{found::Remark, marks},
        Telling,
        anki::one_word,
        flat::{Amount, Asked, Choice, Key, Several, decimal_of},
        shares,
        xml::Element,
    },
    Version, XSI,
};
use crate::domain::kind::Scoring;

/// What every response is called.
const RESPONSE: &str = "RESPONSE";

/// All together earns from nothing to all of the points; what is not named earns nothing.
const BOUNDS: &[(&str, &str)] = &[("lowerBound", "0"), ("upperBound", "1"), ("defaultValue", "0")];

/// What a kind makes of an item.
struct Parts {
    declaration: Element,
    interaction: Element,
    processing: Element,
}

/// The item of a question.
pub(super) fn of(question: &Asked<'_>, told: &mut Telling<'_>, version: Version) -> Element {
    let names = version.names();
    let parts = parts(question, told, version);
    told.exam_only(question);
    if question.points != 1 {
        told.lost(question.code, Remark::new("export-points"));
    }
    let stem = (told.voice.html)(&question.stem);
    // A body holds blocks only.
    let stem = if stem.starts_with('<') { stem } else { format!("<p>{}</p>", stem.trim()) };
    let placed = question.told_tags().map(|tag| one_word(&tag)).collect::<Vec<_>>().join(" ");
    let feedback = Element::new("div").html(&told.feedback(question));
    let shown = [("outcomeIdentifier", "FEEDBACK"), ("identifier", "told"), ("showHide", "show")];
    let modal = version.element("modalFeedback", &shown);
    let modal = match version {
        Version::Two => modal.child(feedback),
        Version::Three => modal.child(version.element("contentBody", &[]).child(feedback)),
    };
    let lang = told.voice.lang.to_string();
    version
        .element("assessmentItem", &[])
        .with("xmlns", names.items)
        .with("xmlns:xsi", XSI)
        .with("xsi:schemaLocation", format!("{} {}", names.items, names.items_place))
        .with("identifier", question.code.as_str())
        .with("title", told.name(&question.stem))
        .with("label", &question.topic)
        .with("xml:lang", &lang)
        .with("adaptive", "false")
        .with(if version == Version::Two { "timeDependent" } else { "time-dependent" }, "false")
        .with(if version == Version::Two { "toolName" } else { "tool-name" }, marks::TOOL)
        .child(parts.declaration)
        .child(outcome(version, "SCORE", "single", "float", "0"))
        .child(outcome(version, "FEEDBACK", "multiple", "identifier", "told"))
        .child(version.element("itemBody", &[("class", &placed)]).html(&stem).child(parts.interaction))
        .child(parts.processing)
        .child(modal)
}

fn outcome(version: Version, name: &str, cardinality: &str, base: &str, value: &str) -> Element {
    let told = [("identifier", name), ("cardinality", cardinality), ("baseType", base)];
    let value = version.element("defaultValue", &[]).child(version.element("value", &[]).text(value));
    version.element("outcomeDeclaration", &told).child(value)
}

fn parts(question: &Asked<'_>, told: &mut Telling<'_>, version: Version) -> Parts {
    match &question.key {
        Key::Single(choices) => {
            let right = choices.iter().enumerate().filter(|(_, choice)| choice.right).map(|(at, _)| choice_id(at));
            Parts {
                declaration: declaration(version, "single", "identifier", right),
                interaction: choice(version, choices, "1"),
                processing: template(version, "match_correct"),
            }
        }
        Key::Multiple(several) => multiple(question, several, told, version),
        Key::Truth(key) => truth(*key, told, version),
        Key::Number(amount) => number(question, amount, told, version),
        Key::Words(words, _) => {
            told.lost(question.code, Remark::new("export-text-exact"));
            let entries = words.iter().map(|word| {
                let told = [("mapKey", word.trim()), ("mappedValue", "1"), ("caseSensitive", "false")];
                version.element("mapEntry", &told)
            });
            let declaration = declaration(version, "single", "string", words.first().cloned());
            Parts {
                declaration: declaration.child(version.element("mapping", BOUNDS).children(entries)),
                interaction: entry(version, ""),
                processing: template(version, "map_response"),
            }
        }
        Key::Pairs { pairs, others } => matching(pairs, others, version),
        Key::Order(items) => Parts {
            declaration: declaration(version, "ordered", "identifier", (0..items.len()).map(choice_id)),
            interaction: order(version, items),
            processing: template(version, "match_correct"),
        },
    }
}

fn choice_id(at: usize) -> String {
    format!("c{}", at + 1)
}

/// What is right.
fn declaration(version: Version, cardinality: &str, base: &str, right: impl IntoIterator<Item = String>) -> Element {
    let told = [("identifier", RESPONSE), ("cardinality", cardinality), ("baseType", base)];
    let values = right.into_iter().map(|value| version.element("value", &[]).text(value));
    version.element("responseDeclaration", &told).child(version.element("correctResponse", &[]).children(values))
}

/// What each response earns.
fn mapping(version: Version, entries: impl IntoIterator<Item = (String, BigRational)>) -> Element {
    let entries = entries.into_iter().map(|(key, share)| {
        version.element("mapEntry", &[("mapKey", key.trim()), ("mappedValue", &decimal_of(&share))])
    });
    version.element("mapping", BOUNDS).children(entries)
}

fn template(version: Version, name: &str) -> Element {
    version.element("responseProcessing", &[("template", &version.template(name))])
}

fn choice(version: Version, choices: &[Choice], most: &str) -> Element {
    let options = choices
        .iter()
        .enumerate()
        .map(|(at, choice)| version.element("simpleChoice", &[("identifier", &choice_id(at))]).text(&choice.text));
    let told = [("responseIdentifier", RESPONSE), ("shuffle", "true"), ("maxChoices", most)];
    version.element("choiceInteraction", &told).children(options)
}

fn multiple(question: &Asked<'_>, several: &Several, told: &mut Telling<'_>, version: Version) -> Parts {
    let choices = || several.choices.iter().enumerate();
    let right = choices().filter(|(_, choice)| choice.right).map(|(at, _)| choice_id(at));
    let declaration = declaration(version, "multiple", "identifier", right);
    let interaction = choice(version, &several.choices, "0");
    if several.scoring == Scoring::AllOrNothing {
        return Parts { declaration, interaction, processing: template(version, "match_correct") };
    }
    if let Some(remark) = shares::lost(several.scoring) {
        told.lost(question.code, remark);
    }
    let entries = choices().zip(&several.shares).map(|((at, _), share)| (choice_id(at), share.clone()));
    let declaration = declaration.child(mapping(version, entries));
    Parts { declaration, interaction, processing: template(version, "map_response") }
}

fn truth(key: bool, told: &Telling<'_>, version: Version) -> Parts {
    let options = ["true", "false"]
        .map(|id| version.element("simpleChoice", &[("identifier", id)]).text(told.say(&format!("export-{id}"))));
    let shape = [("responseIdentifier", RESPONSE), ("shuffle", "false"), ("maxChoices", "1")];
    Parts {
        declaration: declaration(version, "single", "identifier", [key.to_string()]),
        interaction: version.element("choiceInteraction", &shape).children(options),
        processing: template(version, "match_correct"),
    }
}

fn number(question: &Asked<'_>, amount: &Amount, told: &mut Telling<'_>, version: Version) -> Parts {
    if amount.narrower {
        told.lost(question.code, Remark::new("export-tolerance-narrower"));
    }
    let unit = amount.unit.as_deref().map(marks::unit_mark).unwrap_or_default();
    if amount.unit.is_some() {
        told.lost(question.code, Remark::new("export-unit-in-stem"));
    }
    let off = format!("{0} {0}", amount.off);
    let exactly = [("toleranceMode", "exact")];
    let nearly = [("toleranceMode", "absolute"), ("tolerance", off.as_str())];
    let equal = version.element("equal", if amount.off == "0" { &exactly[..] } else { &nearly[..] });
    let equal = ["variable", "correct"]
        .into_iter()
        .fold(equal, |equal, name| equal.child(version.element(name, &[("identifier", RESPONSE)])));
    let whole = version.element("baseValue", &[("baseType", "float")]).text("1");
    let set = version.element("setOutcomeValue", &[("identifier", "SCORE")]).child(whole);
    let condition = version.element("responseIf", &[]).child(equal).child(set);
    let condition = version.element("responseCondition", &[]).child(condition);
    Parts {
        declaration: declaration(version, "single", "float", [amount.key.clone()]),
        interaction: entry(version, &unit),
        processing: version.element("responseProcessing", &[]).child(condition),
    }
}

/// A field for a word or a number, with what stands behind it.
fn entry(version: Version, after: &str) -> Element {
    let field = version.element("textEntryInteraction", &[("responseIdentifier", RESPONSE)]);
    let line = Element::new("p").child(field);
    if after.is_empty() { line } else { line.html(&format!(" {after}")) }
}

/// Items in an order that does not tell the right one.
fn order(version: Version, items: &[String]) -> Element {
    let mut shown: Vec<(usize, &String)> = items.iter().enumerate().collect();
    shown.sort_by_key(|(_, text)| *text);
    let options = shown
        .into_iter()
        .map(|(at, text)| version.element("simpleChoice", &[("identifier", &choice_id(at))]).text(text));
    let told = [("responseIdentifier", RESPONSE), ("shuffle", "true")];
    version.element("orderInteraction", &told).children(options)
}

/// Several items may have the same partner, which is offered once; the partners' order does not tell the right one.
fn matching(pairs: &[(String, String)], others: &[String], version: Version) -> Parts {
    let mut offered: Vec<&String> = pairs.iter().map(|(_, right)| right).chain(others).collect();
    offered.sort();
    offered.dedup();
    let of = |right: &String| offered.iter().position(|known| *known == right).unwrap_or_default();
    let right: Vec<String> =
        pairs.iter().enumerate().map(|(at, (_, right))| format!("l{} r{}", at + 1, of(right) + 1)).collect();
    let part = BigRational::new(1.into(), pairs.len().max(1).into());
    let entries: Vec<_> = right.iter().map(|pair| (pair.clone(), part.clone())).collect();
    let set = |texts: &[&String], side: char, most: &str| {
        let choices = texts.iter().enumerate().map(|(at, text)| {
            let id = format!("{side}{}", at + 1);
            version.element("simpleAssociableChoice", &[("identifier", &id), ("matchMax", most)]).text(text)
        });
        version.element("simpleMatchSet", &[]).children(choices)
    };
    let lefts: Vec<&String> = pairs.iter().map(|(left, _)| left).collect();
    let count = pairs.len().to_string();
    let told = [("responseIdentifier", RESPONSE), ("shuffle", "true"), ("maxAssociations", count.as_str())];
    Parts {
        declaration: declaration(version, "multiple", "directedPair", right).child(mapping(version, entries)),
        interaction: version
            .element("matchInteraction", &told)
            .child(set(&lefts, 'l', "1"))
            .child(set(&offered, 'r', "0")),
        processing: template(version, "map_response"),
    }
}
