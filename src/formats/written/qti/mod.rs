//! Packages of QTI 2.1 and 3.0: a manifest, and a file for each item. The elements are the same; 3.0 calls them by other names.

mod item;

use std::io::{Cursor, Write};

use zip::{DateTime, ZipWriter, write::SimpleFileOptions};

use super::{
    Telling,
    flat::Asked,
    xml::{self, Element},
};
use crate::base::error::{Error, Result};

/// A version of QTI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    Two,
    Three,
}

/// What a version calls itself.
struct Names {
    items: &'static str,
    items_place: &'static str,
    package: &'static str,
    package_place: &'static str,
    schema: (&'static str, &'static str),
    resource: &'static str,
}

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

impl Version {
    fn names(self) -> Names {
        match self {
            Version::Two => Names {
                items: "http://www.imsglobal.org/xsd/imsqti_v2p1",
                items_place: "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
                package: "http://www.imsglobal.org/xsd/imscp_v1p1",
                package_place: "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
                schema: ("QTIv2.1 Package", "1.0.0"),
                resource: "imsqti_item_xmlv2p1",
            },
            Version::Three => Names {
                items: "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
                items_place: "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
                package: "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
                package_place: "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd",
                schema: ("QTI Package", "3.0.0"),
                resource: "imsqti_item_xmlv3p0",
            },
        }
    }

    /// Where the rule of that name is told by which a response is processed.
    fn template(self, name: &str) -> String {
        match self {
            Version::Two => format!("http://www.imsglobal.org/question/qti_v2p1/rptemplates/{name}"),
            Version::Three => format!("https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/{name}.xml"),
        }
    }

    /// An element of QTI: `choiceInteraction` is `qti-choice-interaction` in 3.0.
    fn element(self, name: &str, attributes: &[(&str, &str)]) -> Element {
        let element = Element::new(match self {
            Version::Two => name.to_owned(),
            Version::Three => format!("qti-{}", kebab(name)),
        });
        attributes.iter().fold(element, |element, (name, value)| {
            element.with(if self == Version::Two { (*name).to_owned() } else { kebab(name) }, value)
        })
    }
}

fn kebab(name: &str) -> String {
    let mut kebab = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            kebab.push('-');
        }
        kebab.push(c.to_ascii_lowercase());
    }
    kebab
}

/// Writes the questions.
pub(super) fn write(asked: &[Asked<'_>], told: &mut Telling<'_>, version: Version) -> Result<Vec<u8>> {
    let failed = |error| Error::because("writing a package", error);
    // The same bank makes the same bytes, whenever it is written.
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("imsmanifest.xml", options).map_err(failed)?;
    put(&mut zip, &manifest(asked, version))?;
    for question in asked {
        zip.start_file(place(question), options).map_err(failed)?;
        put(&mut zip, &item::of(question, told, version))?;
    }
    Ok(zip.finish().map_err(failed)?.into_inner())
}

fn put(zip: &mut ZipWriter<Cursor<Vec<u8>>>, root: &Element) -> Result<()> {
    zip.write_all(&xml::file(root)?).map_err(|error| Error::because("writing a package", error))
}

fn place(question: &Asked<'_>) -> String {
    format!("items/{}.xml", question.code)
}

fn manifest(asked: &[Asked<'_>], version: Version) -> Element {
    let names = version.names();
    let line = asked.first().map_or_else(String::new, |question| question.line.0.to_string());
    let resources = asked.iter().map(|question| {
        let place = place(question);
        Element::new("resource")
            .with("identifier", format!("item-{}", question.code))
            .with("type", names.resource)
            .with("href", &place)
            .child(Element::new("file").with("href", &place))
    });
    let metadata = Element::new("metadata")
        .child(Element::new("schema").text(names.schema.0))
        .child(Element::new("schemaversion").text(names.schema.1));
    Element::new("manifest")
        .with("xmlns", names.package)
        .with("xmlns:xsi", XSI)
        .with("xsi:schemaLocation", format!("{} {}", names.package, names.package_place))
        .with("identifier", format!("bank-{line}"))
        .child(metadata)
        .child(Element::new("organizations"))
        .child(Element::new("resources").children(resources))
}
