//! Shapes of the document in words.

use serde::Serialize;
use serde_json::Value;

/// A few words on a shape; those that name another lead there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Word {
    pub text: String,
    /// The shape that it names.
    pub shape: Option<String>,
}

/// A field of a shape, or a parameter.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Field {
    name: String,
    required: bool,
    words: Vec<Word>,
    about: String,
}

/// A shape that has a name.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Named {
    name: String,
    about: String,
    /// What it is, where it is no object.
    words: Vec<Word>,
    fields: Vec<Field>,
    /// One of these too, each with what it means.
    choices: Vec<Choice>,
}

/// One of several shapes.
#[derive(Debug, Clone, Serialize)]
struct Choice {
    words: Vec<Word>,
    about: String,
    fields: Vec<Field>,
}

/// A named shape.
pub(super) fn named(name: &str, shape: &Value) -> Named {
    let choices: Vec<&Value> = ["oneOf", "anyOf"].iter().flat_map(|one| list(shape, one)).collect();
    let object = shape.get("properties").is_some();
    Named {
        name: name.to_owned(),
        about: text(shape, "description").to_owned(),
        words: if object || !choices.is_empty() { Vec::new() } else { words(shape) },
        fields: fields(shape),
        choices: choices.into_iter().map(choice).collect(),
    }
}

fn choice(shape: &Value) -> Choice {
    let object = shape.get("properties").is_some();
    Choice {
        words: if object { Vec::new() } else { words(shape) },
        about: text(shape, "description").to_owned(),
        fields: fields(shape),
    }
}

fn fields(shape: &Value) -> Vec<Field> {
    let required = |name: &str| list(shape, "required").iter().any(|it| it == name);
    let properties = shape.get("properties").and_then(Value::as_object).into_iter().flatten();
    properties.map(|(name, of)| Field { required: required(name), ..field(name, of, of) }).collect()
}

/// A field of that shape; `told` says more of it.
pub(super) fn field(name: &str, shape: &Value, told: &Value) -> Field {
    Field {
        name: name.to_owned(),
        required: told.get("required").and_then(Value::as_bool).unwrap_or_default(),
        words: words(shape),
        about: text(told, "description").to_owned(),
    }
}

/// A shape in a few words.
pub(super) fn words(shape: &Value) -> Vec<Word> {
    if let Some(place) = shape.get("$ref").and_then(Value::as_str) {
        let name = place.rsplit('/').next().unwrap_or_default();
        return vec![Word { text: name.to_owned(), shape: Some(name.to_owned()) }];
    }
    if let Some(fixed) = shape.get("const") {
        return vec![plain(fixed.to_string())];
    }
    if let Some(Value::Array(words)) = shape.get("enum") {
        let words: Vec<String> = words.iter().map(Value::to_string).collect();
        return vec![plain(words.join(", "))];
    }
    for one in ["oneOf", "anyOf", "allOf"] {
        let several = list(shape, one);
        if !several.is_empty() {
            return joined(several.iter().map(words), if one == "allOf" { " and " } else { " or " });
        }
    }
    match shape.get("type") {
        Some(Value::Array(sorts)) => {
            joined(sorts.iter().filter_map(Value::as_str).map(|sort| of_sort(sort, shape)), " or ")
        }
        Some(Value::String(sort)) => of_sort(sort, shape),
        _ => vec![plain("anything")],
    }
}

fn of_sort(sort: &str, shape: &Value) -> Vec<Word> {
    match sort {
        "array" => match (list(shape, "prefixItems"), shape.get("items")) {
            ([], Some(items)) => [vec![plain("list of ")], words(items)].concat(),
            ([], None) => vec![plain("list")],
            (parts, _) => [vec![plain("list of ")], joined(parts.iter().map(words), " and ")].concat(),
        },
        "object" => match (shape.get("additionalProperties"), shape.get("patternProperties")) {
            (Some(values @ Value::Object(_)), _) => [vec![plain("object, each value ")], words(values)].concat(),
            (_, Some(Value::Object(patterns))) => {
                [vec![plain("object, each value ")], patterns.values().next().map(words).unwrap_or_default()].concat()
            }
            _ => vec![plain("object")],
        },
        "integer" => vec![plain(bounded("whole number", shape, ("minimum", "maximum")))],
        "number" => vec![plain(bounded("number", shape, ("minimum", "maximum")))],
        "boolean" => vec![plain("true or false")],
        "null" => vec![plain("null")],
        _ => match (text(shape, "format"), text(shape, "pattern")) {
            ("date-time", _) => vec![plain("time (RFC 3339)")],
            ("uuid", _) => vec![plain("id (UUID)")],
            ("", "") => vec![plain(bounded("text", shape, ("minLength", "maxLength")))],
            ("", pattern) => vec![plain(format!("text {pattern}"))],
            (format, _) => vec![plain(format!("text ({format})"))],
        },
    }
}

/// The same with its bounds, where it has any that say something.
fn bounded(name: &str, shape: &Value, (least, most): (&str, &str)) -> String {
    let (least, most) = (shape.get(least), shape.get(most));
    let most = most.filter(|most| most.as_f64().is_none_or(|most| most < 1e9));
    match (least.filter(|least| least.as_f64().is_none_or(|least| least.abs() < 1e9)), most) {
        (Some(least), Some(most)) => format!("{name} from {least} to {most}"),
        (Some(least), None) => format!("{name} from {least}"),
        (None, Some(most)) => format!("{name} up to {most}"),
        (None, None) => name.to_owned(),
    }
}

fn joined(parts: impl Iterator<Item = Vec<Word>>, between: &str) -> Vec<Word> {
    let mut all = Vec::new();
    for part in parts {
        if !all.is_empty() {
            all.push(plain(between));
        }
        all.extend(part);
    }
    all
}

fn plain(text: impl Into<String>) -> Word {
    Word { text: text.into(), shape: None }
}

fn text<'a>(shape: &'a Value, name: &str) -> &'a str {
    shape.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(shape: &'a Value, name: &str) -> &'a [Value] {
    shape.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn shapes_are_a_few_words() {
        for (shape, said) in [
            (json!({"type": "string", "format": "date-time"}), "time (RFC 3339)"),
            (json!({"type": ["string", "null"]}), "text or null"),
            (json!({"type": "array", "items": {"$ref": "#/components/schemas/Code"}}), "list of Code"),
            (json!({"anyOf": [{"$ref": "#/components/schemas/Basis"}, {"type": "null"}]}), "Basis or null"),
            (
                json!({"type": "integer", "format": "uint32", "minimum": 0, "maximum": 4_294_967_295_u32}),
                "whole number from 0",
            ),
            (json!({"enum": ["easy", "hard"]}), "\"easy\", \"hard\""),
            (json!(true), "anything"),
        ] {
            let words: String = words(&shape).into_iter().map(|word| word.text).collect();
            assert_eq!(words, said, "{shape}");
        }
    }
}
