//! Packages of QTI and cartridges of courses: items of any version, each by itself, each once.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

use super::{
    Block, Found, Remark,
    archive::Archive,
    block::{at_line, skipped},
    moodle,
    picture::Beside,
    qti1, qti2, text, xml,
};

/// Reads an archive of items. None where it holds none.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Option<Found>, &'static str> {
    let mut blocks = Vec::new();
    for name in files(&archive.names()) {
        let bytes = archive.read(&name)?;
        for mut block in of_file(&text::decode(&bytes).text, &mut |source| beside(archive, &name, source)) {
            block.place.file = Some(name.clone());
            blocks.push(block);
        }
    }
    if blocks.is_empty() {
        return Ok(None);
    }
    let blocks = once(blocks);
    Ok(Some(Found { format: None, encoding: None, columns: Vec::new(), blocks, remarks: Vec::new() }))
}

/// Reads a file that is XML: one item, or many.
pub(super) fn of_file(text: &str, beside: &mut Beside<'_>) -> Vec<Block> {
    let tree = xml::read(text);
    let broken = tree.broken.map(|(line, key)| (line, Remark::new(key)));
    let Some(root) = tree.root else { return Vec::new() };
    let root = qti2::normalised(root);
    let is_item = matches!(root.name.as_str(), "assessmentItem" | "questestinterop" | "item");
    let mut blocks = match root.name.as_str() {
        "assessmentItem" if root.whole => vec![qti2::item(&root, beside)],
        "questestinterop" | "item" => qti1::items(&root, beside),
        "quiz" => return moodle::read(text),
        _ => Vec::new(),
    };
    if let Some((line, why)) = broken.filter(|_| is_item) {
        blocks.push(skipped(at_line(line), "", why));
    }
    blocks
}

/// What lies in a package under an address that the file of that name tells: beside it, else wherever the same path ends so.
fn beside(archive: &mut Archive<'_>, name: &str, source: &str) -> Option<Vec<u8>> {
    let path = source.split(['?', '#']).next()?;
    if path.contains("://") {
        return None;
    }
    let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let joined = plain_path(&format!("{folder}/{path}"));
    // Canvas names where its files are by a word.
    let own = plain_path(path.trim_start_matches("$IMS-CC-FILEBASE$"));
    let names = archive.names();
    let ends =
        |known: &&String| known.strip_suffix(&own).is_some_and(|before| before.is_empty() || before.ends_with('/'));
    let found = names.iter().find(|known| **known == joined).or_else(|| names.iter().find(ends))?;
    archive.read(found).ok().filter(|_| !own.is_empty())
}

