//! What an installation may choose. The defaults are what the documents promise.

use std::path::PathBuf;

use jiff::tz::TimeZone;

use super::time::{HOUR, MINUTE, TimeOfDay};

/// The settings of a running server.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address by which people reach the server, such as `https://dokimasia.example`: for links, and for cookies that only travel encrypted.
    pub public_url: Option<String>,
    /// The directory of the keys that sign decisions; without one nothing is signed.
    pub keys: Option<PathBuf>,
    /// The file of signed checkpoints of the log; without one none is entered anywhere.
    pub checkpoints: Option<PathBuf>,
    /// The program that reads files of other programs; none: this one.
    pub reader: Option<PathBuf>,
    /// The zone in which moments are shown.
    pub zone: TimeZone,
    /// A sign-in ends after this long without use, in milliseconds.
    pub session_idle: i64,
    /// A sign-in ends after this long at the latest, in milliseconds.
    pub session_max: i64,
    /// Whether other software is told what happens on private networks and by plain HTTP too.
    pub private_webhooks: bool,
    /// How mail is sent; none: it is not.
    pub mail: Option<MailSettings>,
    /// A one-time link holds this long, in milliseconds.
    pub setup_link_life: i64,
}

/// How mail is sent.
#[derive(Debug, Clone)]
pub struct MailSettings {
    /// The server, such as `smtps://USER:PASSWORD@mail.example`.
    pub url: Secret,
    /// In whose name, such as `Dokimasia <dokimasia@example.com>`.
    pub from: String,
    /// When the day's digest is sent.
    pub digest_at: TimeOfDay,
}

/// What must not be printed.
#[derive(Clone)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Secret(…)")
    }
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            public_url: None,
            private_webhooks: false,
            mail: None,
            keys: None,
            checkpoints: None,
            reader: None,
            zone: TimeZone::system(),
            session_idle: HOUR,
            session_max: 12 * HOUR,
            setup_link_life: 30 * MINUTE,
        }
    }
}

impl Settings {
    /// The name of the zone in which moments are shown, such as `Europe/Athens`.
    pub fn zone_name(&self) -> &str {
        self.zone.iana_name().unwrap_or("UTC")
    }

    /// What links begin with, where it is configured: no slash stands at its end.
    pub fn base(&self) -> Option<&str> {
        self.public_url.as_deref().map(|url| url.trim_end_matches('/'))
    }

    /// The host by which people reach the server, where it is configured.
    pub fn host(&self) -> Option<&str> {
        let (_, rest) = self.public_url.as_deref()?.split_once("://")?;
        rest.split(['/', ':']).next().filter(|host| !host.is_empty())
    }

    /// Whether people reach the server by HTTPS, so that cookies may insist on it.
    pub fn secure(&self) -> bool {
        self.public_url.as_ref().is_some_and(|url| url.starts_with("https://"))
    }
}
