//! How much a program may ask: a bucket that fills evenly and from which each request takes one.

use crate::base::time::Millis;

/// One request, in the thousandths in which a bucket counts.
const ONE: u64 = 1_000;

/// So many requests a second on average, taken over so many seconds, whose requests may come at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// Requests a second.
    pub rate: u32,
    /// Seconds.
    pub seconds: u32,
}

/// What is left of a quota.
#[derive(Debug, Clone, Copy)]
pub struct Bucket {
    left: u64,
    /// When so much was left.
    at: Millis,
}

/// What came of taking one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Whether there was one.
    pub given: bool,
    /// How many are left.
    pub left: u32,
    /// Seconds until the whole quota is there again; where none was given, until there is one.
    pub wait: u32,
}

impl Quota {
    /// How many may come at once.
    pub fn most(self) -> u32 {
        self.rate.saturating_mul(self.seconds)
    }

    fn whole(self) -> u64 {
        u64::from(self.most()) * ONE
    }
}

impl Bucket {
    /// A full one.
    pub fn full(quota: Quota, at: Millis) -> Bucket {
        Bucket { left: quota.whole(), at }
    }

    /// Takes one, if there is one. While a clock that was put back catches up, nothing is gained.
    pub fn take(&mut self, quota: Quota, now: Millis) -> Taken {
        // A thousandth each millisecond for each request a second.
        let passed = u64::try_from(now.0.saturating_sub(self.at.0)).unwrap_or(0);
        self.left = self.left.saturating_add(passed.saturating_mul(u64::from(quota.rate))).min(quota.whole());
        self.at = self.at.max(now);
        let given = ONE <= self.left;
        if given {
            self.left -= ONE;
        }
        let missing = if given { quota.whole() } else { ONE } - self.left;
        let wait = missing.div_ceil(u64::from(quota.rate.max(1)) * ONE);
        let short = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        Taken { given, left: short(self.left / ONE), wait: short(wait) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const QUOTA: Quota = Quota { rate: 2, seconds: 5 };

    #[test]
    fn what_is_taken_comes_back_evenly() {
        let mut bucket = Bucket::full(QUOTA, Millis(0));
        let mut take = |at| bucket.take(QUOTA, Millis(at));
        for left in (0..10).rev() {
            assert_eq!(take(0), Taken { given: true, left, wait: (10 - left).div_ceil(2) });
        }
        for (at, given, left, wait) in
            [(0, false, 0, 1), (499, false, 0, 1), (500, true, 0, 5), (400, false, 0, 1), (1_500, true, 1, 5)]
        {
            assert_eq!(take(at), Taken { given, left, wait }, "at {at}");
        }
        assert_eq!(take(1_000_000), Taken { given: true, left: 9, wait: 1 });
    }

    proptest! {
        #[test]
        fn no_rhythm_gets_more_than_the_quota(pauses in prop::collection::vec(0_i64..700, 1..200)) {
            let (mut bucket, mut at, mut given) = (Bucket::full(QUOTA, Millis(0)), 0, 0);
            for pause in pauses {
                at += pause;
                given += i64::from(bucket.take(QUOTA, Millis(at)).given);
                prop_assert!(given <= 10 + at * 2 / 1_000, "{given} at {at}");
            }
        }
    }
}
