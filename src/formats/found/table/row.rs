//! A row → a question.

use super::{
    super::{
        Block, Remark,
        block::{Draft, skipped},
        choice::{self, Loose, Several, WHOLE},
        picture::nowhere,
    },
    Row, cells,
    header::Role,
    keys::{self, Way},
    kinds::{self, Asked},
};
use crate::domain::kind::Kind;

/// What the columns of a table are for, and how it tells what is right.
pub(super) struct Reader<'a> {
    roles: &'a [Role],
    way: Way,
}

/// The texts of a row by what they are for.
struct Told<'a> {
    row: &'a Row,
    roles: &'a [Role],
}

impl<'a> Told<'a> {
    fn all(&self, sought: Role) -> Vec<&'a str> {
        let (row, roles) = (self.row, self.roles);
        let cells = roles.iter().zip(&row.cells).filter(|(role, _)| **role == sought);
        cells.map(|(_, cell)| cell.text.trim()).collect()
    }

    fn one(&self, sought: Role) -> Option<&'a str> {
        self.all(sought).into_iter().find(|text| !text.is_empty())
    }

    /// Option columns, blank ones too, so that their numbers stay; or the options of one cell.
    fn options(&self) -> Vec<String> {
        let columns = self.all(Role::Option);
        if columns.iter().any(|text| !text.is_empty()) {
            return columns.into_iter().map(|text| cells::unlettered(text).to_owned()).collect();
        }
        self.one(Role::Options).map(cells::options).unwrap_or_default()
    }

    /// The share beside each option, in percent or in parts of one.
    fn shares(&self) -> Vec<Option<i64>> {
        let mut shares: Vec<Option<i64>> = Vec::new();
        for (role, cell) in self.roles.iter().zip(&self.row.cells) {
            match role {
                Role::Option => shares.push(None),
                Role::Share => {
                    if let Some(last) = shares.last_mut() {
                        *last = share(&cell.text);
                    }
                }
                _ => {}
            }
        }
        shares
    }
}

fn share(text: &str) -> Option<i64> {
    let text = text.trim();
    let share = choice::share(text)?;
    // 1 and 0.5 are parts of one, 100 and 50 percent.
    let parts = share.abs() <= WHOLE / 100 && !text.ends_with('%');
    Some(if parts { share * 100 } else { share })
}

