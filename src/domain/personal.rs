//! What is known of a person, in kinds that a person understands.

use super::words;

words! {
    /// A part of what is known of somebody.
    Area {
        /// Who they are and how they read mail.
        Profile "profile",
        /// Where they are or were signed in.
        SignIns "sign-ins",
        /// Tests with what was answered.
        Attempts "attempts",
        /// What they hold or held, and what was revoked.
        Certificates "certificates",
        /// Waivers and further attempts that heads granted them.
        Decisions "decisions",
        /// What they remember of answers, and each rating.
        Study "study",
        /// Contests that they played.
        Contests "contests",
        /// Meetings with clients, and what they noted there.
        Meetings "meetings",
        /// Clients' questions that they brought back.
        Raised "raised",
        /// Mail to them.
        Mails "mails",
        /// What they did for the company's knowledge: texts, files, decisions on others.
        Work "work",
        /// Entries of the log by them and about them.
        Log "log",
    }
}

/// What becomes of a part of what is known of somebody when they are erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[schemars(rename = "ErasedArea")]
pub struct Fate {
    /// Which part.
    pub area: Area,
    /// Rows that go.
    pub gone: i64,
    /// Rows of which words, names and files go.
    pub emptied: i64,
    /// Rows that stay as they are, under a name that tells nobody.
    pub kept: i64,
}

/// Digits of an id that an erased person is called by, at least: of two who end alike the one has more.
pub const CALLED_DIGITS_MIN: usize = 4;

/// What somebody is called once they are erased: the shortest end of their id by which nobody else is called.
pub fn called(id: &str, taken: impl Fn(&str) -> bool) -> String {
    let signs: Vec<char> = id.chars().filter(char::is_ascii_hexdigit).collect();
    let ending = |digits: usize| signs.iter().skip(signs.len().saturating_sub(digits)).collect::<String>();
    (CALLED_DIGITS_MIN..signs.len()).map(ending).find(|ending| !taken(ending)).unwrap_or_else(|| ending(signs.len()))
}

/// Whether somebody may erase a person whom somebody asked to erase: a second administrator, where there is one.
pub fn may_erase(asked_by: Option<crate::base::id::PersonId>, by: crate::base::id::PersonId, admins: i64) -> bool {
    admins <= 1 || asked_by != Some(by)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::base::id::PersonId;

    #[test]
    fn an_erased_person_is_called_by_the_end_of_their_id() {
        let id = "0199c7a1-3b7e-7d11-8a55-12345678f3a1";
        assert_eq!(called(id, |_| false), "f3a1");
        assert_eq!(called(id, |ending| ending == "f3a1"), "8f3a1");
        assert_eq!(called(id, |_| true).len(), 32);
    }

    #[test]
    fn a_second_administrator_decides_where_there_is_one() {
        let [anna, maria] = [1, 2].map(|number| PersonId(Uuid::from_u128(number)));
        for (asked_by, by, admins, may) in [
            (Some(anna), anna, 1, true),
            (Some(anna), anna, 2, false),
            (Some(anna), maria, 2, true),
            (None, anna, 2, true),
        ] {
            assert_eq!(may_erase(asked_by, by, admins), may);
        }
    }
}
