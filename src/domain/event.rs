//! Everything that is worth recording, as one list.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::{person::Role, words};

words! {
    /// What happened. The word before the dot is the kind of thing it happened to.
    EventKind {
        /// A person was added.
        PersonAdded "person.added",
        /// A person's name, role, department or language changed.
        PersonChanged "person.changed",
        /// Where a person reads mail changed.
        EmailChanged "person.email-changed",
        /// A contest was begun.
        ContestBegun "contest.begun",
        /// Somebody joined it.
        ContestJoined "contest.joined",
        /// It went on: a question was asked, or what is right was shown.
        ContestMoved "contest.moved",
        /// It ended.
        ContestEnded "contest.ended",
        /// Somebody got a link for their calendar.
        CalendarMade "person.calendar-made",
        /// The link for somebody's calendar was taken away.
        CalendarRemoved "person.calendar-removed",
        /// What happened since the day before was put together for those who read mail.
        DigestMade "digest.made",
        /// A password was set.
        PasswordSet "person.password-set",
        /// A link to choose a password was made.
        SetupLinkMade "person.setup-link-made",
        /// Somebody signed in.
        SignedIn "person.signed-in",
        /// Somebody signed out.
        SignedOut "person.signed-out",
        /// A bank file was imported.
        BankImported "line.bank-imported",
        /// A file of another program was handed in.
        BatchKept "batch.kept",
        /// What is to be done with it changed.
        BatchChanged "batch.changed",
        /// Its questions were taken into the bank.
        BatchTaken "batch.taken",
        /// A second person approved what came of it.
        BatchApproved "batch.approved",
        /// All that came of it was undone.
        BatchUndone "batch.undone",
        /// A product line was added.
        LineAdded "line.added",
        /// A product line's name or note changed.
        LineChanged "line.changed",
        /// A characteristic was added.
        CharacteristicAdded "characteristic.added",
        /// A characteristic's name or unit changed.
        CharacteristicChanged "characteristic.changed",
        /// A product joined its line.
        ProductAdded "product.added",
        /// A product's name changed.
        ProductChanged "product.changed",
        /// A question was written.
        QuestionWritten "question.written",
        /// A question got a new version.
        VersionWritten "question.version-written",
        /// A version was approved by a second person.
        VersionApproved "question.version-approved",
        /// A question's place, topic, difficulty, tags or links changed.
        QuestionPlaced "question.placed",
        /// A question was put in doubt.
        QuestionSuspended "question.suspended",
        /// A question in doubt was found still right.
        QuestionConfirmed "question.confirmed",
        /// A question left the draws for good.
        QuestionRetired "question.retired",
        /// A change of a product was recorded.
        ChangeRecorded "change.recorded",
        /// A change that was still to come was cancelled.
        ChangeCancelled "change.cancelled",
        /// A change took effect.
        ChangeTookEffect "change.took-effect",
        /// Somebody read the notice of a change.
        ChangeRead "change.read",
        /// A draft was not taken into the bank.
        QuestionRejected "question.rejected",
        /// A rejected draft was brought back.
        QuestionBroughtBack "question.brought-back",
        /// A certification was written.
        CertificationWritten "certification.written",
        /// A certification was changed.
        CertificationChanged "certification.changed",
        /// A certification was published.
        CertificationPublished "certification.published",
        /// A test began.
        AttemptStarted "attempt.started",
        /// A test ended and was graded.
        AttemptSubmitted "attempt.submitted",
        /// A test was declared void.
        AttemptVoided "attempt.voided",
        /// A test was graded anew: a key had been wrong.
        AttemptRegraded "attempt.regraded",
        /// It was proposed to grade a version by something else than its key.
        RegradeProposed "regrade.proposed",
        /// A second person agreed, and results were found anew.
        RegradeApproved "regrade.approved",
        /// A second person did not agree.
        RegradeDeclined "regrade.declined",
        /// Who proposed it took it back.
        RegradeWithdrawn "regrade.withdrawn",
        /// Somebody contested what came of their test.
        AppealFiled "appeal.filed",
        /// A head decided on it.
        AppealDecided "appeal.decided",
        /// Who appealed took it back.
        AppealWithdrawn "appeal.withdrawn",
        /// One more attempt was granted.
        AttemptGranted "certification.attempt-granted",
        /// A certificate was issued.
        CertificateIssued "certificate.issued",
        /// A certificate was revoked.
        CertificateRevoked "certificate.revoked",
        /// A certificate got a link by which others see it.
        CertificateLinked "certificate.linked",
        /// The link of a certificate was taken away.
        CertificateUnlinked "certificate.unlinked",
        /// A waiver was granted.
        WaiverGranted "waiver.granted",
        /// A product that nothing certifies was opened.
        ProductOpened "product.opened",
        /// An opening ended.
        ProductClosed "product.closed",
        /// A manager raised a client's question.
        QuestionRaised "raised-question.raised",
        /// A trainer looked at it for the first time.
        RaisedSeen "raised-question.seen",
        /// A trainer began to write an answer.
        RaisedTaken "raised-question.taken",
        /// It was found to ask what another asked before.
        RaisedJoined "raised-question.joined",
        /// A trainer answered it.
        RaisedAnswered "raised-question.answered",
        /// It became a draft of the bank.
        RaisedAdded "raised-question.added",
        /// It turned out to be a known one.
        RaisedKnown "raised-question.known",
        /// It was declined.
        RaisedDeclined "raised-question.declined",
        /// Words were found not to ask a question.
        AliasForgotten "question.alias-forgotten",
        /// What a manager may negotiate on changed.
        StandingChanged "standing.changed",
        /// A certificate ends soon.
        CertificateExpiring "certificate.expiring",
        /// A place was named where other software is told what happens.
        WebhookAdded "webhook.added",
        /// What is told there, or whether, changed.
        WebhookChanged "webhook.changed",
        /// It is told there no more.
        WebhookRemoved "webhook.removed",
        /// It was tried whether somebody listens there.
        WebhookTested "webhook.tested",
        /// A meeting was opened: the gate said yes.
        MeetingOpened "meeting.opened",
        /// A meeting was asked for, and the gate said no.
        MeetingStopped "meeting.stopped",
        /// A head waived what a meeting lacked.
        MeetingWaived "meeting.waived",
        /// A head gave no waiver for it.
        MeetingRefused "meeting.refused",
        /// It took place.
        MeetingHeld "meeting.held",
        /// It was cancelled.
        MeetingCancelled "meeting.cancelled",
        /// The manager wrote down what the client said.
        MeetingNoted "meeting.noted",
        /// The questions of a line's negotiation sheet changed.
        SheetChanged "sheet.changed",
        /// Something was put into a field kit.
        KitEntryAdded "kit-entry.added",
        /// Something in a field kit changed.
        KitEntryChanged "kit-entry.changed",
        /// Something in a field kit was found still right.
        KitEntryConfirmed "kit-entry.confirmed",
        /// Something was taken out of a field kit.
        KitEntryRemoved "kit-entry.removed",
        /// A picture for questions was handed in.
        PictureAdded "picture.added",
        /// What to say when one does not know got a line's own words.
        ScriptChanged "kit-script.changed",
        /// Other software was let in.
        ClientAdded "client.added",
        /// It may stay longer.
        ClientRenewed "client.renewed",
        /// It may stay longer, with another token.
        ClientTokenMade "client.token-made",
        /// It was shut out.
        ClientRevoked "client.revoked",
        /// A key was made that will sign decisions or credentials.
        KeyMade "key.made",
        /// A key was told to sign in place of another.
        KeyRotated "key.rotated",
        /// A key was taken away.
        KeyRevoked "key.revoked",
        /// Somebody got everything that is known of a person as one file.
        PersonExported "person.exported",
        /// It was asked to erase a person.
        ErasureAsked "person.erasure-asked",
        /// It is not asked any more.
        ErasureWithdrawn "person.erasure-withdrawn",
        /// A person was erased.
        PersonErased "person.erased",
        /// What was kept long enough went.
        RetentionApplied "retention.applied",
        /// A key was made that will sign what the log promises.
        LogKeyMade "log.key-made",
        /// The documents of entries were erased.
        EntriesErased "log.erased",
        /// A backup was made.
        BackupMade "backup.made",
        /// A backup was to be made and could not.
        BackupFailed "backup.failed",
        /// A backup was restored for trial, and all was well.
        BackupDrilled "backup.drilled",
        /// A backup was restored for trial, and it was not good.
        DrillFailed "backup.drill-failed",
        /// What is here was restored from a backup.
        BackupRestored "backup.restored",
        /// A setting changed.
        SettingChanged "setting.changed",
    }
}

