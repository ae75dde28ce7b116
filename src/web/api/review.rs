//! The queue of what waits for trainers, for their programs.

use actix_web::web::Data;

use crate::{
    base::error::Result,
    journeys::{
        World,
        review_queue::{self, Review, ReviewQuery},
    },
    web::{actor::Author, body::Query, pages::review::address, reply::Listed},
};

/// `GET /api/v1/review`
pub(in crate::web) async fn show(
    author: Author,
    world: Data<World>,
    query: Query<ReviewQuery>,
) -> Result<Listed<Review>> {
    let review = review_queue::see(&world, &author.0, &query.0).await?;
    let next =
        (review.page < review.pages).then(|| address(&ReviewQuery { page: (review.page + 1).to_string(), ..query.0 }));
    Ok(Listed { page: review, next })
}
