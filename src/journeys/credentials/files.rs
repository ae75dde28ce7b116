//! A certificate to take along: as a credential and on paper, from the same rows. Only while it holds: nobody hands out what is worth nothing.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{Held, expect_reader, issuer, issuer_name};
use crate::{
    base::{
        error::{Error, Result},
        id::CertificateId,
        lang::Locale,
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        certificate::Worth,
        code::Code,
        credential::{Award, CREDENTIAL_TYPE},
        person::Person,
    },
    journeys::{World, keep_keys::unusable},
    outside::jws,
    render,
};

/// A certificate as a credential.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CredentialView {
    /// The certification's code, for the name of a file.
    pub certification: Code,
    /// The credential: a JWT, signed by a key of the issuer's DID document.
    pub credential: String,
    /// What it says.
    pub document: Value,
    /// The secret of the link to its public page, `/verify/…`, while it has one.
    pub link: Option<String>,
}

/// A certificate on paper.
#[derive(Debug, Clone)]
pub struct Paper {
    /// The certification's code, for the name of the file.
    pub certification: Code,
    /// The PDF.
    pub bytes: Vec<u8>,
}

/// A certificate as a credential in its holder's language, signed by the key of now. To its holder and to heads. Refuses one that holds no more.
pub async fn credential(world: &World, reader: &Person, id: CertificateId) -> Result<CredentialView> {
    let (held, now) = held(world, reader, id).await?;
    let issuer = issuer(world)?;
    let rings = world.keys.rings().map_err(|error| unusable(&error))?;
    let key = rings.credentials.active(now).ok_or(Refusal::NoSigningKey)?;
    let locale = held.holder.locale;
    let say = |key: &str, args: [(&'static str, Value); 2]| {
        render::text(locale, key, &args.map(|(name, value)| (name.into(), value)).into())
    };
    let name = held.name(locale.lang());
    let products = held.products.join(", ");
    let (count, cut) =
        (held.publication.blueprint.sections.iter().map(|section| section.count).sum::<u32>(), percent(&held));
    let document = issuer.credential(&Award {
        certificate: &held.certificate,
        holder: &held.holder.name,
        code: &held.code,
        name,
        description: &say("credential-description", [("name", name.into()), ("products", products.into())]),
        criteria: &say("credential-criteria", [("count", count.into()), ("percent", cut.into())]),
        lang: locale.lang(),
        status: (held.entry.list, held.entry.place),
    });
    let credential = jws::sign(key, CREDENTIAL_TYPE, &issuer.whose(), &document)?;
    Ok(CredentialView { certification: held.code, credential, document, link: held.entry.link })
}

/// What had to be reached, in percent, as people of the holder's language write it.
fn percent(held: &Held) -> String {
    let permille = held.publication.policy.cut_permille;
    let point = if held.holder.locale == Locale::El { ',' } else { '.' };
    match (permille / 10, permille % 10) {
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}{point}{tenth}"),
    }
}

/// A certificate on paper in its holder's language, with the code of its public page where it has a link; `base` is what links begin with. To its
/// holder and to heads. Refuses one that holds no more.
pub async fn paper(world: &World, reader: &Person, id: CertificateId, base: &str) -> Result<Paper> {
    let (held, _) = held(world, reader, id).await?;
    let award = render::Award {
        locale: held.holder.locale,
        number: id.to_string(),
        holder: held.holder.name.clone(),
        name: held.name(held.holder.locale.lang()).to_owned(),
        products: held.products,
        issued_at: held.certificate.issued_at,
        expires_at: held.certificate.expires_at,
        issuer: issuer_name(world),
        link: held.entry.link.map(|link| format!("{base}/verify/{link}")),
    };
    let render = world.render.clone();
    let drawn = tokio::task::spawn_blocking(move || render.award(&award)).await;
    let bytes = drawn.map_err(|error| Error::because("drawing a certificate", error))??;
    Ok(Paper { certification: held.code, bytes })
}

async fn held(world: &World, reader: &Person, id: CertificateId) -> Result<(Held, Millis)> {
    let (now, reader, snapshots) = (world.clock.now(), reader.clone(), world.snapshots.clone());
    let read = world.store.read(move |db| {
        let held = Held::load(db, &snapshots, id, None)?;
        expect_reader(&reader, &held.certificate)?;
        match held.worth(now) {
            Worth::Valid => Ok(held),
            worth => Err(Refusal::WrongState.with("state", worth.as_str()).into()),
        }
    });
    Ok((read.await?, now))
}
