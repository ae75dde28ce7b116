use proptest::prelude::*;

use super::*;
use crate::{
    base::{
        id::{AttemptId, CertificateId, PersonId},
        time::{DAY, HOUR},
    },
    domain::certificate::Revocation,
};

fn day(day: i64) -> Millis {
    Millis(day * DAY)
}

/// A person here since day 0 and a certification published on day 0.
fn record() -> (Record, CertificationId) {
    let certification = CertificationId::new();
    let cover =
        Cover { certification, code: "nails".parse().unwrap(), policy: Policy::default(), published_at: day(0) };
    let tenures = vec![Tenure { from: day(0), active: true }];
    (Record { tenures, covers: vec![cover], ..Record::default() }, certification)
}

fn taken(certification: CertificationId, from: i64, passed: Option<bool>) -> Taken {
    Taken {
        certification,
        started_at: day(from),
        deadline: day(from).plus(HOUR),
        submitted_at: passed.map(|_| day(from).plus(HOUR / 2)),
        passed,
        voided_at: None,
    }
}

fn held(certification: CertificationId, from: i64, to: i64) -> Certificate {
    Certificate {
        id: CertificateId::new(),
        person: PersonId::new(),
        certification,
        version: 1,
        attempt: AttemptId::new(),
        issued_at: day(from),
        expires_at: day(to),
        renew_from: day(to - 30),
        revoked: None,
    }
}

#[track_caller]
fn check_no(record: &Record, at: Millis, reason: Reason, what_to_do: WhatToDo) -> Standing {
    let found = standing(record, at);
    assert_eq!((found.may_negotiate, found.reason, found.what_to_do), (false, Some(reason), what_to_do), "{found:?}");
    found
}

#[track_caller]
fn check_yes(record: &Record, at: Millis, basis: Basis, until: Option<Millis>, what_to_do: WhatToDo) {
    let found = standing(record, at);
    assert_eq!((found.may_negotiate, found.basis, found.until), (true, Some(basis), until), "{found:?}");
    assert_eq!(found.what_to_do, what_to_do);
}

#[test]
fn who_is_not_here_may_not() {
    let (mut record, _) = record();
    check_no(&record, day(0).plus(-1), Reason::Unknown, WhatToDo::AskAdministrator);
    record.tenures.push(Tenure { from: day(5), active: false });
    record.certificates.push(held(record.covers[0].certification, 1, 300));
    check_yes(&record, day(5).plus(-1), Basis::Certificate, Some(day(300)), WhatToDo::None);
    check_no(&record, day(5), Reason::Inactive, WhatToDo::AskAdministrator);
}

#[test]
fn a_product_that_nothing_certifies_is_closed_until_it_is_opened() {
    let (mut record, _) = record();
    record.covers[0].published_at = day(10);
    check_no(&record, day(5), Reason::NoCertification, WhatToDo::AskForOpening);
    record.openings.push(Opening { opened_at: day(6), closed_at: Some(day(8)) });
    check_yes(&record, day(6), Basis::Opening, None, WhatToDo::None);
    check_no(&record, day(8), Reason::NoCertification, WhatToDo::AskForOpening);
    record.openings.push(Opening { opened_at: day(9), closed_at: None });
    check_yes(&record, day(9), Basis::Opening, None, WhatToDo::None);
    check_no(&record, day(10), Reason::NeverTested, WhatToDo::TakeTest);
}

#[test]
fn a_test_in_progress_then_a_fail_then_a_wait() {
    let (mut record, certification) = record();
    record.attempts.push(taken(certification, 3, Some(false)));
    let running = check_no(&record, day(3), Reason::InProgress, WhatToDo::FinishAttempt);
    assert_eq!(running.until, Some(day(3).plus(HOUR)));
    let ended = day(3).plus(HOUR / 2);
    let waiting = check_no(&record, ended, Reason::Waiting, WhatToDo::Wait);
    assert_eq!((waiting.since, waiting.until), (Some(ended), Some(ended.plus(DAY))));
    check_no(&record, ended.plus(DAY), Reason::Failed, WhatToDo::TakeTest);
    record.grants.push((certification, ended.plus(HOUR)));
    check_no(&record, ended.plus(HOUR), Reason::Failed, WhatToDo::TakeTest);
}

