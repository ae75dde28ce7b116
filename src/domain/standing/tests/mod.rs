mod changes;
mod moments;
mod properties;
mod regraded;
mod rows;
mod second_forms;

use self::rows::*;
use super::*;
use crate::{
    base::{
        id::{CertificateId, OpeningId, PersonId, WaiverId},
        time::{DAY, HOUR},
    },
    domain::{
        certificate::{Certificate, Revocation},
        certification::Policy,
        change::{Change, End},
    },
};

#[test]
fn nobody_is_known_before_they_came() {
    rows().no(day(0).plus(-1), Reason::Unknown, None, WhatToDo::AskAdministrator);
    rows().no(day(0), Reason::NeverTested, Some(day(0)), WhatToDo::TakeTest);
    Rows::default().no(day(0), Reason::Unknown, None, WhatToDo::AskAdministrator);
}

#[test]
fn who_left_may_not_whatever_they_hold() {
    let left = rows().held(1, 300).waived(1, 300).tenure(5, false).tenure(6, false);
    left.yes(day(5).plus(-1), Basis::Certificate, day(1), Some(day(300)), WhatToDo::None);
    left.no(day(5), Reason::Inactive, Some(day(5)), WhatToDo::AskAdministrator);
    left.no(day(7), Reason::Inactive, Some(day(5)), WhatToDo::AskAdministrator);
    let back = left.tenure(10, true);
    back.yes(day(10), Basis::Certificate, day(10), Some(day(300)), WhatToDo::None);
}

#[test]
fn a_product_that_nothing_certifies_is_closed_until_it_is_opened() {
    let rows = newcomer().opened(6, Some(8)).opened(9, None).covered("nails", 12);
    rows.no(day(5), Reason::NoCertification, None, WhatToDo::AskForOpening);
    let open = rows.yes(day(6), Basis::Opening, day(6), None, WhatToDo::None);
    assert_eq!(open.evidence, Some(Evidence::Opening(rows.openings[0].id)));
    rows.no(day(8), Reason::NoCertification, Some(day(8)), WhatToDo::AskForOpening);
    rows.yes(day(9), Basis::Opening, day(9), None, WhatToDo::None);
    rows.no(day(12), Reason::NeverTested, Some(day(12)), WhatToDo::TakeTest);
    let rows = rows.left_out(20);
    rows.yes(day(20), Basis::Opening, day(20), None, WhatToDo::None);
}

#[test]
fn a_product_that_is_left_out_is_closed_but_certificates_stay() {
    let rows = rows().took(1, false).left_out(5);
    rows.no(day(5), Reason::NoCertification, Some(day(5)), WhatToDo::AskForOpening);
    let rows = rows.held(2, 367);
    rows.yes(day(350), Basis::Certificate, day(2), Some(day(367)), WhatToDo::None);
    rows.no(day(367), Reason::NoCertification, Some(day(5)), WhatToDo::AskForOpening);
}

#[test]
fn a_running_attempt_is_in_progress_until_its_deadline() {
    let rows = rows().took(10, false);
    rows.no(day(10).plus(-1), Reason::NeverTested, Some(day(0)), WhatToDo::TakeTest);
    let running = rows.no(day(10), Reason::InProgress, Some(day(10)), WhatToDo::FinishAttempt);
    assert_eq!(running.until, Some(day(10).plus(HOUR)));
    assert_eq!(running.evidence, Some(Evidence::Attempt(rows.attempts[0].id)));
    rows.no(day(10).plus(HOUR / 2 - 1), Reason::InProgress, Some(day(10)), WhatToDo::FinishAttempt);
    rows.no(day(10).plus(HOUR / 2), Reason::Waiting, Some(day(10).plus(HOUR / 2)), WhatToDo::Wait);
    // It comes before an expiry, but not before a revocation during it.
    let expired = super::tests::rows().held(1, 9).started(10);
    expired.no(day(10), Reason::InProgress, Some(day(10)), WhatToDo::FinishAttempt);
    let revoked = super::tests::rows().held(1, 300).revoked(10).started(10);
    revoked.no(day(10), Reason::Revoked, Some(day(10)), WhatToDo::SeeHead);
}