impl EventKind {
    /// What it is called in the live feed, and who hears of it there whomever it concerns; none: it is for the log only.
    pub fn heard(self) -> Option<(&'static str, &'static [Role])> {
        const OFFICE: &[Role] = &[Role::Trainer, Role::Head];
        const EVERYBODY: &[Role] = &[Role::Manager, Role::Trainer, Role::Head];
        Some(match self {
            EventKind::ChangeRecorded => ("change.recorded", OFFICE),
            EventKind::ChangeCancelled => ("change.cancelled", OFFICE),
            EventKind::ChangeTookEffect => ("change.effective", EVERYBODY),
            EventKind::ContestBegun => ("contest.begun", EVERYBODY),
            EventKind::ContestJoined => ("contest.joined", OFFICE),
            EventKind::ContestMoved => ("contest.moved", EVERYBODY),
            EventKind::ContestEnded => ("contest.ended", EVERYBODY),
            EventKind::CertificateIssued => ("certificate.issued", &[Role::Head]),
            EventKind::CertificateRevoked => ("certificate.revoked", &[Role::Head]),
            EventKind::CertificateExpiring => ("certificate.expiring", &[Role::Head]),
            EventKind::StandingChanged => ("standing.changed", &[Role::Head]),
            // They concern whoever took the test.
            EventKind::AttemptRegraded => ("attempt.regraded", &[]),
            EventKind::AppealDecided => ("appeal.decided", &[Role::Head]),
            EventKind::AppealFiled => ("appeal.filed", &[Role::Head]),
            EventKind::AppealWithdrawn => ("appeal.withdrawn", &[Role::Head]),
            EventKind::RegradeProposed => ("regrade.proposed", &[Role::Trainer]),
            EventKind::RegradeApproved => ("regrade.approved", &[Role::Trainer]),
            EventKind::RegradeDeclined => ("regrade.declined", &[Role::Trainer]),
            EventKind::RegradeWithdrawn => ("regrade.withdrawn", &[Role::Trainer]),
            EventKind::QuestionRaised => ("question.raised", OFFICE),
            EventKind::RaisedSeen => ("question.seen", OFFICE),
            EventKind::RaisedTaken => ("question.taken", OFFICE),
            EventKind::RaisedAnswered => ("question.answered", OFFICE),
            EventKind::RaisedJoined => ("question.joined", OFFICE),
            EventKind::RaisedAdded => ("question.added", OFFICE),
            EventKind::RaisedKnown => ("question.known", OFFICE),
            EventKind::RaisedDeclined => ("question.declined", OFFICE),
            EventKind::MeetingStopped => ("meeting.stopped", &[Role::Head]),
            // They concern whoever holds the meeting.
            EventKind::MeetingWaived => ("meeting.waived", &[]),
            EventKind::MeetingRefused => ("meeting.refused", &[]),
            _ => return None,
        })
    }

