//! The key that signs what the log promises. It is never changed: who keeps it knows the log by it.

use std::{fs, path::Path};

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

use super::private::{expect_private, lock, make, put, wrong};
use crate::{
    base::{
        chance::{self, Seed},
        error::{Error, Result},
        refusal::Refusal,
    },
    domain::audit::{self, LogKey},
};

const FILE: &str = "log-key.json";
const FORMAT: &str = "dokimasia-log-key/1";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    format: String,
    origin: String,
    seed: String,
}

/// Both halves of the key.
pub struct LogSigner {
    /// The public half, with the name of the log.
    pub public: LogKey,
    secret: SigningKey,
}

impl LogSigner {
    /// A new one. Its log has a name that no other has: it begins with the host, or the program where that is not known.
    pub fn new(host: Option<&str>) -> Result<LogSigner> {
        let seed = Seed::new()?;
        let name = data_encoding::HEXLOWER.encode(&chance::bytes::<8>()?);
        LogSigner::of(format!("{}/log/{name}", host.unwrap_or("dokimasia")), &seed)
    }

    /// The one that is kept in a directory; none is there yet: nothing. Errs where others may read it.
    pub fn read(directory: Option<&Path>) -> Result<Option<LogSigner>> {
        let directory = directory.ok_or(Refusal::NoSigningKey)?;
        let file = directory.join(FILE);
        if !file.try_exists().map_err(|error| wrong(&file, error))? {
            return Ok(None);
        }
        expect_private(directory)?;
        expect_private(&file)?;
        let text = fs::read(&file).map_err(|error| wrong(&file, error))?;
        // What serde says of a mistake may quote the text.
        let stored = serde_json::from_slice::<Stored>(&text).ok().filter(|stored| stored.format == FORMAT);
        let seed = stored.as_ref().and_then(|stored| Seed::of_hex(&stored.seed));
        match (stored, seed) {
            (Some(stored), Some(seed)) => LogSigner::of(stored.origin, &seed).map(Some),
            _ => Err(Error::broken(format!(
                "{} is not the file of a log's key of this version: put the right one back",
                file.display()
            ))),
        }
    }

    /// Keeps it in a directory, which is made where it is not there; one that is kept there already stays.
    pub fn keep(&self, directory: Option<&Path>) -> Result<()> {
        let directory = directory.ok_or(Refusal::NoSigningKey)?;
        make(directory)?;
        let _lock = lock(directory)?;
        if LogSigner::read(Some(directory))?.is_some() {
            return Ok(());
        }
        let seed = Seed::from(self.secret.to_bytes()).to_hex();
        let stored = Stored { format: FORMAT.to_owned(), origin: self.public.origin.clone(), seed };
        let text = serde_json::to_vec_pretty(&stored).map_err(|error| Error::because("writing a key", error))?;
        put(directory, FILE, &text)
    }

    /// A note of that text.
    pub fn sign(&self, text: &str) -> String {
        audit::note(text, &self.public, &self.secret.sign(text.as_bytes()).to_bytes())
    }

    fn of(origin: String, seed: &Seed) -> Result<LogSigner> {
        let bytes = seed.bytes().try_into().map_err(|error| Error::because("a key of another length", error))?;
        let secret = SigningKey::from_bytes(bytes);
        Ok(LogSigner { public: LogKey { origin, key: secret.verifying_key().to_bytes() }, secret })
    }
}

/// Whether the key signed that text.
pub fn verify(key: &LogKey, text: &[u8], signature: &[u8; 64]) -> bool {
    let key = VerifyingKey::from_bytes(&key.key);
    key.is_ok_and(|key| key.verify_strict(text, &Signature::from_bytes(signature)).is_ok())
}
