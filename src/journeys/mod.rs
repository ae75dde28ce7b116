//! Floor 3: what people come to do, one file each. A journey loads, asks the domain, saves. Page, API and command line call the same one.

pub mod allowances;
pub mod answer_raised;
pub mod appeal;
pub mod asking_figures;
pub mod certify;
pub mod change_product;
pub mod check_standing;
mod choices;
pub mod contests;
pub mod credentials;
pub mod decide;
pub mod evidence;
pub mod export_bank;
pub mod find_known;
pub mod follow;
pub mod forget;
pub mod hand_over;
pub mod import_bank;
pub mod keep;
pub mod keep_backups;
pub mod keep_calendar;
pub mod keep_keys;
pub mod keep_kit;
pub mod keep_picture;
pub mod let_go;
pub mod list_people;
pub mod mail;
pub mod manage_clients;
pub mod manage_people;
pub mod manage_products;
pub mod meet_client;
pub mod pack_evidence;
pub mod pass_gate;
pub mod passwords;
pub mod propose_changes;
pub mod prove_log;
pub mod publish_certification;
pub mod query_standing;
pub mod raise_question;
pub mod read_log;
pub mod regrade;
pub mod review_queue;
pub mod see_board;
pub mod see_file;
pub mod see_home;
pub mod see_kit;
pub mod see_picture;
pub mod see_products;
pub mod see_waiting;
pub mod set_up;
pub mod sign_in;
pub mod snapshots;
pub mod study;
pub mod take_in;
pub mod take_test;
pub mod throttle;
pub mod watch_standings;
pub mod webhooks;
pub mod write_questions;
pub mod write_sheets;

use std::sync::Arc;

use self::{allowances::Allowances, follow::Feed, keep_kit::Darkroom, passwords::Passwords, snapshots::Snapshots};
use crate::{
    base::{error::Result, settings::Settings, time::Clock},
    outside::{apart::Apart, keys::Keys, mail::Mailer, webhook::Caller},
    render::Render,
    store::Store,
};

/// Everything a journey may need.
#[derive(Clone)]
pub struct World {
    /// The rows.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// What the installation chose.
    pub settings: Arc<Settings>,
    /// Templates and words.
    pub render: Arc<Render>,
    /// Where passwords are hashed.
    pub passwords: Arc<Passwords>,
    /// Where this server tells what happens.
    pub feed: Arc<Feed>,
    /// The bank as draws need it.
    pub snapshots: Arc<Snapshots>,
    /// How other software is told what happens.
    pub caller: Arc<Caller>,
    /// How mail is sent; none: it is not.
    pub mailer: Option<Arc<Mailer>>,
    /// Where pictures are made anew.
    pub darkroom: Arc<Darkroom>,
    /// What signs decisions and credentials.
    pub keys: Arc<Keys>,
    /// How much API clients still may ask.
    pub allowances: Arc<Allowances>,
    /// Where files of other programs are read: in processes of their own.
    pub apart: Arc<Apart>,
    /// How far those are that are being taken in.
    pub taking: take_in::Steps,
    /// What is done with backups.
    pub backups: keep_backups::Desk,
    /// The ledger of revocations.
    pub ledger: Arc<keep_backups::Ledger>,
}

impl World {
    /// The world of one server. Errs when a template of the build cannot be read, or how mail is sent.
    pub fn new(store: Store, clock: Clock, settings: Settings) -> Result<World> {
        let mailer = settings.mail.as_ref().map(|mail| Mailer::new(&mail.url.0, &mail.from)).transpose()?;
        Ok(World {
            store,
            render: Arc::new(Render::new(&settings.zone)?),
            caller: Arc::new(Caller::new(settings.private_webhooks)),
            mailer: mailer.map(Arc::new),
            keys: Arc::new(Keys::new(settings.keys.clone())),
            allowances: Arc::default(),
            apart: Arc::new(Apart::new(settings.reader.clone())),
            backups: keep_backups::Desk::default(),
            ledger: Arc::new(keep_backups::Ledger::new(settings.revocations.clone())),
            settings: Arc::new(settings),
            passwords: Arc::new(Passwords::new()?),
            feed: Arc::default(),
            snapshots: Arc::default(),
            darkroom: Arc::default(),
            taking: take_in::Steps::default(),
            clock,
        })
    }
}
