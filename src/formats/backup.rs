//! A backup as a file: a ZIP archive of what it tells of itself, its rows and its keys, whose comment is the SHA-256 of all that stands before it.
//! So any program that opens ZIP shows it, and a byte that changed anywhere is found.

use std::{
    fs::{File, OpenOptions},
    io::{BufReader, BufWriter, Read, Seek as _, SeekFrom, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
};

use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    base::{
        digest::Bytes,
        error::{Error, Result},
    },
    domain::backup::{FORMAT, Manifest},
};

const MANIFEST: &str = "manifest.json";
const ROWS: &str = "dokimasia.db";
const KEYS: &str = "keys.age";
/// How the comment begins, and how long it is.
const SEAL: &str = "sha256:";
const SEAL_BYTES: u64 = 71;
/// What is read of a manifest, and of keys, at most.
const SMALL_BYTES_MAX: u64 = 8 * 1_024 * 1_024;

/// Writes a backup into an empty file that can be read too. Tells its SHA-256. It is on the disk when this returns.
pub fn write(mut to: &File, manifest: &Manifest, rows: &Path, keys: Option<&[u8]>) -> Result<String> {
    let mut zip = ZipWriter::new(BufWriter::new(to));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).large_file(true);
    let text = serde_json::to_vec_pretty(manifest).map_err(broken)?;
    zip.start_file(MANIFEST, options).map_err(broken)?;
    zip.write_all(&text).map_err(broken)?;
    zip.start_file(ROWS, options).map_err(broken)?;
    let mut rows = File::open(rows).map_err(|error| Error::because(format!("{}", rows.display()), error))?;
    std::io::copy(&mut rows, &mut zip).map_err(broken)?;
    if let Some(keys) = keys {
        zip.start_file(KEYS, options).map_err(broken)?;
        zip.write_all(keys).map_err(broken)?;
    }
    zip.set_comment(format!("{SEAL}{}", "0".repeat(64))).map_err(broken)?;
    let buffer = zip.finish().map_err(broken)?;
    buffer.into_inner().map_err(|error| broken(error.into_error()))?;
    let sha256 = digest(to, length(to)?)?;
    to.seek(SeekFrom::End(-64)).map_err(broken)?;
    to.write_all(sha256.as_bytes()).and_then(|()| to.sync_all()).map_err(broken)?;
    Ok(sha256)
}

/// What a backup tells of itself, without looking at the rest of it.
pub fn look(file: &Path) -> Result<Manifest> {
    let opened = File::open(file).map_err(|error| Error::because(format!("{}", file.display()), error))?;
    let mut zip = ZipArchive::new(BufReader::new(opened)).map_err(|_other| no_backup(file))?;
    manifest(file, &mut zip)
}

/// A backup of which every byte is as it was written.
pub struct Backup {
    /// What it tells of itself.
    pub manifest: Manifest,
    /// Its SHA-256 without the comment that says it.
    pub sha256: String,
    zip: ZipArchive<BufReader<File>>,
}

impl Backup {
    /// Opens a backup. Errs when it is none, or when any byte of it is another than was written.
    pub fn open(file: &Path) -> Result<Backup> {
        let opened = File::open(file).map_err(|error| Error::because(format!("{}", file.display()), error))?;
        let sha256 = digest(&opened, length(&opened)?)?;
        let mut seal = String::new();
        (&opened).take(SEAL_BYTES).read_to_string(&mut seal).map_err(|_other| no_backup(file))?;
        match seal.strip_prefix(SEAL) {
            None => return Err(no_backup(file)),
            Some(told) if told != sha256 => {
                return Err(Error::broken(format!(
                    "{} is not as it was written: its SHA-256 is {sha256} instead of {told}. Take another backup",
                    file.display()
                )));
            }
            Some(_) => {}
        }
        (&opened).seek(SeekFrom::Start(0)).map_err(broken)?;
        let mut zip = ZipArchive::new(BufReader::new(opened)).map_err(|_other| no_backup(file))?;
        Ok(Backup { manifest: manifest(file, &mut zip)?, sha256, zip })
    }

    /// Writes its rows into a new file that only its owner reads.
    pub fn rows_to(&mut self, path: &Path) -> Result<()> {
        let mut from = self.zip.by_name(ROWS).map_err(broken)?;
        let mut options = OpenOptions::new();
        let to = options.write(true).create_new(true).mode(0o600).open(path);
        let mut to = to.map_err(|error| Error::because(format!("{}", path.display()), error))?;
        std::io::copy(&mut from, &mut to).and_then(|_| to.sync_all()).map_err(broken)
    }

    /// Its keys as they were sealed, where they are in it.
    pub fn keys(&mut self) -> Result<Option<Vec<u8>>> {
        match self.zip.by_name(KEYS) {
            Err(zip::result::ZipError::FileNotFound) => Ok(None),
            Err(error) => Err(broken(error)),
            Ok(entry) => small(entry).map(Some),
        }
    }
}

fn manifest(file: &Path, zip: &mut ZipArchive<BufReader<File>>) -> Result<Manifest> {
    let entry = zip.by_name(MANIFEST).map_err(|_other| no_backup(file))?;
    let manifest: Manifest =
        serde_json::from_slice(&small(entry)?).map_err(|error| Error::because(no_backup(file).to_string(), error))?;
    if manifest.format == FORMAT {
        Ok(manifest)
    } else {
        Err(Error::broken(format!(
            "{} is a backup of the format {}, and this program reads {FORMAT}: use the version {} that made it, or a later one",
            file.display(),
            manifest.format,
            manifest.version
        )))
    }
}

fn small(entry: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    entry.take(SMALL_BYTES_MAX).read_to_end(&mut bytes).map_err(broken)?;
    Ok(bytes)
}

/// How much of a file its SHA-256 is of.
fn length(file: &File) -> Result<u64> {
    file.metadata().map(|about| about.len().saturating_sub(SEAL_BYTES)).map_err(broken)
}

/// The SHA-256 of so many bytes of a file from its beginning; the next that is read of it is what follows.
fn digest(mut file: &File, bytes: u64) -> Result<String> {
    let mut digest = Bytes::default();
    file.seek(SeekFrom::Start(0)).and_then(|_| std::io::copy(&mut file.take(bytes), &mut digest)).map_err(broken)?;
    Ok(digest.finish())
}

fn no_backup(file: &Path) -> Error {
    Error::broken(format!("{} is not a backup of dokimasia, or not all of one", file.display()))
}

fn broken(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::because("the file of a backup", error)
}
