//! Items of QTI 1.2, as Canvas, common cartridges and older systems write them.

use super::{
    Block, Remark,
    block::{Draft, at_line},
    choice::{self, Loose, Several, WHOLE},
    picture::Beside,
    table::truth,
    xml::Node,
};
use crate::domain::kind::Kind;

/// The items of a file.
pub(super) fn items(root: &Node, beside: &mut Beside<'_>) -> Vec<Block> {
    let mut items = root.all("item");
    if root.name == "item" {
        items = vec![root];
    }
    items
        .into_iter()
        .filter(|item| item.child("presentation").is_some() || !item.whole)
        .map(|node| item(node, beside))
        .collect()
}

fn item(node: &Node, beside: &mut Beside<'_>) -> Block {
    let mut draft = Draft {
        id: node.attribute("ident").map(str::to_owned),
        name: node.attribute("title").map(str::to_owned),
        points: metadata(node, "points_possible")
            .and_then(|points| points.split('.').next()?.parse().ok())
            .filter(|points| *points > 0),
        ..Draft::default()
    };
    let place = at_line(node.line);
    let Some(presentation) = node.child("presentation") else {
        return draft.finish(place, "", Err(Remark::new("import-xml-cut")));
    };
    let mut stem = Vec::new();
    materials(presentation, &mut stem);
    let mut told = Vec::new();
    for text in stem {
        told.push(draft.stem_of(inner(text).trim(), is_html(text), beside));
    }
    told.join("\n\n").trim().clone_into(&mut draft.stem);
    let shown = draft.stem.clone();
    draft.explanation = explanation(&mut draft, node);
    if !node.whole {
        return draft.finish(place, &shown, Err(Remark::new("import-xml-cut")));
    }
    let kind = kind(&mut draft, node, presentation);
    draft.finish(place, &shown, kind)
}

/// A field of the item's metadata.
fn metadata(node: &Node, label: &str) -> Option<String> {
    let fields = node.all("qtimetadatafield");
    let found =
        fields.into_iter().find(|field| field.child("fieldlabel").is_some_and(|name| name.text().trim() == label))?;
    Some(found.child("fieldentry")?.text().trim().to_owned())
}

/// Texts outside of what may be chosen.
fn materials<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
    for child in node.children() {
        match child.name.as_str() {
            "mattext" => found.push(child),
            name if name.starts_with("response_") || name.starts_with("render_") => {}
            _ => materials(child, found),
        }
    }
}

fn is_html(mattext: &Node) -> Option<bool> {
    match mattext.attribute("texttype") {
        Some("text/plain") | None => None,
        Some(_) => Some(true),
    }
}

fn markdown(draft: &mut Draft, mattext: &Node) -> String {
    let text = inner(mattext);
    draft.markdown(text.trim(), is_html(mattext))
}

/// Its text; elements within are HTML that nobody escaped.
fn inner(mattext: &Node) -> String {
    if mattext.children().next().is_some() { mattext.html(&|_| false) } else { mattext.text() }
}

fn words(draft: &mut Draft, node: &Node) -> String {
    let texts = node.all("mattext");
    let told: Vec<String> = texts.iter().map(|text| draft.words(inner(text).trim(), is_html(text))).collect();
    told.join(" ").trim().to_owned()
}

fn explanation(draft: &mut Draft, node: &Node) -> Option<String> {
    let told = |ident: &str| {
        node.children().find(|child| child.name == "itemfeedback" && child.attribute("ident") == Some(ident))
    };
    let feedback = told("general_fb").or_else(|| told("correct_fb"))?;
    let texts = feedback.all("mattext");
    let text: Vec<String> = texts.iter().map(|text| markdown(draft, text)).collect();
    Some(text.join("\n\n")).filter(|text| !text.trim().is_empty())
}

/// A response that is asked for, with what may be chosen.
struct Asked<'a> {
    id: &'a str,
    node: &'a Node,
    labels: Vec<(&'a str, &'a Node)>,
}

