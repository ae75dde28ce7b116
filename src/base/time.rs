//! Moments and the only clock.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A moment: milliseconds since the Unix epoch, UTC. In JSON it is RFC 3339.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Millis(pub i64);

/// One second, in milliseconds.
pub const SECOND: i64 = 1_000;
/// One minute, in milliseconds.
pub const MINUTE: i64 = 60 * SECOND;
/// One hour, in milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// One day of 24 hours, in milliseconds.
pub const DAY: i64 = 24 * HOUR;

impl Millis {
    /// The moment `millis` milliseconds later (earlier, when negative); it stops at the ends of time.
    #[must_use]
    pub fn plus(self, millis: i64) -> Millis {
        Millis(self.0.saturating_add(millis))
    }

    /// The same moment as a timestamp; a moment outside jiff's years −9999 to 9999 becomes their nearest end.
    pub fn timestamp(self) -> Timestamp {
        let end = if self.0 < 0 { Timestamp::MIN } else { Timestamp::MAX };
        Timestamp::from_millisecond(self.0).unwrap_or(end)
    }

    /// Reads RFC 3339, such as `2026-11-23T12:00:00Z`.
    pub fn parse(text: &str) -> Option<Millis> {
        text.parse::<Timestamp>().ok().map(|timestamp| Millis(timestamp.as_millisecond()))
    }
}

/// The moment at which the clocks of a zone show that date (`2026-12-01`) and time (`08:00`), as forms send them. Where clocks are put forward
/// and skip it, it is as much later; where they are put back and show it twice, it is the first.
pub fn local(date: &str, time: &str, zone: &TimeZone) -> Option<Millis> {
    let (date, time): (Date, Time) = (date.trim().parse().ok()?, time.trim().parse().ok()?);
    let zoned = date.to_datetime(time).to_zoned_datetime(zone.clone()).ok()?;
    Some(Millis(zoned.timestamp().as_millisecond()))
}

/// What the clocks of a zone show at a moment, as forms take it: the date (`2026-12-01`) and the time (`08:00`).
pub fn shown(moment: Millis, zone: &TimeZone) -> (String, String) {
    let zoned = moment.timestamp().to_zoned_datetime(zone.clone());
    (zoned.strftime("%Y-%m-%d").to_string(), zoned.strftime("%H:%M").to_string())
}

/// When the day so many days after that of a moment begins in a zone.
pub fn day_after(moment: Millis, days: i64, zone: &TimeZone) -> Millis {
    let date = moment.timestamp().to_zoned_datetime(zone.clone()).date();
    let later = date.checked_add(jiff::Span::new().days(days)).and_then(|date| date.to_zoned_datetime(zone.clone()));
    later.map_or(moment.plus(days.saturating_mul(DAY)), |day| Millis(day.timestamp().as_millisecond()))
}

/// How many midnights lie between two moments in a zone; none where the later one is not later.
pub fn days_between(from: Millis, to: Millis, zone: &TimeZone) -> u32 {
    let date = |moment: Millis| moment.timestamp().to_zoned_datetime(zone.clone()).date();
    let days = date(from).until(date(to)).map_or(0, |span| span.get_days());
    u32::try_from(days).unwrap_or(0)
}

/// A time of the day, such as `07:00`, whatever the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeOfDay(Time);

impl TimeOfDay {
    /// So many minutes past that hour; midnight where there is no such time.
    pub fn at(hour: i8, minute: i8) -> TimeOfDay {
        TimeOfDay(Time::new(hour, minute, 0, 0).unwrap_or(Time::MIN))
    }

    /// The moment at which a zone's clocks show it on the day of `moment`; where they skip it, so much later.
    pub fn on(self, moment: Millis, zone: &TimeZone) -> Millis {
        let day = moment.timestamp().to_zoned_datetime(zone.clone()).date();
        let zoned = day.to_datetime(self.0).to_zoned_datetime(zone.clone());
        zoned.map_or(moment, |zoned| Millis(zoned.timestamp().as_millisecond()))
    }
}

/// When most people have not begun to work yet.
impl Default for TimeOfDay {
    fn default() -> TimeOfDay {
        TimeOfDay(Time::constant(7, 0, 0, 0))
    }
}

impl std::str::FromStr for TimeOfDay {
    type Err = String;

    fn from_str(text: &str) -> Result<TimeOfDay, String> {
        text.parse().map(TimeOfDay).map_err(|_other| format!("`{text}` is not a time of the day such as 07:00"))
    }
}

