//! Evidence of a decision that stands by itself: everything that an attempt was decided by, with proofs from the log, signed, as one file.

mod check;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

pub use self::check::{Checked, check};
use super::{
    World,
    evidence::{self, Evidence},
    prove_log::{self, Documents, Promise},
};
use crate::{
    base::{
        digest,
        error::{Error, Result},
        id::{AttemptId, CertificateId},
        lang::{Lang, Locale},
        time::Millis,
    },
    domain::{
        audit::{Entry, Kept, prove_inclusion},
        event::EventKind,
        record::Record,
    },
    formats::bundle::Bundle,
    render::{Args, text},
    store::{Db, attempts, catalogue, leaves, records},
};

/// The form of the document.
const FORMAT: &str = "dokimasia-evidence/1";
/// The document in a file of evidence.
const DOCUMENT: &str = "evidence.json";
/// What the key of the log signed of it.
const SIGNATURE: &str = "signature.txt";
/// The checkpoint to which its proofs lead.
const CHECKPOINT: &str = "checkpoint.txt";

/// What happens when questions come by a file.
const BY_FILE: &[EventKind] = &[EventKind::BankImported, EventKind::BatchTaken, EventKind::BatchApproved];

/// Everything about one attempt.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "EvidencePack")]
pub struct Pack {
    /// The form of this document: `dokimasia-evidence/1`.
    pub format: String,
    /// When it was put together.
    pub made_at: Millis,
    /// The address of the installation, where it is configured.
    pub installation: Option<String>,
    /// What was decided on, to read.
    pub decision: Evidence,
    /// What it was decided by, as it is kept.
    pub record: Record,
    /// What the log says of it, with proofs.
    pub log: Vec<Logged>,
}

/// Evidence with what its proofs lead to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "ProvenEvidence")]
pub struct Proven {
    /// The evidence.
    pub evidence: Pack,
    /// The signed checkpoint of the log to which the proofs lead (C2SP tlog-checkpoint).
    pub checkpoint: String,
    /// The public key of the log (C2SP signed-note).
    pub key: String,
}

/// An entry of the log with the proof that the log holds it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "ProvenEntry")]
pub struct Logged {
    /// What happened.
    pub kind: String,
    /// When.
    pub at: Millis,
    /// The bytes of the entry's leaf, in UTF-8.
    pub leaf: String,
    /// Its position in the log's tree.
    pub position: u64,
    /// The audit path to the root of the checkpoint (RFC 6962, section 2.1.1), in base 64.
    pub path: Vec<String>,
    /// The documents to which the leaf commits; none: there are none, or they were erased.
    pub documents: Option<Documents>,
}

impl Proven {
    /// As a page shows it. Errs when it cannot be written.
    pub fn shown(&self) -> Result<Value> {
        let mut shown = serde_json::to_value(self).map_err(|error| Error::because("showing evidence", error))?;
        let log = shown.pointer_mut("/evidence/log").and_then(Value::as_array_mut);
        for (entry, logged) in log.into_iter().flatten().zip(&self.evidence.log) {
            // Names of texts have no dots.
            if let Some(entry) = entry.as_object_mut() {
                entry.insert("word".into(), logged.kind.replace('.', "-").into());
            }
        }
        Ok(shown)
    }
}

/// A file.
pub struct Packed {
    /// What it is called.
    pub name: String,
    /// A ZIP archive.
    pub bytes: Vec<u8>,
}

/// The attempt that a certificate rests on.
pub async fn attempt_of(world: &World, id: CertificateId) -> Result<AttemptId> {
    world.store.read(move |db| records::of_certificate(db, id)).await
}

