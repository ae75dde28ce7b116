//! Proofs of single entries, and of what the log was before.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{super::World, checkpoint, signer};
use crate::{
    base::{
        error::{Error, Result},
        id::EventId,
        refusal::{Problem, Refused},
    },
    domain::audit::{
        Entry, InclusionProof, Kept, leaf_bytes, proof_text, prove_consistency, prove_inclusion, read_all,
    },
    store::leaves,
};

/// An entry with the proof that the log holds it. Whoever has the log's key can check it without us.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EntryProof {
    /// The bytes of the entry's leaf, in UTF-8.
    pub leaf: String,
    /// The proof that the log holds that leaf, with a signed checkpoint (C2SP tlog-proof).
    pub proof: String,
    /// The public key of the log (C2SP signed-note).
    pub key: String,
    /// The documents to which the leaf commits; none: there never were any, or they were erased.
    pub documents: Option<Documents>,
}

/// The documents of an entry. SHA-256 over the bytes of the salt, `[`, `before` or `null`, `,`, `after` or `null`, `]` is what the leaf tells.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "EntryDocuments")]
pub struct Documents {
    /// What the commitment is salted with, in base 64.
    pub salt: String,
    /// As it was: the text of a JSON document.
    pub before: Option<String>,
    /// As it was from then on.
    pub after: Option<String>,
}

/// Which two trees are compared.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ConsistencyRange")]
pub struct Range {
    /// How many entries the older one had; at least one.
    pub from: u64,
}

/// The proof that the log only grew since.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Consistency {
    /// How many entries the older tree had.
    pub from: u64,
    /// How many the newer one has.
    pub to: u64,
    /// The proof (RFC 6962, section 2.1.2): hashes in base 64.
    pub hashes: Vec<String>,
    /// The signed checkpoint of the newer tree (C2SP tlog-checkpoint).
    pub checkpoint: String,
    /// The public key of the log (C2SP signed-note).
    pub key: String,
}

/// What the log promises.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "LogPromise")]
pub struct Promise {
    /// The signed checkpoint (C2SP tlog-checkpoint).
    pub checkpoint: String,
    /// How many entries it is about.
    pub entries: u64,
    /// The public key of the log (C2SP signed-note).
    pub key: String,
}

/// What the log promises now. It is entered in the file too.
pub async fn promised(world: &World) -> Result<Promise> {
    let checkpoint = checkpoint(world).await?;
    let read = read_all(&checkpoint).ok().and_then(|mut read| read.pop());
    let entries = read.map(|signed| signed.checkpoint.size);
    let entries = entries.ok_or_else(|| Error::broken("a checkpoint of ours cannot be read"))?;
    Ok(Promise { checkpoint, entries, key: signer(world).await?.public.to_text() })
}

/// The proof of an entry, under a checkpoint that is made now. Refuses when there is no such entry.
pub async fn proof(world: &World, id: EventId) -> Result<EntryProof> {
    let Promise { checkpoint, entries: size, key } = promised(world).await?;
    let read = world.store.read(move |db| {
        let (entry, kept) = leaves::of_entry(db, id)?;
        let position = kept.as_ref().map_or(u64::MAX, |kept| kept.position);
        let hashes = prove_inclusion(size, position, |nodes| leaves::nodes(db, nodes))?;
        Ok((entry, kept.zip(hashes)))
    });
    let (entry, proven) = read.await?;
    let (kept, hashes) = proven.ok_or_else(|| {
        Error::broken(format!("the entry {id} is not in the log's tree: run `dokimasia audit verify`"))
    })?;
    let leaf = leaf_text(&entry, &kept)?;
    let proof = proof_text(&InclusionProof { position: kept.position, hashes }, &checkpoint);
    Ok(EntryProof { leaf, proof, key, documents: Documents::of(entry, &kept) })
}

/// The bytes of an entry's leaf, which are UTF-8.
pub(in crate::journeys) fn leaf_text(entry: &Entry, kept: &Kept) -> Result<String> {
    let bytes = leaf_bytes(entry, kept.commitment.as_deref());
    String::from_utf8(bytes).map_err(|error| Error::because("the leaf of an entry", error))
}

impl Documents {
    /// Those of an entry; none: there never were any, or they were erased.
    pub(in crate::journeys) fn of(entry: Entry, kept: &Kept) -> Option<Documents> {
        let salt = data_encoding::BASE64.encode(kept.salt.as_ref()?);
        Some(Documents { salt, before: entry.before, after: entry.after })
    }
}

/// The proof that the log only grew since it had so many entries, up to a checkpoint that is made now. Refuses when it never had so many.
pub async fn consistency(world: &World, range: Range) -> Result<Consistency> {
    let Promise { checkpoint, entries: to, key } = promised(world).await?;
    let from = range.from;
    let hashes = world.store.read(move |db| prove_consistency(to, from, |nodes| leaves::nodes(db, nodes))).await?;
    let hashes =
        hashes.ok_or_else(|| Refused::invalid(vec![Problem::new("from", "entries-of-log").with("most", to)]))?;
    let hashes = hashes.iter().map(ToString::to_string).collect();
    Ok(Consistency { from, to, hashes, checkpoint, key })
}
