//! Small closed vocabularies: an enum whose members are words in the database, the API, the files and the texts.

/// Makes an enum of words: `as_str`, `FromStr`-like `of_word`, `ALL`, `Display` and serde as that word.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$member_doc:meta])* $member:ident $word:literal,)* }) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        $(#[$doc])*
        pub enum $name { $($(#[$member_doc])* #[serde(rename = $word)] $member),* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &[$name] = &[$($name::$member),*];

            /// The word.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$member => $word),* }
            }

            /// The member of that word.
            pub fn of_word(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$member),)* _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.as_str())
            }
        }
    };
}

pub(crate) use words;
