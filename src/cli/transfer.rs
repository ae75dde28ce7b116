//! `dokimasia move`

use clap::Args;

use super::serve::say;
use crate::{
    base::error::Result,
    store::{
        Place,
        transfer::{self, AUDIT_LOG, Moved},
    },
};

// A place may be told with a password: it is not among what clap shows or complains of.
#[derive(Args)]
pub(super) struct MoveArgs {
    /// The place of the installation: its data directory, or the postgres:// URL of its database. It stays as it is.
    #[arg(long, value_name = "PLACE", env = "DOKIMASIA_FROM", hide_env_values = true)]
    from: String,
    /// The new place, without any rows: a directory, or the postgres:// URL of a database that is there.
    #[arg(long, value_name = "PLACE", env = "DOKIMASIA_TO", hide_env_values = true)]
    to: String,
}

/// Moves everything and says what there is on both sides now.
pub(super) fn run(args: &MoveArgs) -> Result<()> {
    let (from, to) = (place(&args.from)?, place(&args.to)?);
    say(&format!("moving {from} to {to} …"));
    let moved = transfer::run(&from, &to)?;
    for line in report(&moved) {
        say(&line);
    }
    say(&format!(
        "Serve {to} from now on. {from} is as it was: keep it until you are sure, and start no server on it any more."
    ));
    Ok(())
}

/// A directory, unless it looks like a URL.
pub(super) fn place(text: &str) -> Result<Place> {
    if text.contains("://") { Ok(Place::Postgres(text.parse()?)) } else { Ok(Place::Directory(text.into())) }
}

/// The tables with their rows, and the fingerprint of the log.
fn report(moved: &[Moved]) -> Vec<String> {
    let line = |table: &str, rows: usize| format!("  {table:<26} {rows:>10}");
    let mut lines = vec![format!("  {:<26} {:>10}", "table", "rows")];
    lines.extend(moved.iter().map(|it| line(&it.table, it.rows)));
    lines.push(line("together", moved.iter().map(|it| it.rows).sum()));
    lines.push("Each table has the same rows on both sides: counted, and compared by SHA-256 as read back.".to_owned());
    let log = moved.iter().filter(|it| it.table == AUDIT_LOG);
    lines.extend(log.map(|log| format!("The audit log ({AUDIT_LOG}) has the SHA-256 {}.", log.sha256)));
    lines
}
