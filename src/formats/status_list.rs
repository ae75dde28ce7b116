//! Lists of what holds no more, as credentials carry them.

use std::io::Write as _;

use data_encoding::BASE64URL_NOPAD;
use flate2::{Compression, GzBuilder};

use crate::base::error::{Error, Result};

/// The bits packed (GZIP) and as text (multibase, `u` for base 64 of URLs without padding). The same bits give the same text.
pub fn encoded(bits: &[u8]) -> Result<String> {
    let failed = |error| Error::because("packing a list", error);
    let mut packed = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    packed.write_all(bits).map_err(failed)?;
    let packed = packed.finish().map_err(failed)?;
    Ok(format!("u{}", BASE64URL_NOPAD.encode(&packed)))
}
