//! When time alone may make a standing another.

use super::{Record, Standing, Taken, WhatToDo};
use crate::base::time::Millis;

impl Record<'_> {
    /// The first moment after it was asked of at which a standing of this record may be another though nothing is written: until then it says
    /// the same. None: it stays so for good.
    pub fn next_moment(&self, found: &Standing) -> Option<Millis> {
        let at = found.as_of;
        let told = [found.until, found.renew_from].into_iter().flatten();
        let tenures = self.tenures.iter().map(|tenure| tenure.from);
        let covers = self.covers.iter().flat_map(|cover| [Some(cover.published_at), cover.replaced_at]).flatten();
        let changes = self.changes.iter().flat_map(|change| [Some(change.effective_at), change.deadline]).flatten();
        let held = self.certificates.iter().flat_map(|held| {
            let revoked = held.revoked.as_ref().map(|revocation| revocation.at);
            [Some(held.issued_at), Some(held.expires_at), Some(held.renew_from), revoked].into_iter().flatten()
        });
        let grants = self.grants.iter().map(|grant| grant.granted_at);
        let waivers = self.waivers.iter().flat_map(|waiver| [waiver.granted_at, waiver.until]);
        let openings = self.openings.iter().flat_map(|opening| [Some(opening.opened_at), opening.closed_at]).flatten();
        let taken = self.attempts.iter().chain(self.deltas).flat_map(Taken::moments);
        let regraded = self
            .regraded
            .iter()
            .flat_map(|regraded| [Some(regraded.graded.at), regraded.graded.second_form_until].into_iter().flatten());
        let taken = taken.chain(regraded);
        let all = told.chain(tenures).chain(covers).chain(changes).chain(held).chain(grants).chain(waivers);
        // A wait that is not told is over for nothing, unless another test could be the one to take then.
        let waits = found.what_to_do == WhatToDo::Wait || self.in_force(at).nth(1).is_some();
        let waits = waits.then(|| self.waits(at)).into_iter().flatten();
        all.chain(openings).chain(taken).chain(waits).filter(|moment| at < *moment).min()
    }

    /// From when tests may be started for which one waits.
    fn waits(&self, at: Millis) -> impl Iterator<Item = Millis> {
        let tests = self.in_force(at).filter_map(move |cover| self.chances(cover, at).next_at);
        let deltas = self.issued(at).filter_map(move |held| {
            let pending = self.pending(held, at)?;
            self.delta_chances(held, &pending, at)?.next_at
        });
        tests.chain(deltas)
    }
}

impl Taken {
    fn moments(&self) -> impl Iterator<Item = Millis> + use<> {
        let graded = self.graded.map(|graded| graded.at);
        let offered = self.graded.and_then(|graded| graded.second_form_until);
        let all = [Some(self.started_at), Some(self.deadline), self.submitted_at, graded, offered, self.voided_at];
        all.into_iter().flatten()
    }
}
