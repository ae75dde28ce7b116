//! Where backups are: a directory that one program at a time works in. What is being made has no backup's name until it is whole and on the disk.

pub mod key_files;
pub mod ledger;
pub mod sealed;

use std::{
    fs::{self, DirBuilder, File, TryLockError},
    io::ErrorKind,
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
};

use data_encoding::HEXLOWER;

use super::private::private;
use crate::{
    base::{
        chance,
        error::{Error, Result},
    },
    domain::backup,
};

/// How the names of rooms for work begin.
const BENCH: &str = ".dokimasia-at-work-";
const LOCK: &str = ".dokimasia-backups.lock";

/// The directory of backups, held by this program alone.
pub struct Room {
    directory: PathBuf,
    _lock: File,
}

impl Room {
    /// Makes the directory where it is missing, holds it, and clears away what a program left that was killed. None: another is at work in it.
    pub fn enter(directory: &Path) -> Result<Option<Room>> {
        make_private(directory)?;
        let lock = private().truncate(false).open(directory.join(LOCK)).map_err(|error| wrong(directory, error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(wrong(directory, error)),
        }
        for entry in fs::read_dir(directory).map_err(|error| wrong(directory, error))?.filter_map(Result::ok) {
            if entry.file_name().to_string_lossy().starts_with(BENCH) {
                fs::remove_dir_all(entry.path()).map_err(|error| wrong(&entry.path(), error))?;
            }
        }
        Ok(Some(Room { directory: directory.to_owned(), _lock: lock }))
    }

    /// A place to work in, which goes when it is dropped.
    pub fn bench(&self) -> Result<Bench> {
        Bench::within(&self.directory)
    }

    /// Gives a finished file its name, for good: it is on the disk when this returns. Errs when the name is taken.
    pub fn publish(&self, finished: &Path, name: &str) -> Result<PathBuf> {
        let file = self.directory.join(name);
        if file.try_exists().map_err(|error| wrong(&file, error))? {
            return Err(Error::broken(format!("{} is there already: nothing is written over it", file.display())));
        }
        put(finished, &file)?;
        Ok(file)
    }

    /// Removes the oldest backups, so that so many are left. Tells their names.
    pub fn prune(&self, keep: usize) -> Result<Vec<String>> {
        let names: Vec<String> = list(&self.directory)?.into_iter().map(|(name, _)| name).collect();
        let gone = backup::to_prune(&names, keep);
        for name in &gone {
            let file = self.directory.join(name);
            fs::remove_file(&file).map_err(|error| wrong(&file, error))?;
        }
        Ok(gone)
    }
}

/// A directory for one piece of work.
pub struct Bench(PathBuf);

impl Bench {
    /// One within that directory.
    pub fn within(directory: &Path) -> Result<Bench> {
        let name = HEXLOWER.encode(&chance::bytes::<8>()?);
        let bench = directory.join(format!("{BENCH}{name}"));
        DirBuilder::new().mode(0o700).create(&bench).map_err(|error| wrong(&bench, error))?;
        Ok(Bench(bench))
    }

    /// A directory within it.
    pub fn room(&self, name: &str) -> Result<PathBuf> {
        let room = self.0.join(name);
        make_private(&room)?;
        Ok(room)
    }

    /// The path of a file within it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        // What stays is cleared away by whoever enters next.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The names of the backups in a directory with their sizes; none where there is no directory.
pub fn list(directory: &Path) -> Result<Vec<(String, u64)>> {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(wrong(directory, error)),
    };
    let mut found = Vec::new();
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        // What was pruned meanwhile is none.
        if let Some(about) = entry.metadata().ok().filter(|about| about.is_file() && backup::made_at(&name).is_some()) {
            found.push((name, about.len()));
        }
    }
    found.sort();
    Ok(found)
}

/// A new file that only its owner reads.
pub fn new_file(path: &Path) -> Result<File> {
    private().read(true).create_new(true).open(path).map_err(|error| wrong(path, error))
}

/// Makes a directory that only its owner reads, unless it is there.
pub fn make_private(directory: &Path) -> Result<()> {
    DirBuilder::new().mode(0o700).recursive(true).create(directory).map_err(|error| wrong(directory, error))
}

/// Puts a file in its place: it and its name are on the disk when this returns.
pub fn put(file: &Path, place: &Path) -> Result<()> {
    File::open(file).and_then(|it| it.sync_all()).map_err(|error| wrong(file, error))?;
    fs::rename(file, place).map_err(|error| wrong(place, error))?;
    let directory = place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(directory).and_then(|it| it.sync_all()).map_err(|error| wrong(directory, error))
}

/// Reads a file with a passphrase: its first line.
pub fn passphrase(file: &Path) -> Result<String> {
    let text = fs::read_to_string(file).map_err(|error| wrong(file, error))?;
    match text.lines().next().map(str::trim_end).filter(|line| !line.is_empty()) {
        Some(line) => Ok(line.to_owned()),
        None => {
            Err(Error::broken(format!("{}: its first line is empty, and should be the passphrase", file.display())))
        }
    }
}

fn wrong(path: &Path, error: std::io::Error) -> Error {
    Error::because(format!("{}", path.display()), error)
}
