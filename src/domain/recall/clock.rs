//! When a rating counts as made: a device that was without a network tells of moments long gone, and its clock may be wrong.

use crate::base::time::{DAY, Millis};

/// A device keeps ratings no longer than it keeps pages.
const KEPT_MAX: i64 = 30 * DAY;

/// When a rating counts as made: as told, but not after it arrived, not before the last rating of the same card (none: it was new) and not more
/// than thirty days before it arrived. Untold: when it arrived.
pub fn counted_at(told: Option<Millis>, last: Option<Millis>, arrived: Millis) -> Millis {
    let earliest = last.unwrap_or(arrived.plus(-KEPT_MAX)).min(arrived);
    told.map_or(arrived, |told| told.clamp(earliest, arrived))
}
