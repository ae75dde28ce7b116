//! Checkpoints: what a log promises of its tree (C2SP tlog-checkpoint), signed as a note (C2SP signed-note) by Ed25519.

use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest as _, Sha256};

use super::tree::Hash;

/// What stands before the signatures of a note.
pub const SIGNATURE: &str = "— ";
/// What stands for Ed25519 where keys are named.
const ED25519: u8 = 1;

/// The public half of the key that signs checkpoints, with the name of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogKey {
    /// The name of the log: the origin of its checkpoints, and the name of its key.
    pub origin: String,
    /// The public key.
    pub key: [u8; 32],
}

impl LogKey {
    /// By which signatures name it: the first 32 bits of SHA-256 over the name, a line feed, the kind of key and the key.
    pub fn id(&self) -> [u8; 4] {
        let digest = Sha256::new().chain_update(&self.origin).chain_update([b'\n', ED25519]).chain_update(self.key);
        *digest.finalize().first_chunk().unwrap_or(&[0; 4])
    }

    /// As verifiers are told of it: the name, the id in hexadecimal, the kind of key and the key in base 64, with `+` between them.
    pub fn to_text(&self) -> String {
        let key = [&[ED25519], self.key.as_slice()].concat();
        format!("{}+{}+{}", self.origin, HEXLOWER.encode(&self.id()), BASE64.encode(&key))
    }

    /// Reads what [`LogKey::to_text`] wrote; none: it is no such key.
    pub fn of_text(text: &str) -> Option<LogKey> {
        // A key may hold further `+`: base 64 knows it.
        let (origin, rest) = text.split_once('+')?;
        let (id, key) = rest.split_once('+')?;
        let key = BASE64.decode(key.as_bytes()).ok()?;
        let key = LogKey { origin: origin.to_owned(), key: key.strip_prefix(&[ED25519])?.try_into().ok()? };
        let named = HEXLOWER.decode(id.as_bytes()).ok()?;
        (is_name(origin) && named == key.id()).then_some(key)
    }
}

/// Whether a text can name a log: it is not empty, and has neither spaces nor `+`.
fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(|it| it.is_whitespace() || it.is_control() || it == '+')
}

/// What a log promises: that its tree has that root when it has so many leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct Checkpoint {
    /// The name of the log.
    pub origin: String,
    /// The number of leaves.
    pub size: u64,
    /// The root.
    pub root: Hash,
}

impl Checkpoint {
    /// The text that is signed.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, self.root)
    }
}

/// A signature of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The name of the key.
    pub name: String,
    /// Its id.
    pub id: [u8; 4],
    /// The signature.
    pub bytes: Vec<u8>,
}

/// A text with its signatures (C2SP signed-note).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The text that is signed.
    pub text: String,
    /// By whom.
    pub signatures: Vec<Signature>,
}

impl Note {
    /// Whether that key signed it; `verify` tells whether a signature of 64 bytes over the text is the key's. Signatures of others, such as
    /// witnesses, do not count.
    pub fn is_by(&self, key: &LogKey, verify: impl Fn(&[u8], &[u8; 64]) -> bool) -> bool {
        let id = key.id();
        let ours = self.signatures.iter().filter(|it| it.name == key.origin && it.id == id);
        ours.filter_map(|it| it.bytes.as_slice().try_into().ok()).any(|bytes| verify(self.text.as_bytes(), bytes))
    }
}

/// A checkpoint with its signatures.
#[derive(Debug, Clone, PartialEq)]
pub struct Signed {
    /// What is promised.
    pub checkpoint: Checkpoint,
    /// What was signed, and by whom.
    pub note: Note,
}

impl Signed {
    /// Whether it is of that key's log, and the key signed it.
    pub fn is_by(&self, key: &LogKey, verify: impl Fn(&[u8], &[u8; 64]) -> bool) -> bool {
        self.checkpoint.origin == key.origin && self.note.is_by(key, verify)
    }
}

/// A note of that text, signed by that key.
pub fn note(text: &str, key: &LogKey, signature: &[u8; 64]) -> String {
    let signed = [key.id().as_slice(), signature].concat();
    format!("{text}\n{SIGNATURE}{} {}\n", key.origin, BASE64.encode(&signed))
}

/// Reads a note; none: it is none.
pub fn read_note(text: &str) -> Option<Note> {
    let (body, signatures) = text.split_at_checked(text.rfind("\n\n")? + 1)?;
    let signatures = signatures.strip_prefix('\n')?.split_inclusive('\n').map(signature).collect::<Option<Vec<_>>>()?;
    Some(Note { text: body.to_owned(), signatures })
}

/// Where a text is no row of signed checkpoints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotCheckpoints {
    /// The line, from 1 on, with which the checkpoint begins that cannot be read.
    pub line: usize,
}

