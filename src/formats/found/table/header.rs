//! Which row names the columns, and what each is for: in English, Greek and Russian, and as other programs name them.

use super::Row;
use crate::base::fold::fold_for_search;

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident $word:literal [$($known:literal),* $(,)?];)*) => {
        /// What a column is for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(in crate::formats::found) enum Role { $($(#[$doc])* $name),* }

        impl Role {
            const NAMES: &[(Role, &[&str])] = &[$((Role::$name, &[$($known),*])),*];

            /// Its name for programs.
            pub fn as_str(self) -> &'static str {
                match self { $(Role::$name => $word),* }
            }

            /// The role of that name.
            pub fn of_word(word: &str) -> Option<Role> {
                match word { $($word => Some(Role::$name),)* _ => None }
            }
        }
    };
}

roles! {
    /// Nothing of ours.
    Ignore "ignore" [
        "time", "time limit", "time in seconds", "timer", "image", "image link", "image url", "media", "language", "shuffle", "shuffleanswers",
        "incorrect feedback", "incorrectexplanation", "wrong feedback", "translation", "γλωσσα", "χρονοσ", "язык", "время", "перевод",
    ];
    /// The question.
    Stem "stem" [
        "question", "question text", "questiontext", "stem", "prompt", "questions", "ερωτηση", "εκφωνηση", "κειμενο ερωτησησ", "ερωτησεισ",
        "вопрос", "текст вопроса", "задание", "формулировка", "вопросы", "frage", "pregunta", "въпрос", "питання",
    ];
    /// A short name of the question.
    Name "name" ["title", "question title", "questiontitle", "name", "question name", "τιτλοσ", "ονομα", "название", "заголовок"];
    /// One option.
    Option "option" [
        "option", "choice", "alternative", "opt", "variant", "answer option", "answer choice", "possible answer", "response", "επιλογη",
        "εναλλακτικη", "вариант", "вариант ответа", "antwort", "отговор",
    ];
    /// All options in one cell.
    Options "options" [
        "options", "choices", "answers", "alternatives", "answer options", "answer choices", "possible answers", "επιλογεσ", "απαντησεισ",
        "πιθανεσ απαντησεισ", "варианты", "варианты ответов", "варианты ответа", "ответы",
    ];
    /// What is right.
    Correct "correct" [
        "correct", "correct answer", "correct answers", "corans", "right", "right answer", "right answers", "key", "answer key", "correct option",
        "correct options", "correct choice", "correct index", "correctanswer", "correct answer index", "solution", "σωστη", "σωστη απαντηση",
        "σωστο", "σωστεσ απαντησεισ", "σωστα", "ορθη απαντηση", "ορθη", "правильный ответ", "верный ответ", "правильный", "правильные ответы",
        "правильный вариант", "верные ответы", "ключ", "верно", "правильно", "richtige antwort",
    ];
    /// A wrong option.
    Wrong "wrong" [
        "wrong", "wrong answer", "incorrect", "incorrect answer", "distractor", "false answer", "λαθοσ", "λαθοσ απαντηση", "λανθασμενη απαντηση",
        "λανθασμενη", "неправильный ответ", "неверный ответ", "дистрактор", "неверный", "неправильный",
    ];
    /// An option where others are numbered, what is right where they are not.
    Answer "answer" ["answer", "απαντηση", "ответ", "ans", "answer text"];
    /// The share of the points that the option before it earns.
    Share "share" ["fraction", "answer fraction", "share", "percent", "доля", "ποσοστο"];
    /// The kind.
    Kind "kind" ["type", "question type", "questiontype", "kind", "τυποσ", "ειδοσ", "τυποσ ερωτησησ", "ειδοσ ερωτησησ", "тип", "тип вопроса", "вид", "вид вопроса"];
    /// Whether one option is right.
    Single "single" ["single", "single answer"];
    /// What it is worth.
    Points "points" ["points", "point", "score", "marks", "mark", "grade", "default grade", "βαθμοι", "μοναδεσ", "βαθμοσ", "баллы", "балл", "очки"];
    /// Why.
    Explanation "explanation" [
        "explanation", "answer explanation", "feedback", "correct feedback", "correctexplanation", "correct explanation", "general feedback",
        "generalfeedback", "rationale", "comment", "επεξηγηση", "εξηγηση", "σχολιο", "αιτιολογηση", "пояснение", "объяснение", "комментарий",
        "обоснование",
    ];
    /// What to tell the client.
    Tell "tell" ["answer to tell the client", "tell the client", "reply", "απαντηση προσ τον πελατη", "απαντηση στον πελατη", "ответ клиенту"];
    /// The topic.
    Topic "topic" [
        "topic", "category", "group", "chapter", "section", "subject", "theme", "κατηγορια", "θεμα", "ενοτητα", "κεφαλαιο", "тема", "категория",
        "раздел", "глава",
    ];
    /// The tags.
    Tags "tags" ["tags", "tag", "keywords", "labels", "ετικετεσ", "λεξεισ κλειδια", "теги", "метки", "ключевые слова"];
    /// How hard.
    Difficulty "difficulty" ["difficulty", "level", "δυσκολια", "επιπεδο", "сложность", "уровень", "трудность"];
    /// Its name for whoever imports it again.
    Id "id" [
        "id", "no", "nr", "number", "question number", "question no", "question id", "code", "ref", "α α", "αα", "κωδικοσ", "αριθμοσ", "номер", "п п",
        "код", "идентификатор",
    ];
    /// Where the fact stands.
    Source "source" ["source", "reference", "source characteristic", "πηγη", "источник", "ссылка"];
    /// The product.
    Product "product" ["product", "προιον", "προϊον", "товар", "продукт", "изделие", "product code", "κωδικοσ προιοντοσ", "κωδικοσ προϊοντοσ"];
    /// The unit of a number.
    Unit "unit" ["unit", "units", "μοναδα", "μοναδα μετρησησ", "единица", "ед изм", "единица измерения"];
    /// How far off a number may be.
    Tolerance "tolerance" ["tolerance", "ανοχη", "αποκλιση", "допуск", "погрешность"];
}

