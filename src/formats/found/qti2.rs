//! Items of QTI 2.0 to 3.0: those with one interaction that we ask too.

use std::collections::BTreeSet;

use super::{
    super::marks,
    Block, Remark,
    block::{Draft, at_line},
    choice::{self, Loose, Several, WHOLE},
    picture::Beside,
    xml::{Inside, Node},
};
use crate::domain::kind::Kind;

/// What a response should be.
#[derive(Default)]
struct Declared {
    /// `float`, `integer`, `string`, `identifier`, `pair`.
    base: String,
    several: bool,
    correct: Vec<String>,
    /// What other responses earn.
    mapped: Vec<(String, f64)>,
}

/// The tree with the names of 3.0 (`qti-choice-interaction`) as those before.
pub(super) fn normalised(mut node: Node) -> Node {
    node.name = camel(node.name.strip_prefix("qti-").unwrap_or(&node.name));
    for (name, _) in &mut node.attributes {
        *name = camel(name);
    }
    let inside = std::mem::take(&mut node.inside);
    node.inside = inside
        .into_iter()
        .map(|inside| match inside {
            Inside::Node(node) => Inside::Node(normalised(node)),
            text @ Inside::Text(_) => text,
        })
        .collect();
    node
}

fn camel(name: &str) -> String {
    let mut parts = name.split('-');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |mut all, part| {
        let mut chars = part.chars();
        all.extend(chars.next().map(|first| first.to_ascii_uppercase()));
        all.push_str(chars.as_str());
        all
    })
}

/// An item.
pub(super) fn item(root: &Node, beside: &mut Beside<'_>) -> Block {
    let mut draft = Draft {
        id: root.attribute("identifier").map(str::to_owned),
        name: root.attribute("title").map(str::to_owned),
        ..Draft::default()
    };
    let Some(body) = root.first("itemBody") else {
        return draft.finish(at_line(root.line), "", Err(Remark::new("import-no-stem")));
    };
    if root.attribute("toolName") == Some(marks::TOOL) {
        draft.category.extend(root.attribute("label").map(str::to_owned));
        draft.tags.extend(body.attribute("class").unwrap_or_default().split_whitespace().map(str::to_owned));
    }
    let mut interactions = Vec::new();
    gather(body, &mut interactions);
    let stem = stem(&mut draft, body, &interactions, beside);
    draft.stem = stem;
    let shown = draft.stem.clone();
    explain(&mut draft, root);
    let kind = match interactions.as_slice() {
        [] => Err(Remark::new("import-description")),
        [interaction] => kind(&mut draft, root, interaction),
        several => Err(Remark::new("import-several-parts").with("count", several.len())),
    };
    draft.finish(at_line(root.line), &shown, kind)
}

fn gather<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
    for child in node.children() {
        if child.name.ends_with("Interaction") && child.name != "endAttemptInteraction" {
            found.push(child);
        } else {
            gather(child, found);
        }
    }
}

fn is_hidden(node: &Node) -> bool {
    matches!(node.name.as_str(), "rubricBlock" | "feedbackInline" | "feedbackBlock" | "templateBlock" | "stylesheet")
}

/// What stands around the interaction and in its prompt; a gap stands for one within a text.
fn stem(draft: &mut Draft, body: &Node, interactions: &[&Node], beside: &mut Beside<'_>) -> String {
    let gap = "\u{e010}";
    let mut body = body.clone();
    mark_gaps(&mut body, gap);
    let around = body.html(&|node| is_hidden(node) || node.name.ends_with("Interaction"));
    let prompts: Vec<String> =
        interactions.iter().filter_map(|of| of.child("prompt")).map(|prompt| prompt.html(&is_hidden)).collect();
    let html = format!("{around}<div>{}</div>", prompts.join("<br>"));
    let text = draft.stem_of(&html, Some(true), beside);
    // Only where words stand around it is there a gap to see.
    let before = text.trim().trim_end_matches(gap);
    let bare = before.trim_end();
    let apart = before.ends_with("\n\n") || bare.ends_with(['?', ':', '.', '!']);
    if apart && !bare.is_empty() && !bare.contains(gap) { bare.to_owned() } else { text.replace(gap, "_____") }
}

fn mark_gaps(node: &mut Node, gap: &str) {
    for inside in &mut node.inside {
        if let Inside::Node(child) = inside {
            if matches!(child.name.as_str(), "textEntryInteraction" | "inlineChoiceInteraction") {
                *inside = Inside::Text(gap.to_owned());
            } else {
                mark_gaps(child, gap);
            }
        }
    }
}

/// What is told of a right answer, or of any.
fn explain(draft: &mut Draft, root: &Node) {
    let wrong = |id: &str| ["incorrect", "wrong", "false"].iter().any(|word| id.to_lowercase().contains(word));
    let told = root.children().filter(|child| child.name == "modalFeedback");
    let told = told.filter(|feedback| !feedback.attribute("identifier").is_some_and(wrong));
    let html: Vec<String> = told.map(|feedback| feedback.html(&is_hidden)).collect();
    draft.feedback(&html.join("<br>"), Some(true));
    // A bare "Correct!" explains nothing.
    draft.explanation = draft.explanation.take().filter(|text| text.split_whitespace().count() > 1);
}

