//! What holds of every record at every moment. Times are drawn in quarters of a day, so that they often meet.

use proptest::{collection::vec, option, prelude::*};

use super::*;

const QUARTER: i64 = DAY / 4;
const END: i64 = 200;

fn quarter(quarters: i64) -> Millis {
    Millis(quarters * QUARTER)
}

pub(super) fn moment() -> impl Strategy<Value = Millis> {
    (0..END, -1..2_i64).prop_map(|(quarters, by)| quarter(quarters).plus(by))
}

/// One of the two certifications, each of which has two versions.
fn cover(rows: &Rows, which: usize) -> &Cover {
    &rows.covers[which % rows.covers.len()]
}

prop_compose! {
    fn any_covers()(published in vec((0..END / 2, 1..END, option::of(1..END)), 2)) -> Vec<Cover> {
        let mut covers = Vec::new();
        for (number, (from, replaced, left_out)) in published.into_iter().enumerate() {
            let first = Cover {
                certification: CertificationId::new(),
                version: 1,
                code: format!("c{number}").parse().unwrap(),
                policy: Policy { period_days: 10, ..Policy::default() },
                published_at: quarter(from),
                replaced_at: Some(quarter(from + replaced)),
            };
            let replaced_at = left_out.map(|after| quarter(from + replaced + after));
            covers.push(first.clone());
            covers.push(Cover { version: 2, published_at: quarter(from + replaced), replaced_at, ..first });
        }
        covers
    }
}

/// An attempt: started when; ended how (by hand, by its deadline and graded late, by nobody); passed; void how much later.
type AnyAttempt = (usize, i64, (u8, i64), bool, Option<i64>);

fn attempt(rows: &Rows, (which, from, (how, late), passed, void): AnyAttempt) -> Taken {
    let deadline = quarter(from + 2);
    let (submitted_at, graded_at) = match how {
        0 => (Some(quarter(from + 1)), Some(quarter(from + 1))),
        1 => (Some(deadline), Some(deadline.plus(late * QUARTER))),
        _ => (None, None),
    };
    Taken {
        id: AttemptId::new(),
        certification: cover(rows, which).certification,
        second_of: None,
        started_at: quarter(from),
        deadline,
        submitted_at,
        // Every other fail is a near miss, whose second form is offered for as long as one waits after the first fail.
        graded: graded_at.map(|at| {
            let near = !passed && from % 2 == 0;
            Graded { at, passed, second_form_until: submitted_at.filter(|_| near).map(|ended| ended.plus(DAY)) }
        }),
        voided_at: void.map(|after| quarter(from + after)),
    }
}

/// The second form of an attempt for which one was offered, started so much later.
fn second(rows: &Rows, place: usize, after: i64, (how, passed, void): ((u8, i64), bool, Option<i64>)) -> Option<Taken> {
    let first = rows.attempts.get(place)?;
    let (graded, until) = first.graded.and_then(|graded| Some((graded.at, graded.second_form_until?)))?;
    let from = (graded.0 / QUARTER) + after;
    let used = rows.attempts.iter().any(|taken| taken.second_of == Some(first.id));
    let void_already = first.voided_at.is_some_and(|voided| voided <= quarter(from));
    let taken = Taken {
        certification: first.certification,
        second_of: Some(first.id),
        ..attempt(rows, (0, from, how, passed, void))
    };
    // A second form has none of its own.
    let graded = taken.graded.map(|graded| Graded { second_form_until: None, ..graded });
    (quarter(from) < until && !used && !void_already).then_some(Taken { graded, ..taken })
}

fn certificate(rows: &Rows, (which, from, quarters, revoked): (usize, i64, i64, Option<i64>)) -> Certificate {
    let cover = cover(rows, which);
    let reason = "why".to_owned();
    Certificate {
        id: CertificateId::new(),
        person: PersonId::new(),
        certification: cover.certification,
        version: cover.version,
        attempt: AttemptId::new(),
        issued_at: quarter(from),
        expires_at: quarter(from + quarters),
        renew_from: quarter(from + quarters / 2),
        revoked: revoked.map(|after| Revocation { by: PersonId::new(), at: quarter(from + after), reason }),
    }
}

