//! Whether a file of evidence is what was put together.

use serde::Deserialize;

use super::{CHECKPOINT, DOCUMENT, SIGNATURE, seal};
use crate::{
    base::{
        digest,
        error::{Error, Result},
        id::AttemptId,
    },
    domain::audit::{Hash, LogKey, Signed, commitment, is_included, leaf_hash, read_all, read_note},
    formats::bundle,
    outside::log_key::verify as is_signed,
};

/// What of a document is checked against the log.
#[derive(Deserialize)]
struct Document {
    decision: Decision,
    log: Vec<Logged>,
}

#[derive(Deserialize)]
struct Decision {
    attempt: AttemptId,
}

#[derive(Deserialize)]
struct Logged {
    leaf: String,
    position: u64,
    path: Vec<String>,
    documents: Option<Documents>,
}

#[derive(Deserialize)]
struct Documents {
    salt: String,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Deserialize)]
struct Leaf {
    documents: Option<String>,
}

/// What a sound file of evidence is of.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The attempt.
    pub attempt: AttemptId,
    /// Entries of the log that were proven.
    pub entries: usize,
    /// Entries of the log under the checkpoint to which the proofs lead.
    pub covered: u64,
}

/// Checks the signature of a file of evidence and every proof in it, by the key of the log. Errs where something is wrong, and says what.
pub fn check(file: Vec<u8>, key: &LogKey) -> Result<Checked> {
    let files = bundle::read(file)?;
    let find = |name: &str| {
        let text = files.get(name).map(String::as_str);
        text.ok_or_else(|| Error::broken(format!("{name} is missing: this is no file of evidence, or a part of one")))
    };
    let (text, signature, checkpoint) = (find(DOCUMENT)?, find(SIGNATURE)?, find(CHECKPOINT)?);
    let document: Document =
        serde_json::from_str(text).map_err(|error| Error::because(format!("reading {DOCUMENT}"), error))?;
    let sealed = seal(document.decision.attempt, &digest::of_bytes(text.as_bytes()));
    let by_key = |text: &[u8], signature: &[u8; 64]| is_signed(key, text, signature);
    if !read_note(signature).is_some_and(|note| note.text == sealed && note.is_by(key, by_key)) {
        return Err(Error::broken(format!("{DOCUMENT} is not what the key {} signed", key.origin)));
    }
    let signed = read_all(checkpoint).ok().and_then(|mut read| read.pop()).filter(|signed| signed.is_by(key, by_key));
    let signed = signed.ok_or_else(|| Error::broken(format!("the key {} did not sign {CHECKPOINT}", key.origin)))?;
    for logged in &document.log {
        if !is_proven(logged, &signed) {
            return Err(Error::broken(format!("the entry at position {} of the log is not proven", logged.position)));
        }
    }
    Ok(Checked { attempt: document.decision.attempt, entries: document.log.len(), covered: signed.checkpoint.size })
}

fn is_proven(logged: &Logged, signed: &Signed) -> bool {
    let committed = || {
        let leaf: Leaf = serde_json::from_str(&logged.leaf).ok()?;
        let Some(documents) = &logged.documents else { return Some(true) };
        let salt = data_encoding::BASE64.decode(documents.salt.as_bytes()).ok()?;
        let committed = commitment(&salt, documents.before.as_deref(), documents.after.as_deref());
        Some(leaf.documents? == data_encoding::BASE64.encode(&committed))
    };
    let hash = |text: &String| Some(Hash(data_encoding::BASE64.decode(text.as_bytes()).ok()?.try_into().ok()?));
    let Some(path) = logged.path.iter().map(hash).collect::<Option<Vec<Hash>>>() else { return false };
    let (size, root) = (signed.checkpoint.size, signed.checkpoint.root);
    committed() == Some(true) && is_included(size, root, logged.position, leaf_hash(logged.leaf.as_bytes()), &path)
}
