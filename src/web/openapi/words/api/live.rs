//! Events.

words! {
    "Events" "What happens, as it happens."

    /// Follows what happens.
    ///
    /// Server-sent events: of each `id`, `event` and `data`, which is JSON. A comment is sent every 15 seconds. Whoever comes back with `Last-Event-ID` is told first what they missed.
    events [];
}