#[test]
fn an_attempt_that_nobody_ended_counts_as_not_passed_until_it_is_graded() {
    let ended = day(10).plus(HOUR);
    let mut rows = rows().started(10);
    rows.no(ended.plus(-1), Reason::InProgress, Some(day(10)), WhatToDo::FinishAttempt);
    rows.no(ended, Reason::Waiting, Some(ended), WhatToDo::Wait);
    // Whoever looks first finds that it was passed; what was told before stays true.
    let graded = ended.plus(HOUR);
    rows.attempts[0].submitted_at = Some(ended);
    rows.attempts[0].graded = Some(Graded { at: graded, passed: true, second_form_until: None });
    let mut rows = rows.held(10, 375);
    rows.certificates[0].issued_at = graded;
    rows.no(graded.plus(-1), Reason::Waiting, Some(ended), WhatToDo::Wait);
    rows.yes(graded, Basis::Certificate, graded, Some(day(375)), WhatToDo::None);
}

#[test]
fn after_a_fail_one_waits_and_then_may_try_again() {
    let (rows, ended) = (rows().took(10, false), day(10).plus(HOUR / 2));
    let waiting = rows.no(ended, Reason::Waiting, Some(ended), WhatToDo::Wait);
    assert_eq!(waiting.until, Some(ended.plus(DAY)));
    assert_eq!(waiting.evidence, Some(Evidence::Attempt(rows.attempts[0].id)));
    rows.no(ended.plus(DAY - 1), Reason::Waiting, Some(ended), WhatToDo::Wait);
    let failed = rows.no(ended.plus(DAY), Reason::Failed, Some(ended), WhatToDo::TakeTest);
    assert_eq!((failed.until, failed.certification), (None, Some("nails".parse().unwrap())));
    let granted = rows.granted(11);
    granted.no(day(11).plus(-1), Reason::Waiting, Some(ended), WhatToDo::Wait);
    granted.no(day(11), Reason::Failed, Some(ended), WhatToDo::TakeTest);
}

#[test]
fn who_used_all_attempts_waits_until_one_leaves_the_period() {
    let rows = rows().took(0, false).took(5, false).took(10, false);
    let waiting = rows.no(day(20), Reason::Waiting, Some(day(10).plus(HOUR / 2)), WhatToDo::Wait);
    assert_eq!(waiting.until, Some(day(30)));
    rows.no(day(30), Reason::Failed, Some(day(10).plus(HOUR / 2)), WhatToDo::TakeTest);
}

#[test]
fn a_void_attempt_is_as_if_it_had_not_been() {
    let rows = rows().took(10, false).voided(20);
    rows.no(day(20).plus(-1), Reason::Failed, Some(day(10).plus(HOUR / 2)), WhatToDo::TakeTest);
    rows.no(day(20), Reason::NeverTested, Some(day(0)), WhatToDo::TakeTest);
}

#[test]
fn a_certificate_clears_until_it_expires() {
    let rows = rows().took(9, true).held(10, 375);
    rows.no(day(10).plus(-1), Reason::NeverTested, Some(day(0)), WhatToDo::TakeTest);
    let held = rows.yes(day(10), Basis::Certificate, day(10), Some(day(375)), WhatToDo::None);
    assert_eq!(held.evidence, Some(Evidence::Certificate(rows.certificates[0].id)));
    assert_eq!((held.renew_from, held.certification), (Some(day(345)), Some("nails".parse().unwrap())));
    rows.yes(day(345).plus(-1), Basis::Certificate, day(10), Some(day(375)), WhatToDo::None);
    rows.yes(day(345), Basis::Certificate, day(10), Some(day(375)), WhatToDo::Renew);
    rows.yes(day(375).plus(-1), Basis::Certificate, day(10), Some(day(375)), WhatToDo::Renew);
    let expired = rows.no(day(375), Reason::Expired, Some(day(375)), WhatToDo::TakeTest);
    assert_eq!(expired.evidence, Some(Evidence::Certificate(rows.certificates[0].id)));
}