/// The signed checkpoints of a text, one after the other, as they were entered. The last may have been cut off while it was written: it then is
/// none.
pub fn read_all(text: &str) -> Result<Vec<Signed>, NotCheckpoints> {
    let mut read = Vec::new();
    let mut begins = 0;
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    while begins < lines.len() {
        let rest = lines.get(begins..).unwrap_or_default();
        let body = rest.iter().take_while(|line| !line.starts_with(SIGNATURE)).count();
        let signatures = rest.iter().skip(body).take_while(|line| line.starts_with(SIGNATURE)).count();
        let ends = begins + body + signatures;
        let is_whole = signatures > 0 && rest.get(body + signatures - 1).is_some_and(|line| line.ends_with('\n'));
        match signed(rest.get(..body).unwrap_or_default(), rest.get(body..body + signatures).unwrap_or_default()) {
            Some(signed) if is_whole => read.push(signed),
            _ if !is_whole && ends == lines.len() => break,
            _ => return Err(NotCheckpoints { line: begins + 1 }),
        }
        begins = ends;
    }
    Ok(read)
}

fn signed(body: &[&str], signatures: &[&str]) -> Option<Signed> {
    let (blank, text) = body.split_last()?;
    if *blank != "\n" {
        return None;
    }
    let text = text.concat();
    let read = tlog_tiles::Checkpoint::from_bytes(text.as_bytes()).ok()?;
    let checkpoint = Checkpoint { origin: read.origin().to_owned(), size: read.size(), root: *read.hash() };
    let signatures = signatures.iter().map(|line| signature(line)).collect::<Option<Vec<Signature>>>()?;
    is_name(&checkpoint.origin).then_some(Signed { checkpoint, note: Note { text, signatures } })
}

fn signature(line: &str) -> Option<Signature> {
    let (name, signed) = line.trim_end_matches('\n').strip_prefix(SIGNATURE)?.split_once(' ')?;
    let signed = BASE64.decode(signed.as_bytes()).ok()?;
    let (id, bytes) = signed.split_first_chunk()?;
    Some(Signature { name: name.to_owned(), id: *id, bytes: bytes.to_vec() })
}

#[cfg(test)]
mod tests {
    use super::{super::tree::leaf_hash, *};

    fn key() -> LogKey {
        LogKey { origin: "example.com/log".into(), key: [9; 32] }
    }

    fn of(size: u64) -> Checkpoint {
        Checkpoint { origin: "example.com/log".into(), size, root: leaf_hash(b"root") }
    }

    #[test]
    fn a_key_is_read_as_it_is_written() {
        // Key and name of the examples in Go's golang.org/x/mod/sumdb/note.
        let text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        let key = LogKey::of_text(text).unwrap();
        assert_eq!((key.origin.as_str(), key.to_text().as_str()), ("PeterNeumann", text));
        for wrong in
            ["", "a+b", &text.replace("c74f", "c74e"), &text.replace("Peter", "Peter "), &text.replace("TW", "")]
        {
            assert_eq!(LogKey::of_text(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn checkpoints_are_read_as_they_are_written() {
        let notes: String = [1, 20].map(|size| note(&of(size).text(), &key(), &[3; 64])).concat();
        let read = read_all(&notes).unwrap();
        assert_eq!(read.iter().map(|it| it.checkpoint.clone()).collect::<Vec<_>>(), [of(1), of(20)]);
        assert!(
            read.iter()
                .all(|it| it.is_by(&key(), |text, signature| text == it.note.text.as_bytes() && *signature == [3; 64]))
        );
        assert!(!read[0].is_by(&key(), |_, _| false));
        assert!(!read[0].is_by(&LogKey { key: [8; 32], ..key() }, |_, _| true), "another key");
        let other = LogKey { origin: "example.com/other".into(), ..key() };
        assert!(
            !read_all(&note(&of(1).text(), &other, &[3; 64])).unwrap()[0].is_by(&other, |_, _| true),
            "another log"
        );
    }

    #[test]
    fn a_note_is_read_as_it_is_written() {
        let written = note("two\n\nparts\n", &key(), &[3; 64]);
        let read = read_note(&written).unwrap();
        assert_eq!(read.text, "two\n\nparts\n");
        assert!(read.is_by(&key(), |text, _| text == b"two\n\nparts\n") && !read.is_by(&key(), |_, _| false));
        for wrong in ["", "\n\n", "text\n\n", "text\n\nunsigned\n", "text\n— name !\n"] {
            assert!(read_note(wrong).is_none_or(|read| read.signatures.is_empty()), "{wrong:?}");
        }
    }

    #[test]
    fn what_was_cut_off_at_the_end_is_none_and_what_is_wrong_is_named() {
        let whole = note(&of(1).text(), &key(), &[3; 64]);
        let next = note(&of(2).text(), &key(), &[3; 64]);
        let mut next_until = 0;
        for (end, _) in next.char_indices() {
            assert_eq!(read_all(&format!("{whole}{}", next.split_at(end).0)).map(|read| read.len()), Ok(1), "{end}");
            next_until = end;
        }
        assert_eq!(next_until, next.len() - 1);
        let wrong = format!("{whole}{}{whole}", next.replace("\n2\n", "\ntwo\n"));
        assert_eq!(read_all(&wrong), Err(NotCheckpoints { line: 6 }));
    }
}
