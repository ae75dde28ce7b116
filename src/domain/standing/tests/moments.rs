//! Until when an answer may be kept.

use proptest::prelude::*;

use super::{
    properties::{any_rows, moment},
    *,
};

/// The same answer, whenever it is given.
fn timeless(rows: &Rows, at: Millis) -> Standing {
    Standing { as_of: Millis(0), ..rows.at(at) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn an_answer_stays_so_until_its_next_moment(rows in any_rows(), at in moment(), part in 0..1_000_i64) {
        let next = rows.next_moment(at);
        prop_assert!(next.is_none_or(|next| at < next));
        let end = next.unwrap_or(at.plus(4_000 * DAY));
        for later in [at.plus((end.0 - at.0 - 1) / 1_000 * part), end.plus(-1)] {
            prop_assert_eq!(timeless(&rows, at), timeless(&rows, later), "from {} to {}", at.0, later.0);
        }
    }
}

#[test]
fn a_yes_is_kept_no_longer_than_its_waiver() {
    let waiver = Waiver { id: WaiverId::new(), granted_at: day(1), until: day(2) };
    let rows = Rows { waivers: vec![waiver], ..rows() };
    assert_eq!(rows.next_moment(day(0)), Some(day(1)));
    assert_eq!(rows.next_moment(day(1)), Some(day(2)));
    assert_eq!(rows.next_moment(day(2)), None);
}
