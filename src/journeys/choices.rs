//! What an installation decides for all of it: each decision that changes something is an entry of the log.

use serde::{Serialize, de::DeserializeOwned};

use super::World;
use crate::{
    base::error::Result,
    domain::{
        event::{Event, EventKind},
        person::Person,
    },
    store::settings,
};

/// Decides under that name: `change` makes of what holds now what holds from now on. Where that is the same nothing is entered.
pub(super) async fn choose<T>(
    world: &World,
    actor: &Person,
    name: &'static str,
    change: impl Fn(T) -> T + Send + 'static,
) -> Result<()>
where
    T: Serialize + DeserializeOwned + Default + PartialEq + Clone + 'static,
{
    world
        .store
        .write(Some(actor.id), move |tx| {
            let before: T = settings::find(tx.db, name)?.unwrap_or_default();
            let after = change(before.clone());
            if before == after {
                return tx.unrecorded(());
            }
            settings::save(tx, name, &after)?;
            tx.done(Event::new(EventKind::SettingChanged, name).before(&before).after(&after), ())
        })
        .await
}
