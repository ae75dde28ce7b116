//! Pictures and documents that people hand in: what they are is decided by their first bytes, never by what they are called.
//!
//! A picture is decoded within limits, turned upright, made small enough for a phone and encoded anew, so that nothing is kept of what a camera
//! writes into it (place, time, owner) nor of what somebody hid behind it. A PDF stays as it is: it is only ever handed out as a download.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
    imageops::FilterType,
    metadata::Orientation,
};

use crate::{
    base::{
        limits::{DOCUMENT_BYTES_MAX, NAME_CHARS_MAX, PICTURE_BYTES_MAX, PICTURE_POINTS_MAX, PICTURE_SIDE_MAX},
        refusal::Problem,
    },
    domain::kit::{EntryKind, MediaType},
};

/// The field that holds a file.
const FIELD: &str = "file";
/// How well a photograph is kept, in percent.
const QUALITY: u8 = 82;
/// A drawing larger than this is kept as a photograph, where nothing shows through it.
const DRAWING_BYTES_MAX: usize = 1_000_000;
/// Memory for decoding a picture.
const MEMORY_MAX: u64 = 320 * 1_024 * 1_024;
/// Where a PDF says that it ends: in its last bytes.
const PDF_END_WITHIN: usize = 2_048;
const MEGABYTE: usize = 1_024 * 1_024;

/// A file as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// What it is.
    pub media_type: MediaType,
    /// What it is called; nothing for a picture.
    pub name: String,
    /// Of a picture: its width and height.
    pub sides: Option<(u32, u32)>,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Reads a file that is to be an entry of that kind. Errs with what is wrong and what to do about it. It takes its time: not for the event loop.
pub fn read(kind: EntryKind, name: &str, bytes: Vec<u8>) -> Result<Kept, Problem> {
    match kind {
        EntryKind::Note => Err(Problem::new(FIELD, "file-not-here")),
        EntryKind::Document => document(name, bytes),
        EntryKind::Picture => picture(&bytes),
    }
}

fn document(name: &str, bytes: Vec<u8>) -> Result<Kept, Problem> {
    within(bytes.len(), DOCUMENT_BYTES_MAX)?;
    if !bytes.starts_with(b"%PDF-") {
        return Err(Problem::new(FIELD, "file-not-a-document").with("found", what(&bytes)));
    }
    let tail = bytes.get(bytes.len().saturating_sub(PDF_END_WITHIN)..).unwrap_or_default();
    if !tail.windows(5).any(|end| end == b"%%EOF") {
        return Err(Problem::new(FIELD, "file-damaged"));
    }
    Ok(Kept { media_type: MediaType::Pdf, name: plain_name(name), sides: None, bytes })
}

/// Whether it begins as a picture that is taken: its kind and its sides, without what it holds.
pub fn looks_like_a_picture(bytes: &[u8]) -> Result<(), Problem> {
    opened(bytes, picture_format(bytes)?).map(drop)
}

fn picture_format(bytes: &[u8]) -> Result<ImageFormat, Problem> {
    let format = match infer::get(bytes).map(|kind| kind.mime_type()) {
        Some("image/jpeg") => ImageFormat::Jpeg,
        Some("image/png") => ImageFormat::Png,
        Some("image/webp") => ImageFormat::WebP,
        _ => return Err(Problem::new(FIELD, "file-not-a-picture").with("found", what(bytes))),
    };
    within(bytes.len(), PICTURE_BYTES_MAX)?;
    Ok(format)
}

fn picture(bytes: &[u8]) -> Result<Kept, Problem> {
    let format = picture_format(bytes)?;
    let small = fitted(decoded(bytes, format)?);
    let sides = Some((small.width(), small.height()));
    let (media_type, bytes) = encoded(&small, format)?;
    Ok(Kept { media_type, name: String::new(), sides, bytes })
}

/// What its first bytes say that it is, as texts know it.
fn what(bytes: &[u8]) -> &'static str {
    let beginning = bytes.get(..bytes.len().min(1_024)).unwrap_or_default().to_ascii_lowercase();
    if beginning.windows(4).any(|tag| tag == b"<svg") {
        return "svg";
    }
    match infer::get(bytes).map(|kind| kind.mime_type()) {
        Some("image/heif" | "image/heic" | "image/avif") => "heic",
        Some("application/pdf") => "pdf",
        Some("text/html" | "text/xml") => "html",
        Some(kind) if kind.starts_with("image/") => "picture",
        Some(kind) if kind.starts_with("video/") => "video",
        _ => "other",
    }
}