#[test]
fn a_failed_renewal_takes_nothing_away() {
    let rows = rows().held(10, 375).took(350, false).started(360);
    rows.yes(day(350).plus(HOUR), Basis::Certificate, day(10), Some(day(375)), WhatToDo::Wait);
    rows.yes(day(352), Basis::Certificate, day(10), Some(day(375)), WhatToDo::Renew);
    rows.yes(day(360), Basis::Certificate, day(10), Some(day(375)), WhatToDo::FinishAttempt);
}

#[test]
fn of_an_expiry_and_a_fail_the_later_one_is_the_reason() {
    rows().took(5, false).held(10, 100).no(day(110), Reason::Expired, Some(day(100)), WhatToDo::TakeTest);
    rows().held(10, 100).took(95, false).no(day(110), Reason::Expired, Some(day(100)), WhatToDo::TakeTest);
    let failed = day(105).plus(HOUR / 2);
    rows().held(10, 100).took(105, false).no(day(110), Reason::Failed, Some(failed), WhatToDo::TakeTest);
    let mut at_once = rows().held(10, 105).took(105, false);
    at_once.certificates[0].expires_at = failed;
    at_once.no(day(110), Reason::Failed, Some(failed), WhatToDo::TakeTest);
    // The wait comes before either.
    let failed = day(99).plus(HOUR / 2);
    rows().held(10, 100).took(99, false).no(day(100), Reason::Waiting, Some(failed), WhatToDo::Wait);
}

#[test]
fn a_renewed_certificate_clears_without_a_gap() {
    let rows = rows().held(10, 375).held(350, 740);
    let held = rows.yes(day(400), Basis::Certificate, day(10), Some(day(740)), WhatToDo::None);
    assert_eq!(held.evidence, Some(Evidence::Certificate(rows.certificates[1].id)));
    let gap = super::tests::rows().held(10, 375).held(376, 740);
    gap.yes(day(400), Basis::Certificate, day(376), Some(day(740)), WhatToDo::None);
    let seamless = super::tests::rows().held(10, 375).held(375, 740);
    seamless.yes(day(400), Basis::Certificate, day(10), Some(day(740)), WhatToDo::None);
}

#[test]
fn a_revoked_certificate_clears_no_more() {
    let rows = rows().took(9, true).held(10, 375).revoked(20);
    rows.yes(day(20).plus(-1), Basis::Certificate, day(10), Some(day(375)), WhatToDo::None);
    let lost = rows.no(day(20), Reason::Revoked, Some(day(20)), WhatToDo::SeeHead);
    assert_eq!(lost.evidence, Some(Evidence::Certificate(rows.certificates[0].id)));
    rows.no(day(400), Reason::Revoked, Some(day(20)), WhatToDo::SeeHead);
    // Whoever goes on has the reason of what came of it; if that is void, it is as before.
    let again = rows.took(30, false);
    again.no(day(30), Reason::InProgress, Some(day(30)), WhatToDo::FinishAttempt);
    again.no(day(40), Reason::Failed, Some(day(30).plus(HOUR / 2)), WhatToDo::TakeTest);
    again.voided(50).no(day(50), Reason::Revoked, Some(day(20)), WhatToDo::SeeHead);
}

#[test]
fn what_expired_before_it_was_revoked_expired() {
    rows().held(10, 20).revoked(30).no(day(40), Reason::Expired, Some(day(20)), WhatToDo::TakeTest);
    rows().held(10, 20).revoked(20).no(day(40), Reason::Expired, Some(day(20)), WhatToDo::TakeTest);
}