#[test]
fn an_attempt_past_its_deadline_is_not_passed_until_somebody_graded_it() {
    let (mut record, certification) = record();
    record.attempts.push(taken(certification, 3, None));
    check_no(&record, day(3).plus(HOUR - 1), Reason::InProgress, WhatToDo::FinishAttempt);
    check_no(&record, day(3).plus(HOUR), Reason::Waiting, WhatToDo::Wait);
}

#[test]
fn a_void_attempt_never_was() {
    let (mut record, certification) = record();
    record.attempts.push(Taken { voided_at: Some(day(4)), ..taken(certification, 3, Some(false)) });
    check_no(&record, day(4).plus(-1), Reason::Waiting, WhatToDo::Wait);
    check_no(&record, day(4), Reason::NeverTested, WhatToDo::TakeTest);
}

#[test]
fn a_certificate_clears_until_it_ends() {
    let (mut record, certification) = record();
    record.certificates.push(held(certification, 10, 375));
    check_no(&record, day(10).plus(-1), Reason::NeverTested, WhatToDo::TakeTest);
    check_yes(&record, day(10), Basis::Certificate, Some(day(375)), WhatToDo::None);
    check_yes(&record, day(345), Basis::Certificate, Some(day(375)), WhatToDo::Renew);
    let expired = check_no(&record, day(375), Reason::Expired, WhatToDo::TakeTest);
    assert_eq!(expired.since, Some(day(375)));
}

#[test]
fn failing_to_renew_does_not_take_a_certificate_away() {
    let (mut record, certification) = record();
    record.certificates.push(held(certification, 10, 375));
    record.attempts.push(taken(certification, 374, Some(false)));
    check_yes(&record, day(374).plus(HOUR), Basis::Certificate, Some(day(375)), WhatToDo::Renew);
    check_no(&record, day(375), Reason::Expired, WhatToDo::Wait);
    check_no(&record, day(376), Reason::Expired, WhatToDo::TakeTest);
}

#[test]
fn a_revoked_one_clears_no_more() {
    let (mut record, certification) = record();
    let revoked = Revocation { by: PersonId::new(), at: day(20), reason: "guessed".into() };
    record.certificates.push(Certificate { revoked: Some(revoked), ..held(certification, 10, 375) });
    check_yes(&record, day(20).plus(-1), Basis::Certificate, Some(day(375)), WhatToDo::None);
    let lost = check_no(&record, day(20), Reason::Revoked, WhatToDo::SeeHead);
    assert_eq!(lost.since, Some(day(20)));
    record.attempts.push(taken(certification, 30, Some(false)));
    check_no(&record, day(40), Reason::Failed, WhatToDo::TakeTest);
}

#[test]
fn a_waiver_clears_for_its_hours() {
    let (mut record, _) = record();
    record.waivers.push(Waiver { id: WaiverId::new(), granted_at: day(5), until: day(7) });
    check_no(&record, day(5).plus(-1), Reason::NeverTested, WhatToDo::TakeTest);
    check_yes(&record, day(5), Basis::Waiver, Some(day(7)), WhatToDo::TakeTest);
    check_no(&record, day(7), Reason::NeverTested, WhatToDo::TakeTest);
}

#[test]
fn any_of_several_certifications_clears() {
    let (mut record, _) = record();
    let other = CertificationId::new();
    record.covers.push(Cover { certification: other, code: "steel".parse().unwrap(), ..record.covers[0].clone() });
    record.certificates.push(held(other, 10, 375));
    let found = standing(&record, day(20));
    assert_eq!((found.may_negotiate, found.certification), (true, Some("steel".parse().unwrap())));
}

