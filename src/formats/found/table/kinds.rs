//! What a table calls the kinds.

use crate::base::fold::fold_for_search;

/// What a row asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// One option is right, or several: the key says it.
    Choice,
    /// Several options may be right.
    Several,
    /// True or false.
    Truth,
    /// Words.
    Words,
    /// A number.
    Number,
    /// Items with their partners: `left = right`.
    Pairs,
    /// Items in their order.
    Order,
    /// Something that we do not ask.
    Else,
}

/// The kinds by their names, folded and without spaces.
const NAMES: &[(Asked, &[&str])] = &[
    (
        Asked::Choice,
        &[
            "multiplechoice",
            "mc",
            "mcq",
            "single",
            "singlechoice",
            "singleselect",
            "quiz",
            "choice",
            "radio",
            "multichoice",
            "singleanswer",
            "πολλαπλησεπιλογησ",
            "πολλαπλη",
            "πολλαπληεπιλογη",
            "μιασωστη",
            "одиночныйвыбор",
            "одинответ",
            "выбор",
            "множественныйвыбор",
            "тест",
        ],
    ),
    (
        Asked::Several,
        &[
            "multipleresponse",
            "checkbox",
            "checkboxes",
            "multipleanswer",
            "multipleanswers",
            "multiselect",
            "multiple",
            "ma",
            "mr",
            "selectall",
            "multipleselect",
            "πολλεσσωστεσ",
            "πολλαπλωναπαντησεων",
            "несколькоответов",
            "множественный",
        ],
    ),
    (
        Asked::Truth,
        &[
            "truefalse",
            "tf",
            "trueorfalse",
            "boolean",
            "yesno",
            "σωστολαθοσ",
            "σλ",
            "верноневерно",
            "правдаложь",
            "данет",
        ],
    ),
    (
        Asked::Words,
        &[
            "fillintheblank",
            "fillin",
            "fillintheblanks",
            "shortanswer",
            "short",
            "text",
            "fib",
            "freetext",
            "blank",
            "typeanswer",
            "συμπληρωσηκενου",
            "συντομηαπαντηση",
            "κειμενο",
            "короткийответ",
            "текст",
            "вводответа",
        ],
    ),
    (
        Asked::Number,
        &["numeric", "numerical", "number", "num", "αριθμοσ", "αριθμητικη", "число", "числовой", "числовойответ"],
    ),
    (Asked::Pairs, &["matching", "match", "αντιστοιχιση", "соответствие", "сопоставление"]),
    (
        Asked::Order,
        &["ordering", "order", "sequence", "puzzle", "sorting", "σειρα", "διαταξη", "порядок", "последовательность"],
    ),
    (
        Asked::Else,
        &[
            "essay",
            "openended",
            "poll",
            "survey",
            "draw",
            "slide",
            "wordcloud",
            "brainstorm",
            "likert",
            "rating",
            "upload",
            "fileupload",
            "description",
            "εκθεση",
            "αναπτυξησ",
            "ανοικτη",
            "эссе",
            "открытый",
            "опрос",
        ],
    ),
];

/// What a cell of the column of kinds means; none where it is blank or not known.
pub(super) fn asked(cell: &str) -> Option<Asked> {
    let folded = fold_for_search(&cell.replace(['_', '-', '/', '.'], " "));
    let name: String = folded.split_whitespace().collect();
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(asked, _)| *asked)
}
