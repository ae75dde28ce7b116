//! Every maximum of the product, in one place.

/// Options of one question, at least.
pub const OPTIONS_MIN: usize = 2;
/// Options of one question.
pub const OPTIONS_MAX: usize = 10;
/// Points of one question.
pub const POINTS_MAX: u32 = 100;
/// Characters of one text of content, in one language.
pub const TEXT_CHARS_MAX: usize = 8_000;
/// Characters of a code.
pub const CODE_CHARS_MAX: usize = 64;
/// Characters of a name, a topic, a tag.
pub const NAME_CHARS_MAX: usize = 200;
/// Accepted or rejected answers of one `text` question, per language.
pub const ACCEPTED_MAX: usize = 50;
/// Questions of one form.
pub const FORM_QUESTIONS_MAX: u32 = 200;
/// Questions of one contest.
pub const CONTEST_QUESTIONS_MAX: u32 = 50;
/// Seconds for each of them.
pub const CONTEST_SECONDS: std::ops::RangeInclusive<u32> = 5..=300;
/// Sections of one blueprint.
pub const SECTIONS_MAX: usize = 30;
/// Characters of one accepted or rejected answer.
pub const ACCEPTED_CHARS_MAX: usize = 200;
/// Characters that a candidate may send for one answer.
pub const ANSWER_CHARS_MAX: usize = 2_000;
/// Characters of a password, at least.
pub const PASSWORD_CHARS_MIN: usize = 12;
/// Bytes of a password, at most: hashing costs by length.
pub const PASSWORD_BYTES_MAX: usize = 1_024;
/// Bytes of a request's body, unless its door says otherwise.
pub const BODY_BYTES_MAX: usize = 256 * 1_024;
/// Bytes of a bank file.
pub const BANK_BYTES_MAX: usize = 20 * 1_024 * 1_024;
/// Questions of one bank file.
pub const BANK_QUESTIONS_MAX: usize = 20_000;
/// Rows of one page of a list.
pub const PAGE_ROWS_MAX: u32 = 200;
/// Days within which a change must be learned.
pub const LEARN_DAYS_MAX: u32 = 365;
/// Days from its recording on which a change may take effect.
pub const CHANGE_AHEAD_DAYS_MAX: u32 = 3_650;
/// Changes that are recorded at once.
pub const CHANGES_AT_ONCE_MAX: usize = 300;
/// Characters of a note, a reason.
pub const NOTE_CHARS_MAX: usize = 2_000;
/// Minutes of a test.
pub const TEST_MINUTES_MAX: u32 = 1_440;
/// Hours of a wait after a fail.
pub const WAIT_HOURS_MAX: u32 = 8_760;
/// Attempts in one period.
pub const ATTEMPTS_MAX: u32 = 100;
/// Attempts in one period where retests are decided together with the fails before them.
pub const POOLED_ATTEMPTS_MAX: u32 = 20;
/// Forms that one decision rests on.
pub const POOLED_FORMS_MAX: u32 = 100;
/// Days of a period, of a certificate, of a renewal window.
pub const POLICY_DAYS_MAX: u32 = 3_650;
/// Seconds within which the last save is taken after the deadline.
pub const GRACE_SECONDS_MAX: u32 = 300;
/// Characters of an address on the web.
pub const URL_CHARS_MAX: usize = 2_000;
/// Places where other software is told what happens.
pub const WEBHOOKS_MAX: usize = 50;
/// Bytes of a picture as it is handed in.
pub const PICTURE_BYTES_MAX: usize = 10 * 1_024 * 1_024;
/// Bytes of a document.
pub const DOCUMENT_BYTES_MAX: usize = 20 * 1_024 * 1_024;
/// Points of a picture as it is handed in: more than any camera of a phone makes by itself, and what fits into memory.
pub const PICTURE_POINTS_MAX: u64 = 64_000_000;
/// Characters of what a picture shows, in words.
pub const ALTERNATIVE_CHARS_MAX: usize = 500;
/// Points of the long side of a picture as it is kept.
pub const PICTURE_SIDE_MAX: u32 = 1_600;
/// Entries of one kit: those of a product, those of a line.
pub const KIT_ENTRIES_MAX: usize = 100;
/// Bytes of the files of one kit: those of a product, those of a line.
pub const KIT_BYTES_MAX: i64 = 60 * 1_024 * 1_024;
/// Questions that a kit holds.
pub const KIT_QUESTIONS_MAX: u32 = 5_000;
/// Places that a search in kits shows.
pub const KIT_FOUND_MAX: usize = 60;
/// Pairs of a manager and a product that are asked of at once.
pub const PAIRS_MAX: usize = 1_000;
/// People that a list adds and changes at once.
pub const PEOPLE_AT_ONCE_MAX: usize = 1_000;
/// Cards of one session.
pub const SESSION_CARDS_MAX: u32 = 100;
/// Ratings that a device sends at once.
pub const RATINGS_AT_ONCE_MAX: usize = 200;
/// Hours of a waiver.
pub const WAIVER_HOURS_MAX: u32 = 72;
/// Products of one meeting.
pub const MEETING_PRODUCTS_MAX: usize = 8;
/// Days by which a meeting may be ahead.
pub const MEETING_AHEAD_DAYS_MAX: u32 = 366;
/// Questions of a negotiation sheet, at least.
pub const SHEET_QUESTIONS_MIN: usize = 10;
/// Questions of a negotiation sheet: more leave no room to write on one page.
pub const SHEET_QUESTIONS_MAX: usize = 14;

const _: () = assert!(ANSWER_CHARS_MAX * 4 < BODY_BYTES_MAX, "an answer fits into a body");
const _: () = assert!(TEXT_CHARS_MAX * 4 < BODY_BYTES_MAX, "a text fits into a body");
