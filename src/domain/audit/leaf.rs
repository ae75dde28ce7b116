//! What of an entry is a leaf.

use serde::Serialize;

use super::tree::Hash;
use crate::base::digest::sha256;

/// 128 bits of chance: nobody can try all documents that an entry may have had.
pub type Salt = [u8; 16];

/// An entry of the log, as its table holds it: nothing is read into it, so that an entry that was tampered with can be shown too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Which.
    pub id: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// What happened.
    pub kind: String,
    /// The kind of thing that it happened to.
    pub object_kind: String,
    /// Its id or code.
    pub object: String,
    /// The id of the person who did it.
    pub actor: Option<String>,
    /// The id of the client that did it.
    pub client: Option<String>,
    /// As it was: the text of a JSON document.
    pub before: Option<String>,
    /// As it was from then on.
    pub after: Option<String>,
}

/// What is kept of an entry's leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Which leaf, from 0 on.
    pub position: u64,
    /// The id of its entry.
    pub entry: String,
    /// What the commitment is salted with; none: the entry has no documents, or they were erased.
    pub salt: Option<Vec<u8>>,
    /// The commitment to its documents; none: it never had any.
    pub commitment: Option<Vec<u8>>,
    /// The leaf's hash, followed by those of the subtrees that it completes, the smallest first: 32 bytes each.
    pub hashes: Vec<u8>,
}

impl Kept {
    /// Whether its documents were erased.
    pub fn is_erased(&self) -> bool {
        self.salt.is_none() && self.commitment.is_some()
    }
}

impl Entry {
    /// Whether it has documents.
    pub fn has_documents(&self) -> bool {
        self.before.is_some() || self.after.is_some()
    }
}

/// The commitment to an entry's documents: SHA-256 over the salt, `[`, the document before or `null`, `,`, the one after or `null`, `]`. As both
/// are JSON, no two pairs of documents give the same text.
pub fn commitment(salt: &[u8], before: Option<&str>, after: Option<&str>) -> [u8; 32] {
    let documents = format!("[{},{}]", before.unwrap_or("null"), after.unwrap_or("null"));
    sha256(&[salt, documents.as_bytes()].concat())
}

#[derive(Serialize)]
struct Leaf<'a> {
    format: &'static str,
    id: &'a str,
    at: i64,
    kind: &'a str,
    object_kind: &'a str,
    object: &'a str,
    actor: Option<&'a str>,
    client: Option<&'a str>,
    documents: Option<String>,
}

/// The bytes of which the leaf's hash is made: a JSON object without spaces, its members in this order: `format` (`dokimasia-entry/1`), `id`,
/// `at`, `kind`, `object_kind`, `object`, `actor`, `client`, `documents` (the commitment in base 64, or null).
pub fn leaf_bytes(entry: &Entry, commitment: Option<&[u8]>) -> Vec<u8> {
    let leaf = Leaf {
        format: "dokimasia-entry/1",
        id: &entry.id,
        at: entry.at,
        kind: &entry.kind,
        object_kind: &entry.object_kind,
        object: &entry.object,
        actor: entry.actor.as_deref(),
        client: entry.client.as_deref(),
        documents: commitment.map(|it| data_encoding::BASE64.encode(it)),
    };
    // Texts and numbers alone can always be written; an empty leaf would be found to be none of an entry.
    serde_json::to_vec(&leaf).unwrap_or_default()
}

/// The hash of an entry's leaf, by the commitment that is kept of it.
pub(super) fn hash(entry: &Entry, commitment: Option<&[u8]>) -> Hash {
    super::leaf_hash(&leaf_bytes(entry, commitment))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_of_a_leaf_are_those_of_its_format() {
        let entry = Entry {
            id: "01".into(),
            at: 5,
            kind: "line.added".into(),
            object_kind: "line".into(),
            object: "\"nägel\"".into(),
            actor: None,
            client: Some("c".into()),
            before: None,
            after: Some("{}".into()),
        };
        let commitment = commitment(&[7; 16], None, Some("{}"));
        // printf '\7\7\7\7\7\7\7\7\7\7\7\7\7\7\7\7[null,{}]' | openssl dgst -sha256 -binary | base64
        let expected = concat!(
            r#"{"format":"dokimasia-entry/1","id":"01","at":5,"kind":"line.added","object_kind":"line","#,
            r#""object":"\"nägel\"","actor":null,"client":"c","documents":"tZMjSM+SwIgPmkCfxjsvWkJn+Xvu7+nnq/ii4s40p0M="}"#
        );
        assert_eq!(String::from_utf8(leaf_bytes(&entry, Some(&commitment))).unwrap(), expected);
    }
}