#[test]
fn a_revocation_stands_though_something_else_expires_later() {
    let rows = rows().held(5, 30).held(10, 375).revoked(20);
    rows.yes(day(25), Basis::Certificate, day(5), Some(day(30)), WhatToDo::Renew);
    rows.no(day(30), Reason::Revoked, Some(day(20)), WhatToDo::SeeHead);
}

#[test]
fn a_waiver_clears_for_its_hours() {
    let rows = rows().waived(5, 7).waived(6, 8);
    rows.no(day(5).plus(-1), Reason::NeverTested, Some(day(0)), WhatToDo::TakeTest);
    let waived = rows.yes(day(5), Basis::Waiver, day(5), Some(day(7)), WhatToDo::TakeTest);
    assert_eq!(waived.evidence, Some(Evidence::Waiver(rows.waivers[0].id)));
    rows.yes(day(7), Basis::Waiver, day(5), Some(day(8)), WhatToDo::TakeTest);
    rows.no(day(8), Reason::NeverTested, Some(day(0)), WhatToDo::TakeTest);
    newcomer().waived(5, 7).yes(day(5), Basis::Waiver, day(5), Some(day(7)), WhatToDo::AskForOpening);
}

#[test]
fn a_certificate_comes_before_an_opening_and_that_before_a_waiver() {
    let rows = rows().held(1, 10).left_out(2).opened(3, Some(20)).waived(4, 30);
    rows.yes(day(5), Basis::Certificate, day(1), Some(day(10)), WhatToDo::None);
    rows.yes(day(10), Basis::Opening, day(3), None, WhatToDo::None);
    rows.yes(day(20), Basis::Waiver, day(4), Some(day(30)), WhatToDo::AskForOpening);
}

#[test]
fn any_of_several_certifications_clears_and_any_may_be_taken() {
    let steel = Some("steel".parse().unwrap());
    let cleared = rows().covered("steel", 0).held(10, 375);
    assert_eq!(cleared.at(day(20)).certification, steel);
    assert_eq!(cleared.at(day(375)).certification, steel, "the one that was held is the one to take again");
    let tried = rows().took(10, false).covered("steel", 0);
    let failed = tried.no(day(10).plus(HOUR), Reason::Failed, Some(day(10).plus(HOUR / 2)), WhatToDo::TakeTest);
    assert_eq!(failed.certification, steel, "the other one needs no wait");
    let both = tried.took(11, false);
    let waiting = both.no(day(11).plus(-1), Reason::Failed, Some(day(10).plus(HOUR / 2)), WhatToDo::TakeTest);
    assert_eq!(waiting.until, None);
}

#[test]
fn another_version_neither_clears_nor_refuses() {
    let rows = rows().held(10, 375).republished(20);
    rows.yes(day(30), Basis::Certificate, day(10), Some(day(375)), WhatToDo::None);
    rows.no(day(375), Reason::Expired, Some(day(375)), WhatToDo::TakeTest);
    let failed = super::tests::rows().took(10, false).republished(11);
    failed.no(day(12), Reason::Failed, Some(day(10).plus(HOUR / 2)), WhatToDo::TakeTest);
}

#[test]
fn rows_of_other_certifications_are_passed_over() {
    let mut rows = rows().took(10, false).held(10, 375);
    rows.attempts[0].certification = CertificationId::new();
    rows.certificates[0].version = 2;
    rows.no(day(20), Reason::NeverTested, Some(day(0)), WhatToDo::TakeTest);
}

#[test]
fn what_ends_soon_is_at_risk() {
    let rows = rows().held(10, 375);
    assert!(!rows.at(day(361).plus(-1)).ends_within(14 * DAY));
    assert!(rows.at(day(361)).ends_within(14 * DAY));
    assert!(!rows.at(day(375)).ends_within(14 * DAY));
}
