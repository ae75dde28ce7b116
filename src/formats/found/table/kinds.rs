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

/// What a cell of the column of kinds means; none where it is blank or not known.
pub(super) fn asked(cell: &str) -> Option<Asked> {
    let folded = fold_for_search(&cell.replace(['_', '-', '/', '.'], " "));
    let name: String = folded.split_whitespace().collect();
    let asked = match name.as_str() {
        "multiplechoice"
        | "mc"
        | "mcq"
        | "single"
        | "singlechoice"
        | "singleselect"
        | "quiz"
        | "choice"
        | "radio"
        | "multichoice"
        | "singleanswer"
        | "πολλαπληςεπιλογης"
        | "πολλαπλη"
        | "πολλαπληεπιλογη"
        | "μιασωστη"
        | "одиночныйвыбор"
        | "одинответ"
        | "выбор"
        | "множественныйвыбор"
        | "тест" => Asked::Choice,
        "multipleresponse"
        | "checkbox"
        | "checkboxes"
        | "multipleanswer"
        | "multipleanswers"
        | "multiselect"
        | "multiple"
        | "ma"
        | "mr"
        | "selectall"
        | "multipleselect"
        | "πολλεςσωστες"
        | "πολλαπλωναπαντησεων"
        | "несколькоответов"
        | "множественный" => Asked::Several,
        "truefalse"
        | "tf"
        | "trueorfalse"
        | "boolean"
        | "yesno"
        | "σωστολαθος"
        | "σλ"
        | "верноневерно"
        | "правдаложь"
        | "данет" => Asked::Truth,
        "fillintheblank"
        | "fillin"
        | "fillintheblanks"
        | "shortanswer"
        | "short"
        | "text"
        | "fib"
        | "freetext"
        | "blank"
        | "typeanswer"
        | "συμπληρωσηκενου"
        | "συντομηαπαντηση"
        | "κειμενο"
        | "короткийответ"
        | "текст"
        | "вводответа" => Asked::Words,
        "numeric"
        | "numerical"
        | "number"
        | "num"
        | "αριθμος"
        | "αριθμητικη"
        | "число"
        | "числовой"
        | "числовойответ" => Asked::Number,
        "matching" | "match" | "αντιστοιχιση" | "соответствие" | "сопоставление" => {
            Asked::Pairs
        }
        "ordering"
        | "order"
        | "sequence"
        | "puzzle"
        | "sorting"
        | "σειρα"
        | "διαταξη"
        | "порядок"
        | "последовательность" => Asked::Order,
        "essay" | "openended" | "poll" | "survey" | "draw" | "slide" | "wordcloud" | "brainstorm" | "likert"
        | "rating" | "upload" | "fileupload" | "description" | "εκθεση" | "αναπτυξης" | "ανοικτη" | "эссе"
        | "открытый" | "опрос" => Asked::Else,
        _ => return None,
    };
    Some(asked)
}
