//! The files of the directory of keys as one text, and back.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Write as _,
    path::Path,
};

use data_encoding::BASE64;

use super::{make_private, new_file, wrong};
use crate::base::error::{Error, Result};

/// All files of a directory of keys, as one text. None where there is no key.
pub fn pack(directory: &Path) -> Result<Option<Vec<u8>>> {
    let mut files = BTreeMap::new();
    if !directory.is_dir() {
        return Ok(None);
    }
    for entry in fs::read_dir(directory).map_err(|error| wrong(directory, error))? {
        let path = entry.map_err(|error| wrong(directory, error))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if path.is_file() && is_kept(&name) {
            files.insert(name, BASE64.encode(&fs::read(&path).map_err(|error| wrong(&path, error))?));
        }
    }
    if files.is_empty() {
        return Ok(None);
    }
    serde_json::to_vec(&files).map(Some).map_err(|error| Error::because("packing keys", error))
}

/// Puts the files that were packed into a directory that has none of them.
pub fn unpack(packed: &[u8], directory: &Path) -> Result<usize> {
    let files: BTreeMap<String, String> =
        serde_json::from_slice(packed).map_err(|error| Error::because("the keys in the backup", error))?;
    make_private(directory)?;
    for (name, text) in files.iter().filter(|(name, _)| is_kept(name)) {
        let bytes = BASE64.decode(text.as_bytes()).map_err(|error| Error::because("the keys in the backup", error))?;
        let path = directory.join(name);
        let mut file = new_file(&path)?;
        file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(|error| wrong(&path, error))?;
    }
    File::open(directory).and_then(|it| it.sync_all()).map_err(|error| wrong(directory, error))?;
    Ok(files.len())
}

/// Plain names only; not what holds the place of a lock, nor what was being written.
fn is_kept(name: &str) -> bool {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '_');
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    !name.is_empty() && !name.starts_with('.') && name.chars().all(plain) && name != "lock" && !ends(&[".new", ".tmp"])
}
