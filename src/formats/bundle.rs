//! Several texts as one file: a ZIP that is written file by file, and read whole.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _, Write as _},
};

use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::base::error::{Error, Result};

/// Files that are read at most, and bytes of one.
const FILES_MAX: usize = 100;
const BYTES_MAX: u64 = 32 * 1_024 * 1_024;

/// A bundle that is being written. Only what is packed already is kept in memory.
pub struct Bundle {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

impl Default for Bundle {
    fn default() -> Bundle {
        Bundle { zip: ZipWriter::new(Cursor::new(Vec::new())) }
    }
}

impl Bundle {
    /// Begins a file of that name; the one before is done.
    pub fn begin(&mut self, name: &str) -> Result<()> {
        // The same content gives the same file, whenever it is written.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o600);
        self.zip.start_file(name, options).map_err(|error| Error::because("writing a bundle", error))
    }

    /// Goes on with it.
    pub fn write(&mut self, text: &str) -> Result<()> {
        self.zip.write_all(text.as_bytes()).map_err(|error| Error::because("writing a bundle", error))
    }

    /// The bundle as a file.
    pub fn finish(self) -> Result<Vec<u8>> {
        Ok(self.zip.finish().map_err(|error| Error::because("writing a bundle", error))?.into_inner())
    }
}

/// The texts of a bundle by their names; what is no text is left out. Errs when it is no ZIP archive, or holds more than a bundle does.
pub fn read(bytes: Vec<u8>) -> Result<BTreeMap<String, String>> {
    let wrong = |error: ZipError| Error::because("expected a ZIP archive", error);
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