/// A picture whose size is known to fit, before what it holds is looked at.
fn opened(bytes: &[u8], format: ImageFormat) -> Result<impl ImageDecoder, Problem> {
    let damaged = |_error| Problem::new(FIELD, "file-damaged");
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PICTURE_POINTS_MAX || decoder.total_bytes() > MEMORY_MAX {
        return Err(Problem::new(FIELD, "file-too-many-points").with("max", PICTURE_POINTS_MAX / 1_000_000));
    }
    Ok(decoder)
}

/// Decodes a picture and turns it as its camera was held.
fn decoded(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, Problem> {
    let mut decoder = opened(bytes, format)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_error| Problem::new(FIELD, "file-damaged"))?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// The picture, small enough for a phone and for paper. A much larger one is first made smaller in a coarse way, which needs little memory.
fn fitted(picture: DynamicImage) -> DynamicImage {
    let larger = |picture: &DynamicImage, side: u32| picture.width().max(picture.height()) > side;
    let coarse = 2 * PICTURE_SIDE_MAX;
    let picture = if larger(&picture, 2 * coarse) { picture.thumbnail(coarse, coarse) } else { picture };
    if larger(&picture, PICTURE_SIDE_MAX) {
        picture.resize(PICTURE_SIDE_MAX, PICTURE_SIDE_MAX, FilterType::CatmullRom)
    } else {
        picture
    }
}

/// A drawing stays one, whose edges are sharp; everything else becomes a photograph, unless something shows through.
fn encoded(picture: &DynamicImage, format: ImageFormat) -> Result<(MediaType, Vec<u8>), Problem> {
    let failed = |_error| Problem::new(FIELD, "file-damaged");
    let transparent = picture.color().has_alpha() && picture.to_rgba8().pixels().any(|point| point.0[3] < u8::MAX);
    let mut bytes = Vec::new();
    if transparent || format == ImageFormat::Png {
        let plain = if transparent { picture.to_rgba8().into() } else { DynamicImage::from(picture.to_rgb8()) };
        plain.write_with_encoder(PngEncoder::new(&mut bytes)).map_err(failed)?;
        if transparent || bytes.len() <= DRAWING_BYTES_MAX {
            return Ok((MediaType::Png, bytes));
        }
        bytes.clear();
    }
    picture.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY)).map_err(failed)?;
    Ok((MediaType::Jpeg, bytes))
}

fn within(size: usize, max: usize) -> Result<(), Problem> {
    match size {
        0 => Err(Problem::new(FIELD, "file-missing")),
        size if size > max => Err(Problem::new(FIELD, "handed-too-large").with("max", max / MEGABYTE)),
        _ => Ok(()),
    }
}

