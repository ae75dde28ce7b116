//! Regrading.

words! {
    "Regrading" "A key was wrong: two trainers agree on what is right, and every result that rests on it is found anew; what was found before is kept."

    /// Proposals to grade a version by something else than its key.
    ///
    /// The newest first, without whom they change.
    list [];

    /// Proposes to grade a version of a question by something else than its key.
    ///
    /// With `preview: true` nothing is proposed, and the answer (200) tells whom it would change.
    propose [Invalid WrongState];

    /// One proposal, with whom it would change now or, once it was approved, changed.
    show [];

    /// Approves a proposal: results are found anew, certificates issued and revoked.
    ///
    /// Only a second person may, and nobody whose own result it would change. `fingerprint` names the changes that were looked at: where others would
    /// come of it now, the answer is 409 `preview-stale`, and they are to be looked at first.
    approve [NeedsSecondPerson PreviewStale WrongState];

    /// Declines a proposal.
    decline [Invalid NeedsSecondPerson WrongState];

    /// Takes one's own proposal back.
    withdraw [WrongState];
}
