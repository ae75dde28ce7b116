//! What a person may do next on a certification: attempts of a period, waits after fails, and second forms.

use super::certification::Policy;
use crate::base::{
    id::AttemptId,
    refusal::{Refusal, Refused},
    time::Millis,
};

/// An attempt on the certification, as far as the next one depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    /// Which.
    pub id: AttemptId,
    /// The near miss whose second form it was, if it was one.
    pub second_of: Option<AttemptId>,
    /// When it began: that is when it was spent.
    pub started_at: Millis,
    /// When it ended.
    pub submitted_at: Millis,
    /// Whether it was passed; of a second form, by both forms together.
    pub passed: bool,
    /// Until when a second form was offered, if it was a near miss.
    pub second_form_until: Option<Millis>,
    /// Whether it is void. It counts for nothing then; but who had a second form is offered none again, even if that one is void.
    pub void: bool,
}

/// What a person may do next on a certification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chances {
    /// Attempts left in the period that ends now, those that heads granted among them.
    pub left: u32,
    /// When the next one may be started; none: now.
    pub next_at: Option<Millis>,
    /// The wait that a fail of it would bring, in milliseconds.
    pub wait_after_fail: i64,
    /// The second form that may be started at once instead, whatever the wait and the attempts left.
    pub second_form: Option<SecondForm>,
}

/// A second form that is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecondForm {
    /// The near miss that it would be decided together with.
    pub of: AttemptId,
    /// Until when it may be started.
    pub until: Millis,
}

/// What a person may do next on a certification, after these attempts and with these moments at which a head granted one more.
///
/// - An attempt is spent when it starts, and counts for a period from then; who passes spends one too, and one that still runs is spent.
/// - After a fail one waits, counted from the submission: longer after the second fail in a row than after the first. A pass ends the row.
/// - A grant pays for the first attempt started after it: that attempt does not count for the period. Until then the grant is open: it gives one
///   attempt beyond those of the period and, made after the last submission, lifts the wait.
/// - A second form makes one attempt with the near miss before it: it spends nothing, both are passed or are one fail, and the wait counts from
///   its submission. If the near miss is void the second form stands alone.
/// - A second form stays offered until the moment that was told with the near miss, unless it was started.
pub fn chances(past: &[Past], grants: &[Millis], policy: &Policy, now: Millis) -> Chances {
    let mut past = whole(past, now);
    let (counted, open) = settle(&past, grants, now);
    past.retain(|past| past.submitted_at <= now);
    let fails = past.iter().rev().take_while(|past| !past.passed).count();
    let spent: Vec<Millis> =
        counted.iter().map(|started| started.plus(policy.period())).filter(|until| *until > now).collect();
    let allowed = usize::try_from(policy.attempts_max.max(1)).unwrap_or(usize::MAX);
    let left = allowed.saturating_sub(spent.len()).saturating_add(open.len());
    let wait = past.last().map(|last| (last.submitted_at, last.submitted_at.plus(policy.wait_after(fails))));
    let lifted = |submitted: Millis| open.iter().any(|granted| *granted >= submitted);
    let waits_until = wait.filter(|(submitted, _)| !lifted(*submitted)).map(|(_, until)| until);
    // The oldest attempts leave the period first: one may start as soon as one fewer than allowed is left in it.
    let full_until = spent.len().checked_sub(allowed).and_then(|first| spent.get(first)).filter(|_| open.is_empty());
    Chances {
        left: u32::try_from(left).unwrap_or(u32::MAX),
        next_at: waits_until.max(full_until.copied()).filter(|until| *until > now),
        wait_after_fail: policy.wait_after(fails.saturating_add(1)),
        second_form: past.last().and_then(|last| last.offer(now)),
    }
}

/// Whether a person may start a test now, and with what chances: the second form, if one is offered, else an attempt. Refuses with
/// [`Refusal::NoAttemptsLeft`] or [`Refusal::Waiting`], each telling `until` when. The attempt in progress, if there is one, is given back
/// instead of asking this.
pub fn may_start(past: &[Past], grants: &[Millis], policy: &Policy, now: Millis) -> Result<Chances, Refused> {
    let chances = chances(past, grants, policy, now);
    chances.may_start()?;
    Ok(chances)
}

impl Chances {
    /// Refuses while no test may be started, with [`Refusal::NoAttemptsLeft`] or [`Refusal::Waiting`], each telling `until` when.
    pub fn may_start(&self) -> Result<(), Refused> {
        match self.next_at.filter(|_| self.second_form.is_none()) {
            None => Ok(()),
            Some(until) if self.left == 0 => Err(Refusal::NoAttemptsLeft.with("until", until)),
            Some(until) => Err(Refusal::Waiting.with("until", until)),
        }
    }
}

