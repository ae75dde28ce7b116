//! `dokimasia erasures`: the ledger of who was erased, kept apart from backups, and applied to what was restored from one.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};

use super::{DataArgs, serve::say};
use crate::{
    base::{
        error::{Error, Result},
        settings::Settings,
        time::Clock,
    },
    journeys::{
        World,
        forget::{self, Forgotten},
    },
    store::{Place, Store},
};

#[derive(Args)]
pub(super) struct ErasuresArgs {
    #[command(flatten)]
    data: DataArgs,
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Print the ledger: ids and what they are called since, nothing else.
    List,
    /// Erase again whom a ledger names, as after a restore from an older backup.
    Apply {
        /// The ledger that `list` printed.
        file: PathBuf,
    },
}

/// Does what was asked.
pub(super) fn run(args: ErasuresArgs) -> Result<()> {
    let store = Store::open_beside(args.data.place()?, Clock::System)?;
    let world = World::new(store, Clock::System, Settings::default())?;
    actix_web::rt::System::new().block_on(act(&world, args.act))
}

async fn act(world: &World, act: Act) -> Result<()> {
    match act {
        Act::List => {
            let ledger = forget::ledger(world).await?;
            say(&serde_json::to_string_pretty(&ledger).map_err(|error| Error::because("writing the ledger", error))?);
        }
        Act::Apply { file } => replay(world, read(&file)?).await?,
    }
    Ok(())
}

/// The ledger in a file.
pub(super) fn read(file: &Path) -> Result<Vec<Forgotten>> {
    let text =
        fs::read_to_string(file).map_err(|error| Error::because(format!("reading {}", file.display()), error))?;
    serde_json::from_str(&text).map_err(|error| {
        Error::because(format!("{} is not a ledger as `dokimasia erasures list` prints it", file.display()), error)
    })
}

/// Erases again whom a ledger names, in what was restored to that place.
pub(super) fn apply(place: Place, ledger: Vec<Forgotten>) -> Result<()> {
    let world = World::new(Store::open_beside(place, Clock::System)?, Clock::System, Settings::default())?;
    actix_web::rt::System::new().block_on(replay(&world, ledger))
}

async fn replay(world: &World, ledger: Vec<Forgotten>) -> Result<()> {
    let erased = forget::replay(world, ledger).await?;
    forget::wipe(world).await?;
    say(&format!("erased {erased} people again"));
    Ok(())
}