/// A row that names the columns, with what each is for.
pub(super) struct Head {
    /// Its place; none where no row does.
    pub at: Option<usize>,
    pub roles: Vec<Role>,
}

/// Rows among which the header is sought: templates begin with banners.
const SOUGHT: usize = 40;

/// The first row that names a column of questions and one of answers.
pub(super) fn find(rows: &[Row]) -> Option<Head> {
    rows.iter().take(SOUGHT).enumerate().find_map(|(at, row)| {
        let named: Vec<Option<Named>> = row.cells.iter().map(|cell| named(&cell.text)).collect();
        let roles = settled(&named);
        let has = |sought: &[Role]| roles.iter().any(|role| sought.contains(role));
        let answers = [Role::Option, Role::Options, Role::Correct, Role::Wrong, Role::Answer, Role::Tell];
        let is_header = has(&[Role::Stem]) && has(&answers);
        is_header.then_some(Head { at: Some(at), roles })
    })
}

/// A column's name: what it is for, and whether it is numbered or lettered.
#[derive(Clone, Copy)]
struct Named {
    role: Role,
    numbered: bool,
}

fn named(text: &str) -> Option<Named> {
    let whole = text.split(['(', '[', '\n']).next().unwrap_or_default();
    let whole =
        [" - ", " – ", " — ", ": "].iter().fold(whole, |text, sign| text.split(sign).next().unwrap_or_default());
    let folded = fold_for_search(&whole.replace(['_', '.', '/', '*', ':', '-'], " "));
    let words: Vec<&str> = folded.split_whitespace().collect();
    let name = words.join(" ");
    if name == "#" || name == "№" {
        return Some(Named { role: Role::Id, numbered: false });
    }
    let known = |name: &str| Role::NAMES.iter().find(|(_, names)| names.contains(&name)).map(|(role, _)| *role);
    if let Some(role) = known(&name) {
        return Some(Named { role, numbered: false });
    }
    if is_letter(&name) {
        return Some(Named { role: Role::Option, numbered: true });
    }
    let (last, rest) = words.split_last()?;
    let rest = rest.join(" ");
    if is_letter(last) || last.chars().all(|c| c.is_ascii_digit()) {
        return known(&rest).map(|role| Named { role, numbered: true });
    }
    // `Option1`, `answerA`, `1st option`.
    let base = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    if base.len() < name.len() {
        return known(base).map(|role| Named { role, numbered: true });
    }
    let first = words.first().filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    known(name.get(first.len()..)?.trim()).map(|role| Named { role, numbered: true })
}

fn is_letter(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some(letter), None) if "abcdefghijαβγδεζηθικабвгдежзи".contains(letter))
}

/// `Answer` is an option where it is numbered or others are; else it is what is right.
fn settled(named: &[Option<Named>]) -> Vec<Role> {
    let there = |sought: Role| named.iter().flatten().any(|one| one.role == sought);
    let answers = named.iter().flatten().filter(|one| one.role == Role::Answer).count();
    let numbered = named.iter().flatten().any(|one| one.role == Role::Answer && one.numbered);
    let shares = there(Role::Share);
    let role = |one: &Option<Named>| match one {
        None => Role::Ignore,
        Some(Named { role: Role::Answer, numbered: true }) => Role::Option,
        // Repeated names: each is an option.
        Some(Named { role: Role::Answer, .. }) if answers > 1 && (shares || there(Role::Correct)) && !numbered => {
            Role::Option
        }
        Some(Named { role: Role::Answer, .. }) if there(Role::Correct) => Role::Ignore,
        Some(Named { role: Role::Answer, .. }) => Role::Correct,
        Some(Named { role, .. }) => *role,
    };
    named.iter().map(role).collect()
}

/// What the columns are for, by what stands in them: the question comes first, what is right last or right after it.
pub(super) fn guessed(rows: &[Row]) -> Head {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let column = |at: usize| {
        rows.iter()
            .filter_map(move |row| row.cells.get(at))
            .map(|cell| cell.text.trim())
            .filter(|text| !text.is_empty())
    };
    let most = |at: usize, is: &dyn Fn(&str) -> bool| {
        let (all, fits) = column(at).fold((0, 0), |(all, fits), text| (all + 1, fits + usize::from(is(text))));
        all > 0 && fits * 10 >= all * 7
    };
    let is_number = |text: &str| text.trim_end_matches('.').parse::<u32>().is_ok();
    let is_reference = |text: &str| {
        is_letter(&text.to_lowercase())
            || text.split(',').all(|part| part.trim().parse::<u8>().is_ok_and(|number| number <= 10))
    };
    let mut roles = vec![Role::Ignore; width];
    let stem = usize::from(width > 2 && most(0, &is_number));
    let last = width.saturating_sub(1);
    let keyed = width > 3 && most(last, &is_reference);
    for (at, role) in roles.iter_mut().enumerate() {
        *role = match at {
            _ if at < stem => Role::Id,
            _ if at == stem => Role::Stem,
            _ if keyed && at == last => Role::Correct,
            _ if keyed => Role::Option,
            _ if at == stem + 1 => Role::Correct,
            _ => Role::Wrong,
        };
    }
    Head { at: None, roles }
}
