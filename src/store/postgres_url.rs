//! Where a PostgreSQL server is.

use std::{fmt, str::FromStr};

use crate::base::error::{Error, Result};

/// What the client does unless the URL says otherwise: it knows within seconds when a server does not answer any more, and takes none that
/// only reads.
const CLIENT: &str = "application_name=dokimasia&connect_timeout=5&target_session_attrs=read-write\
    &keepalives_idle=30&keepalives_interval=5&keepalives_count=3&tcp_user_timeout=10000";

/// The URL of a PostgreSQL database. It may hold a password: what is shown of it holds none.
#[derive(Clone, PartialEq, Eq)]
pub struct PostgresUrl {
    credentials: Option<String>,
    hosts: String,
    database: String,
    query: String,
}

impl PostgresUrl {
    /// The URL as libpq takes it, with our settings of the client; of two settings libpq takes the later one.
    pub(super) fn to_libpq(&self) -> String {
        let PostgresUrl { credentials, hosts, database, query } = self;
        let at = credentials.as_ref().map(|credentials| format!("{credentials}@")).unwrap_or_default();
        let and = if query.is_empty() { "" } else { "&" };
        format!("postgres://{at}{hosts}/{database}?{CLIENT}{and}{query}")
    }
}

impl FromStr for PostgresUrl {
    type Err = Error;

    /// Reads `postgres://USER:PASSWORD@HOST:PORT/DATABASE?SETTING=VALUE`, where only the scheme must be there. The errors repeat nothing of it.
    fn from_str(text: &str) -> Result<PostgresUrl> {
        read(text).ok_or_else(|| {
            Error::broken(
                "the database's URL cannot be read: it is like postgres://USER:PASSWORD@HOST:5432/DATABASE, with signs such as @ : / % in \
                 the password written as %40 %3A %2F %25",
            )
        })
    }
}

/// Without credentials and settings.
impl fmt::Display for PostgresUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "postgres://{}/{}", self.hosts, self.database)
    }
}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

fn read(text: &str) -> Option<PostgresUrl> {
    let rest = text.strip_prefix("postgres://").or_else(|| text.strip_prefix("postgresql://"))?;
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, database) = place.split_once('/').unwrap_or((place, ""));
    let (credentials, hosts) = match authority.split_once('@') {
        Some((credentials, hosts)) => (Some(credentials.to_owned()), hosts),
        None => (None, authority),
    };
    let settings = query.split('&').all(|setting| query.is_empty() || setting.contains('='));
    let clear = |part: &str| !part.contains(['@', '/', '?', '#', ' ']) && is_encoded(part);
    let whole = credentials.as_deref().is_none_or(clear) && clear(database) && is_encoded(query) && settings;
    let known = hosts.is_empty() || hosts.split(',').all(is_host);
    (whole && known).then(|| PostgresUrl {
        credentials,
        hosts: hosts.to_owned(),
        database: database.to_owned(),
        query: query.to_owned(),
    })
}

/// A name or an address, with a port or without: what looks like neither may be a piece of a password.
fn is_host(host: &str) -> bool {
    let (name, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, port)) => (address, port.strip_prefix(':').unwrap_or(port)),
        None => host.split_once(':').unwrap_or((host, "")),
    };
    let port_is_one = port.is_empty() || port.parse::<u16>().is_ok();
    !name.is_empty() && !name.contains(['@', '/', ' ', '#']) && is_encoded(name) && port_is_one
}

/// Whether every percent sign begins the code of a byte.
fn is_encoded(text: &str) -> bool {
    let mut parts = text.split('%');
    parts.next();
    parts.all(|part| part.get(..2).is_some_and(|code| code.chars().all(|digit| digit.is_ascii_hexdigit())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, shown: Option<&str>) {
        let found = text.parse::<PostgresUrl>();
        match (&found, shown) {
            (Ok(url), Some(shown)) => {
                assert_eq!(url.to_string(), shown);
                assert_eq!(format!("{url:?}"), shown);
                let (_, rest) = text.split_once("://").unwrap();
                let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
                assert!(url.to_libpq().contains(place) && url.to_libpq().ends_with(query), "{}", url.to_libpq());
            }
            (Err(error), None) => assert!(!error.to_string().contains("s3cret"), "{error}"),
            _ => panic!("{text}: {found:?}"),
        }
    }

    #[test]
    fn what_is_shown_holds_no_password() {
        check("postgres://u:s3cret@db.example:5432/d", Some("postgres://db.example:5432/d"));
        check("postgresql://u:s3cret%2F%40@db.example/d?sslmode=disable", Some("postgres://db.example/d"));
        check("postgres://db/d?password=s3cret", Some("postgres://db/d"));
        check("postgres://a:1,b:2/d", Some("postgres://a:1,b:2/d"));
        check("postgres://u:s3cret@[::1]:5432/d", Some("postgres://[::1]:5432/d"));
        check("postgres:///d?host=/run/postgresql", Some("postgres:///d"));
        check("postgres://%2Frun%2Fpostgresql/d", Some("postgres://%2Frun%2Fpostgresql/d"));
    }

    #[test]
    fn what_is_no_url_is_not_repeated() {
        for text in [
            "s3cret",
            "mysql://u:s3cret@db/d",
            "postgres://u:a/s3cret@db/d",
            "postgres://u:1/s3cret@db/d",
            "postgres://u:a@s3cret@db/d",
            "postgres://u:s3cret%zz@db/d",
            "postgres://u:s3cret?@db/d",
            "postgres://u:s3cret#1@db/d",
            "postgres://db:s3cret/d",
            "postgres://db/d?s3cret",
        ] {
            check(text, None);
        }
    }
}
