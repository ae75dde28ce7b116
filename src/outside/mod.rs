//! Floor 2: the world beside rows and HTTP: files that hold keys, and what is signed with them.

pub mod jws;
pub mod keys;