/// A path without steps that lead nowhere or back.
fn plain_path(path: &str) -> String {
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The files that may hold items: those in which Canvas keeps them whole come first, since what comes again is left out.
fn files(names: &[String]) -> Vec<String> {
    let may = |name: &&String| {
        let lower = name.to_lowercase();
        let is_xml = matches!(lower.rsplit('.').next(), Some("xml" | "qti"));
        is_xml && !lower.contains("imsmanifest.") && !lower.contains("__macosx/") && !lower.contains("assessment_meta.")
    };
    let mut files: Vec<String> = names.iter().filter(may).cloned().collect();
    files.sort_by_key(|name| (!name.contains("non_cc_assessments/"), name.clone()));
    files
}

/// The same question twice in a cartridge is offered once.
fn once(blocks: Vec<Block>) -> Vec<Block> {
    let mut seen = BTreeSet::new();
    let mut is_new = |block: &Block| {
        let told = block.question.as_ref().map_or_else(
            || block.text.clone(),
            |question| {
                let kind = serde_json::to_string(&question.kind).unwrap_or_default();
                let shown = question.picture.as_ref().map_or("", |picture| &picture.data);
                format!("{} {kind} {shown}", question.stem)
            },
        );
        seen.insert(told)
    };
    blocks.into_iter().filter(|block| block.text.is_empty() || is_new(block)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::{Kind, KindName};
    use crate::formats::found::picture::nowhere;

    const CHOICE: &str = r#"<?xml version="1.0"?>
<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i1" title="Coat">
<qti-response-declaration identifier="RESPONSE" cardinality="multiple" base-type="identifier">
 <qti-correct-response><qti-value>a</qti-value><qti-value>c</qti-value></qti-correct-response></qti-response-declaration>
<qti-item-body><p>Look at it.</p><qti-choice-interaction response-identifier="RESPONSE" max-choices="0"><qti-prompt>Which <b>two</b>?</qti-prompt>
 <qti-simple-choice identifier="a">zinc</qti-simple-choice><qti-simple-choice identifier="b">paint</qti-simple-choice>
 <qti-simple-choice identifier="c">tin</qti-simple-choice></qti-choice-interaction></qti-item-body></qti-assessment-item>"#;

    const MATCH: &str = r#"<assessmentItem identifier="m1" title="Match">
<responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="directedPair">
 <correctResponse><value>L1 R2</value><value>L2 R1</value></correctResponse></responseDeclaration>
<itemBody><matchInteraction responseIdentifier="RESPONSE"><prompt>Match</prompt>
 <simpleMatchSet><simpleAssociableChoice identifier="L1">one</simpleAssociableChoice><simpleAssociableChoice identifier="L2">two</simpleAssociableChoice></simpleMatchSet>
 <simpleMatchSet><simpleAssociableChoice identifier="R1">II</simpleAssociableChoice><simpleAssociableChoice identifier="R2">I</simpleAssociableChoice>
 <simpleAssociableChoice identifier="R3">III</simpleAssociableChoice></simpleMatchSet></matchInteraction></itemBody></assessmentItem>"#;

    const ENTRY: &str = r#"<assessmentItem identifier="e1"><responseDeclaration identifier="R" cardinality="single" baseType="string">
 <correctResponse><value>York</value></correctResponse><mapping defaultValue="0"><mapEntry mapKey="york" mappedValue="1"/><mapEntry mapKey="Yrk" mappedValue="0.5"/></mapping>
</responseDeclaration><itemBody><p>Sun of <textEntryInteraction responseIdentifier="R"/> it is.</p></itemBody></assessmentItem>"#;

    fn one(text: &str) -> crate::formats::found::FoundQuestion {
        let mut blocks = of_file(text, &mut nowhere);
        assert_eq!(blocks.len(), 1, "{blocks:?}");
        blocks.remove(0).question.unwrap()
    }

    #[test]
    fn items_of_each_version_are_read() {
        let found = one(CHOICE);
        assert_eq!((found.stem.as_str(), found.kind.name()), ("Look at it.\n\nWhich **two**?", KindName::Multiple));
        assert_eq!(found.answer.as_deref(), Some("zinc; tin"));
        let found = one(MATCH);
        assert_eq!(found.answer.as_deref(), Some("one → I\\\ntwo → II"));
        let Kind::Matching(matching) = found.kind else { panic!() };
        assert_eq!(matching.distractors, ["III".into()]);
        let found = one(ENTRY);
        assert_eq!((found.stem.as_str(), found.kind.name()), ("Sun of _____ it is.", KindName::Text));
        assert_eq!(found.answer.as_deref(), Some("York"));
    }

    #[test]
    fn items_of_the_first_version_are_read() {
        let item = |kind: &str, response: &str, condition: &str| {
            format!(
                "<questestinterop><assessment><section><item ident='q'><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>\
                 <fieldentry>{kind}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><material><mattext texttype='text/html'>\
                 &lt;p&gt;What?&lt;/p&gt;</mattext></material>{response}</presentation><resprocessing><respcondition><conditionvar>{condition}</conditionvar>\
                 <setvar action='Set' varname='SCORE'>100</setvar></respcondition></resprocessing></item></section></assessment></questestinterop>"
            )
        };
        let label = |id: &str, text: &str| {
            format!("<response_label ident='{id}'><material><mattext>{text}</mattext></material></response_label>")
        };
        let choices = |many: &str| {
            format!(
                "<response_lid ident='r' rcardinality='{many}'><render_choice>{}{}{}</render_choice></response_lid>",
                label("1", "a"),
                label("2", "b"),
                label("3", "c")
            )
        };
        let found = one(&item("multiple_choice_question", &choices("Single"), "<varequal respident='r'>2</varequal>"));
        assert_eq!(
            (found.stem.as_str(), found.kind.name(), found.answer.as_deref()),
            ("What?", KindName::Single, Some("b"))
        );
        let several = "<and><varequal respident='r'>1</varequal><not><varequal respident='r'>2</varequal></not><varequal respident='r'>3</varequal></and>";
        let found = one(&item("multiple_answers_question", &choices("Multiple"), several));
        assert_eq!((found.kind.name(), found.answer.as_deref()), (KindName::Multiple, Some("a; c")));
        let text = "<response_str ident='r'><render_fib><response_label ident='x'/></render_fib></response_str>";
        let found = one(&item("short_answer_question", text, "<varequal respident='r'>zinc</varequal>"));
        assert_eq!((found.kind.name(), found.answer.as_deref()), (KindName::Text, Some("zinc")));
        let bounds = "<or><varequal respident='r'>5</varequal><and><vargte respident='r'>4.5</vargte><varlte respident='r'>5.5</varlte></and></or>";
        let found = one(&item("numerical_question", text, bounds));
        assert_eq!((found.kind.name(), found.answer.as_deref()), (KindName::Number, Some("5")));
        assert!(of_file(&item("essay_question", text, ""), &mut nowhere).iter().all(|block| block.question.is_none()));
    }

    #[test]
    fn a_question_twice_is_offered_once() {
        let [one, two] = [(); 2].map(|()| of_file(CHOICE, &mut nowhere));
        assert_eq!(once(one.into_iter().chain(two).collect()).len(), 1);
    }
}
