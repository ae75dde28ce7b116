//! The ledger of revocations: a file beside the database, or better on another disk, to which a line is added for each. It outlives the database,
//! so that an old backup brings no certificate back to life.

use std::{
    collections::HashSet,
    fs::{self, File},
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use super::{make_private, private, wrong};
use crate::{
    base::{
        error::{Error, Result},
        id::CertificateId,
        time::{HOUR, Millis},
    },
    domain::backup::LedgerLine,
};

/// The ledger that a server writes.
pub struct Ledger {
    file: Option<PathBuf>,
    kept: Mutex<Option<Kept>>,
}

/// What is known to be in the file.
struct Kept {
    certificates: HashSet<CertificateId>,
    newest: Millis,
}

impl Ledger {
    /// The ledger in that file, which need not be there yet; of none: nothing is written.
    pub fn new(file: Option<PathBuf>) -> Ledger {
        Ledger { file, kept: Mutex::default() }
    }

    /// Where it is.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// From when on there may be revocations that are not in it: none, where nothing is written. Servers' clocks may differ, and what is slow to
    /// commit comes late: it is some time before the newest that is in it.
    pub fn since(&self) -> Result<Option<Millis>> {
        let Some(file) = &self.file else { return Ok(None) };
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        // Somebody may have taken it away: then all is written anew.
        let there = file.try_exists().map_err(|error| wrong(file, error))?;
        if kept.is_none() || !there {
            *kept = Some(Kept { certificates: open(file)?, newest: Millis(0) });
        }
        Ok(kept.as_ref().map(|kept| kept.newest.plus(-HOUR)))
    }

    /// Which of those are not in it.
    pub fn missing(&self, lines: Vec<LedgerLine>) -> Vec<LedgerLine> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let is_kept =
            |line: &LedgerLine| kept.as_ref().is_some_and(|kept| kept.certificates.contains(&line.certificate));
        lines.into_iter().filter(|line| !is_kept(line)).collect()
    }

    /// Adds lines: they are on the disk when this returns. What was added meanwhile is not added again.
    pub fn add(&self, lines: &[LedgerLine]) -> Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(kept) = kept.as_mut() else { return Err(Error::broken("a ledger that was not opened")) };
        let mut text = Vec::new();
        for line in lines.iter().filter(|line| !kept.certificates.contains(&line.certificate)) {
            serde_json::to_writer(&mut text, line).map_err(|error| Error::because("the ledger", error))?;
            text.push(b'\n');
        }
        if !text.is_empty() {
            let mut to = private().append(true).open(file).map_err(|error| wrong(file, error))?;
            to.write_all(&text).and_then(|()| to.sync_all()).map_err(|error| wrong(file, error))?;
        }
        kept.certificates.extend(lines.iter().map(|line| line.certificate));
        kept.newest = lines.iter().map(|line| line.revoked_at).fold(kept.newest, Ord::max);
        Ok(())
    }
}

/// The lines of a ledger. A last line that is cut off is none: its program was killed, and whoever came next wrote it again. Errs, and names the
/// line, when another cannot be read.
pub fn read(file: &Path) -> Result<Vec<LedgerLine>> {
    lines(file, &fs::read_to_string(file).map_err(|error| wrong(file, error))?)
}

fn lines(file: &Path, text: &str) -> Result<Vec<LedgerLine>> {
    let mut lines = Vec::new();
    for (line, number) in text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')).zip(1..) {
        lines.push(serde_json::from_str(line).map_err(|error| {
            let what = format!(
                "{}, line {number}, is not a revocation as the server writes it: put back the file as it was",
                file.display()
            );
            Error::because(what, error)
        })?);
    }
    Ok(lines)
}

/// Makes the file where it is missing, cuts off a line that was not finished, and tells what is in it.
fn open(file: &Path) -> Result<HashSet<CertificateId>> {
    if let Some(directory) = file.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        make_private(directory)?;
    }
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(wrong(file, error)),
    };
    let known = lines(file, &text)?.into_iter().map(|line| line.certificate).collect();
    let whole = text.rfind('\n').map_or(0, |at| at + 1);
    let to = private().truncate(false).open(file).map_err(|error| wrong(file, error))?;
    let whole = u64::try_from(whole).map_err(|error| Error::because("the ledger", error))?;
    to.set_len(whole).and_then(|()| to.sync_all()).map_err(|error| wrong(file, error))?;
    if let Some(directory) = file.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        File::open(directory).and_then(|it| it.sync_all()).map_err(|error| wrong(directory, error))?;
    }
    Ok(known)
}
