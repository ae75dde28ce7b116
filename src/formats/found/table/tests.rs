use super::*;
use crate::{
    base::lang::Lang,
    domain::kind::{Kind, KindName},
    formats::found::Verdict,
};

/// Stem, kind and the texts of the keys of each question.
fn told(found: &Found) -> Vec<(String, KindName, String)> {
    let questions = found.blocks.iter().filter_map(|block| block.question.as_ref());
    let keys = |kind: &Kind| match kind {
        Kind::TrueFalse(truth) => truth.key.to_string(),
        Kind::Number(number) => number.key.clone(),
        Kind::Text(text) => format!("{:?}", text.accepted),
        _ => {
            let keys = kind.options().iter().filter(|option| option.is_key());
            keys.map(|option| option.text().get(Lang::EN, Lang::EN).to_owned()).collect::<Vec<_>>().join("+")
        }
    };
    questions.map(|question| (question.stem.clone(), question.kind.name(), keys(&question.kind))).collect()
}

#[track_caller]
fn check(text: &str, expected: &[(&str, KindName, &str)]) {
    let found = read_text(text, None);
    let expected: Vec<_> =
        expected.iter().map(|(stem, kind, key)| ((*stem).to_owned(), *kind, (*key).to_owned())).collect();
    assert_eq!(told(&found), expected, "{found:?}");
}

#[test]
fn layouts_of_other_programs_are_known() {
    use KindName::{Multiple, Number, Single, TrueFalse};
    check("Question;Correct;Wrong 1;Wrong 2\nQ1;a;b;c\n", &[("Q1", Single, "a")]);
    check(
        "Kahoot\t\t\t\t\t\t\n\tQuestion - max 120 characters\tAnswer 1 - max 75 characters\tAnswer 2\tAnswer 3\tTime limit (sec)\tCorrect answer(s) - choose at least one\n1\tQ1\ta\tb\tc\t20\t1,3\n2\tQ2\ta\tb\tc\t20\t2\n3\t\t\t\t\t\t\n",
        &[("Q1", Multiple, "a+c"), ("Q2", Single, "b")],
    );
    check(
        "Question Text,Question Type,Option 1,Option 2,Option 3,Correct Answer,Time in seconds,Answer explanation\n\"Q, one\",Multiple Choice,10,20,30,2,30,why\nQ2,Checkbox,a,b,c,\"1,2\",30,\nQ3,Poll,a,b,,,,\n",
        &[("Q, one", Single, "20"), ("Q2", Multiple, "a+b")],
    );
    check(
        "type,question,a,b,c,correct\nmultiplechoice,Q1,x,y,z,c\nmultipleresponse,Q2,x,y,z,\"a,b\"\ntruefalse,Q3,True,False,,b\n",
        &[("Q1", Single, "z"), ("Q2", Multiple, "x+y"), ("Q3", TrueFalse, "false")],
    );
    check(
        "Ερώτηση;Επιλογή Α;Επιλογή Β;Σωστή απάντηση\nΠοιο;ένα;δύο;Β\n",
        &[("Ποιο;", Single, "δύο")].map(|(s, k, t)| (s.trim_end_matches(';'), k, t)),
    );
    check("Вопрос|Вариант 1|Вариант 2|Правильный ответ\nЧто?|раз|два|раз\n", &[("Что?", Single, "раз")]);
    check(
        "Question|Choices|Correct Answer\nQ|Α) ένα, Β) δύο|1\nQ2|Α) ένα, Β) δύο, Γ) τρία|0\n",
        &[("Q", Single, "δύο"), ("Q2", Single, "ένα")],
    );
    check("questionText;answer1;fraction;answer2;fraction\nQ1;a;0;b;100\n", &[("Q1", Single, "b")]);
    check("Question;Type;Correct;Unit;Tolerance\nHow long?;number;70,5;mm;0,1\n", &[("How long?", Number, "70.5")]);
    check("Question;Answer\nNails float;false\n", &[("Nails float", TrueFalse, "false")]);
    check("Q1\ta\tb\tc\tB\nQ2\ta\tb\tc\tA\n", &[("Q1", Single, "b"), ("Q2", Single, "a")]);
    check("1\tQ1\tright\tx\ty\n2\tQ2\tright\tx\ty\n", &[("Q1", Single, "right"), ("Q2", Single, "right")]);
}

#[test]
fn rows_that_fail_say_why_and_where() {
    let found = read_text("Question;Option A;Option B;Correct\nQ1;a;b;A\nQ2;a;b;D\n;;;\nQ3;a;;A\nQ4;a;b;\n", None);
    let told: Vec<_> = found
        .blocks
        .iter()
        .map(|block| (block.place.line, block.verdict(), block.remarks.first().map(|remark| remark.key.as_str())))
        .collect();
    assert_eq!(
        told,
        [
            (Some(2), Verdict::Accepted, None),
            (Some(3), Verdict::Skipped, Some("import-answer-names-none")),
            (Some(5), Verdict::Skipped, Some("import-one-option")),
            (Some(6), Verdict::Skipped, Some("import-no-key")),
        ]
    );
}

#[test]
fn whoever_imports_may_say_what_columns_are_for() {
    let columns = ["stem", "correct", "wrong"].map(str::to_owned);
    let found = read_text("Foo;Bar;Baz\nQ;x;y\n", Some(&columns));
    assert_eq!(found.blocks.len(), 2);
    assert_eq!(found.columns[1].role, "correct");
}
