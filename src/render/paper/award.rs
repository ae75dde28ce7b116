//! A certificate on paper: A4, lying, to be hung up or handed over.

use jiff::tz::TimeZone;
use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Archival, Configuration, ConfigurationBuilder},
    geom::{PathBuilder, Point, Rect},
    metadata::{DateTime, Metadata},
    num::NormalizedF32,
    page::PageSettings,
    paint::{Fill, Stroke},
    surface::Surface,
    text::TextDirection,
};

use super::face::Face;
use crate::{
    base::{
        error::{Error, Result},
        fold::composed,
        lang::Locale,
        refusal::Refusal,
        time::Millis,
    },
    render::{Args, helpers::date, qr, text},
};

/// A4 lying, in points.
const PAGE: (f32, f32) = (841.89, 595.28);
const MIDDLE: f32 = PAGE.0 / 2.0;
/// Where texts begin and end.
const LEFT: f32 = 66.0;
const RIGHT: f32 = PAGE.0 - LEFT;
/// The lowest line of what stands at the foot.
const FOOT: f32 = PAGE.1 - 62.0;
/// A side of the QR code.
const CODE: f32 = 104.0;

const ACCENT: [u8; 3] = [0x1a, 0x52, 0x76];
const INK: [u8; 3] = [0x23, 0x20, 0x1b];
const SOFT: [u8; 3] = [0x5c, 0x56, 0x4b];

/// What a certificate on paper says.
#[derive(Debug, Clone)]
pub struct Award {
    /// In which language.
    pub locale: Locale,
    /// Its number.
    pub number: String,
    /// Who holds it.
    pub holder: String,
    /// What they passed.
    pub name: String,
    /// For which products.
    pub products: Vec<String>,
    /// From when.
    pub issued_at: Millis,
    /// Until when.
    pub expires_at: Millis,
    /// Who says so.
    pub issuer: String,
    /// Where anybody can check it; none: nowhere without the holder.
    pub link: Option<String>,
}

impl Award {
    /// The paper, as PDF/A-2b: the same bytes for the same certificate. Refuses letters that the font does not have.
    pub(in crate::render) fn paper(&self, zone: &TimeZone) -> Result<Vec<u8>> {
        let face = Face::get()?;
        let printed = self.printed(face)?;
        let configuration = ConfigurationBuilder::new().with_archival_validator(Archival::A2_B).finish();
        let configuration: Configuration = configuration.map_err(|error| broken(&error))?;
        let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| Error::broken("a page without a size"))?;
        printed.draw(&mut Pen { surface: document.start_page_with(settings).surface(), face, zone })?;
        document.set_metadata(printed.metadata());
        document.finish().map_err(|error| broken(&error))
    }

    /// The same in signs that the font has.
    fn printed(&self, face: &Face) -> Result<Award> {
        let texts = [&self.holder, &self.name, &self.issuer].into_iter().chain(&self.products);
        let missing = face.missing(&composed(&texts.map(String::as_str).collect::<Vec<&str>>().join(" ")));
        if !missing.is_empty() {
            return Err(Refusal::LettersMissing.with("what", missing).into());
        }
        let printable = |text: &String| face.printable(&composed(text));
        Ok(Award {
            holder: printable(&self.holder),
            name: printable(&self.name),
            issuer: printable(&self.issuer),
            products: self.products.iter().map(printable).collect(),
            ..self.clone()
        })
    }

    fn say(&self, key: &str) -> String {
        text(self.locale, key, &Args::new())
    }

    fn metadata(&self) -> Metadata {
        let issued = self.issued_at.timestamp().to_zoned_datetime(TimeZone::UTC);
        let small = |number: i8| u8::try_from(number).unwrap_or(0);
        let date = DateTime::new(u16::try_from(issued.year()).unwrap_or(0))
            .month(small(issued.month()))
            .day(small(issued.day()))
            .hour(small(issued.hour()))
            .minute(small(issued.minute()))
            .second(small(issued.second()))
            .utc_offset_hour(0);
        Metadata::new()
            .title(format!("{}: {}, {}", self.say("test-certificate-title"), self.holder, self.name))
            .authors(vec![self.issuer.clone()])
            .creator("Dokimasia".to_owned())
            .language(self.locale.code().to_owned())
            .creation_date(date)
            .document_id(self.number.clone())
    }

    fn draw(&self, pen: &mut Pen<'_, '_>) -> Result<()> {
        pen.frame()?;
        pen.centred(&self.say("test-certificate-title"), (34.0, 20.0), 1, 104.0, ACCENT);
        let below = pen.centred(&self.holder, (40.0, 20.0), 2, 168.0, INK);
        pen.rule(below - 24.0);
        let below = pen.centred(&self.say("test-certificate-lead"), (14.0, 10.0), 1, below + 6.0, SOFT);
        let below = pen.centred(&self.name, (26.0, 14.0), 2, below + 14.0, ACCENT);
        let below = pen.centred(&format!("{}:", self.say("test-certificate-may")), (14.0, 10.0), 1, below, SOFT);
        pen.centred(&self.products.join(" · "), (13.0, 8.0), 5, below, INK);
        let facts = [
            ("credential-issuer", self.issuer.clone()),
            ("test-certificate-from", pen.date(self.issued_at, self.locale)),
            ("test-certificate-to", pen.date(self.expires_at, self.locale)),
            ("test-certificate-number", self.number.clone()),
        ];
        let mut line = FOOT;
        for (key, value) in facts.iter().rev() {
            pen.fact(&self.say(key), value, line);
            line -= 18.0;
        }
        match &self.link {
            Some(link) => self.draw_code(pen, link),
            None => Ok(()),
        }
    }

    /// Where anybody can check it, for cameras and for people.
    fn draw_code(&self, pen: &mut Pen<'_, '_>, link: &str) -> Result<()> {
        pen.code(link)?;
        let width = 190.0;
        let right = RIGHT - CODE - 14.0;
        let (size, mut lines) = pen.face.fit(&self.say("credential-check-here"), (11.0, 9.0), width, 3);
        let (_, address) = pen.face.fit(link, (size, size), width, 5);
        lines.extend(address);
        let mut line = FOOT;
        for text in lines.iter().rev() {
            let left = right - pen.face.width(text, size);
            pen.write(text, size, (left, line), SOFT);
            line -= size * 1.35;
        }
        Ok(())
    }
}

