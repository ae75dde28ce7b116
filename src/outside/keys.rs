//! The file of signing keys. Several servers may share its directory: each change is made under a lock and replaces the file as a whole, and
//! whoever reads it reads it anew when it was replaced.

use std::{
    fs,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use data_encoding::HEXLOWER;
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
    domain::keyring::{Key, Ring, Rings},
};

const FILE: &str = "signing-keys.json";
const FORMAT: &str = "dokimasia-keys/1";

/// Where the keys are.
pub struct Keys {
    directory: Option<PathBuf>,
    kept: Mutex<Option<(Stamp, Arc<Rings>)>>,
}

/// What differs when a file was replaced: its number, when it was written, and its length.
type Stamp = (u64, i64, i64, u64);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    format: String,
    keys: Vec<StoredKey>,
    /// Files of before have none.
    #[serde(default)]
    credential_keys: Vec<StoredKey>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredKey {
    kid: String,
    made_at: Millis,
    signs_from: Option<Millis>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seed: Option<String>,
    /// Where there is no secret any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    public: Option<String>,
}

impl Keys {
    /// The keys of that directory, which need not be there yet; of none: there are no keys, and nothing is signed.
    pub fn new(directory: Option<PathBuf>) -> Keys {
        Keys { directory, kept: Mutex::default() }
    }

    /// All of them, as the file has them now. Errs where there is no file, or where others may read it.
    pub fn rings(&self) -> Result<Arc<Rings>> {
        let file = self.directory()?.join(FILE);
        let stamp = stamp(&file)?;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, rings)) = kept.as_ref()
            && *of == stamp
        {
            return Ok(Arc::clone(rings));
        }
        let rings = Arc::new(read(&file)?);
        *kept = Some((stamp, Arc::clone(&rings)));
        Ok(rings)
    }

    /// Changes them while nobody else does; makes directory and file where they are not there. What it may take long to do stands before or after.
    pub fn change<T>(&self, work: impl FnOnce(&mut Rings) -> Result<T>) -> Result<T> {
        let directory = self.directory()?;
        make(directory)?;
        let _lock = lock(directory)?;
        let file = directory.join(FILE);
        let before =
            if file.try_exists().map_err(|error| wrong(&file, error))? { read(&file)? } else { Rings::default() };
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

fn read(file: &Path) -> Result<Rings> {
    if let Some(directory) = file.parent() {
        expect_private(directory)?;
    }
    expect_private(file)?;
    let text = fs::read(file).map_err(|error| wrong(file, error))?;
    // What serde says of a mistake may quote the text.
    let stored = serde_json::from_slice::<Stored>(&text).ok().filter(|stored| stored.format == FORMAT);
    stored.and_then(Stored::read).ok_or_else(|| {
        Error::broken(format!("{} is not a file of keys of this version: put the right one back", file.display()))
    })
}

fn write(directory: &Path, rings: &Rings) -> Result<()> {
    let text = serde_json::to_vec_pretty(&Stored::of(rings)).map_err(|error| Error::because("writing keys", error))?;
    put(directory, FILE, &text)
}

fn stamp(file: &Path) -> Result<Stamp> {
    let about = fs::metadata(file).map_err(|error| wrong(file, error))?;
    Ok((about.ino(), about.mtime(), about.mtime_nsec(), about.len()))
}

impl Stored {
    fn of(rings: &Rings) -> Stored {
        let stored = |ring: &Ring| ring.keys.iter().map(StoredKey::of).collect();
        let (keys, credential_keys) = (stored(&rings.decisions), stored(&rings.credentials));
        Stored { format: FORMAT.to_owned(), keys, credential_keys }
    }

    fn read(self) -> Option<Rings> {
        let read = |keys: Vec<StoredKey>| keys.into_iter().map(StoredKey::read).collect::<Option<Vec<Key>>>();
        let mut rings = Rings::default();
        rings.decisions.keys = read(self.keys)?;
        rings.credentials.keys = read(self.credential_keys)?;
        Some(rings)
    }
}

impl StoredKey {
    fn of(key: &Key) -> StoredKey {
        let public = key.seed.is_none().then(|| HEXLOWER.encode(&key.public));
        let (kid, seed) = (key.kid.clone(), key.seed.as_ref().map(Seed::to_hex));
        StoredKey { kid, made_at: key.made_at, signs_from: key.signs_from, seed, public }
    }

    /// None where its name is not its own.
    fn read(self) -> Option<Key> {
        let (seed, public) = match (self.seed, self.public) {
            (Some(seed), None) => {
                let seed = Seed::of_hex(&seed)?;
                let public = jws::public_of(&seed).ok()?;
                (Some(seed), public)
            }
            (None, Some(public)) => (None, HEXLOWER.decode(public.as_bytes()).ok()?.try_into().ok()?),
            _ => return None,
        };
        let named = jws::kid(&public).ok()? == self.kid;
        named.then_some(Key { kid: self.kid, made_at: self.made_at, signs_from: self.signs_from, public, seed })
    }
}
