//! The one error of the house. It knows neither SQL nor HTTP: `store` and `web` translate at their edge.

use super::refusal::{Refusal, Refused};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Expected: the product said no, and the person can do something about it.
    #[error("refused: {}", .0.why.slug())]
    Refused(Box<Refused>),
    /// Unexpected: what and why go to the log, never to the person.
    #[error("{0}")]
    Broken(String, #[source] Option<Box<dyn std::error::Error + Send + Sync>>),
}

/// What every fallible function above the domain returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error of ours without a cause of its own.
    pub fn broken(what: impl Into<String>) -> Error {
        Error::Broken(what.into(), None)
    }

    /// An error of ours with what caused it.
    pub fn because(what: impl Into<String>, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        Error::Broken(what.into(), Some(cause.into()))
    }

    /// The refusal, if it is one.
    pub fn refusal(&self) -> Option<Refusal> {
        match self {
            Error::Refused(refused) => Some(refused.why),
            Error::Broken(..) => None,
        }
    }
}

impl From<Refusal> for Error {
    fn from(why: Refusal) -> Error {
        Refused::from(why).into()
    }
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Error {
        Error::Refused(Box::new(refused))
    }
}
