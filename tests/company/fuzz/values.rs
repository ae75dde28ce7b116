//! Values made of schemas: right ones, and ones that are wrong somewhere.

use dokimasia::web::openapi::document;
use rand::{Rng, RngExt, rngs::ChaCha20Rng, seq::IndexedRandom};
use serde_json::{Map, Value, json};

/// Where values are taken from that exist: ids, codes, names.
pub type Known<'a> = &'a [String];

/// Texts that break what is careless.
pub const NASTY: &[&str] = &[
    "",
    " ",
    "\u{0}",
    "a\u{0}b",
    "\u{feff}",
    "\u{202e}gnp.exe",
    "'; DROP TABLE people; --",
    "%",
    "_",
    "\\",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "Ελένη ς Σ",
    "ё Е\u{308} \u{1f469}\u{200d}\u{1f680}",
    "e\u{301}\u{301}\u{301}\u{301}",
    "\r\nSet-Cookie: a=b",
    "-1",
    "0",
    "00000000-0000-0000-0000-000000000000",
    "99999999999999999999999999",
    "1e400",
    "NaN",
    "null",
    "true",
    "../../etc/passwd",
    "2026-02-30T25:61:61Z",
    "-009999-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z",
    "1/0",
    "7.0 N·m",
];

/// A value that fits, mostly.
pub fn right(schema: &Value, known: Known<'_>, rng: &mut ChaCha20Rng, depth: usize) -> Value {
    if let Some(place) = schema["$ref"].as_str() {
        let shape = document().value.pointer(place.trim_start_matches('#')).unwrap();
        return right(shape, known, rng, depth + 1);
    }
    if let Some(fixed) = schema.get("const") {
        return fixed.clone();
    }
    if let Some(words) = schema["enum"].as_array() {
        return words.choose(rng).cloned().unwrap_or(Value::Null);
    }
    for choice in ["oneOf", "anyOf"] {
        if let Some(choices) = schema[choice].as_array() {
            let chosen = choices.choose(rng).map(|chosen| right(chosen, known, rng, depth + 1));
            return joined(chosen.unwrap_or(Value::Null), &object(schema, known, rng, depth));
        }
    }
    let sort = match &schema["type"] {
        Value::String(sort) => sort.clone(),
        Value::Array(sorts) => sorts.choose(rng).and_then(Value::as_str).unwrap_or("null").to_owned(),
        _ if schema.get("properties").is_some() => "object".to_owned(),
        _ => ["string", "integer", "boolean", "null"].choose(rng).map_or("null", |sort| *sort).to_owned(),
    };
    match sort.as_str() {
        "object" => object(schema, known, rng, depth),
        "array" => array(schema, known, rng, depth),
        "string" => text(schema, known, rng).into(),
        "integer" => whole(schema, rng),
        "number" => json!([0.0, 1.5, -3.25, 1e10].choose(rng)),
        "boolean" => json!(rng.random_bool(0.5)),
        _ => Value::Null,
    }
}

fn joined(one: Value, other: &Value) -> Value {
    match (one, other) {
        (Value::Object(mut members), Value::Object(more)) => {
            members.extend(more.clone());
            members.into()
        }
        (one, _) => one,
    }
}

fn object(schema: &Value, known: Known<'_>, rng: &mut ChaCha20Rng, depth: usize) -> Value {
    let required = |name: &str| schema["required"].as_array().is_some_and(|names| names.iter().any(|it| it == name));
    let mut members = Map::new();
    for (name, shape) in schema["properties"].as_object().into_iter().flatten() {
        if required(name) || depth < 6 && rng.random_bool(0.5) {
            members.insert(name.clone(), right(shape, known, rng, depth + 1));
        }
    }
    for (pattern, shape) in schema["patternProperties"].as_object().into_iter().flatten() {
        let name = if pattern.contains("{2}") { "en" } else { "a" };
        members.insert(name.to_owned(), right(shape, known, rng, depth + 1));
    }
    members.into()
}

fn array(schema: &Value, known: Known<'_>, rng: &mut ChaCha20Rng, depth: usize) -> Value {
    if let Some(parts) = schema["prefixItems"].as_array() {
        return parts.iter().map(|part| right(part, known, rng, depth + 1)).collect();
    }
    let count = if depth > 8 { 0 } else { rng.random_range(0..3) };
    (0..count).map(|_| right(&schema["items"], known, rng, depth + 1)).collect()
}

