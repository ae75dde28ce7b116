//! Backups: what one tells of itself, when the next is due, which may go, and when one is older than what the world was told.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    audit::{Checkpoint, Hash},
    words,
};
use crate::base::{
    id::{CertificateId, EventId, PersonId},
    time::{DAY, HOUR, Millis, SECOND},
};

/// What a backup of this kind calls its format.
pub const FORMAT: &str = "dokimasia-backup/1";
/// A good drill counts for so long, in milliseconds.
pub const DRILL_HOLDS: i64 = 8 * DAY;
/// A drill is due so long after the one before, in milliseconds.
const DRILL_EVERY: i64 = 7 * DAY;
/// What failed is tried again so much later, in milliseconds.
const AGAIN_AFTER: i64 = HOUR;
/// How the name of a backup begins and ends.
const NAME: (&str, &str) = ("dokimasia-", ".backup");

words! {
    /// What became of the signing keys.
    KeysKept {
        /// They are not in the backup.
        LeftOut "left-out",
        /// They are in it, encrypted with a passphrase.
        Encrypted "encrypted",
    }
}

/// A table as a backup has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableFigures {
    /// The table.
    pub table: String,
    /// How many rows it has.
    pub rows: usize,
    /// SHA-256 over them: see `store::transfer::Moved`.
    pub sha256: String,
}

/// What a backup tells of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// The version of the program that made it.
    pub version: String,
    /// As of when; everything in it was written before.
    pub made_at: Millis,
    /// What the rows were kept by: `sqlite` or `postgres`. It may be restored to either.
    pub engine: String,
    /// The migrations that had made its tables.
    pub migrations: Vec<String>,
    /// Its tables.
    pub tables: Vec<TableFigures>,
    /// Whether the signing keys are in it.
    pub keys: KeysKept,
    /// Where the server keeps its ledger of revocations.
    pub revocations: Option<String>,
    /// Where it enters the checkpoints of its log.
    #[serde(default)]
    pub checkpoints: Option<String>,
}

impl Manifest {
    /// The rows of all tables.
    pub fn rows(&self) -> usize {
        self.tables.iter().map(|table| table.rows).sum()
    }
}

/// The name of a backup that is made at that moment.
pub fn file_name(made_at: Millis) -> String {
    let second = Millis(made_at.0 - made_at.0.rem_euclid(SECOND)).to_string();
    format!("{}{}{}", NAME.0, second.replace(':', "-"), NAME.1)
}

/// When the backup of that name was made; none: it is no backup's name.
pub fn made_at(name: &str) -> Option<Millis> {
    let (date, time) = name.strip_prefix(NAME.0)?.strip_suffix(NAME.1)?.split_once('T')?;
    let moment = Millis::parse(&format!("{date}T{}", time.replace('-', ":")))?;
    (file_name(moment) == name).then_some(moment)
}

/// Which backups may go when so many are kept: the oldest ones, never all.
pub fn to_prune(names: &[String], keep: usize) -> Vec<String> {
    let mut backups: Vec<_> = names.iter().filter_map(|name| Some((made_at(name)?, name.clone()))).collect();
    backups.sort();
    let gone = backups.len().saturating_sub(keep.max(1));
    backups.into_iter().take(gone).map(|(_, name)| name).collect()
}

/// Whether it is time for a backup: the newest is from before the last moment at which one was to be made, and none was tried just now. `tonight`
/// is that moment of this day.
pub fn is_due(now: Millis, newest: Option<Millis>, tried: Option<Millis>, tonight: Millis) -> bool {
    let planned = if tonight <= now { tonight } else { tonight.plus(-DAY) };
    newest.is_none_or(|newest| newest < planned) && may_try(now, tried)
}

/// Whether it is time for a drill: the last good one is a week ago, and none was tried just now.
pub fn drill_is_due(now: Millis, good: Option<Millis>, tried: Option<Millis>) -> bool {
    good.is_none_or(|good| now >= good.plus(DRILL_EVERY)) && may_try(now, tried)
}

/// Whether too long no backup was found to be good.
pub fn drill_is_missing(now: Millis, good: Option<Millis>) -> bool {
    good.is_none_or(|good| now >= good.plus(DRILL_HOLDS))
}

fn may_try(now: Millis, tried: Option<Millis>) -> bool {
    tried.is_none_or(|tried| now >= tried.plus(AGAIN_AFTER))
}

/// A revocation as the ledger keeps it outside the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerLine {
    /// Which certificate holds no more.
    pub certificate: CertificateId,
    /// Since when.
    pub revoked_at: Millis,
    /// Who said so.
    pub by: PersonId,
    /// Why.
    pub reason: String,
    /// The entry of the log that says so, where it is one of its own.
    pub event: Option<EventId>,
}

/// What a ledger knows and a backup does not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Newer {
    /// Revocations of certificates that the backup has, where they hold: they would come back to life. The oldest first, each certificate once.
    pub revived: Vec<LedgerLine>,
    /// How many there are of certificates that the backup does not know: they were issued and revoked after it.
    pub unknown: usize,
}

impl Newer {
    /// Whether there is any: the backup is older than what the world was told.
    pub fn is_any(&self) -> bool {
        !self.revived.is_empty() || self.unknown > 0
    }
}

