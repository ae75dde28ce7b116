//! Proofs that stand alone (C2SP tlog-proof).

use super::tree::Hash;

/// That a log holds an entry.
#[derive(Debug, Clone, PartialEq)]
pub struct InclusionProof {
    /// The position of its leaf.
    pub position: u64,
    /// The audit path (RFC 6962, section 2.1.1).
    pub hashes: Vec<Hash>,
}

/// The proof with the signed checkpoint that it leads to: whoever has the bytes of the leaf and the key of the log can check it without us.
pub fn proof_text(proof: &InclusionProof, checkpoint: &str) -> String {
    let hashes = proof.hashes.iter().map(ToString::to_string);
    let lines: Vec<String> =
        ["c2sp.org/tlog-proof@v1".to_owned(), format!("index {}", proof.position)].into_iter().chain(hashes).collect();
    format!("{}\n\n{checkpoint}", lines.join("\n"))
}
