//! `dokimasia demo`: an invented company to look at.

use std::{net::SocketAddr, path::PathBuf};

use clap::Args;

use super::{
    DataArgs, DatabaseArgs, ServeArgs,
    audit::CheckpointsPlace,
    keys::KeysPlace,
    serve::{self, say},
};
use crate::{
    base::{
        error::{Error, Result},
        lang::{Lang, Locale},
        localized::Localized,
        time::TimeOfDay,
    },
    domain::{
        blueprint::{Blueprint, Section},
        certification::Policy,
        code::Code,
        kit::EntryKind,
        person::{Person, Role},
    },
    formats,
    journeys::{
        World,
        import_bank::{self, Importer},
        keep_kit::{self, EntryInput},
        manage_people::{self, NewPerson},
        publish_certification::{self, Draft},
        see_kit,
    },
    render,
};

/// Everybody's password.
const PASSWORD: &str = "dokimasia-demo";

/// Login, name, role, department, language.
const PEOPLE: &[(&str, &str, Role, &str, Locale)] = &[
    ("admin", "Alexandra Admin", Role::Admin, "", Locale::En),
    ("sofia", "Sofia Dimou", Role::Head, "", Locale::En),
    ("maria", "Maria Ioannou", Role::Trainer, "Training", Locale::En),
    ("nikos", "Nikos Pappas", Role::Trainer, "Training", Locale::En),
    ("eleni", "Eleni Georgiou", Role::Manager, "North", Locale::En),
    ("giorgos", "Γιώργος Νικολάου", Role::Manager, "North", Locale::El),
    ("anna", "Anna Petrou", Role::Manager, "South", Locale::En),
];

/// Code of the line and of the certification, its name in English and in Greek.
const CERTIFICATIONS: &[(&str, &str, &str)] = &[
    ("nails", "Nails and wood screws", "Καρφιά και ξυλόβιδες"),
    ("aac", "Aerated concrete blocks", "Κυψελωτό σκυρόδεμα"),
];

/// What lies in the field kits of a line: the line, one of its products, and the notes by their keys.
const KITS: &[(&str, &str, &[&str])] =
    &[("nails", "NA-3070", &["samples", "rival"]), ("aac", "AB-400-300", &["block"])];

/// Questions of each certification's test.
const QUESTIONS: u32 = 20;

