//! What only a passphrase opens, in the format of age (<https://c2sp.org/age>, version 1, a `scrypt` stanza): `age --decrypt` opens it too.
//!
//! The cryptography is that of libraries; only the frame is ours. The library `age` would bring some sixty crates for kinds of keys that nobody uses here,
//! among them second copies of those that sign.

use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit as _,
    aead::{Aead as _, Nonce},
};
use data_encoding::BASE64_NOPAD;
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use scrypt::{Params, scrypt};
use sha2::Sha256;

use crate::base::{
    chance,
    error::{Error, Result},
};

const VERSION: &str = "age-encryption.org/v1";
const LABEL: &[u8] = b"age-encryption.org/v1/scrypt";
/// The binary logarithm of scrypt's cost: 128 MiB and some tenths of a second for each guess (OWASP's Password Storage Cheat Sheet).
const COST: u8 = 17;
/// What is opened costs no more than this.
const COST_MAX: u8 = 20;
/// Bytes of one piece of what is sealed.
const PIECE: usize = 64 * 1_024;

/// Seals bytes.
pub fn seal(plain: &[u8], passphrase: &str) -> Result<Vec<u8>> {
    let (file_key, salt, nonce) = (chance::bytes::<16>()?, chance::bytes::<16>()?, chance::bytes::<16>()?);
    let wrapped = cipher(&wrapping_key(passphrase, &salt, COST)?)
        .encrypt(&Nonce::<ChaCha20Poly1305>::default(), file_key.as_slice())
        .map_err(broken)?;
    let header =
        format!("{VERSION}\n-> scrypt {} {COST}\n{}\n---", BASE64_NOPAD.encode(&salt), BASE64_NOPAD.encode(&wrapped));
    let mac = header_mac(&file_key, &header)?.finalize().into_bytes();
    let mut sealed = format!("{header} {}\n", BASE64_NOPAD.encode(&mac)).into_bytes();
    sealed.extend(nonce);
    let cipher = cipher(&derived(&file_key, &nonce, b"payload")?);
    let pieces: Vec<&[u8]> = if plain.is_empty() { vec![&[]] } else { plain.chunks(PIECE).collect() };
    for (number, piece) in pieces.iter().enumerate() {
        let nonce = piece_nonce(number, number + 1 == pieces.len())?;
        sealed.extend(cipher.encrypt(&nonce, *piece).map_err(broken)?);
    }
    Ok(sealed)
}

/// Opens what was sealed. Errs when the passphrase is another, or when any of it was changed.
pub fn open(sealed: &[u8], passphrase: &str) -> Result<Vec<u8>> {
    let parts = Parts::read(sealed).ok_or_else(|| Error::broken("it is not sealed as this program seals"))?;
    let other = || Error::broken("the passphrase does not open it: name the file of the one with which it was made");
    let file_key = cipher(&wrapping_key(passphrase, &parts.salt, parts.cost)?)
        .decrypt(&Nonce::<ChaCha20Poly1305>::default(), parts.wrapped.as_slice())
        .ok()
        .ok_or_else(other)?;
    let changed = || Error::broken("what was sealed is not what it was");
    header_mac(&file_key, parts.header)?.verify_slice(&parts.mac).ok().ok_or_else(changed)?;
    let (nonce, body) = parts.payload.split_at_checked(16).ok_or_else(changed)?;
    let cipher = cipher(&derived(&file_key, nonce, b"payload")?);
    let pieces: Vec<&[u8]> = body.chunks(PIECE + 16).collect();
    let mut plain = Vec::with_capacity(body.len());
    for (number, piece) in pieces.iter().enumerate() {
        let nonce = piece_nonce(number, number + 1 == pieces.len())?;
        plain.extend(cipher.decrypt(&nonce, *piece).ok().ok_or_else(changed)?);
    }
    if pieces.is_empty() { Err(changed()) } else { Ok(plain) }
}

/// What is sealed, taken apart.
struct Parts<'a> {
    /// All that the MAC is of.
    header: &'a str,
    salt: Vec<u8>,
    cost: u8,
    wrapped: Vec<u8>,
    mac: Vec<u8>,
    payload: &'a [u8],
}

impl<'a> Parts<'a> {
    fn read(sealed: &'a [u8]) -> Option<Parts<'a>> {
        let mut ends = sealed.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
        let (text, payload) = sealed.split_at_checked(ends.nth(3)?)?;
        let text = std::str::from_utf8(text).ok()?.strip_suffix('\n')?;
        let (header, mac) = text.rsplit_once(' ')?;
        let [version, stanza, body, end] = header.split('\n').collect::<Vec<_>>().try_into().ok()?;
        let [salt, cost] = stanza.strip_prefix("-> scrypt ")?.split(' ').collect::<Vec<_>>().try_into().ok()?;
        let cost = cost.parse().ok().filter(|cost| (1..=COST_MAX).contains(cost))?;
        let bytes = |text: &str| BASE64_NOPAD.decode(text.as_bytes()).ok();
        let parts = Parts { header, salt: bytes(salt)?, cost, wrapped: bytes(body)?, mac: bytes(mac)?, payload };
        (version == VERSION && end == "---" && parts.salt.len() == 16).then_some(parts)
    }
}

fn wrapping_key(passphrase: &str, salt: &[u8], cost: u8) -> Result<[u8; 32]> {
    let params = Params::new(cost, 8, 1).map_err(broken)?;
    let mut key = [0; 32];
    scrypt(passphrase.as_bytes(), &[LABEL, salt].concat(), &params, &mut key).map_err(broken)?;
    Ok(key)
}

fn derived(key: &[u8], salt: &[u8], what: &[u8]) -> Result<[u8; 32]> {
    let mut derived = [0; 32];
    Hkdf::<Sha256>::new(Some(salt), key).expand(what, &mut derived).map_err(broken)?;
    Ok(derived)
}

fn header_mac(file_key: &[u8], header: &str) -> Result<Hmac<Sha256>> {
    let key = derived(file_key, &[], b"header")?;
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&key).map_err(broken)?;
    mac.update(header.as_bytes());
    Ok(mac)
}

fn cipher(key: &[u8; 32]) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(key.into())
}

/// Eleven bytes of the number, and whether it is the last.
fn piece_nonce(number: usize, last: bool) -> Result<Nonce<ChaCha20Poly1305>> {
    let number = u64::try_from(number).map_err(|error| Error::because("sealing", error))?;
    let mut nonce = [0; 12];
    nonce.iter_mut().skip(3).zip(number.to_be_bytes()).for_each(|(to, from)| *to = from);
    nonce.iter_mut().skip(11).for_each(|to| *to = u8::from(last));
    Ok(nonce.into())
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::broken(format!("sealing: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_passphrase_opens_what_was_not_changed() {
        for length in [0, 1, PIECE, PIECE + 1] {
            let plain: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect();
            let sealed = seal(&plain, "ένα δύο").unwrap();
            assert_eq!(open(&sealed, "ένα δύο").unwrap(), plain);
        }
        let sealed = seal(b"a secret", "right").unwrap();
        assert!(open(&sealed, "wrong").unwrap_err().to_string().contains("passphrase does not open"));
        for at in [3, 40, sealed.len() - 70, sealed.len() - 20, sealed.len() - 1] {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(open(&changed, "right").is_err(), "{at}");
        }
        assert!(open(&sealed[..sealed.len() - 24], "right").is_err() && open(b"", "right").is_err());
    }
}
