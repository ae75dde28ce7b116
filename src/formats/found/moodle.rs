//! Moodle XML. A question that is broken costs no other: each is read by itself where the whole cannot be.

use super::{
    Block, Remark,
    block::{Draft, at_line, skipped},
    category,
    choice::{self, Loose, Several},
    html, picture,
    xml::{self, Node},
};
use crate::{domain::kind::Kind, formats::inlined};

/// Reads a text.
pub(super) fn read(text: &str) -> Vec<Block> {
    let mut reader = Reader { category: Vec::new(), blocks: Vec::new() };
    let tree = xml::read(text);
    match (tree.root, tree.broken) {
        (Some(root), None) => {
            for question in root.children().filter(|child| child.name == "question") {
                reader.question(question, question.line);
            }
        }
        // What bombs are made of is not worth another try.
        (_, Some((line, key))) if !matches!(key, "import-xml-broken" | "import-xml-cut") => {
            reader.blocks.push(skipped(at_line(line), "", Remark::new(key)));
        }
        _ => reader.each(text),
    }
    reader.blocks
}

struct Reader {
    category: Vec<String>,
    blocks: Vec<Block>,
}

impl Reader {
    /// Question by question, found by their tags alone.
    fn each(&mut self, text: &str) {
        let starts: Vec<usize> = text.match_indices("<question ").map(|(at, _)| at).collect();
        let ends = starts.iter().copied().skip(1).chain([text.len()]);
        let (mut line, mut counted) = (1, 0);
        for (start, end) in starts.iter().copied().zip(ends) {
            let between = text.get(counted..start).unwrap_or_default();
            line += between.bytes().filter(|byte| *byte == b'\n').count();
            counted = start;
            let part = text.get(start..end).unwrap_or_default();
            let tree = xml::read(part);
            let whole = tree.root.as_ref().is_some_and(|root| root.whole);
            match tree.root {
                Some(question) if whole => self.question(&question, line),
                _ => {
                    let (at, key) = tree.broken.unwrap_or((1, "import-xml-broken"));
                    self.blocks.push(skipped(at_line(line + at - 1), part, Remark::new(key)));
                }
            }
        }
    }

    fn question(&mut self, question: &Node, line: usize) {
        let kind = question.attribute("type").unwrap_or_default();
        if kind == "category" {
            let told = question.first("category").map(Node::text).unwrap_or_default();
            self.category = category::path(told.trim());
            return;
        }
        let place = at_line(line);
        let shown = told(question, "questiontext").unwrap_or_else(|| told(question, "name").unwrap_or_default());
        let mut draft = Draft { category: self.category.clone(), ..Draft::default() };
        draft.name = told(question, "name");
        draft.id = question.child("idnumber").map(|id| id.text().trim().to_owned()).filter(|id| !id.is_empty());
        draft.tags = question
            .child("tags")
            .map(|tags| tags.all("tag"))
            .unwrap_or_default()
            .iter()
            .map(|tag| tag.text().trim().to_owned())
            .collect();
        draft.points = question.child("defaultgrade").and_then(|grade| whole_points(&grade.text()));
        draft.stem = stem(&mut draft, question.child("questiontext"));
        if let Some(general) = question.child("generalfeedback") {
            feedback(&mut draft, general);
        }
        let old = question.child("image_base64").map(Node::text).filter(|image| !image.trim().is_empty());
        if let Some(image) = old.filter(|_| draft.picture.is_none()) {
            draft.show(&inlined::base64(&image).unwrap_or_default(), None);
        }
        let kind = read_kind(&mut draft, question, kind);
        self.blocks.push(draft.finish(place, &html::in_words(&shown), kind));
    }
}

fn whole_points(text: &str) -> Option<u32> {
    let whole = text.trim().split('.').next()?;
    whole.parse().ok().filter(|points| *points > 0)
}

