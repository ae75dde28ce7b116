//! One fingerprint of many values.

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// The SHA-256 of bytes.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// SHA-256 over a sequence of values, each either missing (the byte 0) or a text (the byte 1, its length in bytes as 8 bytes with the highest
/// first, the bytes): no two sequences feed it the same.
#[derive(Default)]
pub struct Digest(Sha256);

impl Digest {
    /// Adds the next value.
    pub fn add(&mut self, value: Option<&str>) {
        match value {
            None => self.0.update([0]),
            Some(text) => {
                // No text is longer than what 64 bits count.
                let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
                self.0.update([1]);
                self.0.update(length.to_be_bytes());
                self.0.update(text.as_bytes());
            }
        }
    }

    /// The fingerprint in hexadecimal.
    pub fn finish(self) -> String {
        HEXLOWER.encode(&self.0.finalize())
    }
}

/// SHA-256 of bytes that come one after the other.
#[derive(Default)]
pub struct Bytes(Sha256);

impl Bytes {
    /// The fingerprint in hexadecimal.
    pub fn finish(self) -> String {
        HEXLOWER.encode(&self.0.finalize())
    }
}

impl std::io::Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// SHA-256 of bytes alone, in hexadecimal.
pub fn of_bytes(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[Option<&str>]) -> String {
        let mut digest = Digest::default();
        for value in values {
            digest.add(*value);
        }
        digest.finish()
    }

    #[test]
    fn what_is_cut_in_other_places_is_something_else() {
        assert_ne!(of(&[Some("ab"), Some("c")]), of(&[Some("a"), Some("bc")]));
        assert_ne!(of(&[None]), of(&[Some("")]));
        assert_ne!(of(&[]), of(&[None]));
        assert_eq!(of(&[]), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        // printf '\1\0\0\0\0\0\0\0\2\316\261\0' | sha256sum
        assert_eq!(of(&[Some("α"), None]), "d244cc2a201cb2d8a52a2107d2c4e7854b19af509fa79167ca6cda710d4eb8b3");
    }
}