fn declared(root: &Node, id: &str) -> Declared {
    let declarations = root.all("responseDeclaration");
    let Some(found) = declarations.into_iter().find(|node| node.attribute("identifier") == Some(id)) else {
        return Declared::default();
    };
    let correct = found.child("correctResponse").map(|correct| correct.all("value")).unwrap_or_default();
    let mapped = found.child("mapping").map(|mapping| mapping.all("mapEntry")).unwrap_or_default();
    Declared {
        base: found.attribute("baseType").unwrap_or_default().to_owned(),
        several: matches!(found.attribute("cardinality"), Some("multiple")),
        correct: correct.iter().map(|value| value.text().trim().to_owned()).filter(|text| !text.is_empty()).collect(),
        mapped: mapped
            .iter()
            .filter_map(|entry| {
                let value = entry.attribute("mappedValue")?.trim().parse().ok()?;
                Some((entry.attribute("mapKey")?.trim().to_owned(), value))
            })
            .collect(),
    }
}

impl Declared {
    /// What is right: what is declared so, else what earns the most, or where several may be chosen anything.
    fn right(&self) -> Vec<String> {
        if !self.correct.is_empty() {
            return self.correct.clone();
        }
        let best = self.mapped.iter().map(|(_, value)| *value).fold(0.0, f64::max);
        let counts = |value: f64| if self.several { value > 0.0 } else { value > 0.0 && value >= best };
        self.mapped.iter().filter(|(_, value)| counts(*value)).map(|(key, _)| key.clone()).collect()
    }
}

fn kind(draft: &mut Draft, root: &Node, interaction: &Node) -> Result<Kind, Remark> {
    let response = declared(root, interaction.attribute("responseIdentifier").unwrap_or("RESPONSE"));
    match interaction.name.as_str() {
        "choiceInteraction" | "inlineChoiceInteraction" => {
            let right = response.right();
            if let Some(key) = truth(interaction, &right) {
                return Ok(choice::truth(key));
            }
            let mut options = Vec::new();
            for choice in interaction.children().filter(|child| child.name.ends_with("Choice")) {
                let share = if choice.attribute("identifier").is_some_and(|id| right.iter().any(|key| key == id)) {
                    WHOLE
                } else {
                    0
                };
                options.push(Loose { text: words(draft, choice), share });
            }
            let one = !response.several || interaction.attribute("maxChoices") == Some("1") && right.len() < 2;
            choice::choice(draft, options, if one { Several::One } else { Several::Many })
        }
        "textEntryInteraction" => entry(draft, root, &response),
        "orderInteraction" => {
            let choices = interaction.all("simpleChoice");
            let named = |id: &String| choices.iter().find(|choice| choice.attribute("identifier") == Some(id));
            let items: Vec<String> =
                response.correct.iter().filter_map(named).map(|choice| words(draft, choice)).collect();
            if items.is_empty() { Err(Remark::new("import-no-key")) } else { choice::ordering(items) }
        }
        "matchInteraction" => matching(draft, interaction, &response),
        "extendedTextInteraction" => Err(Remark::new("import-essay")),
        other => Err(Remark::new("import-kind-not-ours").with("kind", other)),
    }
}

/// A choice between two that are called true and false is a statement.
fn truth(interaction: &Node, right: &[String]) -> Option<bool> {
    let choices = interaction.children().filter(|child| child.name.ends_with("Choice"));
    let ids: BTreeSet<&str> = choices.filter_map(|choice| choice.attribute("identifier")).collect();
    let [key] = right else { return None };
    (ids == BTreeSet::from(["false", "true"])).then_some(key == "true")
}

fn words(draft: &mut Draft, node: &Node) -> String {
    let html = node.html(&is_hidden);
    draft.words(&html, Some(true))
}

fn entry(draft: &mut Draft, root: &Node, response: &Declared) -> Result<Kind, Remark> {
    let right = response.right();
    if matches!(response.base.as_str(), "float" | "integer") {
        let key = right.first().ok_or_else(|| Remark::new("import-no-key"))?;
        let equal = root.first("equal");
        let absolute = equal.filter(|equal| equal.attribute("toleranceMode") == Some("absolute"));
        let off =
            absolute.and_then(|equal| equal.attribute("tolerance")).and_then(|told| told.split_whitespace().next());
        return choice::number(key, off.unwrap_or("0"), None);
    }
    let best = response.mapped.iter().map(|(_, value)| *value).fold(0.0, f64::max);
    let also = response.mapped.iter().filter(|(_, value)| best > 0.0 && *value >= best).map(|(key, _)| key.clone());
    let all = right.into_iter().chain(also).map(|text| Loose { text, share: WHOLE });
    choice::accepted(draft, all.collect())
}

/// Items of one set, each with its only partner of the other.
fn matching(draft: &mut Draft, interaction: &Node, response: &Declared) -> Result<Kind, Remark> {
    let sets = interaction.all("simpleMatchSet");
    let [lefts, rights] = sets.as_slice() else {
        return Err(Remark::new("import-kind-not-ours").with("kind", "match"));
    };
    let pairs: Vec<(&str, &str)> =
        response.correct.iter().filter_map(|pair| pair.split_once(char::is_whitespace)).collect();
    let rights: Vec<&Node> = rights.children().collect();
    let mut rows = Vec::new();
    for left in lefts.children() {
        let id = left.attribute("identifier").unwrap_or_default();
        let mut own = pairs.iter().filter(|(one, _)| *one == id);
        let (Some((_, partner)), None) = (own.next(), own.next()) else {
            return Err(Remark::new("import-kind-not-ours").with("kind", "match"));
        };
        let partner = rights.iter().find(|right| right.attribute("identifier") == Some(partner.trim()));
        let partner = partner.map(|right| words(draft, right)).unwrap_or_default();
        rows.push((words(draft, left), partner));
    }
    for right in &rights {
        let text = words(draft, right);
        if rows.iter().all(|(_, partner)| *partner != text) {
            rows.push((String::new(), text));
        }
    }
    choice::matching(draft, rows)
}
