//! Who asks whether a manager may negotiate. Programs ask that before every meeting: who they are is found in one turn at the database with what
//! the answer follows from.

use super::{
    World,
    check_standing::{Facts, finding_facts},
    manage_clients, sign_in,
};
use crate::{
    base::error::Result,
    domain::{client::Client, code::Code, person::Session},
    store::Db,
};

/// The session of a token, if it still holds, with the facts about whomever is asked about.
pub async fn session(world: &World, token: &str, about: Option<Code>) -> Result<Option<(Session, Option<Facts>)>> {
    let facts = facts(world, about);
    sign_in::find_session_with(world, token, |db, _| facts(db)).await
}

/// The same for an API client.
pub async fn client(world: &World, token: &str, about: Option<Code>) -> Result<Option<(Client, Option<Facts>)>> {
    manage_clients::find_by_token(world, token, facts(world, about)).await
}

fn facts(world: &World, about: Option<Code>) -> impl FnOnce(&mut Db) -> Result<Option<Facts>> + Send + use<> {
    let find = about.map(|login| finding_facts(world, login.as_str()));
    move |db| find.map(|find| find(db)).transpose()
}
