//! The audit log: who changed what when, before and after. Written in the transaction of the change.

use diesel::prelude::*;

use super::{Db, schema::events, types::json};
use crate::{
    base::{
        error::Result,
        id::{EventId, PersonId},
        time::Millis,
    },
    domain::event::Event,
};

pub(super) fn insert(db: &mut Db, now: Millis, actor: Option<PersonId>, event: &Event) -> Result<()> {
    diesel::insert_into(events::table)
        .values((
            events::id.eq(EventId::new()),
            events::at_ms.eq(now),
            events::actor_id.eq(actor.map(|actor| actor.to_string())),
            events::kind.eq(event.kind.as_str()),
            events::object_kind.eq(event.kind.object()),
            events::object_id.eq(&event.object),
            events::before.eq(event.before.as_ref().map(json).transpose()?),
            events::after.eq(event.after.as_ref().map(json).transpose()?),
        ))
        .execute(db)?;
    Ok(())
}