    /// Whether somebody may sit and wait for it: it is told at once, not with the next look.
    pub fn is_waited_for(self) -> bool {
        self.object() == "raised-question"
    }

    /// The kinds of thing that anything happens to, each once.
    pub fn objects() -> BTreeSet<&'static str> {
        EventKind::ALL.iter().map(|kind| kind.object()).collect()
    }

    /// The kind of thing that it happened to.
    pub fn object(self) -> &'static str {
        self.as_str().split_once('.').map_or("", |(object, _)| object)
    }
}

/// An entry for the log: what happened to which thing, and what it was before and after.
#[derive(Debug, Clone)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// The id (or code) of the thing.
    pub object: String,
    /// As it was.
    pub before: Option<Value>,
    /// As it is now.
    pub after: Option<Value>,
}

impl Event {
    /// Something happened to `object`.
    pub fn new(kind: EventKind, object: impl ToString) -> Event {
        Event { kind, object: object.to_string(), before: None, after: None }
    }

    /// The same, telling what the thing was before. What cannot be written as JSON is left out.
    #[must_use]
    pub fn before(self, before: &impl Serialize) -> Event {
        Event { before: serde_json::to_value(before).ok(), ..self }
    }

    /// The same, telling what the thing is now.
    #[must_use]
    pub fn after(self, after: &impl Serialize) -> Event {
        Event { after: serde_json::to_value(after).ok(), ..self }
    }
}