#[derive(Args)]
pub(super) struct DemoArgs {
    /// The directory that holds everything.
    #[arg(long, value_name = "DIR", default_value = "data/demo")]
    data: PathBuf,
    #[command(flatten)]
    database: DatabaseArgs,
    /// Where to listen: only on this machine, since everybody knows the password.
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

/// Makes the company where it is not there yet, says how to sign in, and serves it.
pub(super) fn demo(args: DemoArgs) -> Result<()> {
    if !args.listen.ip().is_loopback() {
        return Err(Error::broken("the demo listens on this machine only, such as --listen 127.0.0.1:8080"));
    }
    serve::log_to_stderr();
    let data = DataArgs { data: args.data, database: args.database };
    let serve = ServeArgs {
        data,
        connections: None,
        listen: args.listen,
        public_url: None,
        private_webhooks: true,
        mail_url: None,
        mail_from: String::new(),
        digest_at: TimeOfDay::default(),
        keys: KeysPlace::default(),
        checkpoints: CheckpointsPlace::default(),
        time_zone: None,
    };
    let world = serve::open(&serve)?;
    actix_web::rt::System::new().block_on(async {
        if !is_founded(&world).await? {
            say("making an invented company …");
            found(&world).await?;
        }
        introduce();
        serve::listen(world, &serve).await
    })
}

/// Whether everything is there: the last certification is published last.
async fn is_founded(world: &World) -> Result<bool> {
    let published = publish_certification::list(world).await?.into_iter().filter(|view| view.published.is_some());
    Ok(published.count() >= CERTIFICATIONS.len())
}

/// Makes what is missing: a start that was broken off is made good by the next one.
async fn found(world: &World) -> Result<()> {
    let there = manage_people::list(world).await?;
    let missing = |login: &str| there.iter().all(|person| person.login.as_str() != login);
    for (login, name, role, department, locale) in PEOPLE.iter().filter(|person| missing(person.0)) {
        let new = NewPerson {
            login: login.parse().map_err(|error| Error::because("a login of the demo", error))?,
            name: (*name).to_owned(),
            role: *role,
            department: (*department).to_owned(),
            locale: *locale,
            password: Some(PASSWORD.to_owned()),
        };
        manage_people::add(world, None, new).await?;
    }
    say("  people");
    let maria = trainer(world, "maria").await?;
    let nikos = trainer(world, "nikos").await?;
    for (code, english, greek) in CERTIFICATIONS {
        import(world, code, Importer { author: maria.id, approver: Some(nikos.id), severity: None }).await?;
        say(&format!("  {english}"));
        fill_kit(world, &maria, code).await?;
        certify(world, &maria, code, [english, greek]).await?;
    }
    Ok(())
}

async fn trainer(world: &World, login: &str) -> Result<Person> {
    let login = login.parse().map_err(|error| Error::because("a login of the demo", error))?;
    manage_people::find(world, login).await
}

async fn import(world: &World, code: &str, importer: Importer) -> Result<()> {
    let name = format!("{code}.yaml");
    let file = formats::shipped(&name).ok_or_else(|| Error::broken(format!("the program came without {name}")))?;
    let report = import_bank::import(world, &file, importer).await?;
    match import_bank::told(&report.problems, Locale::En).first() {
        None => Ok(()),
        Some(first) => Err(Error::broken(format!("{name}: line {:?}: {}: {}", first.line, first.field, first.text))),
    }
}

/// Puts notes into the kits of a line, unless something is there.
async fn fill_kit(world: &World, author: &Person, line: &str) -> Result<()> {
    for (_, product, notes) in KITS.iter().filter(|kit| kit.0 == line) {
        let product: Code = product.parse().map_err(|error| Error::because("a code of the demo", error))?;
        if !see_kit::show(world, author.id, product.clone()).await?.entries.is_empty() {
            continue;
        }
        for note in *notes {
            let input = EntryInput {
                kind: Some(EntryKind::Note),
                title: Some(said(&format!("demo-{note}"))),
                text: Some(said(&format!("demo-{note}-text"))),
                whole_line: true,
                ..EntryInput::default()
            };
            keep_kit::add(world, author, product.clone(), input, None).await?;
        }
    }
    Ok(())
}

/// A message in every language of the pages.
fn said(key: &str) -> Localized {
    let texts = Locale::ALL.iter().map(|locale| (locale.lang(), render::text(*locale, key, &render::Args::new())));
    Localized::Many(texts.collect())
}

async fn certify(world: &World, author: &Person, code: &str, [english, greek]: [&str; 2]) -> Result<()> {
    let line: Code = code.parse().map_err(|error| Error::because("a code of the demo", error))?;
    let names = [(Lang::EN, english.to_owned()), (Lang::EL, greek.to_owned())];
    let (products, topics, tags) = (Vec::new(), Vec::new(), Vec::new());
    let characteristics = Vec::new();
    let section =
        Section { line: line.clone(), products, topics, tags, characteristics, count: QUESTIONS, minimum: None };
    let draft = Draft {
        code: line.clone(),
        name: Localized::Many(names.into_iter().collect()),
        blueprint: Blueprint { sections: vec![section] },
        policy: Policy::default(),
        revision: None,
    };
    let there = publish_certification::list(world).await?;
    match there.iter().find(|view| view.certification.code == line) {
        Some(view) if view.published.is_some() => return Ok(()),
        Some(_) => {}
        None => drop(publish_certification::create(world, author, draft).await?),
    }
    publish_certification::publish(world, author, line).await?;
    Ok(())
}

/// Says who is there and how to be them.
fn introduce() {
    say(&format!("sign in with the password {PASSWORD} as:"));
    for role in [Role::Manager, Role::Trainer, Role::Head, Role::Admin] {
        let of_role = PEOPLE.iter().filter(|person| person.2 == role).map(|person| person.0);
        say(&format!("  {:<8} {}", role.as_str(), of_role.collect::<Vec<_>>().join(", ")));
    }
}