fn text(schema: &Value, known: Known<'_>, rng: &mut ChaCha20Rng) -> String {
    match (schema["format"].as_str(), schema["pattern"].as_str()) {
        (Some("date-time"), _) => {
            let moments =
                ["2026-11-23T09:00:00Z", "2026-11-25T12:00:00+02:00", "2020-01-01T00:00:00Z", "2027-06-01T00:00:00Z"];
            (*moments.choose(rng).unwrap_or(&"")).to_owned()
        }
        (Some("uuid"), _) => {
            let ids: Vec<&String> = known.iter().filter(|text| text.len() == 36).collect();
            ids.choose(rng).map_or_else(|| "00000000-0000-7000-8000-000000000000".to_owned(), |id| (*id).clone())
        }
        (_, Some("^[a-z]{2}$")) => (*["en", "el", "ru"].choose(rng).unwrap_or(&"en")).to_owned(),
        (_, Some(_)) => {
            let codes: Vec<&String> = known.iter().filter(|text| text.len() < 36).collect();
            match codes.choose(rng) {
                Some(code) if rng.random_bool(0.8) => (*code).clone(),
                _ => format!("new-{}", rng.random_range(0..1_000)),
            }
        }
        _ => match known.choose(rng) {
            Some(known) if rng.random_bool(0.5) => known.clone(),
            _ => (*["Some words", "What is the length of a nail?", "7.0", "mm"].choose(rng).unwrap_or(&"")).to_owned(),
        },
    }
}

fn whole(schema: &Value, rng: &mut ChaCha20Rng) -> Value {
    let least = schema["minimum"].as_i64().unwrap_or(-3);
    let most = schema["maximum"].as_i64().unwrap_or(1_000).clamp(least, least.saturating_add(100));
    json!(rng.random_range(least..=most))
}

/// The same with something wrong in one place.
pub fn wrong(mut value: Value, rng: &mut ChaCha20Rng) -> Value {
    let places = places(&value);
    let place = places.choose(rng).cloned().unwrap_or_default();
    if let Some(found) = value.pointer_mut(&place) {
        match found {
            Value::Object(members) if rng.random_bool(0.5) => {
                if rng.random_bool(0.5) {
                    members.insert("no-such-field".to_owned(), json!(1));
                } else if let Some(name) = members.keys().next().cloned() {
                    members.remove(&name);
                }
            }
            Value::String(text) if rng.random_bool(0.7) => {
                NASTY.choose(rng).copied().unwrap_or_default().clone_into(text);
            }
            found => *found = nasty(rng),
        }
    }
    value
}

fn places(value: &Value) -> Vec<String> {
    let mut found = vec![String::new()];
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.replace('~', "~0").replace('/', "~1"), value)).collect()
        }
        Value::Array(values) => values.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    for (name, value) in inner {
        found.extend(places(value).into_iter().map(|place| format!("/{name}{place}")));
    }
    found
}

fn nasty(rng: &mut ChaCha20Rng) -> Value {
    match rng.random_range(0..12) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1),
        3 => json!(i64::MIN),
        4 => json!(u64::MAX),
        5 => json!(1.797e308),
        6 => json!([]),
        7 => json!({}),
        8 => json!("x".repeat(9_000)),
        9 => (0..60).fold(json!(1), |inner, _| json!([inner])),
        10 => json!({"en": "", "xx": "\u{0}", "english": 1}),
        _ => json!(NASTY.choose(rng)),
    }
}

/// Bodies that are no JSON, or JSON that is hard to take.
pub fn broken(rng: &mut ChaCha20Rng) -> Vec<u8> {
    match rng.random_range(0..9) {
        0 => b"{".to_vec(),
        1 => b"\"".to_vec(),
        2 => vec![0xff, 0xfe, 0x00],
        3 => b"{\"login\": \"\\ud800\", \"text\": \"\\udc00\\ud800\"}".to_vec(),
        4 => b"{\"text\": \"a\", \"text\": \"b\", \"product\": \"a\", \"product\": 1}".to_vec(),
        5 => [vec![b'['; 20_000], vec![b']'; 20_000]].concat(),
        6 => format!("{{\"value\": {}}}", "9".repeat(2_000)).into_bytes(),
        7 => b"null".to_vec(),
        _ => {
            let mut bytes = vec![0; rng.random_range(1..200)];
            rng.fill_bytes(&mut bytes);
            bytes
        }
    }
}

/// A part of a path, or a value of a query, that nothing is called.
pub fn nonsense(rng: &mut ChaCha20Rng) -> String {
    let raw = [
        "%00",
        "%ff%fe",
        "%2e%2e%2f",
        "%25",
        "%",
        "%zz",
        "%F0%9F%92%A9",
        "%CE%95%CE%BB",
        "-1",
        "0",
        "9".repeat(40).as_str(),
        "a".repeat(300).as_str(),
        "null",
        "+",
        "%0d%0aa:b",
    ]
    .map(str::to_owned);
    raw.choose(rng).cloned().unwrap_or_default()
}
