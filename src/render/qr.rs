//! QR codes, of whatever a camera shall open.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder};
use serde::Serialize;

use crate::base::error::{Error, Result};

/// Light modules around it, without which a camera does not see where it begins (ISO/IEC 18004).
const QUIET: u16 = 4;

/// A QR code as rows of dark runs.
#[derive(Debug, Clone)]
pub(super) struct Qr {
    /// Modules of each side, the quiet ones around it included.
    pub side: u16,
    /// Dark runs: from the left, from the top, how long.
    pub runs: Vec<(u16, u16, u16)>,
}

/// A QR code as a page draws it, by an SVG.
#[derive(Debug, Clone, Serialize)]
pub struct Drawn {
    /// Modules of each side.
    pub side: u16,
    /// The dark ones, as the path of an SVG.
    pub path: String,
}

/// The code of a text. Errs where the text is longer than a code can hold.
pub(super) fn code(text: &str) -> Result<Qr> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().map_err(|error| Error::because("a QR code", error))?;
    let mut runs: Vec<(u16, u16, u16)> = Vec::new();
    for (y, row) in (QUIET..).zip(code.data.chunks(code.size).take(code.size)) {
        for (x, _) in (QUIET..).zip(row).filter(|(_, module)| module.value()) {
            match runs.last_mut() {
                Some((from, line, length)) if *line == y && *from + *length == x => *length += 1,
                _ => runs.push((x, y, 1)),
            }
        }
    }
    let side = u16::try_from(code.size).unwrap_or(u16::MAX).saturating_add(2 * QUIET);
    Ok(Qr { side, runs })
}

/// The code of a text, to be drawn on a page.
pub fn drawn(text: &str) -> Result<Drawn> {
    let Qr { side, runs } = code(text)?;
    let mut path = String::new();
    for (x, y, length) in runs {
        // Writing to a text cannot fail.
        let _written = write!(path, "M{x} {y}h{length}v1h-{length}z");
    }
    Ok(Drawn { side, path })
}
