//! Whether a log is what its checkpoints say.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::{
    checkpoint::Checkpoint,
    leaf::{self, Entry, Kept},
    tree::{Edge, Hash},
};
use crate::domain::{event::EventKind, words};

/// Findings that are told one by one; the rest is counted.
const FINDINGS_MAX: usize = 100;

words! {
    /// What is wrong with a log.
    Fault {
        /// A position of the tree has no leaf.
        LeafMissing "leaf-missing",
        /// A leaf's entry is not there.
        EntryMissing "entry-missing",
        /// An entry is not what its leaf was made of.
        EntryChanged "entry-changed",
        /// An entry's documents are not those that its leaf commits to.
        DocumentsChanged "documents-changed",
        /// An entry's documents were erased, and no entry says so.
        ErasedUntold "erased-untold",
        /// The hashes that are kept of the tree do not fit together.
        TreeChanged "tree-changed",
        /// An entry is not in the tree, though it is older than others that are.
        Backdated "backdated",
        /// A checkpoint's tree had another root.
        OtherRoot "other-root",
        /// A checkpoint's tree had more entries.
        Shorter "shorter",
        /// A checkpoint was not signed by the key of the log.
        NotSigned "not-signed",
    }
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What.
    pub fault: Fault,
    /// Of which position of the tree; of a checkpoint the number of its leaves.
    pub position: Option<u64>,
    /// Of which entry.
    pub entry: Option<String>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Leaves of the tree.
    pub leaves: u64,
    /// The root of the tree, in base 64; none: leaves are missing.
    pub root: Option<String>,
    /// Entries whose documents were erased; the log says of each that they were.
    pub erased: u64,
    /// Entries that are not in the tree yet.
    pub newer: u64,
    /// Checkpoints that were compared.
    pub checkpoints: u64,
    /// Leaves under the largest of them: what is newer cannot be proven.
    pub covered: u64,
    /// How much is wrong.
    pub faults: u64,
    /// What is wrong; of much the first.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.faults == 0
    }
}

/// Goes through a log from its first leaf to its last, then through what is not in the tree yet.
pub struct Audit {
    /// Where the next leaf belongs.
    next: u64,
    /// None once a leaf is missing: of a tree with a hole nothing can be told.
    edge: Option<Edge>,
    /// Those that are still to come, the largest first.
    checkpoints: Vec<Checkpoint>,
    newest: i64,
    erased: BTreeSet<u64>,
    erased_told: BTreeSet<u64>,
    report: Report,
}

impl Audit {
    /// Begins; each checkpoint is one that the log's key signed.
    pub fn new(mut checkpoints: Vec<Checkpoint>) -> Audit {
        checkpoints.sort_by_key(|it| std::cmp::Reverse(it.size));
        let covered = checkpoints.first().map_or(0, |it| it.size);
        let report = Report {
            leaves: 0,
            root: None,
            erased: 0,
            newer: 0,
            checkpoints: u64::try_from(checkpoints.len()).unwrap_or(u64::MAX),
            covered,
            faults: 0,
            findings: Vec::new(),
        };
        let mut audit = Audit {
            next: 0,
            edge: Some(Edge::default()),
            checkpoints,
            newest: i64::MIN,
            erased: BTreeSet::new(),
            erased_told: BTreeSet::new(),
            report,
        };
        audit.compare();
        audit
    }

    /// Says that something is wrong.
    pub fn find(&mut self, fault: Fault, position: Option<u64>, entry: Option<&str>) {
        self.report.faults += 1;
        if self.report.findings.len() < FINDINGS_MAX {
            self.report.findings.push(Finding { fault, position, entry: entry.map(str::to_owned) });
        }
    }

