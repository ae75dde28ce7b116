//! Decisions that other software can check without asking us: what their tokens say, and when one is believed.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::{
    code::Code,
    keyring::TOKEN_LIFE,
    standing::{Basis, Reason},
    words,
};
use crate::base::{
    id::{ClientId, DecisionId},
    time::{Millis, SECOND},
};

/// The type that the header of such a token names, so that no token of another kind is taken for one.
pub const TOKEN_TYPE: &str = "dokimasia-decision+jwt";

/// How far the clocks of our own servers may be from each other, in seconds.
pub const CLOCKS_APART: i64 = 30;

/// What a token says. Each claim must be there, once and of its type, and there are no others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// Who decided: this installation.
    pub iss: String,
    /// For whom: the client that asked, and nobody else.
    pub aud: ClientId,
    /// The manager's login.
    pub sub: String,
    /// The product's code.
    pub product: Code,
    /// Whether the manager may negotiate.
    pub may_negotiate: bool,
    /// Why not.
    #[serde(deserialize_with = "there")]
    pub reason: Option<Reason>,
    /// Why.
    #[serde(deserialize_with = "there")]
    pub basis: Option<Basis>,
    /// When it was decided, in seconds since the Unix epoch.
    pub iat: i64,
    /// From when it says nothing any more, likewise.
    pub exp: i64,
    /// Which decision.
    pub jti: DecisionId,
}

words! {
    /// Why a token is not believed.
    Doubt {
        /// It is not a token of three parts, or a part is not what it must be.
        Malformed "malformed",
        /// Its header cannot be read, or names another algorithm than the one that we sign with.
        Algorithm "algorithm",
        /// It is a token of another kind.
        Type "type",
        /// It names no key of ours that signed what may still hold.
        Key "key",
        /// The signature is not that key's.
        Signature "signature",
        /// A claim is missing, there twice, of another type, or unknown.
        Claims "claims",
        /// Another installation decided.
        Issuer "issuer",
        /// It is for another client.
        Audience "audience",
        /// Its time is over.
        Expired "expired",
        /// Its times are not those of a decision: it would hold too long, or was made in the future.
        Times "times",
    }
}

/// What a token says of a standing that holds until `until` at the least, if nothing is written. It never says so for longer.
pub fn claims(
    iss: String,
    aud: ClientId,
    (sub, product): (String, Code),
    found: (bool, Option<Reason>, Option<Basis>),
    (now, until): (Millis, Option<Millis>),
) -> Claims {
    let end = now.plus(TOKEN_LIFE).min(until.unwrap_or(Millis(i64::MAX)));
    let (may_negotiate, reason, basis) = found;
    let (iat, exp) = (seconds(now), seconds(end));
    Claims { iss, aud, sub, product, may_negotiate, reason, basis, iat, exp, jti: DecisionId::new() }
}

/// Whether claims whose signature is right are to be believed.
pub fn check(claims: &Claims, iss: &str, aud: Option<ClientId>, now: Millis) -> Result<(), Doubt> {
    let now = seconds(now);
    if claims.iss != iss {
        Err(Doubt::Issuer)
    } else if aud.is_some_and(|aud| claims.aud != aud) {
        Err(Doubt::Audience)
    } else if claims.exp < claims.iat || seconds(Millis(TOKEN_LIFE)) < claims.exp.saturating_sub(claims.iat) {
        Err(Doubt::Times)
    } else if claims.exp <= now {
        Err(Doubt::Expired)
    } else if now.saturating_add(CLOCKS_APART) < claims.iat {
        Err(Doubt::Times)
    } else {
        Ok(())
    }
}

fn seconds(moment: Millis) -> i64 {
    moment.0.div_euclid(SECOND)
}

/// A value that may be null but must be there.
fn there<'de, D: Deserializer<'de>, T: Deserialize<'de>>(value: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(value)
}
