//! Pictures and documents as they are sent: never as anything that a browser would run.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{
        CACHE_CONTROL, CONTENT_SECURITY_POLICY, Charset, ContentDisposition, DispositionParam, DispositionType, ETAG,
        ExtendedValue, IF_NONE_MATCH,
    },
    web::Data,
};

use crate::{
    base::{error::Result, id::FileId},
    domain::kit::{FileInfo, MediaType},
    journeys::{World, see_file},
    web::{actor::Asker, body::Path},
};

/// Nothing that was handed in may load or run anything.
const POLICY: &str = "sandbox; default-src 'none'";

/// `GET /files/{id}`: with an `ETag`; a browser may keep it, but asks each time whether it may still be seen.
pub(in crate::web) async fn file(
    reader: Asker,
    request: HttpRequest,
    world: Data<World>,
    id: Path<FileId>,
) -> Result<HttpResponse> {
    let has = request.headers().get(IF_NONE_MATCH).and_then(|has| has.to_str().ok());
    let has = has.map(|has| has.trim_matches('"').to_owned());
    let opened = see_file::open(&world, &reader.0, id.0, has).await?;
    let mut response = if opened.bytes.is_some() { HttpResponse::Ok() } else { HttpResponse::NotModified() };
    response
        .insert_header((ETAG, format!("\"{}\"", opened.info.sha256)))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY));
    let Some(bytes) = opened.bytes else { return Ok(response.finish()) };
    Ok(response.content_type(opened.info.media_type.as_str()).insert_header(disposition(&opened.info)).body(bytes))
}

/// A document is a download, by its name (RFC 6266); a picture stands in a page.
fn disposition(info: &FileInfo) -> ContentDisposition {
    if info.media_type != MediaType::Pdf {
        return ContentDisposition { disposition: DispositionType::Inline, parameters: Vec::new() };
    }
    let extended = ExtendedValue {
        charset: Charset::Ext("UTF-8".to_owned()),
        language_tag: None,
        value: info.name.clone().into_bytes(),
    };
    let plain: String = info.name.chars().map(|c| if c.is_ascii() { c } else { '_' }).collect();
    let parameters = vec![DispositionParam::Filename(plain), DispositionParam::FilenameExt(extended)];
    ContentDisposition { disposition: DispositionType::Attachment, parameters }
}