impl std::fmt::Display for TimeOfDay {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.strftime("%H:%M").fmt(out)
    }
}

/// When the day of a moment ends in a zone.
pub fn end_of_day(moment: Millis, zone: &TimeZone) -> Millis {
    let zoned = moment.timestamp().to_zoned_datetime(zone.clone());
    let next = zoned.tomorrow().and_then(|tomorrow| tomorrow.start_of_day());
    next.map_or(moment.plus(DAY), |next| Millis(next.timestamp().as_millisecond()))
}

impl std::fmt::Display for Millis {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.timestamp().fmt(out)
    }
}

impl Serialize for Millis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Millis {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Millis, D::Error> {
        let text = String::deserialize(deserializer)?;
        Millis::parse(&text).ok_or_else(|| D::Error::custom(format!("`{text}` is not a time as in RFC 3339")))
    }
}

impl JsonSchema for Millis {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date-time" })
    }
}

impl From<Millis> for serde_json::Value {
    fn from(moment: Millis) -> serde_json::Value {
        serde_json::Value::String(moment.to_string())
    }
}

/// Where the time comes from.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The operating system's clock.
    System,
    /// A clock that somebody sets by hand, in milliseconds since the Unix epoch: for tests.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// Now.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks")]
    pub fn now(&self) -> Millis {
        match self {
            Clock::System => Millis(Timestamp::now().as_millisecond()),
            Clock::Manual(millis) => Millis(millis.load(Ordering::SeqCst)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_clocks_show_is_a_moment() {
        let zone = TimeZone::get("Europe/Athens").unwrap();
        for (date, time, moment) in [
            ("2026-12-01", "08:00", Some("2026-12-01T06:00:00Z")),
            ("2026-07-01", "00:00", Some("2026-06-30T21:00:00Z")),
            ("2026-03-29", "03:30", Some("2026-03-29T01:30:00Z")),
            ("2026-10-25", "03:30", Some("2026-10-25T00:30:00Z")),
            ("2026-02-30", "08:00", None),
            ("", "08:00", None),
            ("2026-12-01", "", None),
        ] {
            assert_eq!(local(date, time, &zone), moment.and_then(Millis::parse), "{date} {time}");
        }
    }

    #[test]
    fn a_moment_is_what_clocks_show_and_its_day_has_an_end() {
        let zone = TimeZone::get("Europe/Athens").unwrap();
        for (moment, date, time, end) in [
            ("2026-12-01T06:00:00Z", "2026-12-01", "08:00", "2026-12-01T22:00:00Z"),
            ("2026-12-01T22:00:00Z", "2026-12-02", "00:00", "2026-12-02T22:00:00Z"),
            // The day on which clocks are put back has 25 hours.
            ("2026-10-24T21:30:00Z", "2026-10-25", "00:30", "2026-10-25T22:00:00Z"),
        ] {
            let moment = Millis::parse(moment).unwrap();
            assert_eq!(shown(moment, &zone), (date.to_owned(), time.to_owned()));
            assert_eq!(Some(end_of_day(moment, &zone)), Millis::parse(end));
            assert_eq!(local(date, time, &zone), Some(moment));
        }
    }

    #[test]
    fn days_are_counted_by_midnights() {
        let zone = TimeZone::get("Europe/Athens").unwrap();
        let at = |text: &str| Millis::parse(text).unwrap();
        for (from, to, days) in [
            ("2026-12-01T21:59:00Z", "2026-12-01T22:01:00Z", 1),
            ("2026-12-01T22:00:00Z", "2026-12-02T21:59:59Z", 0),
            ("2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z", 2),
            ("2026-12-03T12:00:00Z", "2026-12-01T12:00:00Z", 0),
            ("2025-12-01T12:00:00Z", "2026-12-01T12:00:00Z", 365),
        ] {
            assert_eq!(days_between(at(from), at(to), &zone), days, "{from} {to}");
        }
        assert_eq!(day_after(at("2026-10-24T12:00:00Z"), 2, &zone), at("2026-10-25T22:00:00Z"));
        assert_eq!(day_after(at("2026-12-01T22:30:00Z"), 0, &zone), at("2026-12-01T22:00:00Z"));
    }

    #[test]
    fn a_moment_reads_what_it_writes() {
        let moment = Millis(1_795_000_000_123);
        assert_eq!(Millis::parse(&moment.to_string()), Some(moment));
        assert_eq!(Millis::parse("yesterday"), None);
    }
}
