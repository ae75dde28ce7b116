//! What a bundle of texts holds.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _},
};

use zip::ZipArchive;

use crate::base::error::{Error, Result};

/// Files that are read at most, and bytes of one.
const FILES_MAX: usize = 100;
const BYTES_MAX: u64 = 32 * 1_024 * 1_024;

/// The texts of a bundle by their names; what is no text is left out. Errs when it is no ZIP archive, or holds more than a bundle does.
pub fn read(bytes: Vec<u8>) -> Result<BTreeMap<String, String>> {
    let wrong = |error: zip::result::ZipError| Error::because("expected a ZIP archive", error);
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(wrong)?;
    if zip.len() > FILES_MAX {
        return Err(Error::broken(format!("the archive holds {} files, which is more than {FILES_MAX}", zip.len())));
    }
    let mut texts = BTreeMap::new();
    for place in 0..zip.len() {
        let file = zip.by_index(place).map_err(wrong)?;
        let (name, mut bytes) = (file.name().map_err(wrong)?.into_owned(), Vec::new());
        let mut limited = file.take(BYTES_MAX + 1);
        limited.read_to_end(&mut bytes).map_err(|error| Error::because(format!("reading {name}"), error))?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > BYTES_MAX {
            return Err(Error::broken(format!("{name} is larger than {BYTES_MAX} bytes")));
        }
        texts.extend(String::from_utf8(bytes).ok().map(|text| (name, text)));
    }
    Ok(texts)
}