impl Past {
    /// The second form that is offered for it.
    fn offer(&self, now: Millis) -> Option<SecondForm> {
        let until = self.second_form_until.filter(|until| now < *until && !self.passed)?;
        Some(SecondForm { of: self.id, until })
    }
}

/// The attempts that had begun and count, the oldest first, each whole: with its second form.
fn whole(past: &[Past], now: Millis) -> Vec<Past> {
    let begun = || past.iter().filter(|past| past.started_at <= now).copied();
    let mut whole: Vec<Past> = begun().filter(|past| past.second_of.is_none() && !past.void).collect();
    for second in begun().filter(|past| past.second_of.is_some()) {
        match whole.iter_mut().find(|first| Some(first.id) == second.second_of) {
            Some(first) if second.void => first.second_form_until = None,
            Some(first) => *first = Past { id: first.id, second_of: None, started_at: first.started_at, ..second },
            None if second.void => {}
            None => whole.push(second),
        }
    }
    whole.sort_by_key(|past| (past.started_at, past.id));
    whole
}

/// When the attempts started that no grant paid for, and which grants are still open; both the oldest first.
fn settle(past: &[Past], grants: &[Millis], now: Millis) -> (Vec<Millis>, Vec<Millis>) {
    let mut open: Vec<Millis> = grants.iter().filter(|granted| **granted <= now).copied().collect();
    open.sort_unstable();
    let mut counted = Vec::with_capacity(past.len());
    for Past { started_at, .. } in past {
        match open.iter().position(|granted| granted < started_at) {
            Some(pays) => drop(open.remove(pays)),
            None => counted.push(*started_at),
        }
    }
    (counted, open)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::time::{DAY, HOUR};

    const START: Millis = Millis(1_000 * DAY);

    fn day(day: i64) -> Millis {
        START.plus(day * DAY)
    }

    fn fail(from: i64) -> Past {
        Past {
            id: AttemptId::new(),
            second_of: None,
            started_at: day(from),
            submitted_at: day(from).plus(HOUR),
            passed: false,
            second_form_until: None,
            void: false,
        }
    }

    fn pass(from: i64) -> Past {
        Past { passed: true, ..fail(from) }
    }

    #[track_caller]
    fn check(past: &[Past], grants: &[i64], now: Millis, expected: Result<u32, (Refusal, Millis)>) {
        let grants: Vec<Millis> = grants.iter().map(|granted| day(*granted)).collect();
        let found = may_start(past, &grants, &Policy::default(), now);
        let expected = expected.map_err(|(why, until)| why.with("until", until));
        assert_eq!(found.map(|chances| chances.left), expected);
    }

    #[test]
    fn the_first_may_start() {
        check(&[], &[], START, Ok(3));
    }

    #[test]
    fn after_the_first_fail_a_day_after_later_ones_three() {
        let until = day(0).plus(HOUR + DAY);
        check(&[fail(0)], &[], until.plus(-1), Err((Refusal::Waiting, until)));
        check(&[fail(0)], &[], until, Ok(2));
        let until = day(2).plus(HOUR + 3 * DAY);
        check(&[fail(0), fail(2)], &[], until.plus(-1), Err((Refusal::Waiting, until)));
        check(&[fail(0), fail(2)], &[], until, Ok(1));
    }

    #[test]
    fn a_pass_ends_the_row_of_fails_and_causes_no_wait_but_is_an_attempt() {
        check(&[fail(0), pass(1)], &[], day(1).plus(HOUR), Ok(1));
        let until = day(40).plus(HOUR + DAY);
        check(&[fail(0), pass(1), fail(40)], &[], until.plus(-1), Err((Refusal::Waiting, until)));
        check(&[fail(0), pass(1), fail(40)], &[], until, Ok(2));
    }

    #[test]
    fn three_in_thirty_days() {
        let three = [fail(0), fail(5), fail(10)];
        check(&three, &[], day(20), Err((Refusal::NoAttemptsLeft, day(30))));
        check(&three, &[], day(30).plus(-1), Err((Refusal::NoAttemptsLeft, day(30))));
        check(&three, &[], day(30), Ok(1));
        check(&three, &[], day(35), Ok(2));
        // Both bounds hold: the later one tells when.
        let until = day(29).plus(HOUR + 3 * DAY);
        check(&[fail(0), fail(5), fail(29)], &[], day(29).plus(HOUR), Err((Refusal::NoAttemptsLeft, until)));
        check(&[fail(0), fail(5), fail(29)], &[], day(30), Err((Refusal::Waiting, until)));
    }

    #[test]
    fn a_grant_gives_one_more_at_once() {
        let three = [fail(0), fail(5), fail(10)];
        check(&three, &[11], day(11), Ok(1));
        check(&three, &[11, 11], day(11), Ok(2));
        check(&three, &[12], day(11), Err((Refusal::NoAttemptsLeft, day(30))));
        check(&[fail(0)], &[1], day(1), Ok(3));
    }

    #[test]
    fn an_attempt_on_a_grant_does_not_count_for_the_period() {
        let four = [fail(0), fail(5), fail(10), fail(11)];
        check(&four, &[10], day(20), Err((Refusal::NoAttemptsLeft, day(30))));
        check(&four, &[10], day(30), Ok(1));
        // Given early, it pays for the next attempt; the period stays untouched.
        check(&four, &[1], day(20), Err((Refusal::NoAttemptsLeft, day(30))));
    }

    #[test]
    fn a_running_one_is_spent_and_causes_no_wait() {
        check(&[fail(0)], &[], day(0), Ok(2));
        check(&[fail(0), fail(5), fail(10)], &[], day(10), Err((Refusal::NoAttemptsLeft, day(30))));
    }

    #[test]
    fn a_grant_from_before_the_last_fail_does_not_lift_the_wait() {
        let until = day(5).plus(HOUR + 3 * DAY);
        check(&[fail(0), fail(5)], &[4, 4], day(6), Err((Refusal::Waiting, until)));
        check(&[fail(0), fail(5)], &[4, 4], until, Ok(3));
    }

    #[test]
    fn the_start_page_tells_the_wait_that_a_fail_would_bring() {
        for (past, wait) in [(&[] as &[Past], DAY), (&[fail(0)], 3 * DAY), (&[fail(0), pass(5)], DAY)] {
            assert_eq!(chances(past, &[], &Policy::default(), day(10)).wait_after_fail, wait);
        }
    }

    /// A near miss whose second form was offered for a day.
    fn near(from: i64) -> Past {
        Past { second_form_until: Some(day(from).plus(HOUR + DAY)), ..fail(from) }
    }

    /// Its second form, taken so many hours after it had ended.
    fn second(first: &Past, hours: i64, passed: bool) -> Past {
        let started_at = first.submitted_at.plus(hours * HOUR);
        let submitted_at = started_at.plus(HOUR);
        Past { second_of: Some(first.id), started_at, submitted_at, passed, ..fail(0) }
    }

    #[test]
    fn a_near_miss_may_be_followed_by_its_second_form_until_the_wait_is_over() {
        let (first, until) = (near(0), day(0).plus(HOUR + DAY));
        let offer = |past: &[Past], now| chances(past, &[], &Policy::default(), now).second_form;
        let open = Some(SecondForm { of: first.id, until });
        for (past, now, expected) in [
            (vec![first], day(0).plus(HOUR - 1), None),
            (vec![first], day(0).plus(HOUR), open),
            (vec![first], until.plus(-1), open),
            (vec![first], until, None),
            (vec![fail(0)], day(0).plus(HOUR), None),
            (vec![first, second(&first, 1, false)], day(0).plus(2 * HOUR - 1), open),
            (vec![first, second(&first, 1, false)], day(0).plus(2 * HOUR), None),
            (vec![first, second(&first, 1, false)], day(0).plus(3 * HOUR), None),
            (vec![first, second(&first, 1, true)], day(0).plus(3 * HOUR), None),
            (vec![first, Past { void: true, ..second(&first, 1, false) }], day(0).plus(3 * HOUR), None),
            (vec![Past { void: true, ..first }], day(0).plus(HOUR), None),
            (vec![fail(-5), fail(-3), first], day(0).plus(HOUR), open),
        ] {
            assert_eq!(offer(&past, now), expected, "{past:?} at {now}");
        }
        // It lifts the wait and needs no attempt that is left; afterwards everything is as without it.
        check(&[first], &[], day(0).plus(HOUR), Ok(2));
        check(&[fail(-9), fail(-5), near(0)], &[], day(0).plus(HOUR), Ok(0));
        check(&[fail(-9), fail(-5), near(0)], &[], until, Err((Refusal::NoAttemptsLeft, day(21))));
        check(&[first], &[], until, Ok(2));
    }

    #[test]
    fn both_forms_are_one_attempt_whose_wait_counts_from_the_second() {
        let first = near(0);
        let failed = second(&first, 10, false);
        let until = failed.submitted_at.plus(DAY);
        check(&[first, failed], &[], failed.submitted_at, Err((Refusal::Waiting, until)));
        check(&[first, failed], &[], until, Ok(2));
        check(&[first, second(&first, 10, true)], &[], failed.submitted_at, Ok(2));
        // Two fails in a row, not three: the third wait is as long as the second.
        let again = near(3);
        let both = second(&again, 1, false);
        let until = both.submitted_at.plus(3 * DAY);
        check(&[first, failed, again, both], &[], both.submitted_at, Err((Refusal::Waiting, until)));
        check(&[first, failed, again, both], &[], until, Ok(1));
        // A void second form leaves the first as it was; a void first one leaves the second alone.
        let void = Past { void: true, ..failed };
        check(&[first, void], &[], failed.submitted_at, Err((Refusal::Waiting, first.submitted_at.plus(DAY))));
        let alone = [Past { void: true, ..first }, failed];
        check(&alone, &[], failed.submitted_at, Err((Refusal::Waiting, failed.submitted_at.plus(DAY))));
    }

    #[test]
    fn a_second_form_uses_up_no_grant() {
        let first = near(0);
        let failed = second(&first, 48, false);
        // Granted while the second form was offered: it gives one attempt, but lifts only the wait that was then.
        check(&[first, failed], &[1], failed.submitted_at, Err((Refusal::Waiting, failed.submitted_at.plus(DAY))));
        check(&[first, failed], &[1], failed.submitted_at.plus(DAY), Ok(3));
        check(&[first, failed], &[3], day(3).plus(2 * HOUR), Ok(3));
    }

    proptest! {
        #[test]
        fn with_its_second_form_it_is_as_one_longer_attempt(
            starts in prop::collection::vec((0..60 * 24_i64, any::<bool>(), prop::option::of(0..24_i64)), 0..6),
            grants in prop::collection::vec(0..60 * 24_i64, 0..3),
            now in 0..62 * 24_i64,
        ) {
            let at = |hours: i64| START.plus(hours * HOUR);
            let (mut apart, mut joined) = (Vec::new(), Vec::new());
            for (from, passed, second_after) in starts {
                let first = Past { started_at: at(from), submitted_at: at(from).plus(HOUR / 2), ..near(0) };
                let Some(hours) = second_after else {
                    apart.push(Past { passed, second_form_until: None, ..first });
                    joined.push(Past { passed, second_form_until: None, ..first });
                    continue;
                };
                let both = second(&first, hours, passed);
                // At a moment between the two the one longer attempt would still run.
                prop_assume!(both.started_at <= at(now) || at(now) < first.started_at);
                apart.extend([first, both]);
                joined.push(Past { started_at: first.started_at, second_of: None, id: first.id, ..both });
            }
            let grants: Vec<Millis> = grants.into_iter().map(at).collect();
            let policy = Policy::default();
            prop_assert_eq!(
                chances(&apart, &grants, &policy, at(now)),
                chances(&joined, &grants, &policy, at(now))
            );
        }
    }

    proptest! {
        #[test]
        fn one_may_start_from_the_told_moment_on_and_not_before(
            starts in prop::collection::vec((0..60 * 24_i64, any::<bool>()), 0..7),
            grants in prop::collection::vec(0..60 * 24_i64, 0..3),
            attempts_max in 1..4_u32,
            now in 0..60 * 24_i64,
        ) {
            let at = |hours: i64| START.plus(hours * HOUR);
            let past: Vec<Past> = starts
                .into_iter()
                .map(|(from, passed)| Past { started_at: at(from), submitted_at: at(from).plus(HOUR / 2), passed, ..fail(0) })
                .filter(|past| past.submitted_at <= at(now))
                .collect();
            let grants: Vec<Millis> = grants.into_iter().map(at).filter(|granted| *granted <= at(now)).collect();
            let policy = Policy { attempts_max, ..Policy::default() };
            let found = chances(&past, &grants, &policy, at(now));
            prop_assert_eq!(may_start(&past, &grants, &policy, at(now)).is_ok(), found.next_at.is_none());
            if let Some(next) = found.next_at {
                prop_assert!(next > at(now));
                prop_assert!(may_start(&past, &grants, &policy, next).is_ok());
                prop_assert!(may_start(&past, &grants, &policy, next.plus(-1)).is_err());
            } else {
                prop_assert!(found.left > 0);
            }
            let mut turned = past.clone();
            turned.reverse();
            prop_assert_eq!(chances(&turned, &grants, &policy, at(now)).left, found.left);
            let granted: Vec<Millis> = grants.iter().copied().chain([at(now)]).collect();
            let with_one_more = chances(&past, &granted, &policy, at(now));
            prop_assert_eq!(with_one_more.left, found.left + 1);
            prop_assert_eq!(with_one_more.next_at, None);
        }
    }
}
