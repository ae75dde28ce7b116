//! Which certificates hold no more, as bits that tell nothing else (W3C Bitstring Status List 1.0). Each certificate has a place of its own in a list, once
//! and for good; whoever checks one fetches the whole list, so that we don't learn which one is checked.

use super::words;

/// Places of a list: as many as the standard asks for at the least, so that one among them tells nobody apart.
pub const PLACES: u32 = 131_072;

words! {
    /// What a bit of a list says of a certificate.
    StatusPurpose {
        /// It was revoked; that is for good.
        Revocation "revocation",
        /// Its holder does not work here at present.
        Suspension "suspension",
    }
}

/// The bits of a list: 1 at each of these places, from the left (the highest bit of the first byte is place 0). Places beyond its end are left out.
pub fn bits(set: impl IntoIterator<Item = u32>) -> Vec<u8> {
    let mut bits = vec![0; usize::try_from(PLACES / 8).unwrap_or(0)];
    for place in set {
        if let Some(byte) = usize::try_from(place / 8).ok().and_then(|at| bits.get_mut(at)) {
            *byte |= 0x80 >> (place % 8);
        }
    }
    bits
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// As another program reads it: the places of all ones, bit by bit.
    fn ones(bits: &[u8]) -> BTreeSet<u32> {
        let all = bits.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1));
        (0..).zip(all).filter(|(_, bit)| *bit == 1).map(|(at, _)| at).collect()
    }

    #[test]
    fn a_list_is_read_from_the_left_and_has_sixteen_kib() {
        let list = bits([0, 9, PLACES - 1, PLACES]);
        assert_eq!((list.len(), &list[..3], list[16_383]), (16_384, &[0x80, 0x40, 0][..], 1));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn a_list_says_what_was_put_in_and_nothing_else(set in prop::collection::btree_set(0..PLACES, 0..200)) {
            prop_assert_eq!(ones(&bits(set.clone())), set);
        }
    }
}
