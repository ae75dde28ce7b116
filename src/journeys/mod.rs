//! Floor 3: what people come to do, one file each. A journey loads, asks the domain, saves. Page, API and command line call the same one.

pub mod answer_raised;
pub mod certify;
pub mod change_product;
pub mod check_standing;
pub mod follow;
pub mod import_bank;
pub mod keep;
pub mod keep_kit;
pub mod manage_people;
pub mod manage_products;
pub mod passwords;
pub mod propose_changes;
pub mod publish_certification;
pub mod raise_question;
pub mod read_log;
pub mod review_queue;
pub mod see_home;
pub mod see_kit;
pub mod see_products;
pub mod set_up;
pub mod sign_in;
pub mod snapshots;
pub mod take_test;
pub mod throttle;
pub mod write_questions;

use std::sync::Arc;

use self::{follow::Feed, keep_kit::Darkroom, passwords::Passwords, snapshots::Snapshots};
use crate::{
    base::{error::Result, settings::Settings, time::Clock},
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
    /// Where pictures are made anew.
    pub darkroom: Arc<Darkroom>,
}

impl World {
    /// The world of one server. Errs when a template of the build cannot be read.
    pub fn new(store: Store, clock: Clock, settings: Settings) -> Result<World> {
        Ok(World {
            store,
            render: Arc::new(Render::new(&settings.zone)?),
            settings: Arc::new(settings),
            passwords: Arc::new(Passwords::new()?),
            feed: Arc::default(),
            snapshots: Arc::default(),
            darkroom: Arc::default(),
            clock,
        })
    }
}
