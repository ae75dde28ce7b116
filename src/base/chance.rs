//! Chance: the only place that asks the operating system for randomness.

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use rand::{
    SeedableRng, TryRng,
    rngs::{ChaCha20Rng, SysRng},
};

use super::error::{Error, Result};

/// 256 bits that start a generator, or are a secret key. Whoever knows it can repeat a draw exactly or sign, so it never leaves the server.
#[derive(Clone, PartialEq, Eq)]
pub struct Seed([u8; 32]);

impl Seed {
    /// A new one from the operating system. Errs when that has no randomness to give.
    pub fn new() -> Result<Seed> {
        os_random().map(Seed)
    }

    /// The generator that it starts: ChaCha20 (RFC 8439), the same on every machine.
    pub fn rng(&self) -> ChaCha20Rng {
        ChaCha20Rng::from_seed(self.0)
    }

    /// The bits themselves.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// For the database: 64 hexadecimal digits.
    pub fn to_hex(&self) -> String {
        HEXLOWER.encode(&self.0)
    }

    /// Reads what [`Seed::to_hex`] wrote.
    pub fn of_hex(text: &str) -> Option<Seed> {
        HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok().map(Seed)
    }
}

impl From<[u8; 32]> for Seed {
    fn from(bytes: [u8; 32]) -> Seed {
        Seed(bytes)
    }
}

impl std::fmt::Debug for Seed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Seed(…)")
    }
}

/// A secret of 256 bits that nobody can guess, in 43 characters of URL-safe base 64.
pub fn unguessable() -> Result<String> {
    os_random::<32>().map(|bytes| BASE64URL_NOPAD.encode(&bytes))
}

/// A secret of 128 bits, in 22 characters of URL-safe base 64: for addresses that people may have to type.
pub fn unguessable_and_short() -> Result<String> {
    os_random::<16>().map(|bytes| BASE64URL_NOPAD.encode(&bytes))
}

/// A number below `end`, for waits that should not all be alike; it guards no secret. Without randomness it is half of it.
pub fn below(end: u64) -> u64 {
    os_random::<8>().map_or(end / 2, |bytes| u64::from_le_bytes(bytes).checked_rem(end).unwrap_or(0))
}

/// So many bytes that nobody can guess.
pub fn bytes<const N: usize>() -> Result<[u8; N]> {
    os_random()
}

fn os_random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).map_err(|error| Error::because("the operating system's randomness", error))?;
    Ok(bytes)
}
