//! The file of signed checkpoints. It is best where whoever has the database cannot write: what it holds proves what the log held.

use std::{
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Read as _, Seek as _, SeekFrom, Write as _},
    path::Path,
};

use crate::{
    base::error::{Error, Result},
    domain::audit::{SIGNATURE, Signed, read_all},
};

/// The end of the file in which its last checkpoint is looked for, in bytes; one is some hundred long.
const TAIL: u64 = 65_536;

/// Enters a checkpoint at the end of the file, which is made where it is not there. It stands on the disk when this returns.
pub fn enter(file: &Path, note: &str) -> Result<()> {
    let wrong = |error| Error::because(format!("the checkpoints in {}", file.display()), error);
    let new = !file.try_exists().map_err(wrong)?;
    let mut to = OpenOptions::new().append(true).create(true).open(file).map_err(wrong)?;
    to.write_all(note.as_bytes()).and_then(|()| to.sync_data()).map_err(wrong)?;
    if let Some(directory) = file.parent().filter(|_| new) {
        File::open(directory).and_then(|it| it.sync_all()).map_err(wrong)?;
    }
    Ok(())
}

/// All checkpoints of a file, as they were entered. Errs where there is something else in it, or no such file.
pub fn read(file: &Path) -> Result<Vec<Signed>> {
    let text = fs::read_to_string(file)
        .map_err(|error| Error::because(format!("the checkpoints in {}", file.display()), error))?;
    read_all(&text).map_err(|wrong| not_checkpoints(file, Some(wrong.line)))
}

/// The last checkpoint of a file; none where there is no such file, or none in it. It reads the end of the file alone.
pub fn last(file: &Path) -> Result<Option<Signed>> {
    let wrong = |error| Error::because(format!("the checkpoints in {}", file.display()), error);
    let mut opened = match File::open(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(wrong)?,
    };
    let length = opened.metadata().map_err(wrong)?.len();
    if length <= TAIL {
        return Ok(read(file)?.pop());
    }
    opened.seek(SeekFrom::Start(length - TAIL)).map_err(wrong)?;
    let mut bytes = Vec::new();
    opened.read_to_end(&mut bytes).map_err(wrong)?;
    let text = String::from_utf8_lossy(&bytes);
    // A checkpoint begins where signatures end.
    let signed = text.split_inclusive('\n').skip_while(|line| !line.starts_with(SIGNATURE));
    let rest: String = signed.skip_while(|line| line.starts_with(SIGNATURE)).collect();
    Ok(read_all(&rest).map_err(|_place| not_checkpoints(file, None))?.pop())
}

fn not_checkpoints(file: &Path, line: Option<usize>) -> Error {
    let line = line.map_or_else(|| "near its end".to_owned(), |line| format!("from line {line} on"));
    Error::broken(format!(
        "{}, {line}: expected a signed checkpoint (C2SP tlog-checkpoint: name, number of leaves, root, an empty line, signatures); put back the \
         file as the server wrote it",
        file.display()
    ))
}