/// The name without its way and without what no file may be called; it ends as documents do.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept = |c: &char| !c.is_control() && !"\"<>:|?*;".contains(*c) && !('\u{202a}'..='\u{202e}').contains(c);
    let plain: String = last.chars().filter(kept).take(NAME_CHARS_MAX).collect();
    let stem = plain.trim().trim_start_matches('.');
    let stem = stem.strip_suffix(".pdf").or_else(|| stem.strip_suffix(".PDF")).unwrap_or(stem);
    if stem.is_empty() { "document.pdf".to_owned() } else { format!("{stem}.pdf") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture whose left half is red and whose right half is blue.
    fn drawn(width: u32, height: u32) -> DynamicImage {
        let half = |x: u32| if x < width / 2 { [220, 0, 0] } else { [0, 0, 220] };
        image::RgbImage::from_fn(width, height, |x, _| image::Rgb(half(x))).into()
    }

    fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// A JPEG with an EXIF block that says how the camera was held, and a word that stands for where.
    fn photographed(picture: &DynamicImage, orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        exif.extend(b"GPSLatitude 40.64");
        let jpeg = written(picture, ImageFormat::Jpeg);
        let mut bytes = jpeg[..2].to_vec();
        bytes.extend([0xff, 0xe1]);
        bytes.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
        bytes.extend(exif);
        bytes.extend(&jpeg[2..]);
        bytes
    }

    fn slug(kind: EntryKind, bytes: &[u8]) -> String {
        let problem = read(kind, "a.png", bytes.to_vec()).unwrap_err();
        let found = problem.about.get("found").and_then(|found| found.as_str()).unwrap_or_default();
        format!("{} {found}", problem.slug).trim().to_owned()
    }

    #[test]
    fn a_photograph_is_turned_and_forgets_where_it_was_taken() {
        let kept = read(EntryKind::Picture, "IMG_1.jpg", photographed(&drawn(60, 30), 6)).unwrap();
        assert_eq!((kept.media_type, kept.sides, kept.name.as_str()), (MediaType::Jpeg, Some((30, 60)), ""));
        assert!(
            !kept.bytes.windows(3).any(|part| part == b"GPS") && !kept.bytes.windows(4).any(|part| part == b"Exif")
        );
        let upright = image::load_from_memory(&kept.bytes).unwrap().to_rgb8();
        assert!(upright.get_pixel(15, 5).0[0] > 150, "what was left is at the top");
        assert!(upright.get_pixel(15, 55).0[2] > 150);
    }

    #[test]
    fn pictures_are_made_small_and_keep_what_they_are() {
        let kept = |picture: &DynamicImage, format| {
            let kept = read(EntryKind::Picture, "", written(picture, format)).unwrap();
            (kept.media_type, kept.sides.unwrap())
        };
        assert_eq!(kept(&drawn(20, 10), ImageFormat::Png), (MediaType::Png, (20, 10)));
        assert_eq!(kept(&drawn(20, 10), ImageFormat::WebP), (MediaType::Jpeg, (20, 10)));
        assert_eq!(kept(&drawn(7_000, 70), ImageFormat::Png), (MediaType::Png, (1_600, 16)));
        assert_eq!(kept(&drawn(1_000, 2_000), ImageFormat::Jpeg), (MediaType::Jpeg, (800, 1_600)));
        let clear: DynamicImage = image::RgbaImage::from_pixel(5, 5, image::Rgba([0, 0, 0, 9])).into();
        assert_eq!(kept(&clear, ImageFormat::WebP), (MediaType::Png, (5, 5)));
    }

    #[test]
    fn what_hides_behind_a_picture_is_gone() {
        let mut bytes = written(&drawn(8, 8), ImageFormat::Png);
        bytes.extend(b"<script>alert(1)</script>");
        let kept = read(EntryKind::Picture, "", bytes).unwrap();
        assert!(!kept.bytes.windows(7).any(|part| part == b"<script"));
    }

    #[test]
    fn what_is_no_picture_is_refused_with_a_word_on_what_it_is() {
        let png = written(&drawn(300, 300), ImageFormat::Png);
        for (bytes, expected) in [
            (&b"<svg xmlns='x'><script/></svg>"[..], "file-not-a-picture svg"),
            (b"<?xml version='1.0'?><svg/>", "file-not-a-picture svg"),
            (b"<!DOCTYPE html><script>alert(1)</script>", "file-not-a-picture html"),
            (b"GIF89a\x01\0\x01\0\0\0\0", "file-not-a-picture picture"),
            (b"\0\0\0\x18ftypheic\0\0\0\0heicmif1", "file-not-a-picture heic"),
            (b"%PDF-1.7\n%%EOF", "file-not-a-picture pdf"),
            (b"nothing", "file-not-a-picture other"),
            (b"", "file-not-a-picture other"),
            (&png[..png.len() / 2], "file-damaged"),
            (&png[..20], "file-damaged"),
        ] {
            assert_eq!(slug(EntryKind::Picture, bytes), expected, "{bytes:?}");
        }
        assert_eq!(slug(EntryKind::Note, &png), "file-not-here");
        assert_eq!(
            slug(EntryKind::Picture, &[&b"\xff\xd8\xff"[..], &vec![0; PICTURE_BYTES_MAX]].concat()),
            "handed-too-large"
        );
    }

    #[test]
    fn a_picture_that_would_fill_the_memory_is_refused_before_it_does() {
        let mut bomb = written(&drawn(8, 8), ImageFormat::Png);
        bomb.splice(16..24, [0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
        let crc = crc(&bomb[12..29]);
        bomb.splice(29..33, crc.to_be_bytes());
        assert_eq!(slug(EntryKind::Picture, &bomb), "file-too-many-points");
    }

    /// CRC-32 as PNG has it (ISO 3309).
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
        })
    }

    #[test]
    fn a_document_stays_as_it_came_and_loses_only_its_way() {
        let bytes = b"%PDF-1.7\nanything\n%%EOF\n".to_vec();
        let kept = read(EntryKind::Document, "C:\\tables\\Πίνακας \"1\".PDF", bytes.clone()).unwrap();
        assert_eq!((kept.name.as_str(), kept.bytes, kept.sides), ("Πίνακας 1.pdf", bytes, None));
        assert_eq!(read(EntryKind::Document, "../..", b"%PDF-1.7 %%EOF".to_vec()).unwrap().name, "document.pdf");
        assert_eq!(slug(EntryKind::Document, b"<html>%PDF-1.7 %%EOF"), "file-not-a-document pdf");
        assert_eq!(slug(EntryKind::Document, b"%PDF-1.7 cut of"), "file-damaged");
        assert_eq!(slug(EntryKind::Document, &written(&drawn(4, 4), ImageFormat::Png)), "file-not-a-document picture");
    }
}