/// A change: from when, what it asks for, how long it may be learned, whether it was cancelled just before.
fn any_change((from, severity, learn, cancelled): (i64, usize, i64, bool)) -> Change {
    let severity = Severity::ALL[severity % Severity::ALL.len()];
    let end = End { at: quarter(from).plus(-1), cancelled_by: Some(PersonId::new()), before: None };
    Change { end: cancelled.then_some(end), ..change(quarter(from), severity, learn * QUARTER) }
}

prop_compose! {
    pub(super) fn any_rows()(
        certified in any::<bool>(),
        covers in any_covers(),
        tenures in vec((0..END, any::<bool>()), 0..3),
        attempts in vec((0..4_usize, 0..END, (0..3_u8, 0..8_i64), any::<bool>(), option::weighted(0.2, 0..9_i64)), 0..6),
        deltas in vec((0..4_usize, 0..END, (0..3_u8, 0..8_i64), any::<bool>(), option::weighted(0.2, 0..9_i64)), 0..4),
        changes in vec((0..END, 0..3_usize, 1..40_i64, any::<bool>()), 0..4),
        seconds in vec((0..6_usize, 0..5_i64, ((0..3_u8, 0..8_i64), any::<bool>(), option::weighted(0.2, 0..9_i64))), 0..3),
        certificates in vec((0..4_usize, 0..END, 1..80_i64, option::weighted(0.4, 0..80_i64)), 0..4),
        grants in vec((0..4_usize, 0..END), 0..2),
        waivers in vec((0..END, 1..12_i64), 0..2),
        openings in vec((0..END, option::of(1..40_i64)), 0..3),
    ) -> Rows {
        let mut rows = Rows { covers, ..newcomer() };
        rows.tenures.extend(tenures.into_iter().map(|(from, active)| Tenure { from: quarter(from), active }));
        rows.tenures.sort_by_key(|tenure| tenure.from);
        rows.attempts = attempts.into_iter().map(|one| attempt(&rows, one)).collect();
        rows.deltas = deltas.into_iter().map(|one| attempt(&rows, one)).collect();
        for graded in rows.deltas.iter_mut().filter_map(|taken| taken.graded.as_mut()) {
            graded.second_form_until = None;
        }
        rows.changes = changes.into_iter().map(any_change).collect();
        for (place, after, one) in seconds {
            let second = second(&rows, place, after, one);
            rows.attempts.extend(second);
        }
        let issued = certificates.into_iter().map(|one| (cover(&rows, one.0).published_at, certificate(&rows, one)));
        rows.certificates =
            issued.filter(|(published_at, held)| *published_at <= held.issued_at).map(|(_, held)| held).collect();
        let grant = |(which, at)| Grant { certification: cover(&rows, which).certification, granted_at: quarter(at) };
        rows.grants = grants.into_iter().map(grant).collect();
        let waiver = |(from, quarters)| {
            Waiver { id: WaiverId::new(), granted_at: quarter(from), until: quarter(from + quarters) }
        };
        rows.waivers = waivers.into_iter().map(waiver).collect();
        let opening = |(from, quarters): (i64, Option<i64>)| {
            let closed_at = quarters.map(|quarters| quarter(from + quarters));
            Opening { id: OpeningId::new(), opened_at: quarter(from), closed_at }
        };
        rows.openings = openings.into_iter().map(opening).collect();
        if !certified {
            rows.covers.retain(|cover| cover.replaced_at.is_some());
        }
        rows
    }
}

