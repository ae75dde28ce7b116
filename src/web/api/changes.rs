//! Changes of products.

use actix_web::{Either, HttpRequest, web::Data};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    base::{
        error::{Error, Result},
        id::ChangeId,
        refusal::{Problem, Refusal, Refused},
    },
    domain::code::Code,
    journeys::{
        World,
        change_product::{self, ChangeView, NewChange, Preview, Recorded},
        see_products,
    },
    web::{
        actor::{Asker, Author},
        body::{Body, Path},
        reply::{Created, Told},
        visit::Visit,
    },
};

/// A change as it arrives.
#[derive(Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(with = "WantedChange")]
#[schemars(rename = "WantedChange")]
pub(in crate::web) struct Wanted(Map<String, Value>);

/// A change as it is asked for, or only its preview.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "it tells what `read` reads")]
struct WantedChange {
    #[serde(flatten)]
    change: NewChange,
    /// True: nothing is written, and the answer tells what it would touch.
    #[serde(default)]
    preview: bool,
}

/// A change that was cancelled.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct CancelledChange {
    /// Which.
    id: ChangeId,
    /// The product's code.
    product: Code,
    /// Always true.
    cancelled: bool,
}

/// `GET /api/v1/products/{code}/changes`: the newest first.
pub(in crate::web) async fn list(reader: Asker, world: Data<World>, code: Path<Code>) -> Result<Told<Vec<ChangeView>>> {
    // Refuses while a test of the reader on the product runs.
    let product = see_products::find(&world, Some(reader.0.id), code.0, None).await?;
    Ok(Told(change_product::of_product(&world, product.code).await?))
}

/// `POST /api/v1/products/{code}/changes`; with `"preview": true` nothing is written.
pub(in crate::web) async fn record(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    code: Path<Code>,
    body: Body<Wanted>,
) -> Result<Either<Created<Recorded>, Told<Preview>>> {
    let lang = Visit::of(&request)?.locale.lang();
    let (new, only_looks) = read(body.0.0)?;
    if only_looks {
        let preview = change_product::preview(&world, &author.0, code.0, new, lang).await?;
        return Ok(Either::Right(Told(preview)));
    }
    Ok(Either::Left(Created(change_product::record(&world, &author.0, code.0, new).await?)))
}

/// `POST /api/v1/changes/{id}/cancellation`
pub(in crate::web) async fn cancel(
    author: Author,
    world: Data<World>,
    id: Path<ChangeId>,
) -> Result<Told<CancelledChange>> {
    let product = change_product::cancel(&world, &author.0, id.0).await?;
    Ok(Told(CancelledChange { id: id.0, product, cancelled: true }))
}

/// The change, and whether only its preview is wanted.
fn read(mut body: Map<String, Value>) -> Result<(NewChange, bool)> {
    let only_looks = match body.remove("preview") {
        None => false,
        Some(Value::Bool(preview)) => preview,
        Some(_) => return Err(Refused::invalid(vec![Problem::new("preview", "truth-expected")]).into()),
    };
    let new = serde_json::from_value(Value::Object(body));
    let new = new.map_err(|error| Error::from(Refusal::Unreadable.with("what", error.to_string())))?;
    Ok((new, only_looks))
}
