//! Pictures that stand in a text, as addresses that hold what they lead to (`data:`, RFC 2397).

use data_encoding::{BASE64, Specification};

use crate::domain::kit::MediaType;

/// The bytes of base64, in lines or not; none where it is none.
pub fn base64(text: &str) -> Option<Vec<u8>> {
    let mut lenient = Specification::new();
    lenient.symbols.push_str("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    lenient.ignore.push_str(" \t\r\n=");
    lenient.check_trailing_bits = false;
    lenient.encoding().ok()?.decode(text.as_bytes()).ok()
}

/// The bytes to which an address leads that holds them; none where it leads elsewhere.
pub fn read(address: &str) -> Option<Vec<u8>> {
    let (head, data) = address.trim().strip_prefix("data:")?.split_once(',')?;
    base64(data).filter(|bytes| head.ends_with(";base64") && !bytes.is_empty())
}

/// The address that holds a file.
pub fn write(media_type: MediaType, bytes: &[u8]) -> String {
    format!("data:{};base64,{}", media_type.as_str(), BASE64.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for bytes in [&b"a"[..], b"ab", b"abc", b"\xff\0"] {
            assert_eq!(read(&write(MediaType::Png, bytes)).as_deref(), Some(bytes));
        }
        assert_eq!(base64("YW\r\n Jj ").as_deref(), Some(&b"abc"[..]));
        for none in ["", "data:", "data:,abc", "data:image/png;base64,", "data:image/png;base64,?", "http://x/a.png"] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