fn read_kind(draft: &mut Draft, question: &Node, kind: &str) -> Result<Kind, Remark> {
    match kind {
        "multichoice" | "multichoiceset" | "oumultiresponse" => {
            let single = question.child("single").map(Node::text).unwrap_or_default();
            let one = kind == "multichoice" && !matches!(single.trim(), "false" | "0");
            let options = answers(draft, question, true);
            choice::choice(draft, options, if one { Several::One } else { Several::Many })
        }
        "truefalse" => {
            let answers = answers(draft, question, true);
            let right = answers.iter().max_by_key(|answer| answer.share).filter(|answer| answer.share > 0);
            match right.map(|answer| answer.text.to_lowercase()).as_deref() {
                Some("true" | "1") => Ok(choice::truth(true)),
                Some("false" | "0") => Ok(choice::truth(false)),
                _ => Err(Remark::new("import-no-key")),
            }
        }
        "shortanswer" => {
            let answers = answers(draft, question, false);
            choice::accepted(draft, answers)
        }
        "numerical" => numerical(draft, question),
        "matching" | "match" => {
            let mut rows = Vec::new();
            for pair in question.children().filter(|child| child.name == "subquestion") {
                let left = words(draft, Some(pair));
                rows.push((left, pair.child("answer").map(|answer| words(draft, Some(answer))).unwrap_or_default()));
            }
            choice::matching(draft, rows)
        }
        "ordering" => {
            let mut items: Vec<String> = Vec::new();
            for answer in question.children().filter(|child| child.name == "answer") {
                items.push(words(draft, Some(answer)));
            }
            choice::ordering(items)
        }
        "cloze" | "multianswer" => Err(Remark::new("import-cloze")),
        "essay" => Err(Remark::new("import-essay")),
        "description" => Err(Remark::new("import-description")),
        other => Err(Remark::new("import-kind-not-ours").with("kind", other)),
    }
}

fn answers(draft: &mut Draft, question: &Node, is_html: bool) -> Vec<Loose> {
    let mut found = Vec::new();
    for answer in question.children().filter(|child| child.name == "answer") {
        let text = if is_html { words(draft, Some(answer)) } else { own_text(answer).trim().to_owned() };
        let share = answer.attribute("fraction").and_then(choice::share).unwrap_or(0);
        explain(draft, answer, share);
        found.push(Loose { text, share });
    }
    found
}

/// What is told of a right answer explains it, where nothing is told of the whole question.
fn explain(draft: &mut Draft, answer: &Node, share: i64) {
    let empty = draft.explanation.as_deref().is_none_or(|text| text.trim().is_empty());
    if empty && share >= choice::WHOLE {
        draft.explanation = Some(markdown(draft, answer.child("feedback")));
    }
}

fn numerical(draft: &mut Draft, question: &Node) -> Result<Kind, Remark> {
    let all: Vec<(&Node, i64)> = question
        .children()
        .filter(|child| child.name == "answer")
        .map(|answer| (answer, answer.attribute("fraction").and_then(choice::share).unwrap_or(0)))
        .filter(|(answer, _)| own_text(answer).trim() != "*")
        .collect();
    let best = all
        .iter()
        .map(|(_, share)| *share)
        .max()
        .filter(|best| *best > 0)
        .ok_or_else(|| Remark::new("import-no-key"))?;
    if all.iter().filter(|(_, share)| *share > 0).count() > 1 {
        draft.note(Remark::new("import-part-of-points"));
    }
    let Some((answer, share)) = all.iter().find(|(_, share)| *share == best) else {
        return Err(Remark::new("import-no-key"));
    };
    explain(draft, answer, *share);
    let off = answer.child("tolerance").map(|off| off.text().trim().to_owned()).unwrap_or_default();
    let unit = question.child("units").and_then(|units| units.child("unit"));
    let unit = unit.and_then(|unit| unit.child("unit_name")).map(|name| name.text().trim().to_owned());
    let known = unit.filter(|unit| crate::domain::unit::parse(unit).is_some());
    choice::number(&own_text(answer), &off, known.as_deref())
}

/// `text` inside, or what is inside where there is none.
fn own_text(node: &Node) -> String {
    node.child("text").map_or_else(|| node.text(), Node::text)
}

fn told(question: &Node, name: &str) -> Option<String> {
    question.child(name).map(|node| own_text(node).trim().to_owned()).filter(|text| !text.is_empty())
}

/// Whether the text inside is HTML, where its format is told.
fn is_html(node: &Node) -> Option<bool> {
    match node.attribute("format") {
        Some("html") => Some(true),
        Some("plain_text") => Some(false),
        _ => None,
    }
}

