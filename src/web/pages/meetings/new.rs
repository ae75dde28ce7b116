//! A new meeting: one screen, where all but the client is filled in already.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};

use super::{form::Form, to};
use crate::{
    base::error::Result,
    journeys::{World, meet_client, raise_question},
    web::{actor::Candidate, body::Fields, form as forms, page::Page, visit::Visit},
};

/// `GET /meetings/new`
pub(in crate::web) async fn blank(manager: Candidate, request: HttpRequest, world: Data<World>) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let mut products = meet_client::last_products(&world, &manager.0).await?;
    if products.is_empty() {
        products.extend(raise_question::last_product(&world, &manager.0).await?);
    }
    let form = Form::blank(products, world.clock.now(), &world.settings, locale.lang());
    let view = form.view(&world, &manager.0, locale).await?;
    Ok(Page::new("pages/meetings/new", "meeting-new", &view))
}

/// `POST /meetings`: to the meeting, which says whether it is open or stopped.
pub(in crate::web) async fn ask(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let locale = Visit::of(&request)?.locale;
    let form = Form::read(&fields.0);
    let asked = match form.meeting(&world.settings) {
        Ok(new) => meet_client::ask(&world, &manager.0, new, locale.lang()).await,
        Err(error) => Err(error),
    };
    match asked {
        Ok(view) if view.stopped => Ok(to(view.meeting.id).respond_to(&request)),
        Ok(view) => Ok(to(view.meeting.id).saying("meeting-asked").respond_to(&request)),
        Err(error) => {
            let view = form.view(&world, &manager.0, locale).await?;
            forms::again(&request, error, "pages/meetings/new", "meeting-new", &view)
        }
    }
}