/// A condition that earns points: which responses must be what, and how many points.
struct Earned {
    equal: Vec<(String, String)>,
    bounds: Vec<(String, String)>,
    points: f64,
}

fn kind(draft: &mut Draft, node: &Node, presentation: &Node) -> Result<Kind, Remark> {
    let told = metadata(node, "question_type").or_else(|| metadata(node, "cc_profile")).unwrap_or_default();
    let told =
        told.trim_start_matches("cc.").split(".v0").next().unwrap_or_default().trim_end_matches("_question").to_owned();
    match told.as_str() {
        "essay" | "file_upload" => return Err(Remark::new("import-essay")),
        "text_only" => return Err(Remark::new("import-description")),
        "fill_in_multiple_blanks" | "multiple_dropdowns" => return Err(Remark::new("import-cloze")),
        "calculated" | "pattern_match" | "hot_spot" => {
            return Err(Remark::new("import-kind-not-ours").with("kind", told));
        }
        _ => {}
    }
    let asked = asked(presentation);
    let earned = earned(node);
    let choices: Vec<&Asked<'_>> =
        asked.iter().filter(|asked| !asked.labels.is_empty() && asked.node.name == "response_lid").collect();
    match (choices.as_slice(), asked.first()) {
        ([], Some(first)) => typed(draft, &told, first, &earned),
        ([], None) => Err(Remark::new("import-description")),
        ([one], _) => choose(draft, &told, one, &earned),
        (several, _) => matching(draft, several, &earned),
    }
}

fn asked(presentation: &Node) -> Vec<Asked<'_>> {
    let mut found = Vec::new();
    gather(presentation, &mut found);
    found
        .into_iter()
        .map(|node| Asked {
            id: node.attribute("ident").unwrap_or_default(),
            labels: node
                .all("response_label")
                .into_iter()
                .filter(|label| label.first("mattext").is_some())
                .map(|label| (label.attribute("ident").unwrap_or_default(), label))
                .collect(),
            node,
        })
        .collect()
}

fn gather<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
    for child in node.children() {
        if matches!(child.name.as_str(), "response_lid" | "response_str" | "response_num") {
            found.push(child);
        } else {
            gather(child, found);
        }
    }
}

/// The conditions that earn points, by the points; where none is told, those that show what is shown to who is right.
fn earned(node: &Node) -> Vec<Earned> {
    let conditions = node.all("respcondition");
    let scored = |condition: &&Node| {
        let set = condition.all("setvar");
        set.iter().filter_map(|set| set.text().trim().parse::<f64>().ok()).fold(0.0, f64::max)
    };
    let mut earned: Vec<Earned> = conditions
        .iter()
        .map(|condition| (condition, scored(condition)))
        .filter(|(_, points)| *points > 0.0)
        .map(|(condition, points)| condition_of(condition, points))
        .collect();
    if earned.is_empty() {
        let says_right =
            |text: &str| text.to_lowercase().contains("correct") && !text.to_lowercase().contains("incorrect");
        let shows = |condition: &&&Node| {
            condition.attribute("title").is_some_and(says_right)
                || condition
                    .all("displayfeedback")
                    .iter()
                    .any(|shown| shown.attribute("linkrefid").is_some_and(says_right))
        };
        earned = conditions.iter().filter(shows).map(|condition| condition_of(condition, 1.0)).collect();
    }
    earned
}

fn condition_of(condition: &Node, points: f64) -> Earned {
    let mut earned = Earned { equal: Vec::new(), bounds: Vec::new(), points };
    if let Some(variables) = condition.child("conditionvar") {
        compared(variables, &mut earned);
    }
    earned
}