/// The evidence of an attempt, under a checkpoint that is made now. Refuses when there is no such attempt.
pub async fn gather(world: &World, id: AttemptId, lang: Lang) -> Result<Proven> {
    let Promise { checkpoint, entries, key } = prove_log::promised(world).await?;
    let (made_at, installation) = (world.clock.now(), world.settings.base().map(str::to_owned));
    let snapshots = world.snapshots.clone();
    let evidence = world.store.read(move |db| {
        let attempt = attempts::find_any(db, id)?;
        let revision = catalogue::revision(db)?;
        let catalogue = snapshots.catalogue(db, revision)?;
        let decision = evidence::of_attempt(db, &catalogue, &attempt, lang)?;
        let record = records::of_attempt(db, id)?;
        let mut objects = vec![id.to_string(), attempt.certification.to_string(), record.rules.certification.clone()];
        objects.extend(records::appeals_of(db, id)?);
        objects.extend(record.certificates.iter().map(|held| held.id.to_string()));
        objects.extend(record.positions.iter().map(|asked| asked.question.to_string()));
        let until = attempt.submitted_at.unwrap_or(made_at);
        // Of questions and rules only what came before the decision matters; of the attempt and its certificates all does.
        let matters = |entry: &Entry| {
            matches!(entry.object_kind.as_str(), "appeal" | "attempt" | "certificate") || entry.at <= until.0
        };
        let mut entries_of = leaves::of_objects(db, &objects)?;
        entries_of.retain(|(entry, _)| matters(entry));
        // Questions that came by a file were written and approved with all others of it.
        let moments = records::moments_of(db, id)?;
        entries_of.extend(leaves::at_moments(db, BY_FILE, &moments)?);
        entries_of.sort_by_key(|(_, kept)| kept.position);
        entries_of.dedup_by_key(|(_, kept)| kept.position);
        let mut log = Vec::new();
        for (entry, kept) in entries_of {
            log.extend(proven(db, entries, entry, &kept)?);
        }
        Ok(Pack { format: FORMAT.to_owned(), made_at, installation, decision, record, log })
    });
    Ok(Proven { evidence: evidence.await?, checkpoint, key })
}

/// An entry with its proof; none: it joined the log's tree after the checkpoint.
fn proven(db: &mut Db, size: u64, entry: Entry, kept: &Kept) -> Result<Option<Logged>> {
    let Some(path) = prove_inclusion(size, kept.position, |nodes| leaves::nodes(db, nodes))? else { return Ok(None) };
    let leaf = prove_log::leaf_text(&entry, kept)?;
    let (kind, at, position) = (entry.kind.clone(), Millis(entry.at), kept.position);
    let path = path.iter().map(ToString::to_string).collect();
    Ok(Some(Logged { kind, at, leaf, position, path, documents: Documents::of(entry, kept) }))
}

/// What is signed of evidence: which attempt it is of, and the SHA-256 of its document, each on a line below the form's name.
fn seal(attempt: AttemptId, sha256: &str) -> String {
    format!("{FORMAT}\n{attempt}\n{sha256}\n")
}

/// The evidence of an attempt as a file: the document, its signature, what its proofs lead to, and a page to read.
pub async fn pack(world: &World, id: AttemptId, locale: Locale) -> Result<Packed> {
    let proven = gather(world, id, locale.lang()).await?;
    let document =
        serde_json::to_string_pretty(&proven.evidence).map_err(|error| Error::because("writing evidence", error))?;
    let signature = prove_log::signer(world).await?.sign(&seal(id, &digest::of_bytes(document.as_bytes())));
    let page = page(world, &proven, locale)?;
    let mut bundle = Bundle::default();
    let files = [
        (DOCUMENT, document.as_str()),
        (SIGNATURE, &signature),
        (CHECKPOINT, &proven.checkpoint),
        ("key.txt", &proven.key),
        ("index.html", &page),
        ("style.css", include_str!("style.css")),
    ];
    for (name, text) in files {
        bundle.begin(name)?;
        bundle.write(text)?;
    }
    Ok(Packed { name: format!("evidence-{id}.zip"), bytes: bundle.finish()? })
}

fn page(world: &World, proven: &Proven, locale: Locale) -> Result<String> {
    let title = text(locale, "evidence-title", &Args::new());
    let frame = json!({ "locale": locale.code(), "title": title, "style": "style.css" });
    world.render.page("layout/alone", "evidence/file", frame.as_object().cloned().unwrap_or_default(), proven.shown()?)
}
