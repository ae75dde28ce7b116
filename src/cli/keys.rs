//! `dokimasia keys`

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{DataArgs, serve::say};
use crate::{
    base::{
        error::{Error, Result},
        refusal::Refusal,
        settings::Settings,
        time::Clock,
    },
    domain::keyring::Purpose,
    journeys::{
        World,
        keep_keys::{self, KeyView},
    },
    store::Store,
};

#[derive(Args)]
pub(super) struct KeysArgs {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    keys: KeysPlace,
    #[command(subcommand)]
    act: Act,
}

/// Where the keys are.
#[derive(Args, Clone, Default)]
pub(super) struct KeysPlace {
    /// The directory of the keys that sign decisions and credentials; `keys` in the data directory unless told. Servers of one installation share it.
    #[arg(long, value_name = "DIR", env = "DOKIMASIA_KEYS")]
    keys: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Act {
    /// List the keys that are published.
    List,
    /// Let the next key sign as soon as everybody who checks signatures knows it, and make another next one.
    Rotate {
        /// What the key signs: decisions (answers of the gate), or credentials (certificates).
        #[arg(long = "of", value_name = "PURPOSE", default_value = "decisions", value_parser = purpose)]
        purpose: Purpose,
    },
    /// Take a key away at once, because it may be in wrong hands: what it signed is refused from now on.
    Revoke {
        /// The key's name, as the list shows it.
        kid: String,
    },
}

impl KeysPlace {
    /// The directory, for an installation there.
    pub(super) fn directory(&self, data: &DataArgs) -> PathBuf {
        self.keys.clone().unwrap_or_else(|| data.data.join("keys"))
    }
}

/// Does what was asked, beside servers that may be running.
pub(super) fn run(args: KeysArgs) -> Result<()> {
    let settings = Settings { keys: Some(args.keys.directory(&args.data)), ..Settings::default() };
    let store = Store::open_beside(args.data.place()?, Clock::System)?;
    let world = World::new(store, Clock::System, settings)?;
    let keys = actix_web::rt::System::new().block_on(async {
        match args.act {
            Act::List => keep_keys::list(&world),
            Act::Rotate { purpose } => keep_keys::rotate(&world, purpose).await,
            Act::Revoke { kid } => keep_keys::revoke(&world, &kid).await.map_err(|error| match error.refusal() {
                Some(Refusal::NoSuchThing) => {
                    Error::broken(format!("there is no key {kid}: `dokimasia keys list` shows those that there are"))
                }
                _ => error,
            }),
        }
    })?;
    for key in &keys {
        say(&line(key));
    }
    Ok(())
}

fn line(key: &KeyView) -> String {
    let signs = key.signs_from.map_or_else(|| "not yet".to_owned(), |from| from.to_string());
    format!("{:<8} {} {} made {} signs from {signs}", key.state, key.kid, key.purpose, key.made_at)
}

fn purpose(word: &str) -> Result<Purpose, String> {
    Purpose::of_word(word).ok_or_else(|| format!("`{word}` is neither decisions nor credentials"))
}
