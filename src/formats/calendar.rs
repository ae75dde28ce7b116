//! A calendar that goes out: iCalendar (RFC 5545), with the properties of RFC 7986 by which a program that subscribed shows and refreshes it.

use icalendar::{Calendar, Component, Event, Property};

/// What happens on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Stays the same when the day moves, so that a calendar moves it too.
    pub uid: String,
    /// The day as `2026-12-01`.
    pub day: String,
    /// In a few words.
    pub summary: String,
    /// In more.
    pub description: String,
    /// The page about it.
    pub url: String,
}

/// The calendar of that name, written at `stamp`, RFC 3339 in UTC.
pub fn write(name: &str, entries: &[Entry], stamp: &str) -> String {
    let mut calendar = Calendar::new();
    calendar.name(name);
    calendar.append_property(Property::new("REFRESH-INTERVAL", "PT6H").add_parameter("VALUE", "DURATION").done());
    calendar.append_property(Property::new("X-PUBLISHED-TTL", "PT6H"));
    for entry in entries {
        calendar.push(event(entry, &compact(stamp)));
    }
    calendar.to_string()
}

fn event(entry: &Entry, stamp: &str) -> Event {
    Event::new()
        .uid(&entry.uid)
        .summary(&entry.summary)
        .description(&entry.description)
        .append_property(Property::new("DTSTAMP", stamp))
        // An event of one day needs no end: section 3.6.1.
        .append_property(Property::new("DTSTART", compact(&entry.day)).add_parameter("VALUE", "DATE").done())
        // Nobody is busy because of it.
        .append_property(Property::new("TRANSP", "TRANSPARENT"))
        .append_property(Property::new("URL", &entry.url))
        .done()
}

/// Dates and times as iCalendar writes them: `20261201`, `20261201T080000Z`.
fn compact(text: &str) -> String {
    let whole = text.split_once('.').map_or_else(|| text.to_owned(), |(whole, _)| format!("{whole}Z"));
    whole.replace(['-', ':'], "")
}