fn markdown(draft: &mut Draft, node: Option<&Node>) -> String {
    let Some(node) = node else { return String::new() };
    let text = own_text(node);
    if node.attribute("format") == Some("markdown") {
        return text.trim().to_owned();
    }
    draft.markdown(text.trim(), is_html(node))
}

fn feedback(draft: &mut Draft, node: &Node) {
    if node.attribute("format") == Some("markdown") {
        draft.explanation = Some(markdown(draft, Some(node)));
    } else {
        draft.feedback(own_text(node).trim(), is_html(node));
    }
}

/// The question itself, with the picture in it that lies beside its text.
fn stem(draft: &mut Draft, node: Option<&Node>) -> String {
    let Some(node) = node else { return String::new() };
    if node.attribute("format") == Some("markdown") {
        return markdown(draft, Some(node));
    }
    draft.stem_of(own_text(node).trim(), is_html(node), &mut |source| attached(node, source))
}

/// A file that a text brings along.
fn attached(node: &Node, source: &str) -> Option<Vec<u8>> {
    let name = picture::file_name(source.strip_prefix("@@PLUGINFILE@@")?);
    let is_it = |file: &&Node| file.name == "file" && file.attribute("name") == Some(&name);
    let file = node.children().find(is_it)?;
    file.attribute("encoding").is_some_and(|encoding| encoding == "base64").then(|| inlined::base64(&file.text()))?
}

fn words(draft: &mut Draft, node: Option<&Node>) -> String {
    let Some(node) = node else { return String::new() };
    let text = own_text(node);
    draft.words(text.trim(), is_html(node).filter(|html| !html))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::kind::KindName, formats::found::Verdict};

    const BANK: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/top/Nails</text></category></question>
<question type="multichoice"><name><text>N1</text></name>
 <questiontext format="html"><text><![CDATA[<p>What <b>coats</b> it?</p>]]></text></questiontext>
 <defaultgrade>2.0000</defaultgrade><single>true</single><tags><tag><text>steel</text></tag></tags>
 <answer fraction="100" format="html"><text>zinc &larr;</text><feedback><text>Yes.</text></feedback></answer>
 <answer fraction="0"><text>paint</text></answer></question>
<question type="truefalse"><questiontext><text>Nails rust</text></questiontext>
 <answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer></question>
<question type="numerical"><questiontext><text>How long?</text></questiontext>
 <answer fraction="100"><text>70</text><tolerance>0.5</tolerance></answer>
 <units><unit><multiplier>1</multiplier><unit_name>mm</unit_name></unit></units></question>
<question type="matching"><questiontext><text>Match</text></questiontext>
 <subquestion><text>a</text><answer><text>1</text></answer></subquestion>
 <subquestion><text>b</text><answer><text>2</text></answer></subquestion>
 <subquestion><text></text><answer><text>3</text></answer></subquestion></question>
<question type="cloze"><questiontext><text>{1:SA:=x}</text></questiontext></question>
</quiz>"#;

    #[test]
    fn questions_are_read_with_their_category() {
        let blocks = read(BANK);
        let kinds: Vec<_> = blocks.iter().map(|block| block.question.as_ref().map(|of| of.kind.name())).collect();
        let expected = [KindName::Single, KindName::TrueFalse, KindName::Number, KindName::Matching].map(Some);
        assert_eq!((&kinds[..4], kinds[4]), (&expected[..], None));
        let first = blocks[0].question.as_ref().unwrap();
        assert_eq!(
            (first.stem.as_str(), first.points, first.category.join("/")),
            ("What **coats** it?", 2, "Nails".to_owned())
        );
        assert_eq!((first.answer.as_deref(), first.explanation.as_deref()), (Some("zinc ←"), Some("Yes.")));
        assert_eq!(blocks[4].remarks[0].key, "import-cloze");
    }

    #[test]
    fn a_broken_question_costs_no_other() {
        let broken = BANK.replace("<text>Nails rust</text>", "<text>Nails < rust</text></wrong>");
        let whole = read(&broken).iter().filter(|block| block.question.is_some()).count();
        assert!(whole >= 3, "{whole}");
        let cut = BANK.split("<text>b</text>").next().unwrap();
        let verdicts: Vec<_> = read(cut).iter().map(Block::verdict).collect();
        assert_eq!(verdicts, [Verdict::Accepted, Verdict::Accepted, Verdict::Accepted, Verdict::Skipped]);
    }
}
