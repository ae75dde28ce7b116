//! What makes the log provable: each entry is a leaf of a Merkle tree (RFC 6962, section 2.1), and checkpoints of that tree
//! (C2SP tlog-checkpoint) stand outside the database.
//!
//! - Whoever kept a checkpoint can tell later whether any entry under it was changed, removed, put in or put elsewhere: the tree over the same
//!   entries has the same root, and no other entries have it.
//! - What stands in an entry's documents may be personal. The leaf holds only a salted commitment to them: when documents and salt are gone,
//!   nothing is left that says what they were, and the tree is what it was.
//! - What it cannot prove: entries that are newer than the last checkpoint outside. Whoever has the database may change those, and the tree.

mod checkpoint;
mod leaf;
mod proof;
mod tree;
mod verification;

pub use self::{
    checkpoint::{Checkpoint, LogKey, NotCheckpoints, Note, SIGNATURE, Signature, Signed, note, read_all, read_note},
    leaf::{Entry, Kept, Salt, commitment, leaf_bytes},
    proof::{InclusionProof, proof_text},
    tree::{Edge, Hash, Node, is_included, leaf_hash, prove_consistency, prove_inclusion, root},
    verification::{Audit, Fault, Finding, Report},
};
