//! A key was wrong, and an attempt was graded anew.

use super::*;

#[test]
fn before_it_was_found_what_was_known_then_counts() {
    let submitted = day(1).plus(HOUR / 2);
    let gained = rows().took(1, false).regraded(5, true).held(5, 366);
    gained.no(day(4), Reason::Failed, Some(submitted), WhatToDo::TakeTest);
    gained.yes(day(5), Basis::Certificate, day(5), Some(day(366)), WhatToDo::None);
    let lost = rows().took(1, true).regraded(5, false).held(1, 366).revoked(5);
    lost.yes(day(5).plus(-1), Basis::Certificate, day(1), Some(day(366)), WhatToDo::None);
    lost.no(day(5), Reason::Revoked, Some(day(5)), WhatToDo::SeeHead);
    // Once more: what was found last counts.
    let back = rows().took(1, false).regraded(5, true).regraded(9, false);
    back.no(day(8), Reason::NeverTested, Some(day(0)), WhatToDo::TakeTest);
    back.no(day(9), Reason::Failed, Some(submitted), WhatToDo::TakeTest);
}

#[test]
fn what_changed_is_learned_as_long_as_that_counts() {
    let rows = rows().held(1, 366).changed(10, Severity::Delta, 14).learned(12, true).regraded(30, false);
    rows.yes(day(30).plus(-1), Basis::Certificate, day(1), Some(day(366)), WhatToDo::None);
    rows.no(day(30), Reason::Changed, Some(day(30)), WhatToDo::TakeDeltaTest);
    let rows = rows.regraded(40, true);
    rows.no(day(35), Reason::Changed, Some(day(30)), WhatToDo::TakeDeltaTest);
    rows.yes(day(40), Basis::Certificate, day(40), Some(day(366)), WhatToDo::None);
}

#[test]
fn a_fail_that_turns_out_to_be_one_is_waited_for_from_its_submission() {
    let rows = rows().took(1, true).regraded(1, false);
    rows.no(day(1).plus(HOUR), Reason::Waiting, Some(day(1).plus(HOUR / 2)), WhatToDo::Wait);
}
