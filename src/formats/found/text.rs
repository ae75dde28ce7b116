//! From bytes to text: the encoding is found by content.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253};

/// A text with how it was written.
pub(super) struct Decoded {
    /// The text; lines end with `\n`.
    pub text: String,
    /// The name of the encoding.
    pub encoding: &'static str,
    /// Whether some bytes were no letters in it.
    pub damaged: bool,
}

/// Letters of Russian in the order of how often they occur, and of Greek.
const RUSSIAN: &str = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё";
const GREEK: &str = "αοιετσνηυρπκμςλωδγάίόχέθήύφώβξζψϊ";

/// Decodes bytes whose encoding nobody told.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    decode_as(bytes, encoding_of(bytes))
}

/// Decodes bytes whose encoding is known; a mark at their beginning knows better.
pub(super) fn decode_as(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, encoding, damaged) = encoding.decode(bytes);
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{85}'], "\n").replace('\0', "");
    Decoded { text, encoding: encoding.name(), damaged }
}

fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = wide(bytes) {
        return encoding;
    }
    if is_utf8(bytes) { UTF_8 } else { declared(bytes).unwrap_or_else(|| legacy(bytes)) }
}

/// What a file in XML says of itself.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(200)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).into_owned();
    let declaration = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let name = value.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?;
    Encoding::for_label(name.as_bytes())
}

/// UTF-16 without a mark: every other byte is zero where the letters are Latin, and spaces and digits are in every text.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4_096)).unwrap_or_default();
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = (head.len() / 20).max(1);
    match (even > many, odd > many) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// A file that was cut within a letter is still UTF-8, and so is one with a few broken letters among thousands.
fn is_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || good > bad * 20 || (bad == 1 && good > 0)
}

/// The likeliest of the code pages of Western Europe, Greece and the Cyrillic languages.
fn legacy(bytes: &[u8]) -> &'static Encoding {
    let scored = [(WINDOWS_1251, RUSSIAN), (WINDOWS_1253, GREEK)].map(|(encoding, letters)| {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        (score(&text, letters), encoding)
    });
    let mut best = (western(bytes), WINDOWS_1252);
    for (score, encoding) in scored {
        if score > best.0 {
            best = (score, encoding);
        }
    }
    best.1
}

/// How much a text looks like one in the language with those letters: common letters count more, a capital after a small letter and signs
/// that no text has count against it.
fn score(text: &str, letters: &str) -> i64 {
    let mut score = 0;
    let mut before = ' ';
    for c in text.chars() {
        if !c.is_ascii() {
            let lower = c.to_lowercase().next().unwrap_or(c);
            score += match letters.chars().position(|letter| letter == lower) {
                Some(at) => 12 - i64::try_from(at / 3).unwrap_or(0),
                None if c.is_alphabetic() => -6,
                None if "«»–—…№“”‘’°·• \u{a0}".contains(c) => 0,
                None => -4,
            };
            if before.is_lowercase() && c.is_uppercase() || before.is_ascii_alphabetic() && c.is_alphabetic() {
                score -= 14;
            }
        }
        before = c;
    }
    score
}

/// In Western Europe such letters stand alone among Latin ones.
fn western(bytes: &[u8]) -> i64 {
    let mut score = 0;
    let mut run = 0;
    let mut latin_before = false;
    for byte in bytes.iter().chain(b" ") {
        if *byte >= 0xC0 {
            run += 1;
        } else {
            let beside = latin_before || byte.is_ascii_alphabetic();
            score += match run {
                0 => 0,
                1 if beside => 10,
                1 => 2,
                2 => -4,
                more => -8 * more,
            };
            run = 0;
            latin_before = byte.is_ascii_alphabetic();
        }
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_found_by_content() {
        let greek = "Ποια είναι η πρωτεύουσα της Ελλάδας; Α) Αθήνα Β) Πάτρα";
        let russian = "Какова столица России? а) Москва б) Тверь; Ответ: а";
        let german = "Welche Größe hat der Nagel für die Tür? Ähnlich übrigens auch größer.";
        for (text, encoding) in [
            (greek, WINDOWS_1253),
            (russian, WINDOWS_1251),
            (german, WINDOWS_1252),
            ("ΠΟΙΑ ΕΙΝΑΙ Η ΔΙΑΜΕΤΡΟΣ", WINDOWS_1253),
            ("ЧТО ТАКОЕ АРМАТУРА", WINDOWS_1251),
            ("What is a caf\u{e9}?", WINDOWS_1252),
        ] {
            let (bytes, _, lossy) = encoding.encode(text);
            assert!(!lossy, "{text}");
            let decoded = decode(&bytes);
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding.name()));
        }
        for text in [greek, russian, german, "plain"] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
            assert_eq!(decode(&little).text, text);
            assert_eq!(decode(&big).text, text);
            assert_eq!(decode(text.as_bytes()).text, text);
            assert_eq!(decode(format!("\u{feff}{text}").as_bytes()).text, text);
        }
    }

    #[test]
    fn lines_end_alike_and_a_cut_letter_costs_nothing() {
        assert_eq!(decode(b"a\r\nb\rc\nd").text, "a\nb\nc\nd");
        let cut = "Ποια; Αυτή".as_bytes();
        let decoded = decode(cut.get(..cut.len() - 1).unwrap());
        assert!(decoded.text.starts_with("Ποια; Αυτ") && decoded.damaged);
    }
}
