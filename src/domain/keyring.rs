//! The keys that sign decisions: when each is published, when it signs, and when it is gone.
//!
//! - Whoever checks signatures may keep the published keys for [`CACHE`]. So a key is published that long before it signs, and as long after
//!   the last token that it signed has run out.
//! - One key more is always published than signs: it can take over at once.
//! - Nothing has to happen for a key to begin or to end to sign: its state follows from the moments that were noted and from the time.

use super::words;
use crate::base::{
    chance::Seed,
    time::{MINUTE, Millis, SECOND},
};

/// How long a decision's token holds at most, in milliseconds.
pub const TOKEN_LIFE: i64 = MINUTE;
/// How long the published keys may be kept, in milliseconds.
pub const CACHE: i64 = MINUTE;
/// How far the clocks of others may be from ours, and how long an answer may travel, in milliseconds.
const SLACK: i64 = 30 * SECOND;
/// A key is published so long before it signs, in milliseconds.
pub const LEAD: i64 = CACHE + SLACK;
/// And so long after it stopped.
pub const LINGER: i64 = TOKEN_LIFE + CACHE + SLACK;

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
    /// The secret half.
    pub seed: Seed,
}

/// All keys of an installation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ring {
    /// In the order in which they were made.
    pub keys: Vec<Key>,
}

impl Ring {
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
                Some(end) if end <= now => (now < end.plus(LINGER)).then_some(KeyState::Retired),
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
    pub fn add(&mut self, kid: String, seed: Seed, now: Millis) {
        let signs_from = self.active(now).is_none().then_some(now);
        self.keys.push(Key { kid, made_at: now, signs_from, seed });
    }

    /// Tells the next key to sign, as soon as it was published for long enough; gives it with the moment. None where there is no next key.
    pub fn rotate(&mut self, now: Millis) -> Option<(String, Millis)> {
        self.drop_gone(now);
        let next = self.keys.iter_mut().find(|key| key.signs_from.is_none())?;
        let from = next.made_at.plus(LEAD).max(now);
        next.signs_from = Some(from);
        Some((next.kid.clone(), from))
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

    /// Forgets the keys that are gone.
    pub fn drop_gone(&mut self, now: Millis) {
        let all = self.clone();
        self.keys.retain(|key| all.state(key, now).is_some());
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

    fn new(ring: &mut Ring, number: u8, now: i64) {
        ring.add(number.to_string(), Seed::from([number; 32]), Millis(now));
    }

    fn told(ring: &Ring, now: i64) -> Vec<(&str, &str)> {
        ring.published(Millis(now)).map(|(key, state)| (key.kid.as_str(), state.as_str())).collect()
    }

    /// A ring as it is at the first start.
    fn first() -> Ring {
        let mut ring = Ring::default();
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
        ring.drop_gone(Millis(LEAD + LINGER));
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
