//! What changes of a product take away, and what gives it back.

use super::*;

const LEARN: WhatToDo = WhatToDo::TakeDeltaTest;
const NOON: i64 = DAY / 2;

fn held() -> Rows {
    rows().held(1, 366)
}

#[track_caller]
fn pending(rows: &Rows, at: Millis, deadline: i64, since: Millis) {
    let found = rows.yes(at, Basis::Certificate, since, Some(day(deadline)), LEARN);
    assert_eq!(found.pending_change.map(|pending| pending.deadline), Some(day(deadline)));
}

#[test]
fn until_the_deadline_it_is_a_yes_and_from_then_on_a_no() {
    let rows = held().changed(10, Severity::Delta, 14);
    rows.yes(day(10).plus(-1), Basis::Certificate, day(1), Some(day(366)), WhatToDo::None);
    pending(&rows, day(10), 24, day(1));
    pending(&rows, day(24).plus(-1), 24, day(1));
    let lost = rows.no(day(24), Reason::Changed, Some(day(24)), LEARN);
    assert_eq!(lost.evidence, Some(Evidence::Certificate(rows.certificates[0].id)));
    assert!(lost.pending_change.is_some() && lost.certification.is_some());
    // When the certificate's own time is over, that is the reason.
    rows.no(day(366), Reason::Expired, Some(day(366)), WhatToDo::TakeTest);
}

#[test]
fn learning_it_restores_the_certificate_with_its_own_end() {
    let in_time = held().changed(10, Severity::Delta, 14).learned(12, true);
    in_time.yes(day(13), Basis::Certificate, day(1), Some(day(366)), WhatToDo::None);
    in_time.yes(day(30), Basis::Certificate, day(1), Some(day(366)), WhatToDo::None);
    let late = held().changed(10, Severity::Delta, 14).learned(30, true);
    late.no(day(29), Reason::Changed, Some(day(24)), LEARN);
    let passed_at = day(30).plus(HOUR / 2);
    late.yes(passed_at, Basis::Certificate, passed_at, Some(day(366)), WhatToDo::None);
    late.yes(day(300), Basis::Certificate, passed_at, Some(day(366)), WhatToDo::None);
}

#[test]
fn only_a_test_that_began_after_the_change_was_on_it() {
    let before = held().changed(10, Severity::Delta, 14).learned(9, true);
    pending(&before, day(12), 24, day(1));
    // Who was certified after it was tested on it.
    rows().changed(10, Severity::Delta, 14).held(11, 376).yes(
        day(60),
        Basis::Certificate,
        day(11),
        Some(day(376)),
        WhatToDo::None,
    );
}

#[test]
fn a_fail_is_waited_for_and_takes_nothing_more_away() {
    let rows = held().changed(10, Severity::Delta, 14).learned(12, false);
    rows.yes(day(13), Basis::Certificate, day(1), Some(day(24)), WhatToDo::Wait);
    pending(&rows, day(14), 24, day(1));
    let rows = rows.learned(23, false);
    let lost = rows.no(day(24), Reason::Changed, Some(day(24)), WhatToDo::Wait);
    assert_eq!(lost.until, Some(day(26).plus(HOUR / 2)));
    // The fails before another change are not its fails.
    let rows = rows.learned(30, true).changed(40, Severity::Delta, 14);
    pending(&rows, day(40).plus(NOON), 54, day(30).plus(HOUR / 2));
}

#[test]
fn of_several_changes_the_first_deadline_counts_and_one_test_is_enough() {
    let rows = held().changed(10, Severity::Delta, 14).changed(12, Severity::Delta, 5);
    pending(&rows, day(12), 17, day(1));
    rows.no(day(17), Reason::Changed, Some(day(17)), LEARN);
    let rows = rows.learned(18, true);
    rows.yes(day(19), Basis::Certificate, day(18).plus(HOUR / 2), Some(day(366)), WhatToDo::None);
    let between = held().changed(10, Severity::Delta, 14).learned(11, true).changed(12, Severity::Delta, 5);
    pending(&between, day(13), 17, day(1));
}

#[test]
fn a_full_change_is_learned_by_another_certificate_only() {
    let rows = held().changed(10, Severity::Full, 14).learned(12, true);
    rows.yes(day(13), Basis::Certificate, day(1), Some(day(24)), WhatToDo::TakeTest);
    rows.no(day(24), Reason::Changed, Some(day(24)), WhatToDo::TakeTest);
    let rows = rows.held(30, 395);
    rows.yes(day(31), Basis::Certificate, day(30), Some(day(395)), WhatToDo::None);
}

#[test]
fn a_notice_and_a_cancelled_change_take_nothing_away() {
    held().changed(10, Severity::Notice, 0).yes(day(300), Basis::Certificate, day(1), Some(day(366)), WhatToDo::None);
    let cancelled = held().changed(10, Severity::Delta, 14).cancelled(9);
    cancelled.yes(day(30), Basis::Certificate, day(1), Some(day(366)), WhatToDo::None);
}

#[test]
fn a_waiver_helps_and_a_revocation_is_the_nearer_reason() {
    let rows = held().changed(10, Severity::Delta, 14).waived(24, 26);
    rows.yes(day(25), Basis::Waiver, day(24), Some(day(26)), WhatToDo::TakeTest);
    rows.revoked(25).no(day(26), Reason::Revoked, Some(day(25)), WhatToDo::SeeHead);
}
