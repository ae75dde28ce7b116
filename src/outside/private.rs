//! Files that nobody but us may read: they are replaced as a whole, and refused when others could read them.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{Error as IoError, ErrorKind, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _},
    path::Path,
};

use crate::base::error::{Error, Result};

/// Makes the directory of keys where it is not there.
pub(super) fn make(directory: &Path) -> Result<()> {
    if let Some(parent) = directory.parent() {
        fs::create_dir_all(parent).map_err(|error| wrong(parent, error))?;
    }
    match DirBuilder::new().mode(0o700).create(directory) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(wrong(directory, error)),
        _ => expect_private(directory),
    }
}

/// Writes beside the file, then puts the new one in its place: whoever reads finds the one or the other, whole.
pub(super) fn put(directory: &Path, file: &str, text: &[u8]) -> Result<()> {
    let file = directory.join(file);
    let new = file.with_extension("new");
    match fs::remove_file(&new) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(wrong(&new, error)),
        _ => {}
    }
    let mut to = private().create_new(true).open(&new).map_err(|error| wrong(&new, error))?;
    to.write_all(text).and_then(|()| to.sync_all()).map_err(|error| wrong(&new, error))?;
    fs::rename(&new, &file).map_err(|error| wrong(&file, error))?;
    File::open(directory).and_then(|it| it.sync_all()).map_err(|error| wrong(directory, error))
}

/// Waits until nobody else changes what is in the directory; it is ours until the file is closed.
pub(super) fn lock(directory: &Path) -> Result<File> {
    let lock = private().truncate(false).open(directory.join("lock")).map_err(|error| wrong(directory, error))?;
    lock.lock().map_err(|error| wrong(directory, error))?;
    Ok(lock)
}

/// How files are opened that only we may read.
pub(super) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true).mode(0o600);
    options
}

/// Errs where others may read it.
pub(super) fn expect_private(path: &Path) -> Result<()> {
    let mode = fs::metadata(path).map_err(|error| wrong(path, error))?.permissions().mode();
    if mode & 0o077 != 0 {
        let wanted = if path.is_dir() { "700" } else { "600" };
        return Err(Error::broken(format!(
            "{} is open to other people of this machine: chmod {wanted} it, and if they could read it, revoke its keys",
            path.display()
        )));
    }
    Ok(())
}

/// What went wrong with it.
pub(super) fn wrong(path: &Path, error: IoError) -> Error {
    Error::because(format!("the keys in {}", path.display()), error)
}