/// Draws on a page.
struct Pen<'a, 'b> {
    surface: Surface<'a>,
    face: &'static Face,
    zone: &'b TimeZone,
}

impl Pen<'_, '_> {
    fn date(&self, moment: Millis, locale: Locale) -> String {
        date(moment, locale, self.zone)
    }

    fn write(&mut self, text: &str, size: f32, (x, y): (f32, f32), colour: [u8; 3]) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(colour)));
        let font = self.face.font.clone();
        self.surface.draw_text(Point::from_xy(x, y), font, size, text, false, TextDirection::LeftToRight);
    }

    /// Writes a text in the middle, in few enough lines of which the first stands at `y`; gives where the next text may stand.
    fn centred(&mut self, text: &str, sizes: (f32, f32), lines: usize, y: f32, colour: [u8; 3]) -> f32 {
        let (size, lines) = self.face.fit(text, sizes, RIGHT - LEFT, lines);
        let mut below = y;
        for line in lines {
            let x = MIDDLE - self.face.width(&line, size) / 2.0;
            self.write(&line, size, (x, below), colour);
            below += size * 1.25;
        }
        below + 10.0
    }

    /// A word and what it is, at the foot on the left.
    fn fact(&mut self, word: &str, value: &str, y: f32) {
        let value_at = LEFT + 92.0;
        let (size, words) = self.face.fit(word, (11.0, 7.0), 84.0, 1);
        self.write(&words.concat(), size, (LEFT, y), SOFT);
        let (size, values) = self.face.fit(value, (12.0, 8.0), 300.0, 1);
        self.write(&values.concat(), size, (value_at, y), INK);
    }

    fn frame(&mut self) -> Result<()> {
        for (inset, width) in [(24.0, 1.6), (30.0, 0.6)] {
            let edge = Rect::from_xywh(inset, inset, PAGE.0 - 2.0 * inset, PAGE.1 - 2.0 * inset);
            let mut path = PathBuilder::new();
            path.push_rect(edge.ok_or_else(|| Error::broken("a frame without a size"))?);
            self.stroke(path, width);
        }
        Ok(())
    }

    fn rule(&mut self, y: f32) {
        let mut path = PathBuilder::new();
        path.move_to(MIDDLE - 190.0, y);
        path.line_to(MIDDLE + 190.0, y);
        self.stroke(path, 0.6);
    }

    fn stroke(&mut self, path: PathBuilder, width: f32) {
        if let Some(path) = path.finish() {
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(Stroke { paint: paint(ACCENT).into(), width, ..Stroke::default() }));
            self.surface.draw_path(&path);
        }
    }

    /// The QR code of a text, at the foot on the right.
    fn code(&mut self, text: &str) -> Result<()> {
        let code = qr::code(text)?;
        let module = CODE / f32::from(code.side);
        let (left, top) = (RIGHT - CODE, FOOT - CODE + 4.0);
        let mut path = PathBuilder::new();
        for (x, y, length) in code.runs {
            let run = Rect::from_xywh(
                left + f32::from(x) * module,
                top + f32::from(y) * module,
                f32::from(length) * module,
                module,
            );
            path.push_rect(run.ok_or_else(|| Error::broken("a QR code without a size"))?);
        }
        if let Some(path) = path.finish() {
            self.surface.set_stroke(None);
            self.surface.set_fill(Some(fill([0, 0, 0])));
            self.surface.draw_path(&path);
        }
        Ok(())
    }
}

fn fill(colour: [u8; 3]) -> Fill {
    Fill { paint: paint(colour).into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

fn paint([red, green, blue]: [u8; 3]) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

fn broken(error: &impl std::fmt::Debug) -> Error {
    Error::broken(format!("writing a PDF: {error:?}"))
}