prop_compose! {
    fn any_record()(
        tenures in prop::collection::vec((0..50_i64, any::<bool>()), 0..4),
        attempts in prop::collection::vec((0..50_i64, prop::option::of(any::<bool>())), 0..5),
        certificates in prop::collection::vec((0..50_i64, 1..50_i64, prop::option::of(0..60_i64)), 0..4),
        waivers in prop::collection::vec((0..50_i64, 1..4_i64), 0..3),
        openings in prop::collection::vec((0..50_i64, prop::option::of(1..9_i64)), 0..3),
        covered in any::<bool>(),
    ) -> Record {
        let (mut record, certification) = record();
        if !covered {
            record.covers.clear();
        }
        record.tenures = tenures.into_iter().map(|(from, active)| Tenure { from: day(from), active }).collect();
        record.tenures.sort_by_key(|tenure| tenure.from);
        record.attempts = attempts.into_iter().map(|(from, passed)| taken(certification, from, passed)).collect();
        record.attempts.sort_by_key(|taken| taken.started_at);
        for (from, days, revoked) in certificates {
            let by = PersonId::new();
            let revoked = revoked.map(|at| Revocation { by, at: day(at.max(from)), reason: String::new() });
            record.certificates.push(Certificate { revoked, ..held(certification, from, from + days) });
        }
        let waived = |(from, days)| Waiver { id: WaiverId::new(), granted_at: day(from), until: day(from + days) };
        record.waivers = waivers.into_iter().map(waived).collect();
        let opened = |(from, days): (i64, Option<i64>)| {
            Opening { opened_at: day(from), closed_at: days.map(|days| day(from + days)) }
        };
        record.openings = openings.into_iter().map(opened).collect();
        record
    }
}

/// The record as it was at `at`: nothing later.
fn as_it_was(record: &Record, at: Millis) -> Record {
    let mut was = record.clone();
    was.tenures.retain(|tenure| tenure.from <= at);
    was.covers.retain(|cover| cover.published_at <= at);
    was.attempts.retain(|taken| taken.started_at <= at);
    was.certificates.retain(|held| held.issued_at <= at);
    was.waivers.retain(|waiver| waiver.granted_at <= at);
    was.openings.retain(|opening| opening.opened_at <= at);
    for held in &mut was.certificates {
        held.revoked = held.revoked.take().filter(|revocation| revocation.at <= at);
    }
    for opening in &mut was.openings {
        opening.closed_at = opening.closed_at.filter(|closed| *closed <= at);
    }
    for taken in &mut was.attempts {
        let ended = taken.submitted_at.is_some_and(|submitted| submitted <= at);
        taken.submitted_at = taken.submitted_at.filter(|_| ended);
        taken.passed = taken.passed.filter(|_| ended);
    }
    was
}

proptest! {
    #[test]
    fn there_is_a_reason_exactly_when_the_answer_is_no(record in any_record(), at in 0..60 * DAY) {
        let found = standing(&record, Millis(at));
        prop_assert_eq!(found.may_negotiate, found.reason.is_none());
        prop_assert_eq!(found.may_negotiate, found.basis.is_some());
    }

    #[test]
    fn a_yes_always_rests_on_something_that_holds(record in any_record(), at in 0..60 * DAY) {
        let at = Millis(at);
        if standing(&record, at).may_negotiate {
            let held = record.certificates.iter().any(|held| held.valid_at(at));
            let waived = record.waivers.iter().any(|waiver| waiver.granted_at <= at && at < waiver.until);
            let open = record.openings.iter().any(|open| open.opened_at <= at && open.closed_at.is_none_or(|end| at < end));
            prop_assert!(held || waived || open && record.covers.is_empty());
            prop_assert!(record.tenures.iter().rfind(|tenure| tenure.from <= at).is_some_and(|tenure| tenure.active));
        }
    }

    #[test]
    fn what_comes_later_changes_nothing(record in any_record(), at in 0..60 * DAY) {
        let at = Millis(at);
        prop_assert_eq!(standing(&record, at), standing(&as_it_was(&record, at), at));
    }
}
