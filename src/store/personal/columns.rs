//! Every table and every column, and what it holds of a person. What is exported and what is erased is read from here, and a test that walks the
//! schema of both engines finds what is not listed.

use self::Holds::{Apart, Fact, Keys, Knowledge, Secret, Thing, Who, Words};
use crate::domain::personal::Area;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Nothing of a person.
    Thing,
    /// Who it was, as an id: it stays, since an erased person's id leads to nobody.
    Who,
    /// What a person did, got or was: moments, numbers, states. It is exported, and stays without a name.
    Fact,
    /// A person's words or what tells who they are: it is exported, and becomes what is said here.
    Words(Empty),
    /// Words of the company's knowledge that somebody wrote: they stay. Whether they name an erased person is told.
    Knowledge,
    /// The same of what tells keys: it is not exported.
    Keys,
    /// What opens something or would tell a key: it is never exported, and stays or becomes what is said here.
    Secret(Option<Empty>),
    /// What code of its own reads and empties: forms and answers, the log.
    Apart,
}

impl Holds {
    /// Whether an export tells it as it stands.
    pub fn is_exported(self) -> bool {
        matches!(self, Holds::Fact | Holds::Words(_) | Holds::Knowledge)
    }
}

impl Table {
    /// Whether an export tells rows of it as they stand.
    pub fn is_exported(&self) -> bool {
        !self.about.is_empty() && self.columns.iter().any(|(_, holds)| holds.is_exported())
    }
}

/// What a column becomes when nothing is left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Empty {
    /// NULL.
    Null,
    /// That text, where there was one.
    Text(&'static str),
    /// What an erased person is called, to sign in with.
    Login,
    /// What an erased person is called, to read.
    Name,
}

/// What is erased of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// They stay, their columns as those say.
    Stay,
    /// They go.
    Go,
}

/// A table.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Which part of what is known of somebody its rows are.
    pub area: Area,
    /// The condition for rows about the person `$1`; none has any where it is empty.
    pub about: &'static str,
    /// What is erased of those rows.
    pub rows: Rows,
    /// Its columns.
    pub columns: &'static [(&'static str, Holds)],
}

const BLANK: Holds = Words(Empty::Text(""));
const GONE: Holds = Words(Empty::Null);
const OWN: &str = "person_id = $1";
const OF_ATTEMPT: &str = "attempt_id IN (SELECT id FROM attempts WHERE person_id = $1)";
const OF_CERTIFICATE: &str = "certificate_id IN (SELECT id FROM certificates WHERE person_id = $1)";
const OF_MEETING: &str = "meeting_id IN (SELECT id FROM meetings WHERE person_id = $1)";

macro_rules! tables {
    ($($name:ident $area:ident $about:expr, $rows:ident: $($column:ident $holds:expr),*;)*) => {
        &[$(Table { name: stringify!($name), area: Area::$area, about: $about, rows: Rows::$rows,
            columns: &[$((stringify!($column), $holds)),*] }),*]
    };
}

