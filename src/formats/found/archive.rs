//! Compressed archives, read within limits: what they claim is not believed, what comes out is counted. Nothing is ever written to a disk.

use std::{
    borrow::Cow,
    io::{Cursor, Read},
};

use zip::ZipArchive;

/// Files of one archive.
const ENTRIES_MAX: usize = 20_000;
/// Bytes of one file that comes out, and of all together.
pub(super) const ENTRY_BYTES_MAX: u64 = 64 * 1_024 * 1_024;
const ALL_BYTES_MAX: u64 = 192 * 1_024 * 1_024;

/// An archive with how much may still come out of it.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive. Errs with the key of what is told.
    pub fn open(bytes: &'a [u8]) -> Result<Archive<'a>, &'static str> {
        let zip = ZipArchive::new(Cursor::new(bytes)).or(Err("import-zip-broken"))?;
        if zip.len() > ENTRIES_MAX {
            return Err("import-zip-large");
        }
        Ok(Archive { zip, left: ALL_BYTES_MAX })
    }

    /// The names of its files.
    pub fn names(&self) -> Vec<String> {
        self.zip.file_names().filter_map(Result::ok).map(Cow::into_owned).collect()
    }

    /// The bytes of a file.
    pub fn read(&mut self, name: &str) -> Result<Vec<u8>, &'static str> {
        let most = self.left.min(ENTRY_BYTES_MAX);
        let entry = self.zip.by_name(name).or(Err("import-zip-broken"))?;
        let mut bytes = Vec::new();
        entry.take(most + 1).read_to_end(&mut bytes).or(Err("import-zip-broken"))?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > most {
            return Err("import-zip-large");
        }
        self.left -= size;
        Ok(bytes)
    }

    /// Refuses what swells beyond the limits, by letting all of it come out once.
    pub fn expect_small(&mut self) -> Result<(), &'static str> {
        let mut all = 0;
        for at in 0..self.zip.len() {
            let entry = self.zip.by_index(at).or(Err("import-zip-broken"))?;
            let mut entry = entry.take(ENTRY_BYTES_MAX + 1);
            let size = std::io::copy(&mut entry, &mut std::io::sink()).or(Err("import-zip-broken"))?;
            all += size;
            if size > ENTRY_BYTES_MAX || all > ALL_BYTES_MAX {
                return Err("import-zip-large");
            }
        }
        Ok(())
    }
}
