//! The keys that sign: when each is published, when it signs, and when it is gone.
//!
//! - Whoever checks signatures may keep the published keys for a while. So a key is published that long before it signs, and as long after the last
//!   of what it signed has run out.
//! - One key more is always published than signs: it can take over at once.
//! - Nothing has to happen for a key to begin or to end to sign: its state follows from the moments that were noted and from the time.
//! - Decisions and credentials have keys of their own. A decision holds for a minute and its key signs with every question asked; a credential holds
//!   for years. One key for both would stay published for years after each rotation, and whoever caught it while it signs decisions could write
//!   certificates; and revoking it because of the one would make the other worthless. So neither kind is believed by a key of the other.
//! - A key of credentials that has retired keeps its public half only: there is no secret to lose that still vouches for years.

use super::words;
use crate::base::{
    chance::Seed,
    limits::POLICY_DAYS_MAX,
    time::{DAY, HOUR, MINUTE, Millis, SECOND},
};

/// How long a decision's token holds at most, in milliseconds.
pub const TOKEN_LIFE: i64 = MINUTE;
/// How long the published keys of decisions may be kept, in milliseconds.
pub const CACHE: i64 = MINUTE;
/// How long those of credentials may be kept, in milliseconds.
pub const CREDENTIAL_CACHE: i64 = 5 * MINUTE;
/// How far the clocks of others may be from ours, and how long an answer may travel, in milliseconds.
const SLACK: i64 = 30 * SECOND;

words! {
    /// What keys sign.
    Purpose {
        /// Answers of the gate.
        Decisions "decisions",
        /// Certificates as credentials, and which of them hold no more.
        Credentials "credentials",
    }
}

impl Purpose {
    /// So long is a key published before it signs, in milliseconds. Whoever resolves the keys of credentials often keeps them longer than told.
    pub fn lead(self) -> i64 {
        match self {
            Purpose::Decisions => CACHE + SLACK,
            Purpose::Credentials => HOUR,
        }
    }

    /// And so long after it stopped.
    pub fn linger(self) -> i64 {
        match self {
            Purpose::Decisions => TOKEN_LIFE + CACHE + SLACK,
            // A certificate holds for as long as a policy may say, and one that renews another begins at the other's end.
            Purpose::Credentials => 2 * i64::from(POLICY_DAYS_MAX) * DAY + CREDENTIAL_CACHE + SLACK,
        }
    }
}

words! {
    /// What a key does.
    KeyState {
        /// It is published and signs nothing yet.
        Next "next",
        /// It signs.
        Active "active",
        /// It signs no more; what it signed may still be checked.
        Retired "retired",
    }
}

/// A key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its thumbprint by RFC 7638, by which tokens name it.
    pub kid: String,
    /// Since when it is published.
    pub made_at: Millis,
    /// From when it signs; none: until it is told to.
    pub signs_from: Option<Millis>,
    /// The public half.
    pub public: [u8; 32],
    /// The secret half, as long as it is needed.
    pub seed: Option<Seed>,
}

/// The keys for one purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ring {
    /// For which.
    pub purpose: Purpose,
    /// In the order in which they were made.
    pub keys: Vec<Key>,
}

/// All keys of an installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rings {
    /// Those of decisions.
    pub decisions: Ring,
    /// Those of credentials.
    pub credentials: Ring,
}

impl Default for Rings {
    fn default() -> Rings {
        Rings { decisions: Ring::new(Purpose::Decisions), credentials: Ring::new(Purpose::Credentials) }
    }
}

impl Rings {
    /// The keys for that purpose.
    pub fn of(&self, purpose: Purpose) -> &Ring {
        match purpose {
            Purpose::Decisions => &self.decisions,
            Purpose::Credentials => &self.credentials,
        }
    }

    /// The same, to change.
    pub fn of_mut(&mut self, purpose: Purpose) -> &mut Ring {
        match purpose {
            Purpose::Decisions => &mut self.decisions,
            Purpose::Credentials => &mut self.credentials,
        }
    }
}

impl Ring {
    /// One without keys.
    pub fn new(purpose: Purpose) -> Ring {
        Ring { purpose, keys: Vec::new() }
    }

    /// The key that signs.
    pub fn active(&self, now: Millis) -> Option<&Key> {
        let began = self.keys.iter().filter(|key| key.signs_from.is_some_and(|from| from <= now));
        began.max_by_key(|key| key.signs_from)
    }

