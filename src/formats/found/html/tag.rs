//! Tags, as far as they matter.

/// A tag at the beginning of a text.
pub(super) struct Tag<'a> {
    pub name: String,
    pub closes: bool,
    pub inside: &'a str,
}

/// The tag with which a text begins, and what follows it.
pub(super) fn tag(text: &str) -> Option<(Tag<'_>, &str)> {
    if let Some(comment) = text.strip_prefix("<!--") {
        let (_, after) = comment.split_once("-->").unwrap_or((comment, ""));
        return Some((Tag { name: String::new(), closes: true, inside: "" }, after));
    }
    let inside = text.strip_prefix('<')?;
    if inside.starts_with(['!', '?']) {
        let (_, after) = inside.split_once('>')?;
        return Some((Tag { name: String::new(), closes: true, inside: "" }, after));
    }
    let closes = inside.starts_with('/');
    let named = inside.strip_prefix('/').unwrap_or(inside);
    let name: String = named.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == ':').collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let (inside, after) = inside.split_once('>')?;
    Some((Tag { name: name.to_ascii_lowercase(), closes, inside }, after))
}

/// The value of an attribute.
pub(super) fn attribute(inside: &str, name: &str) -> Option<String> {
    let lower = inside.to_ascii_lowercase();
    let at = lower.match_indices(name).find(|(at, _)| {
        let before = lower.get(..*at).and_then(|before| before.chars().next_back());
        before.is_none_or(char::is_whitespace)
            && lower.get(at + name.len()..).is_some_and(|after| after.trim_start().starts_with('='))
    })?;
    let value = inside.get(at.0 + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
        _ => value.split(char::is_whitespace).next()?,
    };
    Some(value.to_owned())
}