/// All of them.
#[rustfmt::skip]
pub const TABLES: &[Table] = tables! {
    people Profile "id = $1", Stay: id Fact, login Words(Empty::Login), name Words(Empty::Name), role Fact, department BLANK, locale Fact,
        active Fact, password_hash Secret(Some(Empty::Null)), created_ms Fact, revision Thing, email GONE, digest Fact;
    tenures Profile OWN, Stay: id Thing, person_id Who, from_ms Fact, role Fact, active Fact;
    calendars Profile OWN, Go: person_id Who, digest Secret(None), made_ms Fact;
    told_standings Profile OWN, Go: person_id Who, standings Fact;
    erasures Profile "", Stay: id Thing, person_id Who, called Thing, asked_by Who, asked_ms Thing, withdrawn_ms Thing, done_by Who, done_ms Thing,
        wiped_ms Thing, door Thing;
    sessions SignIns OWN, Go: id Thing, token_digest Secret(None), person_id Who, started_ms Fact, seen_ms Fact, expires_ms Fact;
    setup_links SignIns OWN, Go: token_digest Secret(None), person_id Who, made_ms Fact, expires_ms Fact, used_ms Fact;
    // Digests of what was typed as a name; they go by themselves within minutes.
    guesses SignIns "", Stay: digest Secret(None), number Thing, until_ms Thing;

    attempts Attempts OWN, Stay: id Fact, person_id Who, certification_id Fact, version Fact, state Fact, seed Secret(None), started_ms Fact,
        deadline_ms Fact, submitted_ms Fact, second_of Fact, delta_of Fact, blueprint Thing;
    positions Attempts OF_ATTEMPT, Stay: attempt_id Apart, position Apart, section Apart, question_id Apart, version_id Apart, option_order Apart,
        tokens Secret(None);
    answers Attempts OF_ATTEMPT, Stay: attempt_id Apart, position Apart, revision Apart, answer Apart, saved_ms Apart;
    flags Attempts OF_ATTEMPT, Stay: attempt_id Fact, position Fact;
    // Which answers were right is told where a result tells it, and nowhere else.
    grades Attempts OF_ATTEMPT, Stay: attempt_id Apart, round Apart, position Apart, points_numer Apart, points_denom Apart, possible Apart, matched Secret(None),
        why Apart, review Apart, rules_version Thing;
    outcomes Attempts OF_ATTEMPT, Stay: attempt_id Fact, round Fact, passed Fact, outcome Apart, graded_ms Fact, second_form_until_ms Fact,
        regrade_id Fact;
    voids Attempts OF_ATTEMPT, Stay: attempt_id Fact, voided_by Who, voided_ms Fact, reason BLANK;
    forecasts Attempts OF_ATTEMPT, Stay: attempt_id Fact, passes Fact, right_share Fact, low Fact, high Fact, made_ms Fact;

    certificates Certificates OWN, Stay: id Fact, person_id Who, certification_id Fact, version Fact, attempt_id Fact, round Fact, passed Fact,
        issued_ms Fact, expires_ms Fact, renew_from_ms Fact;
    credentials Certificates OF_CERTIFICATE, Stay: certificate_id Fact, list Fact, place Fact, link Secret(Some(Empty::Null));
    revocations Certificates OF_CERTIFICATE, Stay: certificate_id Fact, revoked_by Who,
        revoked_ms Fact, reason BLANK;
    told_expiries Certificates OF_CERTIFICATE, Stay: certificate_id Fact, told_ms Fact;
    waivers Decisions OWN, Stay: id Fact, person_id Who, product_id Fact, granted_by Who, granted_ms Fact, until_ms Fact, reason BLANK;
    grants Decisions OWN, Stay: id Fact, person_id Who, certification_id Fact, granted_by Who, granted_ms Fact, reason BLANK;
    appeals Decisions OWN, Stay: id Fact, attempt_id Fact, number Fact, person_id Who, words BLANK, filed_ms Fact, due_ms Fact;
    appeal_ends Decisions "appeal_id IN (SELECT id FROM appeals WHERE person_id = $1)", Stay: appeal_id Fact, verdict Fact, remedy Fact, ended_by Who,
        ended_ms Fact, reason BLANK;
    appeal_questions Decisions "", Stay: appeal_id Thing, version_id Thing;

    cards Study OWN, Stay: person_id Who, question_id Fact, version Fact, memory Fact, reviews Fact, forgotten Fact, reviewed_ms Fact, due_ms Fact,
        review_id Thing;
    reviews Study OWN, Stay: id Fact, person_id Who, question_id Fact, version Fact, device_key Thing, rating Fact, made_ms Fact, told_ms Fact,
        received_ms Fact, took_ms Fact, before Fact, predicted Fact;
    review_undos Study "review_id IN (SELECT id FROM reviews WHERE person_id = $1)", Stay: review_id Fact, undone_ms Fact;
    card_revisions Study OWN, Stay: person_id Who, revision Thing;
    readings Study OWN, Stay: change_id Fact, person_id Who, read_ms Fact;
    contest_players Contests OWN, Stay: contest_id Fact, person_id Who, joined_ms Fact;
    contest_answers Contests OWN, Stay: contest_id Fact, person_id Who, position Fact, answer Words(Empty::Text("null")), share Thing, score Fact,
        took_ms Fact;

    meetings Meetings OWN, Stay: id Fact, person_id Who, client BLANK, at_ms Fact, place GONE, note GONE, language Fact, state Fact,
        refused_because BLANK, asked_ms Fact;
    meeting_products Meetings OF_MEETING, Stay: meeting_id Fact, product_id Fact, place Fact;
    meeting_notes Meetings OF_MEETING, Go: meeting_id Fact, line_id Fact, question Fact, text Fact, written_ms Fact;
    raised_questions Raised "raised_by = $1", Stay: id Fact, number Fact, product_id Fact, text Knowledge, client GONE, meeting GONE, urgent Fact,
        state Fact, raised_by Who, raised_ms Fact, question_id Fact, declined_because Knowledge, ask_key Secret(Some(Empty::Null)), same_as Fact,
        settled_by Who, settled_ms Fact;
    mails Mails OWN, Go: id Thing, event_id Thing, person_id Who, kind Fact, state Fact, tries Fact, due_ms Fact, tried_ms Fact, answer Fact;

    sightings Work OWN, Stay: raised_id Fact, person_id Who, seen_ms Fact;
    takings Work OWN, Stay: raised_id Fact, person_id Who, taken_ms Fact;
    replies Work "written_by = $1", Stay: id Fact, raised_id Fact, text Knowledge, written_by Who, written_ms Fact;
    files Work "added_by = $1", Stay: id Fact, media_type Fact, name Words(Empty::Text("document.pdf")), size Fact, sha256 Thing, width Thing,
        height Thing, added_by Who, added_ms Fact, bytes Thing;
    batches Work "added_by = $1", Stay: id Fact, line_id Fact, name BLANK, bytes Thing, plan Thing, added_by Who, added_ms Fact, taken_by Who,
        taken_ms Fact, undone_by Who, undone_ms Fact;
    versions Work "author_id = $1", Stay: id Fact, question_id Fact, number Fact, content Keys, folded Keys, author_id Who, written_ms Fact,
        picture_id Thing;
    regrades Work "proposed_by = $1", Stay: id Fact, version_id Fact, correction Keys, reason Keys, proposed_by Who, proposed_ms Fact;
    regrade_ends Work "ended_by = $1", Stay: regrade_id Fact, verdict Fact, ended_by Who, ended_ms Fact, reason Keys;
    approvals Work "approved_by = $1", Stay: version_id Fact, approved_by Who, approved_ms Fact;
    changes Work "recorded_by = $1", Stay: id Fact, product_id Fact, characteristic_id Fact, value Knowledge, severity Fact, note Knowledge,
        effective_ms Fact, deadline_ms Fact, recorded_by Who, recorded_ms Fact;
    change_ends Work "ended_by = $1", Stay: change_id Fact, took_effect Thing, before Thing, ended_by Who, ended_ms Fact;
    rejections Work "rejected_by = $1", Stay: question_id Fact, rejected_by Who, rejected_ms Fact, reason Knowledge;
    aliases Work "learned_by = $1", Stay: id Fact, question_id Fact, text Knowledge, folded Thing, learned_ms Fact, raised_id Thing, learned_by Who;
    publications Work "published_by = $1", Stay: certification_id Fact, version Fact, name Knowledge, blueprint Thing, policy Thing,
        published_by Who, published_ms Fact;
    openings Work "opened_by = $1", Stay: id Fact, product_id Fact, opened_by Who, opened_ms Fact, reason Knowledge, closed_by Who, closed_ms Fact;
    sheets Work "written_by = $1", Stay: line_id Fact, version Fact, questions Knowledge, written_by Who, written_ms Fact;
    kit_entries Work "checked_by = $1", Stay: id Fact, line_id Fact, product_id Fact, kind Fact, title Knowledge, text Knowledge, file_id Fact,
        place Thing, revision Thing, checked_by Who, checked_ms Fact, removed_ms Thing;
    kit_scripts Work "saved_by = $1", Stay: line_id Fact, steps Knowledge, revision Thing, saved_by Who, saved_ms Fact;
    characteristic_values Work "recorded_by = $1", Stay: id Thing, product_id Fact, characteristic_id Fact, value Knowledge, effective_ms Fact,
        recorded_by Who;
    contests Work "begun_by = $1", Stay: id Fact, line_id Fact, begun_by Who, begun_ms Fact, seconds Thing, form Secret(None), position Thing,
        asked_ms Thing, told_ms Thing, ended_ms Thing;
    webhooks Work "created_by = $1", Stay: id Fact, url Knowledge, topics Thing, secret Secret(None), secret_before Secret(None),
        secret_before_until_ms Thing, active Thing, off_because Thing, created_by Who, created_ms Fact, removed_ms Thing, told_to Thing;
    clients Work "author_id = $1", Stay: id Fact, name Knowledge, token_digest Secret(None), scopes Thing, lines Thing, departments Thing,
        author_id Who, rate Thing, made_ms Fact, expires_ms Thing, revoked_ms Thing, used_ms Thing;

    events Log "", Stay: id Apart, at_ms Apart, actor_id Apart, kind Apart, object_kind Apart, object_id Apart, before Apart, after Apart,
        client_id Thing;
    leaves Log "", Stay: position Thing, event_id Thing, salt Secret(None), commitment Thing, hashes Thing;
    // What was told other software of an entry goes with what the entry tells.
    deliveries Log "", Stay: id Thing, webhook_id Thing, event_id Thing, topic Thing, subject Apart, body Apart, state Thing, tries Thing,
        due_ms Thing, tried_ms Thing, status Thing, answer Apart;

    prunings Work "", Stay: day Thing, begun_ms Thing, ended_ms Thing, counts Thing, door Thing;
    settings Work "", Stay: name Thing, value Thing;
    lines Work "", Stay: id Thing, code Thing, name Knowledge, note Knowledge, language Thing, revision Thing, created_ms Thing;
    topics Work "", Stay: id Thing, line_id Thing, code Thing, name Knowledge, place Thing;
    characteristics Work "", Stay: id Thing, line_id Thing, code Thing, name Knowledge, unit Thing, place Thing;
    products Work "", Stay: id Thing, line_id Thing, code Thing, name Knowledge, place Thing, created_ms Thing;
    change_questions Work "", Stay: change_id Thing, question_id Thing;
    suspensions Work "", Stay: change_id Thing, question_id Thing;
    origins Work "", Stay: question_id Thing, change_id Thing, origin Thing;
    take_backs Work "", Stay: question_id Thing, rejected_ms Thing, taken_back_ms Thing;
    questions Work "", Stay: id Thing, line_id Thing, product_id Thing, topic_id Thing, code Thing, state Thing, difficulty Thing, tags Knowledge,
        exam_only Thing, latest_number Thing, drawn_number Thing, created_ms Thing, taught_from Thing;
    question_characteristics Work "", Stay: question_id Thing, characteristic_id Thing;
    pictures Work "", Stay: file_id Thing, source_sha256 Thing;
    certifications Work "", Stay: id Thing, code Thing, name Knowledge, blueprint Thing, policy Thing, revision Thing, created_ms Thing;
    publication_products Work "", Stay: certification_id Thing, version Thing, product_id Thing;
    kit_characteristics Work "", Stay: entry_id Thing, characteristic_id Thing;
    corrections Work "", Stay: version_id Thing;
    batch_questions Work "", Stay: batch_id Thing, question_id Thing, number Thing;
};
