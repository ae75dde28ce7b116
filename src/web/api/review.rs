//! The queue of what waits for trainers, for their programs.

use actix_web::{HttpRequest, HttpResponse, http::header::LINK, web::Data};

use crate::{
    base::error::Result,
    journeys::{
        World,
        review_queue::{self, ReviewQuery},
    },
    web::{actor::Author, body::Query, pages::review::address},
};

/// `GET /api/v1/review`
pub(in crate::web) async fn show(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    query: Query<ReviewQuery>,
) -> Result<HttpResponse> {
    let review = review_queue::see(&world, &author.0, &query.0).await?;
    let mut response = HttpResponse::Ok();
    if review.page < review.pages {
        let next = address(&ReviewQuery { page: (review.page + 1).to_string(), ..query.0 });
        response.insert_header((LINK, format!("<{}?{next}>; rel=\"next\"", request.path())));
    }
    Ok(response.json(review))
}
