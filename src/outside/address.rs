//! Which addresses are anybody's: a server that calls what a person typed must not call what only the server can reach.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Blocks of IPv4 that are not global, with the length of their prefix: IANA IPv4 Special-Purpose Address Registry (RFC 6890), multicast (RFC 5771).
const NOT_GLOBAL_4: &[([u8; 4], u32)] = &[
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];

/// The same of IPv6; its global addresses begin with 2000::/3 (IANA IPv6 Special-Purpose Address Registry).
const NOT_GLOBAL_6: &[([u16; 8], u32)] = &[
    ([0x2001, 0, 0, 0, 0, 0, 0, 0], 23),
    ([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], 32),
    ([0x3fff, 0, 0, 0, 0, 0, 0, 0], 20),
];

/// Whether anybody in the world could reach that address.
pub(super) fn is_global(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_global_4(address),
        IpAddr::V6(address) => is_global_6(address),
    }
}

fn is_global_4(address: Ipv4Addr) -> bool {
    let within = |(block, length): &([u8; 4], u32)| {
        let block = u32::from(Ipv4Addr::from(*block));
        (u32::from(address) ^ block) >> (32 - length) == 0
    };
    !NOT_GLOBAL_4.iter().any(within)
}

fn is_global_6(address: Ipv6Addr) -> bool {
    if let Some(inside) = address.to_ipv4_mapped().or_else(|| translated(address)) {
        return is_global_4(inside);
    }
    let within = |(block, length): &([u16; 8], u32)| {
        let block = u128::from(Ipv6Addr::from(*block));
        (u128::from(address) ^ block) >> (128 - length) == 0
    };
    u128::from(address) >> 125 == 1 && !NOT_GLOBAL_6.iter().any(within)
}

/// The IPv4 address that is written into one of IPv6: by NAT64 (RFC 6052) or 6to4 (RFC 3056).
fn translated(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let of = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match address.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => Some(of(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_anybody_reaches_is_global() {
        for (address, global) in [
            ("93.184.216.34", true),
            ("8.8.8.8", true),
            ("0.0.0.0", false),
            ("10.1.2.3", false),
            ("100.64.0.1", false),
            ("100.128.0.1", true),
            ("127.0.0.1", false),
            ("169.254.169.254", false),
            ("172.15.255.255", true),
            ("172.16.0.1", false),
            ("172.31.255.255", false),
            ("172.32.0.0", true),
            ("192.168.1.1", false),
            ("198.19.255.255", false),
            ("224.0.0.1", false),
            ("255.255.255.255", false),
            ("2606:4700:4700::1111", true),
            ("::", false),
            ("::1", false),
            ("fc00::1", false),
            ("fe80::1", false),
            ("ff02::1", false),
            ("2001:db8::1", false),
            ("::ffff:10.0.0.1", false),
            ("::ffff:8.8.8.8", true),
            ("64:ff9b::7f00:1", false),
            ("64:ff9b::808:808", true),
            ("2002:a00:1::", false),
        ] {
            assert_eq!(is_global(address.parse().unwrap()), global, "{address}");
        }
    }
}
