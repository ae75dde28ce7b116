//! Certificates for others: as credentials, on paper, and by a link that whoever was shown it can check.

mod check;
mod files;
mod lists;

use serde::Serialize;

pub use self::{
    check::{VerifiedView, by_link, check},
    files::{CredentialView, Paper, credential, paper},
    lists::{document, status_list},
};
use super::{
    World,
    snapshots::Snapshots,
    take_test::{self, CertificateView},
};
use crate::{
    base::{
        chance,
        error::{Error, Result},
        id::CertificateId,
        lang::Lang,
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        certificate::{Certificate, Worth},
        certification::Publication,
        code::Code,
        credential::Issuer,
        event::{Event, EventKind},
        person::{Person, Role},
    },
    store::{
        Db, certificates,
        credentials::{self, Entry},
        outcomes, people,
    },
};

/// Who issued what is shown by an installation that was told neither its name nor its address.
const NAMELESS: &str = "Dokimasia";

/// A certificate as its holder or a head sees it.
#[derive(Debug, Clone, Serialize)]
pub struct HeldView {
    /// The certificate.
    pub certificate: CertificateView,
    /// What it is worth now.
    pub worth: Worth,
    /// Whether the reader holds it.
    pub own: bool,
    /// The secret of the link to its public page, while it has one.
    pub link: Option<String>,
    /// Whether it is to be had as a credential: the installation knows its public address.
    pub signed: bool,
}

/// A certificate in the list of what one holds.
#[derive(Debug, Clone, Serialize)]
pub struct ListedView {
    /// Which.
    pub id: CertificateId,
    /// The certification's name.
    pub name: String,
    /// What it is worth now.
    pub worth: Worth,
    /// From when it holds.
    pub issued_at: Millis,
    /// Until when.
    pub expires_at: Millis,
    /// Whether others can see it by its link.
    pub linked: bool,
}

/// A certificate with what is told of it.
struct Held {
    certificate: Certificate,
    holder: Person,
    code: Code,
    publication: Publication,
    products: Vec<String>,
    entry: Entry,
}

impl Held {
    fn load(db: &mut Db, snapshots: &Snapshots, id: CertificateId, lang: Option<Lang>) -> Result<Held> {
        let certificate = certificates::find(db, id)?;
        let holder = people::find(db, certificate.person)?;
        let catalogue = snapshots.catalogue_now(db)?;
        let lang = lang.unwrap_or(holder.locale.lang());
        let publication = catalogue.publication(certificate.certification, certificate.version)?.clone();
        let products = catalogue.certified_by(certificate.certification, certificate.version);
        let products = products.map(|product| product.name.get(lang, Lang::EN).to_owned()).collect();
        let entry = credentials::find(db, id)?;
        Ok(Held { certificate, holder, code: publication.code.clone(), publication, products, entry })
    }

    fn worth(&self, now: Millis) -> Worth {
        self.certificate.worth(self.holder.active, now)
    }

    /// The certification's name.
    fn name(&self, lang: Lang) -> &str {
        self.publication.name.get(lang, Lang::EN)
    }
}

/// A certificate, to its holder and to heads.
pub async fn show(world: &World, reader: &Person, id: CertificateId, lang: Lang) -> Result<HeldView> {
    let (now, reader, snapshots) = (world.clock.now(), reader.clone(), world.snapshots.clone());
    let signed = issuer(world).is_ok();
    world
        .store
        .read(move |db| {
            let held = certificates::find(db, id)?;
            expect_reader(&reader, &held)?;
            let holder = people::find(db, held.person)?;
            let outcome = outcomes::find(db, held.attempt)?.ok_or(Refusal::NoSuchThing)?;
            let catalogue = snapshots.catalogue_now(db)?;
            let certificate = take_test::certificate_view(&catalogue, &held, &outcome, &holder, lang, now)?;
            let link = credentials::find(db, id)?.link;
            let (worth, own) = (held.worth(holder.active, now), reader.id == holder.id);
            Ok(HeldView { certificate, worth, own, link, signed })
        })
        .await
}

/// What somebody holds, the newest first.
pub async fn own(world: &World, holder: &Person, lang: Lang) -> Result<Vec<ListedView>> {
    let (now, holder, snapshots) = (world.clock.now(), holder.clone(), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let catalogue = snapshots.catalogue_now(db)?;
            let newest_first = certificates::of_person(db, holder.id)?.into_iter().rev();
            let listed = newest_first.map(|held| {
                let publication = catalogue.publication(held.certification, held.version).map_err(Error::from)?;
                Ok(ListedView {
                    id: held.id,
                    name: publication.name.get(lang, Lang::EN).to_owned(),
                    worth: held.worth(holder.active, now),
                    issued_at: held.issued_at,
                    expires_at: held.expires_at,
                    linked: credentials::find(db, held.id)?.link.is_some(),
                })
            });
            listed.collect()
        })
        .await
}

/// Gives one's own certificate another link, or takes its link away. The link of before leads nowhere then, as if it had never been.
pub async fn set_link(world: &World, holder: &Person, id: CertificateId, on: bool) -> Result<()> {
    let (by, link) = (holder.id, if on { Some(chance::unguessable_and_short()?) } else { None });
    world
        .store
        .write(Some(by), move |tx| {
            if certificates::find(tx.db, id)?.person != by {
                return Err(Refusal::NoSuchThing.into());
            }
            credentials::set_link(tx, id, link.as_deref())?;
            let kind = if on { EventKind::CertificateLinked } else { EventKind::CertificateUnlinked };
            tx.done(Event::new(kind, id), ())
        })
        .await
}

/// Its holder sees a certificate, and heads see any. To others there is none.
fn expect_reader(reader: &Person, held: &Certificate) -> Result<()> {
    let may = reader.id == held.person || reader.role == Role::Head;
    if may { Ok(()) } else { Err(Refusal::NoSuchThing.into()) }
}

/// This installation as an issuer. Refuses while it was not told its public address.
fn issuer(world: &World) -> Result<Issuer> {
    let address = world.settings.base().ok_or(Refusal::NoPublicAddress)?;
    Ok(Issuer::of(address, world.settings.organisation.as_deref()).ok_or(Refusal::NoPublicAddress)?)
}

/// Who issues, for people.
fn issuer_name(world: &World) -> String {
    issuer(world).map_or_else(
        |_nowhere| world.settings.organisation.clone().unwrap_or_else(|| NAMELESS.to_owned()),
        |issuer| issuer.name,
    )
}
