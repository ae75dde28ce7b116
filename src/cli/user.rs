//! `dokimasia user`

use std::io::read_to_string;

use clap::{Args, Subcommand, ValueEnum};

use super::{DataArgs, serve::say};
use crate::{
    base::{
        error::{Error, Result},
        lang::Locale,
        settings::Settings,
        time::Clock,
    },
    domain::{
        code::Code,
        person::{Person, Role},
    },
    journeys::{
        World,
        manage_people::{self, NewPerson, PersonChange},
        set_up,
    },
    store::Store,
};

#[derive(Args)]
pub(super) struct UserArgs {
    #[command(flatten)]
    data: DataArgs,
    /// The address by which people reach the server: for the links that are printed.
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080", env = "DOKIMASIA_PUBLIC_URL")]
    public_url: String,
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Add a person; prints a one-time link by which they choose a password.
    Add {
        /// The name to sign in with.
        login: Code,
        /// The name that people read.
        #[arg(long)]
        name: String,
        /// What they are.
        #[arg(long)]
        role: RoleWord,
        /// Where they work.
        #[arg(long, default_value = "")]
        department: String,
        /// Read the password from standard input instead of printing a link.
        #[arg(long)]
        password_stdin: bool,
    },
    /// List everybody.
    List,
    /// Sign a person out and let them in no more.
    Disable {
        /// The name to sign in with.
        login: Code,
    },
    /// Let a person in again.
    Enable {
        /// The name to sign in with.
        login: Code,
    },
    /// Print a one-time link by which a person chooses a new password.
    Reset {
        /// The name to sign in with.
        login: Code,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum RoleWord {
    Manager,
    Trainer,
    Head,
    Admin,
}

impl From<RoleWord> for Role {
    fn from(word: RoleWord) -> Role {
        match word {
            RoleWord::Manager => Role::Manager,
            RoleWord::Trainer => Role::Trainer,
            RoleWord::Head => Role::Head,
            RoleWord::Admin => Role::Admin,
        }
    }
}

/// Does what was asked.
pub(super) fn run(args: UserArgs) -> Result<()> {
    let store = Store::open_beside(args.data.place()?, Clock::System)?;
    let world = World::new(store, Clock::System, Settings::default())?;
    actix_web::rt::System::new().block_on(act(&world, &args.public_url, args.act))
}

async fn act(world: &World, url: &str, act: Act) -> Result<()> {
    match act {
        Act::Add { login, name, role, department, password_stdin } => {
            let password = if password_stdin { Some(typed_password()?) } else { None };
            let asked = password.is_none();
            let new = NewPerson { login, name, role: role.into(), department, locale: Locale::default(), password };
            let person = manage_people::add(world, None, new).await?;
            say(&format!("added {}", person.login));
            if asked { print_link(world, url, person.login).await } else { Ok(()) }
        }
        Act::List => {
            for person in manage_people::list(world).await? {
                say(&line(&person));
            }
            Ok(())
        }
        Act::Disable { login } => set_active(world, login, false).await,
        Act::Enable { login } => set_active(world, login, true).await,
        Act::Reset { login } => print_link(world, url, login).await,
    }
}

async fn set_active(world: &World, login: Code, active: bool) -> Result<()> {
    let Person { name, role, department, locale, .. } = manage_people::find(world, login.clone()).await?;
    let change = PersonChange { name, role, department, locale, active };
    let person = manage_people::change(world, None, login, change).await?;
    say(&line(&person));
    Ok(())
}

async fn print_link(world: &World, url: &str, login: Code) -> Result<()> {
    let token = set_up::password_link(world, None, login).await?;
    say(&format!("{}/set-up/{token} (works once, for half an hour)", url.trim_end_matches('/')));
    Ok(())
}

fn typed_password() -> Result<String> {
    let typed = read_to_string(std::io::stdin()).map_err(|error| Error::because("reading the password", error))?;
    Ok(typed.trim_end_matches(['\r', '\n']).to_owned())
}

fn line(person: &Person) -> String {
    let left = if person.active { "" } else { " (left)" };
    format!("{:<16} {:<8} {:<20} {}{left}", person.login, person.role, person.department, person.name)
}
