//! A near miss, its offer, and what comes of it.

use super::*;

impl Rows {
    /// A near miss that was handed in after half an hour, and whose second form was offered for the day that one waits.
    fn nearly(self, from: i64) -> Rows {
        let mut rows = self.took(from, false);
        let last = rows.attempts.last_mut().unwrap();
        last.graded.as_mut().unwrap().second_form_until = last.submitted_at.map(|ended| ended.plus(DAY));
        rows
    }

    /// The second form of the last attempt, started an hour after it ended and handed in after half an hour.
    fn second(self, passed: bool) -> Rows {
        let first = *self.attempts.last().unwrap();
        let mut rows = self.took(0, passed);
        let second = rows.attempts.last_mut().unwrap();
        let started_at = first.submitted_at.unwrap().plus(HOUR);
        let ended = started_at.plus(HOUR / 2);
        second.second_of = Some(first.id);
        (second.started_at, second.deadline, second.submitted_at) = (started_at, started_at.plus(HOUR), Some(ended));
        second.graded = Some(Graded { at: ended, passed, second_form_until: None });
        rows
    }
}

/// When the near miss of day 10 ended.
fn ended() -> Millis {
    day(10).plus(HOUR / 2)
}

/// When its second form began.
fn second_began() -> Millis {
    ended().plus(HOUR)
}

/// When its second form ended.
fn second_ended() -> Millis {
    second_began().plus(HOUR / 2)
}

#[test]
fn a_near_miss_failed_but_need_not_wait() {
    let rows = rows().nearly(10);
    rows.no(ended().plus(-1), Reason::InProgress, Some(day(10)), WhatToDo::FinishAttempt);
    let offered = rows.no(ended(), Reason::Failed, Some(ended()), WhatToDo::TakeSecondForm);
    assert_eq!((offered.until, offered.certification), (Some(ended().plus(DAY)), Some("nails".parse().unwrap())));
    assert_eq!(offered.evidence, Some(Evidence::Attempt(rows.attempts[0].id)));
    rows.no(ended().plus(DAY - 1), Reason::Failed, Some(ended()), WhatToDo::TakeSecondForm);
    let over = rows.no(ended().plus(DAY), Reason::Failed, Some(ended()), WhatToDo::TakeTest);
    assert_eq!(over.until, None);
}

#[test]
fn a_second_form_is_a_test_and_its_fail_a_fail() {
    let failed = rows().nearly(10).second(false);
    failed.no(second_began().plus(-1), Reason::Failed, Some(ended()), WhatToDo::TakeSecondForm);
    failed.no(second_began(), Reason::InProgress, Some(second_began()), WhatToDo::FinishAttempt);
    let waiting = failed.no(second_ended(), Reason::Waiting, Some(second_ended()), WhatToDo::Wait);
    assert_eq!(waiting.until, Some(second_ended().plus(DAY)), "one fail, counted from the second form");
    assert_eq!(waiting.evidence, Some(Evidence::Attempt(failed.attempts[1].id)));
    failed.no(second_ended().plus(DAY), Reason::Failed, Some(second_ended()), WhatToDo::TakeTest);
    let passed = rows().nearly(10).second(true).held(11, 376);
    passed.yes(day(11), Basis::Certificate, day(11), Some(day(376)), WhatToDo::None);
}

#[test]
fn a_void_second_form_is_offered_no_more() {
    let rows = rows().nearly(10).second(false).voided(11);
    let before = day(11).plus(-1);
    rows.no(before, Reason::Waiting, Some(second_ended()), WhatToDo::Wait);
    let after = rows.no(day(11), Reason::Waiting, Some(ended()), WhatToDo::Wait);
    assert_eq!(after.until, Some(ended().plus(DAY)));
    let mut first_void = super::rows().nearly(10).second(false);
    first_void.attempts[0].voided_at = Some(day(11));
    let alone = first_void.no(day(11), Reason::Waiting, Some(second_ended()), WhatToDo::Wait);
    assert_eq!(alone.until, Some(second_ended().plus(DAY)));
    let unused = super::rows().nearly(10).voided(11);
    unused.no(day(11), Reason::NeverTested, Some(day(0)), WhatToDo::TakeTest);
}

#[test]
fn an_offer_is_known_from_when_the_test_was_graded() {
    let (mut rows, graded) = (rows().nearly(10), day(10).plus(5 * HOUR));
    rows.attempts[0].graded.as_mut().unwrap().at = graded;
    rows.no(graded.plus(-1), Reason::Waiting, Some(ended()), WhatToDo::Wait);
    rows.no(graded, Reason::Failed, Some(ended()), WhatToDo::TakeSecondForm);
}

#[test]
fn a_second_form_goes_before_another_certification() {
    let rows = rows().nearly(10).covered("also", 0);
    let found = rows.no(ended(), Reason::Failed, Some(ended()), WhatToDo::TakeSecondForm);
    assert_eq!(found.certification, Some("nails".parse().unwrap()));
    rows.no(ended().plus(DAY), Reason::Failed, Some(ended()), WhatToDo::TakeTest);
}

#[test]
fn who_may_negotiate_is_told_of_it_where_a_test_would_help() {
    let renewing = rows().held(10, 375).nearly(350);
    renewing.yes(day(350).plus(HOUR), Basis::Certificate, day(10), Some(day(375)), WhatToDo::TakeSecondForm);
    rows().held(10, 375).nearly(50).yes(
        day(50).plus(HOUR),
        Basis::Certificate,
        day(10),
        Some(day(375)),
        WhatToDo::None,
    );
    let waived = rows().nearly(10).waived(10, 12);
    waived.yes(ended(), Basis::Waiver, day(10), Some(day(12)), WhatToDo::TakeSecondForm);
}
