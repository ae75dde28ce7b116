//! Forms that bring a file (`multipart/form-data`, RFC 7578).

use std::{future::Future, pin::Pin};

use actix_multipart::{Field, Multipart};
use actix_web::{
    FromRequest, HttpMessage, HttpRequest,
    dev::Payload,
    web::{Bytes, BytesMut},
};
use futures_util::StreamExt;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json as told;

use super::{
    body::{Body, Fields, NUL, json, unreadable},
    openapi::{Operation, Reads},
    visit::{Via, Visit},
};
use crate::{
    base::{
        error::{Error, Result},
        limits::{BODY_BYTES_MAX, DOCUMENT_BYTES_MAX},
        refusal::Refusal,
    },
    journeys::{
        keep_kit::{EntryInput, Handed},
        keep_picture,
    },
};

/// Parts of one form, at most.
const PARTS_MAX: usize = 300;
/// The kind of body that brings a file.
pub(super) const MULTIPART: &str = "multipart/form-data";

type Later<T> = Pin<Box<dyn Future<Output = Result<T>>>>;

/// A form that one of our own pages sent, with the file that was chosen. The form token comes before the file: without it nothing is read.
pub struct Upload {
    /// The fields in their order.
    pub fields: Vec<(String, String)>,
    /// The file; none where none was chosen.
    pub file: Option<Handed>,
}

/// A form that one of our own pages sent, which may bring a file.
pub struct FormUpload(pub Upload);

/// A picture as programs send it: as JSON, or as the part `file`.
pub struct PictureUpload(pub Handed);

/// A picture within JSON.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PictureInput {
    /// An address that holds the picture: `data:image/png;base64,` and its bytes.
    file: String,
}

/// An entry of a kit as programs send it: as JSON, or as the part `entry` beside the part `file`.
pub struct EntryUpload(pub EntryInput, pub Option<Handed>);

impl FromRequest for Upload {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Later<Self> {
        let (visit, payload, request) = (Visit::of(request), payload.take(), request.clone());
        Box::pin(async move {
            let visit = visit?;
            let expected = (visit.via == Via::Cookie).then(|| visit.form_token());
            if !is_multipart(&request) {
                let refusal = if expected.is_some() { Refusal::ForeignRequest.into() } else { not_multipart() };
                return Err(refusal);
            }
            read(Multipart::new(request.headers(), payload), expected.as_deref()).await
        })
    }
}

impl FromRequest for FormUpload {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Later<Self> {
        if is_multipart(request) {
            let upload = Upload::from_request(request, payload);
            return Box::pin(async move { upload.await.map(FormUpload) });
        }
        let fields = Fields::<Vec<(String, String)>>::from_request(request, payload);
        Box::pin(async move { Ok(FormUpload(Upload { fields: fields.await?.0, file: None })) })
    }
}

impl FromRequest for PictureUpload {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Later<Self> {
        if !is_multipart(request) {
            let body = Body::<PictureInput>::from_request(request, payload);
            return Box::pin(async move { Ok(PictureUpload(keep_picture::inlined(&body.await?.0.file)?)) });
        }
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let upload = read(Multipart::new(request.headers(), payload), None).await?;
            upload.file.map(PictureUpload).ok_or_else(|| unreadable("the part `file` with the picture is missing"))
        })
    }
}

impl Reads for PictureUpload {
    fn tell(operation: &mut Operation<'_>) {
        operation.reads_json::<PictureInput>();
        let parts = told!({
            "type": "object",
            "required": ["file"],
            "properties": { "file": { "description": "A JPEG, PNG or WebP picture." } },
        });
        operation.reads_body(MULTIPART, parts, true);
    }
}

impl FromRequest for EntryUpload {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Later<Self> {
        if !is_multipart(request) {
            let body = Body::<EntryInput>::from_request(request, payload);
            return Box::pin(async move { Ok(EntryUpload(body.await?.0, None)) });
        }
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let Upload { fields, file } = read(Multipart::new(request.headers(), payload), None).await?;
            let entry = fields.iter().find(|(name, _)| name == "entry").map(|(_, entry)| entry.as_str());
            let entry = entry.ok_or_else(|| unreadable("the part `entry` with the entry as JSON is missing"))?;
            Ok(EntryUpload(json(entry.as_bytes())?, file))
        })
    }
}

impl Reads for EntryUpload {
    fn tell(operation: &mut Operation<'_>) {
        operation.reads_json::<EntryInput>();
        let entry = operation.shape::<EntryInput>();
        let parts = told!({
            "type": "object",
            "required": ["entry"],
            "properties": { "entry": entry, "file": { "description": "A JPEG, PNG or WebP picture, or a PDF document." } },
        });
        operation.reads_body(MULTIPART, parts, true);
    }
}

/// Whether a request says that it brings a file.
pub(super) fn is_multipart(request: &impl HttpMessage) -> bool {
    request.content_type().eq_ignore_ascii_case(MULTIPART)
}

fn not_multipart() -> Error {
    unreadable(format!("the content type must be {MULTIPART}"))
}

/// Reads all parts; `expected` is the form token that must come before the file and at all.
async fn read(mut multipart: Multipart, expected: Option<&str>) -> Result<Upload> {
    let mut upload = Upload { fields: Vec::new(), file: None };
    let (mut left, mut parts) = (BODY_BYTES_MAX, 0);
    let shown = |fields: &[(String, String)]| {
        expected.is_none_or(|token| fields.iter().any(|(name, value)| name == "_token" && value == token))
    };
    while let Some(part) = multipart.next().await {
        let mut part = part.map_err(|error| if shown(&upload.fields) { unreadable(error) } else { foreign() })?;
        parts += 1;
        if parts > PARTS_MAX {
            return Err(unreadable(format!("there are more than {PARTS_MAX} parts")));
        }
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.content_disposition().and_then(|about| about.get_filename()).map(str::to_owned);
        if let Some(file) = file {
            if !shown(&upload.fields) {
                return Err(foreign());
            }
            let bytes = collect(&mut part, DOCUMENT_BYTES_MAX).await?;
            // A browser sends an empty file where none was chosen.
            let chosen = name == "file" && !(bytes.is_empty() && file.is_empty());
            upload.file = upload.file.or_else(|| chosen.then(|| Handed { name: file, bytes: bytes.into() }));
        } else {
            let value = collect(&mut part, left).await?;
            left = left.saturating_sub(value.len());
            let value = String::from_utf8(value.into()).map_err(unreadable)?;
            if value.contains('\0') {
                return Err(unreadable(NUL));
            }
            // Browsers end lines as mail does.
            upload.fields.push((name, value.replace("\r\n", "\n")));
        }
    }
    if shown(&upload.fields) { Ok(upload) } else { Err(foreign()) }
}

/// A part, unless it is larger than `max` bytes.
async fn collect(part: &mut Field, max: usize) -> Result<Bytes> {
    let mut body = BytesMut::new();
    while let Some(chunk) = part.next().await {
        let chunk = chunk.map_err(unreadable)?;
        if body.len() + chunk.len() > max {
            return Err(Refusal::TooLarge.with("max", max).into());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

fn foreign() -> Error {
    Refusal::ForeignRequest.into()
}