    /// What a key of the ring does; none once it is gone.
    pub fn state(&self, key: &Key, now: Millis) -> Option<KeyState> {
        match key.signs_from {
            None => Some(KeyState::Next),
            Some(from) if now < from => Some(KeyState::Next),
            Some(from) => match self.ended(from) {
                Some(end) if end <= now => (now < end.plus(self.purpose.linger())).then_some(KeyState::Retired),
                _ => Some(KeyState::Active),
            },
        }
    }

    /// The keys that are published.
    pub fn published(&self, now: Millis) -> impl Iterator<Item = (&Key, KeyState)> {
        self.keys.iter().filter_map(move |key| Some((key, self.state(key, now)?)))
    }

    /// The key of that name, if a token that it signed may hold.
    pub fn verifies(&self, kid: &str, now: Millis) -> Option<&Key> {
        let signed = |state| state != KeyState::Next;
        self.published(now).find(|(key, state)| key.kid == kid && signed(*state)).map(|(key, _)| key)
    }

    /// Whether a key is missing: one that signs, or one that could take over.
    pub fn wants(&self, now: Millis) -> bool {
        self.active(now).is_none() || self.keys.iter().all(|key| key.signs_from.is_some())
    }

    /// Adds a new key. It signs at once where none does, else when it is told to.
    pub fn add(&mut self, kid: String, (public, seed): ([u8; 32], Seed), now: Millis) {
        let signs_from = self.active(now).is_none().then_some(now);
        self.keys.push(Key { kid, made_at: now, signs_from, public, seed: Some(seed) });
    }

    /// Tells the next key to sign, as soon as it was published for long enough; gives it with the moment. None where there is no next key.
    pub fn rotate(&mut self, now: Millis) -> Option<(String, Millis)> {
        let lead = self.purpose.lead();
        let next = self.keys.iter_mut().find(|key| key.signs_from.is_none())?;
        let from = next.made_at.plus(lead).max(now);
        next.signs_from = Some(from);
        let told = (next.kid.clone(), from);
        self.tidy(now);
        Some(told)
    }

    /// Takes a key away at once: what it signed is refused from now on. Where it was the one that signed, another does. False where there is no
    /// such key.
    pub fn revoke(&mut self, kid: &str, now: Millis) -> bool {
        let signed = self.active(now).is_some_and(|key| key.kid == kid);
        let before = self.keys.len();
        self.keys.retain(|key| key.kid != kid);
        if signed {
            // The one that was published longest; never one that had retired.
            let waiting = self.keys.iter_mut().filter(|key| key.signs_from.is_none_or(|from| now < from));
            if let Some(next) = waiting.min_by_key(|key| key.made_at) {
                next.signs_from = Some(now);
            } else {
                self.keys.retain(|key| key.signs_from.is_none_or(|from| now < from));
            }
        }
        self.keys.len() < before
    }

    /// Forgets the keys that are gone, and of credentials the secrets of those that sign no more.
    pub fn tidy(&mut self, now: Millis) {
        let all = self.clone();
        self.keys.retain(|key| all.state(key, now).is_some());
        for key in self.keys.iter_mut().filter(|key| all.state(key, now) == Some(KeyState::Retired)) {
            key.seed = key.seed.take().filter(|_| all.purpose == Purpose::Decisions);
        }
    }

