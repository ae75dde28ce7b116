//! The shapes of what is read and of what is written, as JSON Schema 2020-12. They are made of the very types that read and write.

use std::collections::BTreeSet;

use schemars::{
    JsonSchema, Schema, SchemaGenerator,
    generate::{Contract, SchemaSettings},
};
use serde_json::{Map, Value};

/// Where the document keeps what has a name.
const PLACE: &str = "/components/schemas";

/// The shapes of both directions. A type may read otherwise than it writes: a field with a default may be left out, but is always there in answers.
pub struct Schemas {
    read: SchemaGenerator,
    written: SchemaGenerator,
}

impl Schemas {
    /// None yet.
    pub(super) fn new() -> Schemas {
        let of = |contract| {
            let settings = SchemaSettings::draft2020_12().with(|settings| {
                settings.meta_schema = None;
                settings.definitions_path = PLACE.into();
                settings.contract = contract;
            });
            settings.into_generator()
        };
        Schemas { read: of(Contract::Deserialize), written: of(Contract::Serialize) }
    }

    /// What is read as a `T`.
    pub(super) fn read<T: JsonSchema>(&mut self) -> Value {
        self.read.subschema_for::<T>().to_value()
    }

    /// The same with its members at hand, not by its name.
    pub(super) fn read_open<T: JsonSchema>(&mut self) -> Schema {
        T::json_schema(&mut self.read)
    }

    /// What a `T` is written as.
    pub(super) fn written<T: JsonSchema>(&mut self) -> Value {
        self.written.subschema_for::<T>().to_value()
    }

    /// Whether a shape that is read cannot be an object without members.
    pub(super) fn needs_members(&self, schema: &Value) -> bool {
        let name = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next());
        let open = name.and_then(|name| self.read.definitions().get(name)).unwrap_or(schema);
        open.get("required").is_some() || open.get("oneOf").is_some()
    }

    /// Every named shape. What is read otherwise than it is written, or holds such, gets a name of its own for that; returned with the names that
    /// changed, which [`rename`] puts into what was read.
    pub(super) fn finish(mut self) -> (Map<String, Value>, BTreeSet<String>) {
        let (read, mut all) = (self.read.take_definitions(true), self.written.take_definitions(true));
        let both: Vec<&String> = read.keys().filter(|name| all.contains_key(*name)).collect();
        let differs = |name: &&&String| read.get(**name) != all.get(**name);
        let mut renamed: BTreeSet<String> = both.iter().filter(differs).map(|name| (**name).clone()).collect();
        loop {
            let names = |name: &&&String| {
                !renamed.contains(**name) && read.get(**name).is_some_and(|shape| refers(shape, &renamed))
            };
            let more: Vec<String> = both.iter().filter(names).map(|name| (**name).clone()).collect();
            if more.is_empty() {
                break;
            }
            renamed.extend(more);
        }
        for (name, mut shape) in read {
            rename(&mut shape, &renamed);
            let name = if renamed.contains(&name) { given(&name) } else { name };
            all.insert(name, shape);
        }
        (all, renamed)
    }
}

/// What something is called that is read otherwise than it is written.
fn given(name: &str) -> String {
    format!("{name}Given")
}

fn refers(shape: &Value, names: &BTreeSet<String>) -> bool {
    match shape {
        Value::Object(members) => members.iter().any(|(key, value)| match value.as_str() {
            Some(path) if key == "$ref" => path.rsplit('/').next().is_some_and(|name| names.contains(name)),
            _ => refers(value, names),
        }),
        Value::Array(values) => values.iter().any(|value| refers(value, names)),
        _ => false,
    }
}

/// Lets a shape that is read refer to what has another name there.
pub(super) fn rename(shape: &mut Value, names: &BTreeSet<String>) {
    match shape {
        Value::Object(members) => {
            for (key, value) in members.iter_mut() {
                match value.as_str().and_then(|path| path.rsplit('/').next()) {
                    Some(name) if key == "$ref" && names.contains(name) => {
                        *value = format!("#{PLACE}/{}", given(name)).into();
                    }
                    _ => rename(value, names),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| rename(value, names)),
        _ => {}
    }
}
