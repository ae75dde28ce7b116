//! Products with their characteristics.

use actix_web::web::Data;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    base::{error::Result, id::QuestionId, refusal::Refusal, time::Millis},
    domain::code::Code,
    journeys::{
        World,
        manage_products::{self, NewProduct, ProductChange},
        see_products::{self, ProductView},
    },
    web::{
        actor::{Author, Shopper},
        body::{Body, Path, Query},
        reply::{Created, Told},
    },
};

#[derive(Deserialize, JsonSchema)]
pub(in crate::web) struct Moment {
    /// As of that moment; now unless told.
    at: Option<Millis>,
}

/// A product that was added.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct AddedProduct {
    /// It.
    product: ProductView,
    /// The drafts of questions that were made about it.
    drafts: Vec<QuestionId>,
}

/// `GET /api/v1/products`
pub(in crate::web) async fn list(shopper: Shopper, world: Data<World>) -> Result<Told<Vec<ProductView>>> {
    let mut products = see_products::list(&world, shopper.0.person()).await?;
    products.retain(|product| shopper.0.reach().sees_line(&product.line));
    Ok(Told(products))
}

/// `GET /api/v1/products/{code}?at=`
pub(in crate::web) async fn show(
    shopper: Shopper,
    world: Data<World>,
    code: Path<Code>,
    moment: Query<Moment>,
) -> Result<Told<ProductView>> {
    let product = see_products::find(&world, shopper.0.person(), code.0, moment.0.at).await?;
    if shopper.0.reach().sees_line(&product.line) { Ok(Told(product)) } else { Err(Refusal::NoSuchThing.into()) }
}

/// `POST /api/v1/products`: with its first values; gives it with the drafts of questions that were made.
pub(in crate::web) async fn create(
    author: Author,
    world: Data<World>,
    body: Body<NewProduct>,
) -> Result<Created<AddedProduct>> {
    let added = manage_products::add_product(&world, &author.0, body.0).await?;
    let product = see_products::find(&world, Some(author.0.id), added.code, None).await?;
    Ok(Created(AddedProduct { product, drafts: added.drafts }))
}

/// `PATCH /api/v1/products/{code}`: its name. Values change by changes.
pub(in crate::web) async fn rename(
    author: Author,
    world: Data<World>,
    code: Path<Code>,
    body: Body<ProductChange>,
) -> Result<Told<ProductView>> {
    let product = manage_products::rename_product(&world, &author.0, code.0, body.0).await?;
    Ok(Told(see_products::find(&world, Some(author.0.id), product.code, None).await?))
}
