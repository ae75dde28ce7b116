//! The file of signing keys. Several servers may share its directory: each change is made under a lock and replaces the file as a whole, and
//! whoever reads it reads it anew when it was replaced.

use std::{
    fs,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use serde::{Deserialize, Serialize};

use super::{
    jws,
    private::{expect_private, lock, make, put, wrong},
};
use crate::{
    base::{
        chance::Seed,
        error::{Error, Result},
        refusal::Refusal,
        time::Millis,
    },
    domain::keyring::{Key, Ring},
};

const FILE: &str = "signing-keys.json";
const FORMAT: &str = "dokimasia-keys/1";

/// Where the keys are.
pub struct Keys {
    directory: Option<PathBuf>,
    kept: Mutex<Option<(Stamp, Arc<Ring>)>>,
}

/// What differs when a file was replaced: its number, when it was written, and its length.
type Stamp = (u64, i64, i64, u64);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    format: String,
    keys: Vec<StoredKey>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredKey {
    kid: String,
    made_at: Millis,
    signs_from: Option<Millis>,
    seed: String,
}

impl Keys {
    /// The keys of that directory, which need not be there yet; of none: there are no keys, and nothing is signed.
    pub fn new(directory: Option<PathBuf>) -> Keys {
        Keys { directory, kept: Mutex::default() }
    }

    /// All of them, as the file has them now. Errs where there is no file, or where others may read it.
    pub fn ring(&self) -> Result<Arc<Ring>> {
        let file = self.directory()?.join(FILE);
        let stamp = stamp(&file)?;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, ring)) = kept.as_ref()
            && *of == stamp
        {
            return Ok(Arc::clone(ring));
        }
        let ring = Arc::new(read(&file)?);
        *kept = Some((stamp, Arc::clone(&ring)));
        Ok(ring)
    }

    /// Changes them while nobody else does; makes directory and file where they are not there. What it may take long to do stands before or after.
    pub fn change<T>(&self, work: impl FnOnce(&mut Ring) -> Result<T>) -> Result<T> {
        let directory = self.directory()?;
        make(directory)?;
        let _lock = lock(directory)?;
        let file = directory.join(FILE);
        let before =
            if file.try_exists().map_err(|error| wrong(&file, error))? { read(&file)? } else { Ring::default() };
        let mut after = before.clone();
        let done = work(&mut after)?;
        if after != before {
            write(directory, &after)?;
        }
        Ok(done)
    }

    fn directory(&self) -> Result<&Path> {
        self.directory.as_deref().ok_or_else(|| Refusal::NoSigningKey.into())
    }
}

fn read(file: &Path) -> Result<Ring> {
    if let Some(directory) = file.parent() {
        expect_private(directory)?;
    }
    expect_private(file)?;
    let text = fs::read(file).map_err(|error| wrong(file, error))?;
    // What serde says of a mistake may quote the text.
    let stored = serde_json::from_slice::<Stored>(&text).ok().filter(|stored| stored.format == FORMAT);
    let keys = stored.and_then(|stored| stored.keys.into_iter().map(StoredKey::read).collect::<Option<Vec<Key>>>());
    keys.map(|keys| Ring { keys }).ok_or_else(|| {
        Error::broken(format!("{} is not a file of keys of this version: put the right one back", file.display()))
    })
}

fn write(directory: &Path, ring: &Ring) -> Result<()> {
    let stored = Stored { format: FORMAT.to_owned(), keys: ring.keys.iter().map(StoredKey::of).collect() };
    let text = serde_json::to_vec_pretty(&stored).map_err(|error| Error::because("writing keys", error))?;
    put(directory, FILE, &text)
}

fn stamp(file: &Path) -> Result<Stamp> {
    let about = fs::metadata(file).map_err(|error| wrong(file, error))?;
    Ok((about.ino(), about.mtime(), about.mtime_nsec(), about.len()))
}

impl StoredKey {
    fn of(key: &Key) -> StoredKey {
        StoredKey { kid: key.kid.clone(), made_at: key.made_at, signs_from: key.signs_from, seed: key.seed.to_hex() }
    }

    /// None where its name is not its own.
    fn read(self) -> Option<Key> {
        let seed = Seed::of_hex(&self.seed)?;
        let named = jws::kid(&seed).ok()? == self.kid;
        named.then_some(Key { kid: self.kid, made_at: self.made_at, signs_from: self.signs_from, seed })
    }
}
