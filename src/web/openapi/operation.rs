//! One operation as its handler's types tell it: what it reads, what it answers.

use std::collections::BTreeMap;

use actix_web::{Either, HttpRequest, web::Data};
use schemars::JsonSchema;
use serde_json::{Map, Value, json};

use super::schemas::Schemas;
use crate::{
    base::{error::Error, refusal::Refusal},
    journeys::World,
};

/// JSON.
pub const JSON: &str = "application/json";

/// An argument of a handler, which tells what it reads of a request.
pub trait Reads {
    /// Tells it.
    fn tell(operation: &mut Operation<'_>);
}

/// What a handler gives, which tells every answer that can be.
pub trait Answers {
    /// Tells them.
    fn tell(operation: &mut Operation<'_>);
}

/// The answers of one status: by kind of body, and their headers.
#[derive(Default)]
pub(super) struct Answer {
    pub kinds: Map<String, Value>,
    pub headers: Map<String, Value>,
}

/// An operation, while it is told.
pub struct Operation<'a> {
    path: &'static str,
    pub(super) schemas: &'a mut Schemas,
    pub(super) parameters: Vec<Value>,
    pub(super) body: Option<Value>,
    pub(super) answers: BTreeMap<u16, Answer>,
    pub(super) refusals: Vec<Refusal>,
}

impl<'a> Operation<'a> {
    pub(super) fn new(path: &'static str, schemas: &'a mut Schemas) -> Operation<'a> {
        let (parameters, answers, refusals) = (Vec::new(), BTreeMap::new(), Vec::new());
        Operation { path, schemas, parameters, body: None, answers, refusals }
    }

    /// It may be refused so.
    pub fn refuses(&mut self, refusals: &[Refusal]) {
        self.refusals.extend(refusals);
    }

    /// It reads the variable parts of its path: a part, or a tuple of them.
    pub fn reads_path<T: JsonSchema>(&mut self) {
        let whole = self.schemas.read_open::<T>();
        let parts = match whole.get("prefixItems") {
            Some(Value::Array(parts)) => parts.clone(),
            _ => vec![self.schemas.read::<T>()],
        };
        let names = self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        let told = names
            .zip(parts)
            .map(|(name, schema)| json!({ "name": name, "in": "path", "required": true, "schema": schema }));
        self.parameters.extend(told);
        self.refuses(&[Refusal::NoSuchThing]);
    }

    /// It reads the query of its address.
    pub fn reads_query<T: JsonSchema>(&mut self) {
        let whole = self.schemas.read_open::<T>();
        let required = |name: &str| {
            whole.get("required").and_then(Value::as_array).is_some_and(|names| names.iter().any(|it| it == name))
        };
        for (name, schema) in whole.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let (schema, about) = plain(schema.clone());
            let mut told = json!({ "name": name, "in": "query", "required": required(name), "schema": schema });
            add(&mut told, "description", about);
            self.parameters.push(told);
        }
        self.refuses(&[Refusal::Unreadable]);
    }

    /// It reads a header.
    pub fn reads_header(&mut self, name: &str, about: &str) {
        let schema = json!({ "type": "string" });
        self.parameters.push(json!({ "name": name, "in": "header", "description": about, "schema": schema }));
    }

    /// It reads a body of JSON; one that may be empty may be left out.
    pub fn reads_json<T: JsonSchema>(&mut self) {
        let schema = self.schemas.read::<T>();
        let required = self.schemas.needs_members(&schema);
        self.reads_body(JSON, schema, required);
    }

    /// It reads a body of that kind.
    pub fn reads_body(&mut self, kind: &str, schema: Value, required: bool) {
        let body = self.body.get_or_insert_with(|| json!({ "required": required, "content": {} }));
        if let Some(kinds) = body.get_mut("content").and_then(Value::as_object_mut) {
            kinds.insert(kind.to_owned(), json!({ "schema": schema }));
        }
        self.refuses(&[Refusal::Unreadable, Refusal::TooLarge]);
    }

    /// The shape of what is read as a `T`, to be a part of a body.
    pub fn shape<T: JsonSchema>(&mut self) -> Value {
        self.schemas.read::<T>()
    }

    /// The shape of what a `T` is written as, to be a part of an answer.
    pub fn written_shape<T: JsonSchema>(&mut self) -> Value {
        self.schemas.written::<T>()
    }

    /// It may answer with that status and JSON.
    pub fn answers_json<T: JsonSchema>(&mut self, status: u16) {
        let schema = self.schemas.written::<T>();
        self.answers(status, JSON, schema);
    }

    /// It may answer with that status and a body of that kind; what it says twice for one status is either.
    pub fn answers(&mut self, status: u16, kind: &str, schema: Value) {
        let kinds = &mut self.answers.entry(status).or_default().kinds;
        let schema = match kinds.get(kind).and_then(|told| told.get("schema")) {
            Some(before) if *before != schema => json!({ "anyOf": [before, schema] }),
            _ => schema,
        };
        kinds.insert(kind.to_owned(), json!({ "schema": schema }));
    }

    /// It may answer with that status and nothing.
    pub fn answers_nothing(&mut self, status: u16) {
        self.answers.entry(status).or_default();
    }

    /// An answer with that status may have a header, which the document tells once for all.
    pub fn answers_header(&mut self, status: u16, name: &str) {
        let told = json!({ "$ref": format!("#/components/headers/{name}") });
        self.answers.entry(status).or_default().headers.insert(name.to_owned(), told);
    }
}

/// A field of a query as the parameter that it is: nobody sends null there, and a blank is as good as nothing. Its description stands beside it.
fn plain(mut schema: Value) -> (Value, Option<Value>) {
    let Some(members) = schema.as_object_mut() else { return (schema, None) };
    let about = members.remove("description");
    members.retain(|name, value| name != "default" || !(value.is_null() || value == ""));
    if let Some(Value::Array(types)) = members.get_mut("type") {
        types.retain(|name| name != "null");
        if let [one] = types.as_slice() {
            let one = one.clone();
            members.insert("type".to_owned(), one);
        }
    }
    if let Some(Value::Array(choices)) = members.get("anyOf") {
        let there: Vec<&Value> = choices.iter().filter(|it| it.get("type").is_none_or(|it| it != "null")).collect();
        if let [one] = there.as_slice() {
            return ((*one).clone(), about);
        }
    }
    (schema, about)
}

fn add(told: &mut Value, name: &str, value: Option<Value>) {
    if let (Some(members), Some(value)) = (told.as_object_mut(), value) {
        members.insert(name.to_owned(), value);
    }
}

impl Reads for HttpRequest {
    fn tell(_: &mut Operation<'_>) {}
}

impl Reads for Data<World> {
    fn tell(_: &mut Operation<'_>) {}
}

macro_rules! all {
    ($($part:ident)*) => {
        impl<$($part: Reads),*> Reads for ($($part,)*) {
            fn tell(operation: &mut Operation<'_>) {
                $($part::tell(operation);)*
            }
        }
    };
}
all!(A);
all!(A B);
all!(A B C);
all!(A B C D);
all!(A B C D E);
all!(A B C D E F);

impl<T: Answers> Answers for Result<T, Error> {
    fn tell(operation: &mut Operation<'_>) {
        T::tell(operation);
    }
}

impl<L: Answers, R: Answers> Answers for Either<L, R> {
    fn tell(operation: &mut Operation<'_>) {
        L::tell(operation);
        R::tell(operation);
    }
}