fn compared(node: &Node, earned: &mut Earned) {
    for child in node.children() {
        let of = child.attribute("respident").unwrap_or_default().to_owned();
        let value = child.text().trim().to_owned();
        match child.name.as_str() {
            "varequal" | "varsubset" | "varinside" => earned.equal.push((of, value)),
            "vargte" | "vargt" => earned.bounds.insert(0, (of, value)),
            "varlte" | "varlt" => earned.bounds.push((of, value)),
            // What must not be chosen is no key.
            "not" => {}
            _ => compared(child, earned),
        }
    }
}

/// The conditions that earn the most.
fn best(earned: &[Earned]) -> impl Iterator<Item = &Earned> {
    let most = earned.iter().map(|one| one.points).fold(0.0, f64::max);
    earned.iter().filter(move |one| one.points >= most)
}

fn choose(draft: &mut Draft, told: &str, asked: &Asked<'_>, earned: &[Earned]) -> Result<Kind, Remark> {
    let several = asked.node.attribute("rcardinality").is_some_and(|many| many.eq_ignore_ascii_case("multiple"))
        || matches!(told, "multiple_answers" | "multiple_response");
    let of_it = |one: &Earned| -> Vec<String> {
        one.equal.iter().filter(|(of, _)| of == asked.id || of.is_empty()).map(|(_, value)| value.clone()).collect()
    };
    // Where each right one adds its part, all that earn are right.
    let adds = several && best(earned).all(|one| one.equal.len() == 1);
    let right: Vec<String> =
        if adds { earned.iter().flat_map(of_it).collect() } else { best(earned).flat_map(of_it).collect() };
    let mut options = Vec::new();
    for (id, label) in &asked.labels {
        let share = if right.iter().any(|key| key == id) { WHOLE } else { 0 };
        options.push(Loose { text: words(draft, label), share });
    }
    if told == "true_false" {
        let key = options.iter().find(|option| option.share > 0).and_then(|option| truth(&option.text));
        if let Some(key) = key {
            return Ok(choice::truth(key));
        }
    }
    choice::choice(draft, options, if several { Several::Many } else { Several::One })
}

fn typed(draft: &mut Draft, told: &str, asked: &Asked<'_>, earned: &[Earned]) -> Result<Kind, Remark> {
    if earned.is_empty() {
        return Err(Remark::new(if told.is_empty() { "import-essay" } else { "import-no-key" }));
    }
    let is_number = told == "numerical" || asked.node.name == "response_num";
    let equal: Vec<&String> = best(earned).flat_map(|one| one.equal.iter().map(|(_, value)| value)).collect();
    if is_number {
        let bounds: Vec<&String> =
            best(earned).flat_map(|one| one.bounds.iter().map(|(_, value)| value)).take(2).collect();
        return match (bounds.as_slice(), equal.first()) {
            ([low, high], _) => choice::range(low, high),
            (_, Some(key)) => choice::number(key, "0", None),
            _ => Err(Remark::new("import-no-key")),
        };
    }
    choice::accepted(draft, equal.into_iter().map(|text| Loose { text: text.clone(), share: WHOLE }).collect())
}

/// Several choices from the same list: each is an item with its partner.
fn matching(draft: &mut Draft, asked: &[&Asked<'_>], earned: &[Earned]) -> Result<Kind, Remark> {
    let mut rows = Vec::new();
    let mut others: Vec<String> = Vec::new();
    for one in asked {
        let mut stem = Vec::new();
        for material in one.node.children().filter(|child| child.name == "material") {
            stem.push(words(draft, material));
        }
        let key =
            earned.iter().flat_map(|one| &one.equal).find(|(of, _)| of == one.id).map(|(_, value)| value.as_str());
        let mut partner = String::new();
        for (id, label) in &one.labels {
            let text = words(draft, label);
            if Some(*id) == key {
                partner.clone_from(&text);
            }
            if !others.contains(&text) {
                others.push(text);
            }
        }
        rows.push((stem.join(" "), partner));
    }
    others.retain(|text| rows.iter().all(|(_, partner)| partner != text));
    rows.extend(others.into_iter().map(|text| (String::new(), text)));
    choice::matching(draft, rows)
}
