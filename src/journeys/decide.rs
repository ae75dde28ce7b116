//! Decisions as signed tokens, and whether one is to be believed.

use super::{
    World,
    check_standing::{Facts, Pair, StandingView},
    keep_keys::unusable,
};
use crate::{
    base::{error::Result, id::ClientId, lang::Lang, refusal::Refusal},
    domain::{
        client::Client,
        decision::{self, Claims, Doubt, TOKEN_TYPE},
    },
    outside::jws,
};

/// Who decides where the installation was not told its public address.
const NAMELESS: &str = "dokimasia";

/// The standing of a pair now, as it follows from the facts, with the token that says so to whoever has our public keys.
pub fn decide(world: &World, client: &Client, facts: &Facts, pair: Pair, lang: Lang) -> Result<(StandingView, String)> {
    let view = facts.standing(pair, None, &client.reach, lang)?;
    let rings = world.keys.rings().map_err(|error| unusable(&error))?;
    let key = rings.decisions.active(view.as_of).ok_or(Refusal::NoSigningKey)?;
    let claims = decision::claims(
        issuer(world),
        client.id,
        (view.manager.clone(), view.product.clone()),
        (view.may_negotiate, view.reason, view.basis),
        (view.as_of, view.holds_until),
    );
    let token = jws::sign(key, TOKEN_TYPE, "", &claims)?;
    Ok((view, token))
}

/// What a token says, if it is to be believed now, by that client where one is told. Refuses any other with the reason.
pub fn verify(world: &World, token: &str, client: Option<ClientId>) -> Result<Claims> {
    let (rings, now) = (world.keys.rings().map_err(|error| unusable(&error))?, world.clock.now());
    let read = jws::verify::<Claims>(token, TOKEN_TYPE, "", |kid| rings.decisions.verifies(kid, now));
    let doubtful = |why: Doubt| Refusal::BadToken.with("why", why.as_str());
    let claims = read.map_err(doubtful)?;
    decision::check(&claims, &issuer(world), client, now).map_err(doubtful)?;
    Ok(claims)
}

fn issuer(world: &World) -> String {
    world.settings.base().unwrap_or(NAMELESS).to_owned()
}
