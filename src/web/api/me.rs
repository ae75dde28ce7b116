//! Who I am.

use crate::{
    base::error::Result,
    domain::person::Person,
    web::{actor::Member, reply::Told},
};

/// `GET /api/v1/me`
pub(in crate::web) async fn show(member: Member) -> Result<Told<Person>> {
    Ok(Told(member.0))
}
