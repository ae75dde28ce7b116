//! What a file is, by its content.

use super::{Format, Found, Hint, aiken, apkg, archive::Archive, gift, package, sheet, table, text};

/// Reads a file that is compressed or no text at all. Errs with the key of what is told.
type ReadPacked = fn(&[u8], &Hint) -> Result<Found, &'static str>;

/// How a file is read that is compressed or no text at all.
pub(super) fn packed(bytes: &[u8]) -> Option<ReadPacked> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(zipped);
    }
    bytes.starts_with(b"\xD0\xCF\x11\xE0").then_some(old_office)
}

fn old_office(bytes: &[u8], hint: &Hint) -> Result<Found, &'static str> {
    let found = sheet::read_xls(bytes, hint.columns.as_deref())?;
    Ok(Found { format: Some(Format::Sheet), ..found })
}

fn zipped(bytes: &[u8], hint: &Hint) -> Result<Found, &'static str> {
    let mut archive = Archive::open(bytes)?;
    let names = archive.names();
    let has = |sought: &str| names.iter().any(|name| name.eq_ignore_ascii_case(sought));
    if has("xl/workbook.xml") {
        let found = sheet::read_xlsx(bytes, hint.columns.as_deref())?;
        return Ok(Found { format: Some(Format::Sheet), ..found });
    }
    if let Some(found) = apkg::read(&mut archive)? {
        return Ok(Found { format: Some(Format::AnkiPackage), ..found });
    }
    if let Some(found) = package::read(&mut archive)? {
        return Ok(Found { format: Some(Format::Qti), ..found });
    }
    Err(if has("word/document.xml") {
        "import-is-word"
    } else if has("ppt/presentation.xml") || has("content.xml") {
        "import-is-document"
    } else {
        "import-zip-unknown"
    })
}

/// Files that hold no questions in any of our ways, with the key of what is told of them.
pub(super) fn of_another_kind(bytes: &[u8]) -> Option<&'static str> {
    let starts = |sign: &[u8]| bytes.starts_with(sign);
    if bytes.is_empty() {
        Some("import-empty-file")
    } else if starts(b"%PDF") {
        Some("import-is-pdf")
    } else if infer::is_image(bytes) || infer::is_audio(bytes) || infer::is_video(bytes) {
        Some("import-is-media")
    } else if starts(b"{\\rtf") {
        Some("import-is-rtf")
    } else if is_binary(bytes) {
        Some("import-is-binary")
    } else {
        None
    }
}

/// Signs that no text has, however it is written.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(8_192)).unwrap_or_default();
    let text = text::decode(head).text;
    let odd = |c: &char| matches!(*c, '\u{1}'..='\u{8}' | '\u{e}'..='\u{1a}' | '\u{1c}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{fffd}');
    text.chars().filter(odd).count() * 20 > text.chars().count()
}

/// Which of the formats in XML it is, by its first element.
fn xml_format(text: &str) -> Option<Format> {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        if !after.starts_with(['?', '!']) {
            let name: String =
                after.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':')).collect();
            return match name.rsplit(':').next().unwrap_or_default() {
                "quiz" => Some(Format::MoodleXml),
                "questestinterop" | "item" | "assessmentItem" | "qti-assessment-item" => Some(Format::Qti),
                _ => None,
            };
        }
        let end = if after.starts_with("!--") { "-->" } else { ">" };
        rest = after.split_once(end).map_or("", |(_, after)| after);
    }
    None
}

/// Which of the text formats it is, if it is one.
pub(super) fn text_format(text: &str) -> Option<Format> {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    if first.starts_with('<') {
        return xml_format(text);
    }
    let anki = ["#separator:", "#html:", "#notetype", "#deck", "#tags", "#columns:", "#guid column"];
    if anki.iter().any(|sign| first.to_lowercase().starts_with(sign)) {
        return Some(Format::AnkiText);
    }
    // How many questions each would find; more is likelier. A question in GIFT is the surest sign.
    let gift = gift::signs(text);
    let aiken = aiken::signs(text);
    let table = table::signs(text);
    if gift > 0 && gift >= aiken && !table.has_header {
        return Some(Format::Gift);
    }
    if aiken > 0 && !table.has_header {
        return Some(Format::Aiken);
    }
    if table.has_header {
        return Some(Format::Table);
    }
    if table.two_by_tabs {
        return Some(Format::AnkiText);
    }
    (table.rows > 0).then_some(Format::Table)
}