    /// When a key that signs from that moment stops: when the next one begins.
    fn ended(&self, from: Millis) -> Option<Millis> {
        self.keys.iter().filter_map(|key| key.signs_from).filter(|other| from < *other).min()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LEAD: i64 = CACHE + SLACK;
    const LINGER: i64 = TOKEN_LIFE + CACHE + SLACK;

    fn new(ring: &mut Ring, number: u8, now: i64) {
        ring.add(number.to_string(), ([number; 32], Seed::from([number; 32])), Millis(now));
    }

    fn told(ring: &Ring, now: i64) -> Vec<(&str, &str)> {
        ring.published(Millis(now)).map(|(key, state)| (key.kid.as_str(), state.as_str())).collect()
    }

    /// A ring as it is at the first start.
    fn first() -> Ring {
        first_of(Purpose::Decisions)
    }

    fn first_of(purpose: Purpose) -> Ring {
        let mut ring = Ring::new(purpose);
        assert!(ring.wants(Millis(0)));
        new(&mut ring, 1, 0);
        assert!(ring.wants(Millis(0)));
        new(&mut ring, 2, 0);
        assert!(!ring.wants(Millis(0)));
        ring
    }

    #[test]
    fn a_key_is_next_then_active_then_retired_then_gone() {
        let mut ring = first();
        assert_eq!(told(&ring, 0), [("1", "active"), ("2", "next")]);
        let from = LEAD - 1_000;
        assert_eq!(
            ring.rotate(Millis(from)),
            Some(("2".to_owned(), Millis(LEAD))),
            "not before it was published for long enough"
        );
        assert!(ring.wants(Millis(from)) && ring.rotate(Millis(from)).is_none());
        new(&mut ring, 3, from);
        assert_eq!(told(&ring, from), [("1", "active"), ("2", "next"), ("3", "next")]);
        assert_eq!(told(&ring, LEAD), [("1", "retired"), ("2", "active"), ("3", "next")]);
        assert_eq!(told(&ring, LEAD + LINGER - 1)[0], ("1", "retired"));
        assert_eq!(told(&ring, LEAD + LINGER), [("2", "active"), ("3", "next")]);
        for (kid, verifies) in [("1", true), ("2", true), ("3", false), ("4", false)] {
            assert_eq!(ring.verifies(kid, Millis(LEAD)).is_some(), verifies, "{kid}");
        }
        ring.tidy(Millis(LEAD + LINGER));
        assert_eq!(ring.keys.len(), 2);
        assert_eq!(
            ring.rotate(Millis(10 * LEAD)),
            Some(("3".to_owned(), Millis(10 * LEAD))),
            "one that is known to all signs at once"
        );
    }

    #[test]
    fn a_revoked_key_is_gone_at_once_and_another_signs() {
        let mut ring = first();
        assert!(!ring.revoke("9", Millis(5)));
        assert!(ring.revoke("1", Millis(5)));
        assert_eq!(told(&ring, 5), [("2", "active")]);
        new(&mut ring, 3, 5);
        ring.rotate(Millis(10 * LEAD)).unwrap();
        assert_eq!(told(&ring, 10 * LEAD), [("2", "retired"), ("3", "active")]);
        assert!(ring.revoke("3", Millis(10 * LEAD)));
        assert_eq!(told(&ring, 10 * LEAD), [], "one that has retired does not come back");
        new(&mut ring, 4, 10 * LEAD);
        assert_eq!(told(&ring, 10 * LEAD), [("4", "active")]);
    }

    #[test]
    fn a_key_of_credentials_outlives_what_it_signed_as_its_public_half() {
        let mut ring = first_of(Purpose::Credentials);
        assert_eq!(ring.rotate(Millis(DAY)), Some(("2".to_owned(), Millis(DAY))));
        new(&mut ring, 3, DAY);
        let secrets: Vec<bool> = ring.keys.iter().map(|key| key.seed.is_some()).collect();
        assert_eq!(secrets, [false, true, true], "what signs no more has no secret left");
        let last = DAY + i64::from(POLICY_DAYS_MAX) * 2 * DAY;
        assert_eq!(told(&ring, last), [("1", "retired"), ("2", "active"), ("3", "next")]);
        assert!(ring.verifies("1", Millis(last)).is_some());
        assert!(ring.verifies("1", Millis(last + DAY)).is_none());
        assert!(ring.revoke("1", Millis(2 * DAY)) && ring.verifies("1", Millis(2 * DAY)).is_none());
    }

    proptest! {
        /// Rotated in whatever rhythm: whoever keeps the published keys for as long as they may finds the key of every token that holds.
        #[test]
        fn no_rotation_refuses_what_holds(pauses in prop::collection::vec(1_i64..200_000, 1..60), age in 0..=CACHE, life in 0..TOKEN_LIFE) {
            let (mut ring, mut now, mut number) = (first(), 0, 2);
            let mut rings = vec![(0, ring.clone())];
            for pause in pauses {
                now += pause;
                prop_assert!(ring.rotate(Millis(now)).is_some());
                number += 1;
                new(&mut ring, number, now);
                rings.push((now, ring.clone()));
            }
            let at = |moment: i64| rings.iter().rev().find(|(from, _)| *from <= moment).map_or(&rings[0].1, |(_, ring)| ring);
            for (moment, _) in &rings {
                for signed in [*moment, moment + LEAD - 1, moment + LEAD] {
                    let kid = &at(signed).active(Millis(signed)).unwrap().kid;
                    let (checked, kept) = (signed + life, (signed + life - age).max(0));
                    let known = at(kept).published(Millis(kept)).any(|(key, _)| key.kid == *kid);
                    prop_assert!(known, "{kid} signed at {signed}, checked at {checked} by the keys of {kept}");
                    prop_assert!(at(checked).verifies(kid, Millis(checked)).is_some());
                }
            }
        }
    }
}
