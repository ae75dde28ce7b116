//! Several files as one: a ZIP that is written file by file.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::base::error::{Error, Result};

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
