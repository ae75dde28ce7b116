//! The ledger of revocations is brought up to what the database knows.

use super::apart;
use crate::{base::error::Result, domain::backup::LedgerLine, journeys::World, store::certificates};

pub use crate::outside::backups::ledger::Ledger;

/// Adds to the ledger what was revoked since it was last looked at, by whatever server. Tells how many there were.
pub async fn note_revocations(world: &World) -> Result<usize> {
    let ledger = world.ledger.clone();
    let Some(since) = apart(move || ledger.since()).await? else { return Ok(0) };
    let ledger = world.ledger.clone();
    let found: Vec<LedgerLine> = world
        .store
        .read(move |db| {
            let mut missing = ledger.missing(certificates::revocations_since(db, since)?);
            for line in &mut missing {
                line.event = certificates::revoking(db, line.certificate)?;
            }
            Ok(missing)
        })
        .await?;
    if found.is_empty() {
        return Ok(0);
    }
    let ledger = world.ledger.clone();
    apart(move || ledger.add(&found).map(|()| found.len())).await
}
