use super::*;
use crate::{
    domain::kind::{AnswerOption, KindName, Scoring, Tolerance, Words},
    formats::found::Verdict,
};

fn only(text: &str) -> Block {
    let mut blocks = read(text);
    assert_eq!(blocks.len(), 1, "{blocks:?}");
    blocks.remove(0)
}

/// Kind, stem, key, and keys of remarks.
#[track_caller]
fn check(text: &str, kind: KindName, stem: &str, key: &str, remarks: &[&str]) {
    let block = only(text);
    let told: Vec<&str> = block.remarks.iter().map(|remark| remark.key.as_str()).collect();
    assert_eq!(told, remarks, "{text}");
    let question = block.question.unwrap();
    assert_eq!((question.kind.name(), question.stem.as_str()), (kind, stem), "{text}");
    assert_eq!(key_of(&question.kind), key, "{text}");
}

fn key_of(kind: &crate::domain::kind::Kind) -> String {
    use crate::{base::lang::Lang, domain::kind::Kind};
    let text = |text: &crate::base::localized::Localized| text.get(Lang::EN, Lang::EN).to_owned();
    match kind {
        Kind::Single(_) | Kind::Multiple(_) => {
            let all = kind.options().iter();
            let told = all.map(|option| match option {
                AnswerOption::Key(of) => format!("+{}", text(of)),
                AnswerOption::Distractor(of) => format!("-{}", text(of)),
            });
            told.collect::<Vec<_>>().join(" ")
        }
        Kind::TrueFalse(truth) => truth.key.to_string(),
        Kind::Number(number) => match &number.tolerance {
            Tolerance::Absolute(off) => format!("{} ± {off}", number.key),
            other => panic!("{other:?}"),
        },
        Kind::Text(words) => match &words.accepted {
            Words::One(words) => words.join("|"),
            Words::Many(_) => panic!(),
        },
        Kind::Matching(matching) => {
            let pairs = matching.pairs.iter().map(|pair| format!("{}={}", text(&pair.left), text(&pair.right)));
            pairs.chain(matching.distractors.iter().map(|of| format!("={}", text(of)))).collect::<Vec<_>>().join(" ")
        }
        Kind::Ordering(ordering) => ordering.items.iter().map(text).collect::<Vec<_>>().join(" < "),
    }
}

#[test]
fn each_kind_is_read() {
    use KindName::{Matching, Multiple, Number, Single, Text, TrueFalse};
    check("Which coats a nail?{~paint =zinc ~oil}", Single, "Which coats a nail?", "-paint +zinc -oil", &[]);
    check("::N1:: A nail is {~soft =steel} inside.", Single, "A nail is _____ inside.", "-soft +steel", &[]);
    check("Pick two{~%50%a ~%50%b ~%-100%c}", Multiple, "Pick two", "+a +b -c", &[]);
    check("Nails rust.{T}", TrueFalse, "Nails rust.", "true", &[]);
    check("Nails float.{FALSE#no#yes####General}", TrueFalse, "Nails float.", "false", &[]);
    check("Metal?{=steel =iron}", Text, "Metal?", "steel|iron", &[]);
    check("How long?{#70:0.5}", Number, "How long?", "70 ± 0.5", &[]);
    check("How thick?{#1..5}.", Number, "How thick?", "3 ± 2", &[]);
    check("When?{#=1822:0 =%50%1822:2}", Number, "When?", "1822 ± 0", &["import-part-of-points"]);
    check("Match{=a -> 1 =b -> 2 = -> 3}", Matching, "Match", "a=1 b=2 =3", &[]);
    check("Right\\: a\\=b \\{c\\}?{=x\\=1 ~y}", Single, "Right: a=b {c}?", "+x=1 -y", &[]);
    check("[html]<p>One<br>two</p>{=<b>a</b> ~b}", Single, "One\\\ntwo", "+a -b", &[]);
}

#[test]
fn what_moodle_loses_is_kept_and_told() {
    let blocks =
        read("$CATEGORY: $course$/top/Nails\nOne?{=a ~b}\n\n$CATEGORY: Bolts\n\nTwo?{=a ~b}\n::x::Three?{T}\n");
    let told: Vec<_> = blocks
        .iter()
        .map(|block| (block.place.line, block.verdict(), block.question.as_ref().unwrap().category.join("/")))
        .collect();
    assert_eq!(
        told,
        [
            (Some(2), Verdict::Changed, "Nails".to_owned()),
            (Some(6), Verdict::Accepted, "Bolts".to_owned()),
            (Some(7), Verdict::Changed, "Bolts".to_owned())
        ]
    );
    check("One?{\n=a\n\n~b\n}", KindName::Single, "One?", "+a -b", &["import-blank-within"]);
    check("One?{~=a ~b}", KindName::Single, "One?", "+a -b", &["import-tilde-equals"]);
    check("What is \\frac{1}{2}?{=half ~third}", KindName::Single, "What is \\frac{1}{2}?", "+half -third", &[]);
    check("One?{=\\frac{1}{2} ~b}", KindName::Single, "One?", "+\\frac{1}{2} -b", &["import-braces-within"]);
}

#[test]
fn what_is_no_question_is_skipped_with_its_reason() {
    for (text, key) in [
        ("Only words", "import-description"),
        ("Tell us{}", "import-essay"),
        ("Gap {1:SA:=x} here", "import-cloze"),
        ("Gap {1:MULTICHOICE:=x~y} here", "import-cloze"),
        ("Open{=a ~b", "import-brace-open"),
        ("No key{~a ~b}", "import-no-key"),
        ("One pair{=a -> b}", "import-one-pair"),
        ("Both{=a ~a}", "import-right-and-wrong"),
        ("What?{#abc}", "import-not-a-number"),
    ] {
        let block = only(text);
        assert_eq!((block.verdict(), block.remarks[0].key.as_str()), (Verdict::Skipped, key), "{text}");
        assert_eq!(block.text, text);
    }
}

#[test]
fn wrong_choices_that_cost_weigh() {
    let kind = |text: &str| only(text).question.unwrap().kind;
    let crate::domain::kind::Kind::Multiple(multiple) = kind("P{~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-50%d}")
    else {
        panic!()
    };
    assert_eq!(
        (multiple.scoring, multiple.weights[0].as_str(), multiple.weights[3].as_str()),
        (Scoring::Weighted, "0.3333333", "-0.5")
    );
    let crate::domain::kind::Kind::Multiple(multiple) = kind("P{~%50%a ~%50%b ~c}") else { panic!() };
    assert_eq!(multiple.scoring, Scoring::Proportional);
}

#[test]
fn ids_and_tags_stand_in_remarks() {
    let block = only("// question: 7 name: x [id:na-7] [tag:steel] [tag:long]\n::Name::Q?{T}");
    let question = block.question.unwrap();
    assert_eq!((question.id.as_deref(), question.tags), (Some("na-7"), vec!["steel".to_owned(), "long".to_owned()]));
}
