//! Anki's notes as plain text: a question and its answer on each line. They become questions that are answered in words.

use super::{
    Block, Place, Remark,
    block::{Draft, at_line, skipped},
    choice::{self, Loose, WHOLE},
    html,
    picture::{Beside, nowhere},
};
use crate::base::limits::ACCEPTED_CHARS_MAX;

/// What the lines that begin with `#` say.
struct Header {
    separator: u8,
    is_html: Option<bool>,
    tags: Vec<String>,
    deck: Option<String>,
    guid: Option<usize>,
    notetype: Option<usize>,
    deck_column: Option<usize>,
    tags_column: Option<usize>,
    lines: usize,
}

/// Reads a text.
pub(super) fn read(text: &str) -> Vec<Block> {
    let header = header(text);
    let body: String = text.lines().skip(header.lines).flat_map(|line| [line, "\n"]).collect();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(header.separator)
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .from_reader(body.as_bytes());
    let mut blocks = Vec::new();
    for record in reader.records().filter_map(Result::ok) {
        let line = record.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(0));
        let fields: Vec<&str> = record.iter().collect();
        blocks.push(block(&fields, header.lines + line, &header));
    }
    blocks
}

fn header(text: &str) -> Header {
    let mut header = Header {
        separator: 0,
        is_html: None,
        tags: Vec::new(),
        deck: None,
        guid: None,
        notetype: None,
        deck_column: None,
        tags_column: None,
        lines: 0,
    };
    for line in text.lines() {
        let Some(told) = line.trim().strip_prefix('#') else { break };
        header.lines += 1;
        let Some((name, value)) = told.split_once(':') else { continue };
        let (value, column) =
            (value.trim(), value.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1)));
        match name.trim().to_lowercase().as_str() {
            "separator" => header.separator = separator(value),
            "html" => header.is_html = Some(value.eq_ignore_ascii_case("true")),
            "tags" => header.tags = value.split_whitespace().map(str::to_owned).collect(),
            "deck" => header.deck = Some(value.to_owned()),
            "guid column" => header.guid = column,
            "notetype column" => header.notetype = column,
            "deck column" => header.deck_column = column,
            "tags column" => header.tags_column = column,
            _ => {}
        }
    }
    if header.separator == 0 {
        let body = text.lines().skip(header.lines).find(|line| !line.trim().is_empty()).unwrap_or_default();
        header.separator =
            [b'\t', b';', b'|', b','].into_iter().find(|sign| body.bytes().any(|byte| byte == *sign)).unwrap_or(b'\t');
    }
    header
}

fn separator(name: &str) -> u8 {
    match name.to_lowercase().as_str() {
        "comma" | "," => b',',
        "semicolon" | ";" => b';',
        "space" => b' ',
        "pipe" | "|" => b'|',
        "colon" | ":" => b':',
        _ => b'\t',
    }
}

fn block(fields: &[&str], line: usize, header: &Header) -> Block {
    let special = [header.guid, header.notetype, header.deck_column, header.tags_column];
    let field =
        |at: Option<usize>| at.and_then(|at| fields.get(at)).map(|text| text.trim()).filter(|text| !text.is_empty());
    let told: Vec<&str> =
        fields.iter().enumerate().filter(|(at, _)| !special.contains(&Some(*at))).map(|(_, text)| *text).collect();
    let mut draft = Draft {
        id: field(header.guid).map(str::to_owned),
        category: field(header.deck_column).or(header.deck.as_deref()).map(deck).unwrap_or_default(),
        tags: header.tags.clone(),
        ..Draft::default()
    };
    let tags = field(header.tags_column).unwrap_or_default();
    draft.tags.extend(tags.split_whitespace().map(str::to_owned));
    let (front, back) = (told.first().copied().unwrap_or_default(), told.get(1).copied().unwrap_or_default());
    note(draft, [front, back], header.is_html, (at_line(line), &fields.join("\t")), &mut nowhere)
}

/// The decks of `Sales::Nails`.
pub(super) fn deck(name: &str) -> Vec<String> {
    name.split("::").map(|part| part.trim().to_owned()).collect()
}

/// A note as a question that is answered in words; what is longer than anybody types is only its answer to tell.
pub(super) fn note(
    mut draft: Draft,
    [front, back]: [&str; 2],
    is_html: Option<bool>,
    (place, text): (Place, &str),
    beside: &mut Beside<'_>,
) -> Block {
    if front.contains("{{c1::") {
        return skipped(place, text, Remark::new("import-cloze"));
    }
    if front.trim().is_empty() || back.trim().is_empty() {
        return skipped(place, text, Remark::new("import-one-side"));
    }
    draft.stem = draft.stem_of(front, is_html, beside);
    draft.answer = Some(draft.markdown(back, is_html));
    let answer = if is_html == Some(false) { back.trim().to_owned() } else { html::plain(back).text };
    if answer.chars().count() > ACCEPTED_CHARS_MAX {
        return skipped(place, text, Remark::new("import-answer-too-long").with("max", ACCEPTED_CHARS_MAX));
    }
    let kind = choice::accepted(&mut draft, vec![Loose { text: answer.replace('*', ""), share: WHOLE }]);
    draft.finish(place, text, kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read_by_their_header() {
        let text = "#separator:semicolon\n#html:true\n#guid column:1\n#deck:Sales::Nails\n#tags column:4\n\
                    g1;<b>What</b> coats it?;zinc;steel long\ng2;\"semi; colon?\";yes;\n;only one side;;\n";
        let blocks = read(text);
        let first = blocks[0].question.as_ref().unwrap();
        assert_eq!((first.id.as_deref(), first.stem.as_str()), (Some("g1"), "**What** coats it?"));
        assert_eq!((first.answer.as_deref(), first.category.join("/")), (Some("zinc"), "Sales/Nails".to_owned()));
        assert_eq!(first.tags, ["steel", "long"]);
        assert_eq!(blocks[0].place.line, Some(6));
        assert_eq!(blocks[1].question.as_ref().unwrap().stem, "semi; colon?");
        assert_eq!(blocks[2].remarks[0].key, "import-one-side");
    }
}