    /// The next leaf, with its entry where that is there.
    pub fn leaf(&mut self, kept: &Kept, entry: Option<&Entry>) {
        if kept.position != self.next {
            self.find(Fault::LeafMissing, Some(self.next), None);
            self.edge = None;
        }
        self.next = kept.position.saturating_add(1);
        let hashes = read_hashes(&kept.hashes);
        match entry {
            None => self.find(Fault::EntryMissing, Some(kept.position), Some(&kept.entry)),
            Some(entry) => self.entry(kept, entry, hashes.first()),
        }
        let Some(edge) = self.edge.as_mut() else { return };
        let mut grown = edge.clone();
        let fits = hashes.first().is_some_and(|leaf| grown.add(*leaf) == hashes);
        edge.keep(&hashes);
        if !fits {
            self.find(Fault::TreeChanged, Some(kept.position), Some(&kept.entry));
        }
        self.compare();
    }

    /// Compares an entry with its leaf.
    fn entry(&mut self, kept: &Kept, entry: &Entry, hash: Option<&Hash>) {
        let position = Some(kept.position);
        if hash != Some(&leaf::hash(entry, kept.commitment.as_deref())) {
            self.find(Fault::EntryChanged, position, Some(&entry.id));
        }
        let fits = match (&kept.salt, &kept.commitment) {
            (Some(salt), Some(commitment)) => {
                let documents = leaf::commitment(salt, entry.before.as_deref(), entry.after.as_deref());
                documents.as_slice() == commitment.as_slice()
            }
            (Some(_), None) => false,
            (None, _) => !entry.has_documents(),
        };
        if !fits {
            self.find(Fault::DocumentsChanged, position, Some(&entry.id));
        }
        if kept.is_erased() {
            self.erased.insert(kept.position);
        }
        self.newest = self.newest.max(entry.at);
        self.told(entry);
    }

    /// An entry that is not in the tree. Transactions that run beside each other may enter it later than what is in the tree, though they began
    /// earlier: since `open_since` that is how it may be.
    pub fn loose(&mut self, entry: &Entry, open_since: i64) {
        self.report.newer += 1;
        self.told(entry);
        if entry.at < self.newest && entry.at < open_since {
            self.find(Fault::Backdated, None, Some(&entry.id));
        }
    }

    /// Notes of which entries an entry says that their documents were erased.
    fn told(&mut self, entry: &Entry) {
        if entry.kind == EventKind::EntriesErased.as_str() {
            let after = entry.after.as_deref().and_then(|after| serde_json::from_str::<Value>(after).ok());
            let positions = after.as_ref().and_then(|after| after.get("positions")).and_then(Value::as_array);
            self.erased_told.extend(positions.into_iter().flatten().filter_map(Value::as_u64));
        }
    }

    /// Compares with the checkpoints of trees of this size.
    fn compare(&mut self) {
        let Some((size, root)) = self.edge.as_ref().map(|edge| (edge.size(), edge.root())) else { return };
        while let Some(checkpoint) = self.checkpoints.pop_if(|next| next.size <= size) {
            if checkpoint.root != root {
                self.find(Fault::OtherRoot, Some(checkpoint.size), None);
            }
        }
    }

    /// What came of it.
    pub fn finish(mut self) -> Report {
        for checkpoint in std::mem::take(&mut self.checkpoints) {
            if checkpoint.size > self.next {
                self.find(Fault::Shorter, Some(checkpoint.size), None);
            }
        }
        let untold: Vec<u64> = self.erased.difference(&self.erased_told).copied().collect();
        for position in untold {
            self.find(Fault::ErasedUntold, Some(position), None);
        }
        self.report.erased = u64::try_from(self.erased.len()).unwrap_or(u64::MAX);
        self.report.leaves = self.next;
        self.report.root = self.edge.map(|edge| edge.root().to_string());
        self.report
    }
}

/// The hashes that are kept with a leaf; none where they are not whole.
fn read_hashes(bytes: &[u8]) -> Vec<Hash> {
    let (hashes, rest) = bytes.as_chunks::<32>();
    if rest.is_empty() { hashes.iter().map(|hash| Hash(*hash)).collect() } else { Vec::new() }
}
