//! Categories of Moodle, as both of its formats write them.

/// The names of a path such as `$course$/top/Nails/Wire nails`; a slash in a name is written twice.
pub(super) fn path(text: &str) -> Vec<String> {
    const SLASH: char = '\u{e008}';
    let text = text.replace("//", &SLASH.to_string());
    let names = text.split('/').map(|name| name.replace(SLASH, "/").trim().to_owned());
    let is_place = |name: &str| name.is_empty() || (name.len() > 1 && name.starts_with('$') && name.ends_with('$'));
    let names: Vec<String> = names.filter(|name| !is_place(name)).collect();
    let top = usize::from(names.first().is_some_and(|name| name == "top"));
    names.into_iter().skip(top).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_no_names() {
        assert_eq!(path("$course$/top/Nails/Wire//round"), ["Nails", "Wire/round"]);
        assert_eq!(path("$system$"), Vec::<String>::new());
        assert_eq!(path("Nails"), ["Nails"]);
    }
}
