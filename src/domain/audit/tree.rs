//! The tree itself (RFC 6962, section 2.1). Hashes of complete subtrees never change, so they are kept: each with the leaf that completes it.

use std::cell::{Cell, RefCell};

pub use tlog_tiles::Hash;
use tlog_tiles::{EMPTY_HASH, Error as TreeError, HashReader, node_hash, record_hash};

/// The hash of a leaf of these bytes.
pub fn leaf_hash(bytes: &[u8]) -> Hash {
    record_hash(bytes)
}

/// A complete subtree: the `index`-th of those over 2^`level` leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// Levels above the leaves.
    pub level: u32,
    /// Which of its level, from 0 on.
    pub index: u64,
}

impl Node {
    /// The position of the leaf that completes it; its hash is the `level`-th that is kept with that leaf.
    pub fn completed_by(self) -> u64 {
        ((self.index + 1) << self.level) - 1
    }

    fn of_stored(index: u64) -> Node {
        let (level, index) = tlog_tiles::split_stored_hash_index(index);
        Node { level: level.into(), index }
    }
}

/// The right edge of a growing tree: of each level the complete subtree that was completed last. It is all that the next leaf needs.
#[derive(Debug, Clone, Default)]
pub struct Edge {
    size: u64,
    last: Vec<Hash>,
}

impl Edge {
    /// The subtrees of which a tree of so many leaves has its edge, from the leaves up.
    pub fn nodes(size: u64) -> Vec<Node> {
        let levels = (0..u64::BITS).take_while(|level| size >> level > 0);
        levels.map(|level| Node { level, index: (size >> level) - 1 }).collect()
    }

    /// The edge of a tree of so many leaves, of the hashes of [`Edge::nodes`].
    pub fn new(size: u64, last: Vec<Hash>) -> Edge {
        Edge { size, last }
    }

    /// How many leaves the tree has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf: its hash, and those of the subtrees that it completes, the smallest first.
    pub fn add(&mut self, leaf: Hash) -> Vec<Hash> {
        let completed = usize::try_from(self.size.trailing_ones()).unwrap_or(0);
        let mut hashes = vec![leaf];
        for left in self.last.iter().take(completed) {
            hashes.extend(hashes.last().map(|right| node_hash(*left, *right)));
        }
        self.keep(&hashes);
        hashes
    }

    /// Goes on by a leaf of which the hashes are known.
    pub(super) fn keep(&mut self, hashes: &[Hash]) {
        let known = self.last.len().min(hashes.len());
        for (last, hash) in self.last.iter_mut().zip(hashes) {
            *last = *hash;
        }
        self.last.extend(hashes.iter().skip(known));
        self.size += 1;
    }

    /// The root of the tree.
    pub fn root(&self) -> Hash {
        let levels = self.last.iter().zip(0..u64::BITS).filter(|(_, level)| (self.size >> level) & 1 == 1);
        levels.map(|(hash, _)| *hash).reduce(|right, left| node_hash(left, right)).unwrap_or(EMPTY_HASH)
    }
}

/// Where kept hashes are read from, for what proves.
struct Kept<F, E> {
    read: RefCell<F>,
    error: Cell<Option<E>>,
}

impl<E, F: FnMut(&[Node]) -> Result<Vec<Hash>, E>> HashReader for Kept<F, E> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, TreeError> {
        let nodes: Vec<Node> = indexes.iter().map(|index| Node::of_stored(*index)).collect();
        let missing = || TreeError::InvalidInput("hashes are missing".into());
        match (self.read.borrow_mut())(&nodes) {
            Ok(hashes) if hashes.len() == nodes.len() => Ok(hashes),
            Ok(_) => Err(missing()),
            Err(error) => {
                self.error.set(Some(error));
                Err(missing())
            }
        }
    }
}

impl<F, E> Kept<F, E> {
    fn new(read: F) -> Kept<F, E> {
        Kept { read: RefCell::new(read), error: Cell::new(None) }
    }

    /// What came of it. None: there is no such proof, or hashes are missing.
    fn told<T>(self, done: Result<T, TreeError>) -> Result<Option<T>, E> {
        self.error.take().map_or_else(|| Ok(done.ok()), Err)
    }
}

/// The root that a tree had when it had so many leaves, by the hashes that `read` reads. None: hashes are missing.
pub fn root<E>(size: u64, read: impl FnMut(&[Node]) -> Result<Vec<Hash>, E>) -> Result<Option<Hash>, E> {
    let kept = Kept::new(read);
    let root = tlog_tiles::tree_hash(size, &kept);
    kept.told(root)
}