/// The rows as the database held them at `at`: nothing later. An attempt's end is written when it is graded.
fn as_they_were(rows: &Rows, at: Millis) -> Rows {
    let mut was = rows.clone();
    let came = |moment: &mut Option<Millis>| *moment = moment.filter(|moment| *moment <= at);
    was.tenures.retain(|tenure| tenure.from <= at);
    was.covers.retain(|cover| cover.published_at <= at);
    was.covers.iter_mut().for_each(|cover| came(&mut cover.replaced_at));
    was.attempts.retain(|taken| taken.started_at <= at);
    was.deltas.retain(|taken| taken.started_at <= at);
    was.changes.retain(|change| change.recorded_at <= at);
    for change in &mut was.changes {
        change.end = change.end.take().filter(|end| end.at <= at);
    }
    for taken in was.attempts.iter_mut().chain(&mut was.deltas) {
        taken.graded = taken.graded.filter(|graded| graded.at <= at);
        taken.submitted_at = taken.submitted_at.filter(|_| taken.graded.is_some());
        came(&mut taken.voided_at);
    }
    was.certificates.retain(|held| held.issued_at <= at);
    for held in &mut was.certificates {
        held.revoked = held.revoked.take().filter(|revocation| revocation.at <= at);
    }
    was.grants.retain(|grant| grant.granted_at <= at);
    was.waivers.retain(|waiver| waiver.granted_at <= at);
    was.openings.retain(|opening| opening.opened_at <= at);
    was.openings.iter_mut().for_each(|opening| came(&mut opening.closed_at));
    was
}

fn present(rows: &Rows, at: Millis) -> bool {
    rows.tenures.iter().rfind(|tenure| tenure.from <= at).is_some_and(|tenure| tenure.active)
}

fn certified(rows: &Rows, at: Millis) -> bool {
    rows.covers.iter().any(|cover| cover.published_at <= at && cover.replaced_at.is_none_or(|end| at < end))
}

fn covers(rows: &Rows, held: &Certificate) -> bool {
    rows.covers.iter().any(|cover| (cover.certification, cover.version) == (held.certification, held.version))
}