/// Compares a ledger with a backup's certificates, each with whether it is revoked there.
pub fn newer(ledger: &[LedgerLine], certificates: &BTreeMap<CertificateId, bool>) -> Newer {
    let mut lines: BTreeMap<CertificateId, &LedgerLine> = BTreeMap::new();
    for line in ledger {
        lines.entry(line.certificate).or_insert(line);
    }
    let mut newer = Newer::default();
    for (certificate, line) in lines {
        match certificates.get(&certificate) {
            Some(true) => {}
            Some(false) => newer.revived.push(line.clone()),
            None => newer.unknown += 1,
        }
    }
    newer.revived.sort_by_key(|line| (line.revoked_at, line.certificate));
    newer
}

/// How a log stands to a checkpoint that the world was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promised {
    /// It is what was promised, or more.
    Kept,
    /// So many entries that were promised are not in it: it is an earlier state of that log.
    Earlier(u64),
    /// It is another log.
    Other,
}

/// Compares a log with a checkpoint: it has so many leaves, and had that root when it had as many as the checkpoint, where it ever had.
pub fn promised(checkpoint: &Checkpoint, leaves: u64, root: Option<Hash>) -> Promised {
    match checkpoint.size.checked_sub(leaves).filter(|missing| *missing > 0) {
        Some(missing) => Promised::Earlier(missing),
        None if root == Some(checkpoint.root) => Promised::Kept,
        None => Promised::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Millis {
        Millis::parse(text).unwrap()
    }

    #[test]
    fn a_name_tells_when() {
        let name = file_name(at("2026-11-26T02:30:00.750Z"));
        assert_eq!(name, "dokimasia-2026-11-26T02-30-00Z.backup");
        assert_eq!(made_at(&name), Some(at("2026-11-26T02:30:00Z")));
        for other in
            ["dokimasia-2026-11-26T02-30-00Z.backup.part", "dokimasia-.backup", "notes.txt", "dokimasia-2026.backup"]
        {
            assert_eq!(made_at(other), None, "{other}");
        }
    }

    #[test]
    fn the_oldest_go_and_never_all() {
        let names: Vec<String> = [3, 1, 2].map(|day| file_name(at(&format!("2026-11-0{day}T02:30:00Z")))).into();
        let others = [names.clone(), vec!["dokimasia.db".to_owned()]].concat();
        assert_eq!(to_prune(&others, 2), [names[1].clone()]);
        assert_eq!(to_prune(&others, 0), [names[1].clone(), names[2].clone()]);
        assert!(to_prune(&others, 3).is_empty());
    }

    #[test]
    fn a_backup_is_due_once_a_night() {
        let (tonight, noon) = (at("2026-11-26T02:30:00Z"), at("2026-11-26T12:00:00Z"));
        for (now, newest, tried, due) in [
            (noon, None, None, true),
            (noon, Some("2026-11-26T02:30:01Z"), None, false),
            (noon, Some("2026-11-26T02:29:59Z"), None, true),
            (noon, Some("2026-11-20T02:30:00Z"), Some("2026-11-26T11:30:00Z"), false),
            (noon, None, Some("2026-11-26T11:00:00Z"), true),
            (at("2026-11-26T02:29:00Z"), Some("2026-11-25T02:31:00Z"), None, false),
            (at("2026-11-26T02:29:00Z"), Some("2026-11-25T02:29:00Z"), None, true),
        ] {
            assert_eq!(is_due(now, newest.map(at), tried.map(at), tonight), due, "{now} {newest:?} {tried:?}");
        }
    }

    #[test]
    fn a_drill_is_due_weekly_and_missed_after_eight_days() {
        let good = at("2026-11-01T03:00:00Z");
        for (days, due, missing) in [(0, false, false), (6, false, false), (7, true, false), (8, true, true)] {
            let now = good.plus(days * DAY);
            assert_eq!(
                (drill_is_due(now, Some(good), None), drill_is_missing(now, Some(good))),
                (due, missing),
                "{days}"
            );
        }
        assert!(drill_is_due(good, None, None) && drill_is_missing(good, None));
        assert!(!drill_is_due(good, None, Some(good)));
    }

    #[test]
    fn a_log_keeps_a_promise_is_earlier_or_another() {
        let root = super::super::audit::leaf_hash(b"one");
        let checkpoint = Checkpoint { origin: "here".to_owned(), size: 7, root };
        let other = super::super::audit::leaf_hash(b"other");
        for (leaves, had, found) in [
            (7, Some(root), Promised::Kept),
            (9, Some(root), Promised::Kept),
            (9, Some(other), Promised::Other),
            (7, None, Promised::Other),
            (4, None, Promised::Earlier(3)),
        ] {
            assert_eq!(promised(&checkpoint, leaves, had), found, "{leaves}");
        }
    }

    #[test]
    fn what_a_backup_would_revive_is_what_the_ledger_alone_knows() {
        let line = |certificate, minute: i64| LedgerLine {
            certificate,
            revoked_at: at("2026-11-26T12:00:00Z").plus(minute * 60 * SECOND),
            by: PersonId::new(),
            reason: "Somebody else sat the test.".to_owned(),
            event: None,
        };
        let [revoked, holds, also, later] = std::array::from_fn(|_| CertificateId::new());
        let ledger = [line(revoked, 1), line(also, 3), line(holds, 2), line(later, 4), line(holds, 5)];
        let backup = BTreeMap::from([(revoked, true), (holds, false), (also, false)]);
        let found = newer(&ledger, &backup);
        assert_eq!(found.revived, [ledger[2].clone(), ledger[1].clone()]);
        assert_eq!(found.unknown, 1);
        assert!(!newer(&ledger[..1], &backup).is_any());
    }
}