/// The proof that a tree of so many leaves holds the leaf at that position (RFC 6962, section 2.1.1). None: it does not, or hashes are missing.
pub fn prove_inclusion<E>(
    size: u64,
    position: u64,
    read: impl FnMut(&[Node]) -> Result<Vec<Hash>, E>,
) -> Result<Option<Vec<Hash>>, E> {
    let kept = Kept::new(read);
    let proof = tlog_tiles::prove_record(size, position, &kept);
    kept.told(proof)
}

/// Whether a proof of [`prove_inclusion`] holds: it leads from a leaf at that position to the root.
pub fn is_included(size: u64, root: Hash, position: u64, leaf: Hash, proof: &[Hash]) -> bool {
    tlog_tiles::check_record(&proof.to_vec(), size, root, position, leaf).is_ok()
}

/// The proof that a tree of so many leaves begins with the tree that had `old_size` (RFC 6962, section 2.1.2). None: it has fewer, `old_size` is
/// 0, or hashes are missing.
pub fn prove_consistency<E>(
    size: u64,
    old_size: u64,
    read: impl FnMut(&[Node]) -> Result<Vec<Hash>, E>,
) -> Result<Option<Vec<Hash>>, E> {
    let kept = Kept::new(read);
    let proof = tlog_tiles::prove_tree(size, old_size, &kept);
    kept.told(proof)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;
    use sha2::{Digest as _, Sha256};

    use super::*;

    /// The root by the words of RFC 6962 alone.
    fn by_the_book(leaves: &[Vec<u8>]) -> [u8; 32] {
        let hash = |parts: &[&[u8]]| -> [u8; 32] { Sha256::digest(parts.concat()).into() };
        match leaves {
            [] => hash(&[]),
            [one] => hash(&[&[0], one]),
            more => {
                let half = more.len().next_power_of_two() / 2;
                let (left, right) = more.split_at(half);
                hash(&[&[1], &by_the_book(left), &by_the_book(right)])
            }
        }
    }

    struct Log {
        edge: Edge,
        kept: Vec<Vec<Hash>>,
    }

    impl Log {
        fn of(leaves: &[Vec<u8>]) -> Log {
            let mut log = Log { edge: Edge::default(), kept: Vec::new() };
            for leaf in leaves {
                let hashes = log.edge.add(leaf_hash(leaf));
                log.kept.push(hashes);
            }
            log
        }

        fn read(&self, nodes: &[Node]) -> Vec<Hash> {
            let hash = |node: &Node| self.kept[usize::try_from(node.completed_by()).unwrap()][node.level as usize];
            nodes.iter().map(hash).collect()
        }
    }

    fn leaves(number: u64) -> Vec<Vec<u8>> {
        (0..number).map(|leaf| leaf.to_be_bytes().to_vec()).collect()
    }

    proptest! {
        #[test]
        fn roots_are_those_of_the_book_and_proofs_hold(size in 1u64..200, old in 1u64..200, position in 0u64..200) {
            let all = leaves(size);
            let log = Log::of(&all);
            let read = |nodes: &[Node]| Ok::<_, Infallible>(log.read(nodes));
            let head = log.edge.root();
            prop_assert_eq!(head.0, by_the_book(&all));
            prop_assert_eq!(root(size, read), Ok(Some(head)));
            let again = Edge::new(size, log.read(&Edge::nodes(size)));
            prop_assert_eq!(again.root(), head);
            let proof = prove_inclusion(size, position, read).unwrap();
            prop_assert_eq!(proof.is_some(), position < size);
            if let Some(proof) = proof {
                let leaf = leaf_hash(&position.to_be_bytes());
                prop_assert!(is_included(size, head, position, leaf, &proof));
                prop_assert!(!is_included(size, head, position, leaf_hash(b"another"), &proof));
            }
            let proof = prove_consistency(size, old, read).unwrap();
            prop_assert_eq!(proof.is_some(), old <= size);
            if let Some(proof) = proof {
                let earlier = Log::of(&leaves(old)).edge.root();
                prop_assert!(tlog_tiles::check_tree(&proof, size, head, old, earlier).is_ok());
                prop_assert!(tlog_tiles::check_tree(&proof, size, head, old, leaf_hash(b"another")).is_err());
            }
        }
    }

    #[test]
    fn the_root_of_nothing_is_the_hash_of_nothing() {
        assert_eq!(Edge::default().root().0, by_the_book(&[]));
        assert_eq!(root(0, |_| Ok::<_, Infallible>(Vec::new())), Ok(Some(Edge::default().root())));
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        assert_eq!(root(5, |_| Err::<Vec<Hash>, _>("away")), Err("away"));
        assert_eq!(root(5, |_| Ok::<_, Infallible>(Vec::new())), Ok(None));
    }
}
