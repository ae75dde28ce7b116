//! The document of the API as pages: the resources, and each with its operations. What stands in it is the document's, in English.

mod shapes;
mod view;

use actix_web::{HttpRequest, HttpResponse, web::Data};

use crate::{
    base::{error::Result, refusal::Refusal},
    journeys::World,
    web::{actor::Visitor, body::Path, origin::origin, page::Page},
};

/// `GET /docs/api`
pub(in crate::web) async fn list(_: Visitor) -> Result<Page> {
    Ok(Page::new("pages/reference/list", "reference-title", &view::resources()))
}

/// `GET /docs/api/{resource}`
pub(in crate::web) async fn show(
    _: Visitor,
    request: HttpRequest,
    world: Data<World>,
    resource: Path<String>,
) -> Result<HttpResponse> {
    let view = view::resource(&resource.0, &origin(&world.settings, &request)).ok_or(Refusal::NoSuchThing)?;
    let page = Page::new("pages/reference/show", "reference-title", &view);
    page.titled(format!("{} · API", view.name)).respond(&request)
}
