//! Passwords and the digests of tokens.

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc::PasswordHash};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::error::{Error, Result};

/// Memory in KiB, passes, lanes: OWASP's Password Storage Cheat Sheet for argon2id.
const ARGON2: (u32, u32, u32) = (19_456, 2, 1);

/// Hashes a password with argon2id (RFC 9106) and a new salt, into the PHC string format. Slow on purpose: tens of milliseconds.
pub fn hash_password(password: &str) -> Result<String> {
    hasher()?
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| Error::broken(format!("hashing a password: {error}")))
}

/// Whether `password` is the one of which `hash` was made. As slow as hashing.
pub fn password_matches(password: &str, hash: &str) -> bool {
    let Ok(hasher) = hasher() else { return false };
    PasswordHash::new(hash).is_ok_and(|hash| hasher.verify_password(password.as_bytes(), &hash).is_ok())
}

/// What is stored of a token: its SHA-256 in hexadecimal.
pub fn digest(token: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(token.as_bytes()))
}

fn hasher() -> Result<Argon2<'static>> {
    let (memory, passes, lanes) = ARGON2;
    let params = Params::new(memory, passes, lanes, None).map_err(|error| Error::broken(format!("argon2: {error}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_matches() {
        let hash = hash_password("δοκιμασία-2026").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(password_matches("δοκιμασία-2026", &hash));
        assert!(!password_matches("δοκιμασια-2026", &hash));
        assert!(!password_matches("", "not a hash"));
    }
}
