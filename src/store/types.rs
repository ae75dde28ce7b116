//! How our types stand in columns: ids and words as text, moments as milliseconds, documents as JSON text.

use diesel::{
    backend::Backend,
    deserialize::{self, FromSql, FromSqlRow, Queryable},
    expression::AsExpression,
    internal::derives::as_expression::Bound,
    sql_types::{BigInt, Text},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    base::{
        error::{Error, Result},
        id::{
            AliasId, AppealId, AttemptId, BatchId, CertificateId, CertificationId, ChangeId, CharacteristicId,
            ClientId, ContestId, DeliveryId, EntryId, EventId, FileId, LineId, MailId, MeetingId, OpeningId, PersonId,
            ProductId, QuestionId, RaisedId, RegradeId, ReviewId, SessionId, TopicId, VersionId, WaiverId, WebhookId,
        },
        lang::Lang,
        time::Millis,
    },
    domain::{
        announcement::{DeliveryState, MailKind, Topic},
        appeal, attempt,
        change::Severity,
        code::Code,
        kind::Why,
        kit::{EntryKind, MediaType},
        meeting::MeetingState,
        person::{Email, Role},
        question::{Difficulty, State},
        raised::RaisedState,
        recall::Rating,
        regrading,
    },
};

/// Lets a type stand in a text column by its `to_string` and a reader.
macro_rules! text_columns {
    ($($kind:ty => $read:expr;)*) => { $(
        impl AsExpression<Text> for $kind {
            type Expression = Bound<Text, String>;
            fn as_expression(self) -> Self::Expression {
                Bound::new(self.to_string())
            }
        }

        impl AsExpression<Text> for &$kind {
            type Expression = Bound<Text, String>;
            fn as_expression(self) -> Self::Expression {
                Bound::new(self.to_string())
            }
        }

        impl<DB: Backend> FromSql<Text, DB> for $kind
        where
            String: FromSql<Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
                let text = String::from_sql(bytes)?;
                let read: fn(&str) -> Option<$kind> = $read;
                read(&text).ok_or_else(|| format!("`{text}` is not a {}", stringify!($kind)).into())
            }
        }

        impl<DB: Backend> Queryable<Text, DB> for $kind
        where
            $kind: FromSql<Text, DB>,
        {
            type Row = $kind;
            fn build(row: $kind) -> deserialize::Result<$kind> {
                Ok(row)
            }
        }
    )* };
}

text_columns! {
    PersonId => |text| text.parse().ok();
    SessionId => |text| text.parse().ok();
    ClientId => |text| text.parse().ok();
    LineId => |text| text.parse().ok();
    ProductId => |text| text.parse().ok();
    CharacteristicId => |text| text.parse().ok();
    ChangeId => |text| text.parse().ok();
    TopicId => |text| text.parse().ok();
    QuestionId => |text| text.parse().ok();
    VersionId => |text| text.parse().ok();
    CertificationId => |text| text.parse().ok();
    BatchId => |text| text.parse().ok();
    AttemptId => |text| text.parse().ok();
    RegradeId => |text| text.parse().ok();
    AppealId => |text| text.parse().ok();
    CertificateId => |text| text.parse().ok();
    WaiverId => |text| text.parse().ok();
    OpeningId => |text| text.parse().ok();
    RaisedId => |text| text.parse().ok();
    MeetingId => |text| text.parse().ok();
    EntryId => |text| text.parse().ok();
    FileId => |text| text.parse().ok();
    EventId => |text| text.parse().ok();
    ReviewId => |text| text.parse().ok();
    ContestId => |text| text.parse().ok();
    AliasId => |text| text.parse().ok();
    MailId => |text| text.parse().ok();
    Email => |text| text.parse().ok();
    WebhookId => |text| text.parse().ok();
    DeliveryId => |text| text.parse().ok();
    Code => |text| text.parse().ok();
    Lang => |text| text.parse().ok();
    Role => Role::of_word;
    Difficulty => Difficulty::of_word;
    Severity => Severity::of_word;
    State => State::of_word;
    attempt::State => attempt::State::of_word;
    regrading::Verdict => regrading::Verdict::of_word;
    appeal::Verdict => appeal::Verdict::of_word;
    Why => Why::of_word;
    RaisedState => RaisedState::of_word;
    Rating => Rating::of_word;
    Topic => Topic::of_word;
    MailKind => MailKind::of_word;
    DeliveryState => DeliveryState::of_word;
    MeetingState => MeetingState::of_word;
    EntryKind => EntryKind::of_word;
    MediaType => MediaType::of_word;
}

impl AsExpression<BigInt> for Millis {
    type Expression = Bound<BigInt, i64>;
    fn as_expression(self) -> Self::Expression {
        Bound::new(self.0)
    }
}

impl<DB: Backend> FromSql<BigInt, DB> for Millis
where
    i64: FromSql<BigInt, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        i64::from_sql(bytes).map(Millis)
    }
}

impl<DB: Backend> Queryable<BigInt, DB> for Millis
where
    Millis: FromSql<BigInt, DB>,
{
    type Row = Millis;
    fn build(row: Millis) -> deserialize::Result<Millis> {
        Ok(row)
    }
}

/// A document in a text column, for reading.
#[derive(Debug, Clone, FromSqlRow)]
pub(super) struct Json<T>(pub T);

impl<T: DeserializeOwned, DB: Backend> FromSql<Text, DB> for Json<T>
where
    String: FromSql<Text, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Json(serde_json::from_str(&String::from_sql(bytes)?)?))
    }
}

/// A document as it is written into a text column.
pub(super) fn json<T: Serialize>(document: &T) -> Result<String> {
    serde_json::to_string(document).map_err(|error| Error::because("writing a document", error))
}

/// A count or a place as columns hold it: what does not fit is a bug of ours.
pub(super) fn int<N: TryInto<i32>>(number: N) -> Result<i32> {
    number.try_into().ok().ok_or_else(|| Error::broken("a number that no column holds"))
}

/// A count or a place out of a column.
pub(super) fn natural<N: TryFrom<i32>>(number: i32) -> Result<N> {
    N::try_from(number).ok().ok_or_else(|| Error::broken(format!("{number} where a count was expected")))
}
