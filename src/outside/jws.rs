//! Signed tokens: JWS in its compact form (RFC 7515), by Ed25519 (RFC 8037) and nothing else. What a token's header says of keys elsewhere is not
//! even looked at.

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation,
    crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils},
    decode, decode_header, encode,
    errors::{ErrorKind, Result as JwtResult},
    jwk::{
        AlgorithmParameters, CommonParameters, EllipticCurve, Jwk, KeyAlgorithm, OctetKeyPairParameters,
        OctetKeyPairType, PublicKeyUse, ThumbprintHash,
    },
    signature,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    base::{
        chance::Seed,
        digest,
        error::{Error, Result},
        refusal::Refusal,
    },
    domain::{decision::Doubt, keyring::Key},
};

/// What stands before the 32 bytes of a secret key in PKCS #8 (RFC 8410).
const PKCS8: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];

/// Characters of a key's name: a SHA-256 in base 64.
const KID_CHARS: usize = 43;

struct Ours(SigningKey);

impl signature::Signer<Vec<u8>> for Ours {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        Ok(self.0.sign(message).to_bytes().to_vec())
    }
}

impl JwtSigner for Ours {
    fn algorithm(&self) -> Algorithm {
        Algorithm::EdDSA
    }
}

struct Theirs(VerifyingKey);

impl signature::Verifier<Vec<u8>> for Theirs {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), signature::Error> {
        let checked = Signature::from_slice(signature).and_then(|it| self.0.verify_strict(message, &it));
        checked.map_err(|_why| signature::Error::new())
    }
}

impl JwtVerifier for Theirs {
    fn algorithm(&self) -> Algorithm {
        Algorithm::EdDSA
    }
}

static PROVIDER: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key| match algorithm {
        Algorithm::EdDSA => Ok(Box::new(Ours(secret(key.as_bytes())?))),
        _ => Err(ErrorKind::InvalidAlgorithm.into()),
    },
    verifier_factory: |algorithm, key| match algorithm {
        Algorithm::EdDSA => Ok(Box::new(Theirs(public(key.try_get_as_bytes()?)?))),
        _ => Err(ErrorKind::InvalidAlgorithm.into()),
    },
    key_utils: KeyUtils {
        compute_digest: |bytes, _| Ok(digest::sha256(bytes).to_vec()),
        ..KeyUtils::new_unimplemented()
    },
};

fn secret(pkcs8: &[u8]) -> JwtResult<SigningKey> {
    let seed = pkcs8.strip_prefix(&PKCS8).and_then(|seed| seed.try_into().ok());
    Ok(SigningKey::from_bytes(seed.ok_or(ErrorKind::InvalidEddsaKey)?))
}

fn public(bytes: &[u8]) -> JwtResult<VerifyingKey> {
    let key = bytes.try_into().ok().and_then(|bytes| VerifyingKey::from_bytes(bytes).ok());
    Ok(key.ok_or(ErrorKind::InvalidEddsaKey)?)
}

/// The library asks a provider of the process; it is always this one.
fn prepare() {
    let _there_already = PROVIDER.install_default();
}

fn signing(seed: &Seed) -> EncodingKey {
    EncodingKey::from_ed_der(&[PKCS8.as_slice(), seed.bytes()].concat())
}

/// The public half of a secret.
pub fn public_of(seed: &Seed) -> Result<[u8; 32]> {
    let seed = seed.bytes().try_into().map_err(|error| Error::because("a secret of another length", error))?;
    Ok(SigningKey::from_bytes(seed).verifying_key().to_bytes())
}

/// The public half of a key, as a JWK (RFC 7517) named by its thumbprint.
fn jwk(public: &[u8; 32]) -> JwtResult<Jwk> {
    prepare();
    let algorithm = AlgorithmParameters::OctetKeyPair(OctetKeyPairParameters {
        key_type: OctetKeyPairType::OctetKeyPair,
        curve: EllipticCurve::Ed25519,
        x: BASE64URL_NOPAD.encode(public),
    });
    let common = CommonParameters {
        key_algorithm: Some(KeyAlgorithm::EdDSA),
        public_key_use: Some(PublicKeyUse::Signature),
        ..CommonParameters::default()
    };
    let mut jwk = Jwk { common, algorithm };
    jwk.common.key_id = Some(jwk.thumbprint(ThumbprintHash::SHA256)?);
    Ok(jwk)
}

/// The public half of a key, as it is published.
pub fn published(key: &Key) -> Result<Value> {
    let jwk = jwk(&key.public).map_err(|error| Error::because("the public half of a key", error))?;
    serde_json::to_value(jwk).map_err(|error| Error::because("writing a key", error))
}

/// The name of a key: the thumbprint of its public half (RFC 7638).
pub fn kid(public: &[u8; 32]) -> Result<String> {
    let jwk = jwk(public).map_err(|error| Error::because("the thumbprint of a key", error))?;
    jwk.common.key_id.ok_or_else(|| Error::broken("a key without a thumbprint"))
}

/// A token of that kind. It names its key with `whose` before the key's own name. Refuses where the key has no secret.
pub fn sign(key: &Key, kind: &str, whose: &str, claims: &impl Serialize) -> Result<String> {
    prepare();
    let seed = key.seed.as_ref().ok_or(Refusal::NoSigningKey)?;
    let mut header = Header::new(Algorithm::EdDSA);
    header.typ = Some(kind.to_owned());
    header.kid = Some(format!("{whose}{}", key.kid));
    encode(&header, claims, &signing(seed)).map_err(|error| Error::because("signing", error))
}

/// What a token of that kind says, if a key signed it that `find` knows by its name, which stands behind `whose`. Of its times nothing is checked.
pub fn verify<'a, T: DeserializeOwned>(
    token: &str,
    kind: &str,
    whose: &str,
    find: impl FnOnce(&str) -> Option<&'a Key>,
) -> Result<T, Doubt> {
    prepare();
    let header = decode_header(token).map_err(|error| doubt(error.kind(), Doubt::Algorithm))?;
    if header.alg != Algorithm::EdDSA {
        return Err(Doubt::Algorithm);
    }
    // What must be understood and is not makes a token void (RFC 7515, 4.1.11); of such things we understand none.
    if header.typ.as_deref() != Some(kind) || header.crit.is_some() {
        return Err(Doubt::Type);
    }
    let named = header.kid.as_deref().and_then(|kid| kid.strip_prefix(whose));
    let kid = named.filter(|kid| kid.len() == KID_CHARS).ok_or(Doubt::Key)?;
    let key = find(kid).ok_or(Doubt::Key)?;
    let public = jwk(&key.public).and_then(|jwk| DecodingKey::from_jwk(&jwk)).map_err(|_ours| Doubt::Key)?;
    let mut validation = Validation::new(Algorithm::EdDSA);
    // The claims are checked by whoever knows what they mean, by the one clock.
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    let read = decode(token, &public, &validation).map_err(|error| doubt(error.kind(), Doubt::Claims))?;
    Ok(read.claims)
}

/// What an error of the library means; of JSON that cannot be read it depends on the part.
fn doubt(kind: &ErrorKind, unreadable: Doubt) -> Doubt {
    match kind {
        ErrorKind::Json(_) => unreadable,
        ErrorKind::InvalidAlgorithm | ErrorKind::InvalidAlgorithmName => Doubt::Algorithm,
        ErrorKind::InvalidSignature => Doubt::Signature,
        _ => Doubt::Malformed,
    }
}
