//! What a certificate is worth, to whoever was shown it: by its link, or by its credential.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Held, issuer, issuer_name};
use crate::{
    base::{error::Result, id::CertificateId, lang::Lang, refusal::Refusal, time::Millis},
    domain::{
        certificate::Worth,
        credential::{CREDENTIAL_TYPE, Said},
        decision::Doubt,
    },
    journeys::{World, keep_keys::unusable},
    outside::jws,
    store::credentials,
};

/// What anybody may know of a certificate that they were shown, and no more.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VerifiedView {
    /// What it is worth now. Only `valid` is a yes.
    pub state: Worth,
    /// Who holds it.
    pub holder: String,
    /// The name of what they passed.
    pub certification: String,
    /// Until when it holds, if nothing happens.
    pub valid_until: Millis,
    /// Who issued it.
    pub issuer: String,
    /// When this was so.
    pub as_of: Millis,
}

/// What the certificate of a link is worth. Refuses a link that leads nowhere, as if there had never been one.
pub async fn by_link(world: &World, link: &str, lang: Lang) -> Result<VerifiedView> {
    let link = link.to_owned();
    let found = world.store.read(move |db| credentials::by_link(db, &link)).await?;
    verified(world, found.ok_or(Refusal::NoSuchThing)?, lang).await
}

/// What a credential is worth. Refuses one that we did not sign as it is, with the reason. What is told comes from our rows: the credential only
/// names the certificate.
pub async fn check(world: &World, credential: &str, lang: Lang) -> Result<VerifiedView> {
    let doubtful = |why: Doubt| Refusal::BadToken.with("why", why.as_str());
    // Whoever has no name for programs has issued none.
    let issuer = issuer(world).map_err(|_nobody| doubtful(Doubt::Issuer))?;
    let (rings, now) = (world.keys.rings().map_err(|error| unusable(&error))?, world.clock.now());
    // People copy lines.
    let token: String = credential.split_whitespace().collect();
    let find = |kid: &str| rings.credentials.verifies(kid, now);
    let said = jws::verify::<Said>(&token, CREDENTIAL_TYPE, &issuer.whose(), find).map_err(doubtful)?;
    verified(world, issuer.certificate_of(&said, now).map_err(doubtful)?, lang).await
}

async fn verified(world: &World, id: CertificateId, lang: Lang) -> Result<VerifiedView> {
    let (now, snapshots) = (world.clock.now(), world.snapshots.clone());
    let held = world.store.read(move |db| Held::load(db, &snapshots, id, Some(lang))).await?;
    Ok(VerifiedView {
        state: held.worth(now),
        holder: held.holder.name.clone(),
        certification: held.name(lang).to_owned(),
        valid_until: held.certificate.expires_at,
        issuer: issuer_name(world),
        as_of: now,
    })
}