/// Whether the holder missed the deadline of a change that they did not learn since.
fn missed(rows: &Rows, held: &Certificate, at: Millis) -> bool {
    rows.changes.iter().filter(|change| change.end.is_none() && held.issued_at < change.effective_at).any(|change| {
        let learned = rows.deltas.iter().any(|taken| {
            let passed = taken.graded.is_some_and(|graded| graded.passed && graded.at <= at);
            let void = taken.voided_at.is_some_and(|voided| voided <= at);
            change.severity == Severity::Delta && passed && !void && change.effective_at <= taken.started_at
        });
        change.deadline.is_some_and(|deadline| deadline <= at) && !learned
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn there_is_one_reason_exactly_when_the_answer_is_no(rows in any_rows(), at in moment()) {
        let found = rows.at(at);
        prop_assert_eq!(found.as_of, at);
        prop_assert_eq!(found.may_negotiate, found.reason.is_none());
        prop_assert_eq!(found.may_negotiate, found.basis.is_some());
        prop_assert!(found.since.is_none_or(|since| since <= at));
        prop_assert!(found.until.is_none_or(|until| at < until));
        prop_assert!(!found.may_negotiate || found.since.is_some() && found.evidence.is_some());
        let waits = matches!(found.reason, Some(Reason::Waiting | Reason::InProgress));
        let offered = found.what_to_do == WhatToDo::TakeSecondForm;
        let told_when = waits || offered || found.reason == Some(Reason::Changed) && found.what_to_do == WhatToDo::Wait;
        prop_assert!(found.may_negotiate || told_when == found.until.is_some());
        let learns = found.pending_change.is_some();
        prop_assert!(!learns || found.basis == Some(Basis::Certificate) || found.reason == Some(Reason::Changed));
        prop_assert!(!(waits && offered));
    }

    #[test]
    fn a_yes_rests_on_a_row_that_holds_and_who_has_one_is_told_yes(rows in any_rows(), at in moment()) {
        let clears = |held: &Certificate| covers(&rows, held) && held.valid_at(at) && !missed(&rows, held, at);
        let held = rows.certificates.iter().any(clears);
        let waived = rows.waivers.iter().any(|waiver| waiver.granted_at <= at && at < waiver.until);
        let opened = |open: &Opening| open.opened_at <= at && open.closed_at.is_none_or(|end| at < end);
        let open = !certified(&rows, at) && rows.openings.iter().any(opened);
        let expected = present(&rows, at) && (held || waived || open);
        prop_assert_eq!(rows.at(at).may_negotiate, expected, "{:?}", rows.at(at));
    }

    #[test]
    fn what_comes_later_changes_nothing(rows in any_rows(), at in moment()) {
        prop_assert_eq!(rows.at(at), as_they_were(&rows, at).at(at));
    }

    #[test]
    fn rows_of_a_later_day_change_nothing(rows in any_rows(), more in any_rows(), at in 0..END) {
        let at = quarter(at);
        let mut grown = rows.clone();
        let later = |moment: Millis| Millis(moment.0 + at.0 + 1);
        grown.tenures.extend(more.tenures.iter().map(|tenure| Tenure { from: later(tenure.from), ..*tenure }));
        grown.waivers.extend(more.waivers.iter().map(|waiver| Waiver {
            granted_at: later(waiver.granted_at),
            until: later(waiver.until),
            ..*waiver
        }));
        grown.covers.extend(more.covers.iter().map(|cover| Cover {
            published_at: later(cover.published_at),
            replaced_at: cover.replaced_at.map(later),
            ..cover.clone()
        }));
        grown.openings.extend(more.openings.iter().map(|open| Opening {
            opened_at: later(open.opened_at),
            closed_at: open.closed_at.map(later),
            ..*open
        }));
        for held in &mut grown.certificates {
            let revocation = Revocation { by: PersonId::new(), at: at.plus(1), reason: "later".to_owned() };
            held.revoked.get_or_insert(revocation);
        }
        grown.tenures.sort_by_key(|tenure| tenure.from);
        prop_assert_eq!(rows.at(at), grown.at(at));
    }

    #[test]
    fn a_revoked_certificate_never_clears_again(rows in any_rows(), at in moment()) {
        if let Some(Evidence::Certificate(id)) = rows.at(at).evidence.filter(|_| rows.at(at).may_negotiate) {
            let mut lost = rows.clone();
            let held = lost.certificates.iter_mut().find(|held| held.id == id).unwrap();
            held.revoked = Some(Revocation { by: PersonId::new(), at, reason: "why".to_owned() });
            for later in [0, QUARTER, 40 * QUARTER, 400 * QUARTER] {
                let found = lost.at(at.plus(later));
                prop_assert!(!found.may_negotiate || found.evidence != Some(Evidence::Certificate(id)));
            }
        }
    }

    #[test]
    fn a_certificate_more_takes_no_yes_away(rows in any_rows(), more in (0..4_usize, 0..END, 1..80_i64), at in moment()) {
        prop_assume!(!rows.covers.is_empty());
        let mut richer = rows.clone();
        let (which, from, quarters) = more;
        richer.certificates.push(certificate(&rows, (which, from, quarters, None)));
        prop_assert!(richer.at(at).may_negotiate || !rows.at(at).may_negotiate);
    }

    #[test]
    fn the_order_of_rows_does_not_matter(rows in any_rows(), at in moment()) {
        let mut turned = rows.clone();
        turned.covers.reverse();
        turned.attempts.reverse();
        turned.deltas.reverse();
        turned.changes.reverse();
        turned.certificates.reverse();
        turned.grants.reverse();
        turned.waivers.reverse();
        turned.openings.reverse();
        let (found, again) = (rows.at(at), turned.at(at));
        prop_assert_eq!(found, again);
    }

    #[test]
    fn a_wait_ends_when_it_was_said_to(rows in any_rows(), at in moment()) {
        let quiet = as_they_were(&rows, at);
        let found = quiet.at(at);
        if found.reason == Some(Reason::Waiting) {
            let until = found.until.unwrap();
            prop_assert_eq!(quiet.at(until.plus(-1)).reason, Some(Reason::Waiting));
            prop_assert_eq!(quiet.at(until).what_to_do, WhatToDo::TakeTest);
        }
        if found.what_to_do == WhatToDo::TakeSecondForm && !found.may_negotiate {
            let until = found.until.unwrap();
            prop_assert_eq!(quiet.at(until.plus(-1)).what_to_do, WhatToDo::TakeSecondForm);
            prop_assert!(quiet.at(until).what_to_do != WhatToDo::TakeSecondForm || quiet.at(until).until > Some(until));
        }
    }
}