impl<'a> Reader<'a> {
    /// A reader of these rows: all of them together show how right options are told.
    pub fn new(roles: &'a [Role], rows: &[Row]) -> Reader<'a> {
        let told = rows.iter().filter_map(|row| {
            let told = Told { row, roles };
            let options = told.options();
            Some((options, told.one(Role::Correct)?.to_owned())).filter(|(options, _)| options.len() > 1)
        });
        Reader { roles, way: keys::way(&told.collect::<Vec<_>>()) }
    }

    /// The question of a row; none where the row says nothing: templates number rows that nobody filled in.
    pub fn block(&self, row: &Row) -> Option<Block> {
        let told = Told { row, roles: self.roles };
        let said = |role: &Role| {
            !matches!(role, Role::Id | Role::Ignore | Role::Points | Role::Kind | Role::Single | Role::Share)
        };
        let speaks = self.roles.iter().zip(&row.cells).any(|(role, cell)| said(role) && !cell.text.trim().is_empty());
        if !speaks {
            return None;
        }
        let texts: Vec<&str> = row.cells.iter().map(|cell| cell.text.trim()).collect();
        let text = texts.join(" | ");
        let place = row.place.clone();
        let Some(stem) = told.one(Role::Stem) else {
            return Some(skipped(place, &text, Remark::new("import-no-stem")));
        };
        let mut draft = Draft::default();
        if row.cells.iter().zip(self.roles).any(|(cell, role)| cell.is_date && *role != Role::Ignore) {
            draft.note(Remark::new("import-date"));
        }
        draft.stem = draft.stem_of(stem, None, &mut nowhere);
        placing(&mut draft, &told);
        let kind = self.kind(&mut draft, &told);
        Some(draft.finish(place, text.trim_end_matches([' ', '|']), kind))
    }

    fn kind(&self, draft: &mut Draft, told: &Told<'_>) -> Result<Kind, Remark> {
        let named = told.one(Role::Kind);
        let asked = named.and_then(kinds::asked);
        if let (Some(name), None) = (named, asked) {
            draft.note(Remark::new("import-kind-unknown").with("kind", name));
        }
        match asked {
            Some(Asked::Else) => Err(Remark::new("import-kind-not-ours").with("kind", named.unwrap_or_default())),
            Some(Asked::Truth) => self.truth(told),
            Some(Asked::Words) => words(draft, told),
            Some(Asked::Number) => number(told),
            Some(Asked::Pairs) => pairs(draft, told),
            Some(Asked::Order) => {
                let items = told.options().into_iter().filter(|text| !text.trim().is_empty());
                choice::ordering(items.collect())
            }
            Some(Asked::Several) => self.choice(draft, told, Several::Many),
            Some(Asked::Choice) | None => {
                let several = match told.one(Role::Single).and_then(cells::truth) {
                    Some(false) => Several::Many,
                    Some(true) | None => Several::ByKeys,
                };
                self.unnamed(draft, told, several, asked.is_some())
            }
        }
    }

    /// A row that tells no kind is what its cells make it.
    fn unnamed(&self, draft: &mut Draft, told: &Told<'_>, several: Several, chooses: bool) -> Result<Kind, Remark> {
        let no_options = told.options().iter().all(|text| text.trim().is_empty())
            && told.all(Role::Wrong).iter().all(|text| text.is_empty());
        if !no_options || chooses {
            return self.choice(draft, told, several);
        }
        match told.one(Role::Correct) {
            None => Err(Remark::new("import-no-options")),
            Some(_) if told.one(Role::Unit).is_some() || told.one(Role::Tolerance).is_some() => number(told),
            Some(key) => match cells::truth(key).filter(|_| key.chars().count() > 1) {
                Some(truth) => Ok(choice::truth(truth)),
                None => words(draft, told),
            },
        }
    }

    fn truth(&self, told: &Told<'_>) -> Result<Kind, Remark> {
        let cell = told.one(Role::Correct).ok_or_else(|| Remark::new("import-no-key"))?;
        let options = told.options();
        // With options the cell may name one of them; `1` is the first then.
        let named = keys::keys(&options, cell, self.way).and_then(|keys| options.get(*keys.first()?).cloned());
        let truth = named.as_deref().and_then(cells::truth).or_else(|| cells::truth(cell));
        truth.map(choice::truth).ok_or_else(|| Remark::new("import-answer-names-none").with("answer", cell))
    }

    fn choice(&self, draft: &mut Draft, told: &Told<'_>, several: Several) -> Result<Kind, Remark> {
        let options = told.options();
        let shares = told.shares();
        if options.iter().any(|text| !text.is_empty()) && shares.iter().any(Option::is_some) {
            let loose = options.into_iter().zip(shares).map(|(text, share)| Loose { text, share: share.unwrap_or(0) });
            let options = worded(draft, filled(loose.collect()));
            return choice::choice(draft, options, several);
        }
        if options.iter().all(String::is_empty) {
            return right_and_wrong(draft, told, several);
        }
        let cells: Vec<&str> = told.all(Role::Correct).into_iter().filter(|text| !text.is_empty()).collect();
        if cells.is_empty() {
            return Err(Remark::new("import-no-key"));
        }
        let mut right = Vec::new();
        for cell in &cells {
            let named = keys::keys(&options, cell, self.way);
            right.extend(named.ok_or_else(|| Remark::new("import-answer-names-none").with("answer", *cell))?);
        }
        let loose = options
            .into_iter()
            .enumerate()
            .map(|(at, text)| Loose { text, share: if right.contains(&at) { WHOLE } else { 0 } });
        let options = worded(draft, filled(loose.collect()));
        choice::choice(draft, options, several)
    }
}

/// Columns of right answers and of wrong ones.
fn right_and_wrong(draft: &mut Draft, told: &Told<'_>, several: Several) -> Result<Kind, Remark> {
    let of = |role: Role, share: i64| -> Vec<Loose> {
        told.all(role).into_iter().map(|text| Loose { text: text.to_owned(), share }).collect()
    };
    let loose: Vec<Loose> = of(Role::Correct, WHOLE).into_iter().chain(of(Role::Wrong, 0)).collect();
    if loose.iter().all(|option| option.text.is_empty()) {
        return Err(Remark::new("import-no-options"));
    }
    let options = worded(draft, filled(loose));
    choice::choice(draft, options, several)
}

/// Without columns that this row leaves blank.
fn filled(options: Vec<Loose>) -> Vec<Loose> {
    options.into_iter().filter(|option| !option.text.trim().is_empty()).collect()
}

fn worded(draft: &mut Draft, options: Vec<Loose>) -> Vec<Loose> {
    let mut worded = Vec::new();
    for option in options {
        worded.push(Loose { text: draft.words(&option.text, None), ..option });
    }
    worded
}

/// The words that count: where there are options they are, else what is right, between semicolons, bars or on lines.
fn words(draft: &mut Draft, told: &Told<'_>) -> Result<Kind, Remark> {
    let options: Vec<String> = told.options().into_iter().filter(|text| !text.is_empty()).collect();
    let told: Vec<String> = if options.is_empty() {
        let cells = told.all(Role::Correct);
        cells.iter().flat_map(|cell| cell.split([';', '|', '\n'])).map(|text| text.trim().to_owned()).collect()
    } else {
        options
    };
    choice::accepted(draft, told.into_iter().map(|text| Loose { text, share: WHOLE }).collect())
}

fn number(told: &Told<'_>) -> Result<Kind, Remark> {
    let key = told.one(Role::Correct).or_else(|| told.one(Role::Option)).ok_or_else(|| Remark::new("import-no-key"))?;
    choice::number(key, told.one(Role::Tolerance).unwrap_or("0"), told.one(Role::Unit))
}

/// `left = right`, `left -> right` in each option.
fn pairs(draft: &mut Draft, told: &Told<'_>) -> Result<Kind, Remark> {
    let rows = told.options().into_iter().filter(|text| !text.is_empty()).map(|text| {
        let signs = ["->", "→", "=>", "::", "="];
        let split = signs.iter().find_map(|sign| text.split_once(sign));
        split.map_or((text.clone(), String::new()), |(left, right)| (left.trim().to_owned(), right.trim().to_owned()))
    });
    choice::matching(draft, rows.collect())
}

fn placing(draft: &mut Draft, told: &Told<'_>) {
    let text = |role: Role| told.one(role).map(str::to_owned);
    draft.id = text(Role::Id);
    draft.name = text(Role::Name);
    draft.category = told.all(Role::Topic).into_iter().filter(|text| !text.is_empty()).map(str::to_owned).collect();
    let tags = told.all(Role::Tags).into_iter().flat_map(|cell| cell.split([',', ';', '|']));
    draft.tags = tags.map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect();
    draft.difficulty = told.one(Role::Difficulty).and_then(difficulty).map(str::to_owned);
    draft.product = text(Role::Product);
    draft.source = text(Role::Source);
    draft.points = told.one(Role::Points).and_then(|text| text.split(['.', ',']).next()?.trim().parse().ok());
    if let Some(explanation) = told.one(Role::Explanation) {
        draft.explanation = Some(draft.markdown(explanation, None));
    }
    if let Some(tell) = told.one(Role::Tell) {
        draft.answer = Some(draft.markdown(tell, None));
    }
}

fn difficulty(cell: &str) -> Option<&'static str> {
    match crate::base::fold::fold_for_search(cell).as_str() {
        "easy" | "ευκολη" | "ευκολο" | "легкий" | "легкая" | "легко" | "1" | "low" => {
            Some("easy")
        }
        "medium" | "μετρια" | "μεσαια" | "μεσαιο" | "средний" | "средняя" | "2" | "normal" => {
            Some("medium")
        }
        "hard" | "difficult" | "δυσκολη" | "δυσκολο" | "трудный" | "сложный" | "сложная" | "сложно" | "3" | "high" => {
            Some("hard")
        }
        _ => None,
    }
}
