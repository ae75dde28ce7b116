use proptest::prelude::*;
use serde_json::Value;

use super::*;

const BANK: &str = include_str!("../../../tests/bench/nearness/bank.json");
const OPEN: &str = include_str!("../../../tests/bench/nearness/open.json");
const OWN: &str = include_str!("../../../tests/bench/nearness/own.json");

fn bank(aside: &[&str]) -> Vec<Document<String>> {
    let rows: Vec<Value> = serde_json::from_str(BANK).unwrap();
    let document = |row: &Value| {
        let text = |field: &str| row[field].as_str().unwrap().to_owned();
        let aside = aside.iter().map(|&text| text.to_owned()).collect();
        Document { key: text("id"), texts: vec![text("en"), text("el"), text("ru")], aliases: Vec::new(), aside }
    };
    rows.iter().map(document).collect()
}

/// What was asked and the right question, of both sets.
fn answerable(sets: &[&str]) -> Vec<(String, String)> {
    let rows = sets.iter().flat_map(|set| serde_json::from_str::<Vec<Value>>(set).unwrap());
    let pairs = rows.filter_map(|row| Some((row["raised"].as_str()?.to_owned(), row["match"].as_str()?.to_owned())));
    pairs.collect()
}

/// How many are found at the first place and among five.
fn recall(index: &Index<String>, asked: &[(String, String)]) -> (usize, usize) {
    let places =
        asked.iter().map(|(text, right)| index.search(text, |_| 1.0, 5).iter().position(|hit| hit.key == right));
    let places: Vec<Option<usize>> = places.collect();
    (places.iter().filter(|place| **place == Some(0)).count(), places.iter().flatten().count())
}

fn first<'a>(index: &'a Index<String>, text: &str) -> Option<&'a str> {
    index.search(text, |_| 1.0, 1).first().map(|hit| hit.key.as_str())
}

#[test]
fn other_words_find_the_question() {
    let asked = answerable(&[OPEN]);
    let (at_one, at_five) = recall(&Index::new(bank(&[])), &asked);
    assert!(at_one * 100 >= asked.len() * 85, "{at_one} of {} at the first place", asked.len());
    assert!(at_five * 100 >= asked.len() * 95, "{at_five} of {} among five", asked.len());
}

#[test]
fn the_same_answer_to_everything_does_no_harm() {
    let asked = answerable(&[OPEN]);
    let dummy = [
        "The client may rely on it: the block has a strength class and the nail a zinc coating.",
        "Ναι, το μπλοκ αντέχει.",
    ];
    let places = |aside: &[&str]| recall(&Index::new(bank(aside)), &asked);
    assert_eq!(places(&dummy), places(&[]));
}

#[test]
fn what_a_client_said_finds_more() {
    let asked = answerable(&[OPEN, OWN]);
    let (mut before, mut after) = ((0, 0), (0, 0));
    for turn in 0..2 {
        let (mut learned, mut rest) = (bank(&[]), Vec::new());
        for document in &mut learned {
            let of_one = asked.iter().filter(|(_, right)| *right == document.key);
            for (place, one) in of_one.enumerate() {
                if place == turn {
                    document.aliases.push(one.0.clone());
                } else {
                    rest.push(one.clone());
                }
            }
        }
        let (plain, wiser) = (recall(&Index::new(bank(&[])), &rest), recall(&Index::new(learned), &rest));
        before = (before.0 + plain.0, before.1 + plain.1);
        after = (after.0 + wiser.0, after.1 + wiser.1);
    }
    assert!(after.0 > before.0 && after.1 > before.1, "at the first place {before:?}, then {after:?}");
}

#[test]
fn it_does_not_matter_how_it_is_typed() {
    let index = Index::new(bank(&[]));
    for (text, right) in [
        ("ΠΟΣΕΣ ΒΙΔΕΣ ΠΕΡΙΕΧΕΙ ΕΝΑ ΚΟΥΤΙ", Some("N16")),
        ("poses vides periexei ena kouti", Some("N16")),
        ("πόσες βύδες περιέχι ένα κουτή", Some("N16")),
        ("hello! the client asks: how many scerws are in one bxo?", Some("N16")),
        ("СКОЛЬКО САМОРЕЗОВ В УПАКОВКЕ", Some("N16")),
        ("thermal resistance of a 40 cm wall", Some("A02")),
        ("сопротивление теплопередаче стены 40 см д400", Some("A02")),
        ("паропроницаемости", Some("A09")),
        ("θερμοχωρητικοτητα", Some("A34")),
        ("???", None),
        ("hello, what is this", None),
        ("qwrtplk", None),
    ] {
        assert_eq!(first(&index, text), right, "{text}");
    }
}

#[test]
fn a_question_in_one_language_is_found_in_others() {
    let english = bank(&[]).into_iter().map(|document| Document { texts: document.texts[..1].to_vec(), ..document });
    let index = Index::new(english);
    for (text, right) in
        [("σκουριά σε αλατονέφωση, πόσες ώρες;", "N31"), ("сколько этажей", "A26"), ("agwgimotita d400", "A01")]
    {
        let found: Vec<&String> = index.search(text, |_| 1.0, 5).into_iter().map(|hit| hit.key).collect();
        assert!(found.iter().any(|key| *key == right), "{text}: {found:?}");
    }
}

#[test]
fn only_what_is_worth_something_is_found_and_no_more_than_asked() {
    let index = Index::new(bank(&[]));
    let found = index.search("nails and screws of steel", |key| f64::from(u8::from(key.starts_with('A'))), 3);
    assert!(found.iter().all(|hit| hit.key.starts_with('A')), "{found:?}");
    assert!(index.search("nails and screws of steel", |_| 1.0, 2).len() <= 2);
    let itself = index.search("Why do hardened drywall screws snap?", |_| 1.0, 5);
    assert!(itself[0].score > 80 && itself.windows(2).all(|pair| pair[0].score >= pair[1].score), "{itself:?}");
    let none: Index<String> = Index::new([]);
    assert!(none.is_empty() && none.search("nails", |_| 1.0, 5).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_may_be_known_and_asked(texts in prop::collection::vec("\\PC{0,40}|[a-zά-ωа-яё0-9 .,×x]{0,40}", 1..6)) {
        let document = |(key, text): (usize, &String)| {
            Document { key, texts: vec![text.clone()], aliases: texts.clone(), aside: texts.clone() }
        };
        let index = Index::new(texts.iter().enumerate().map(document));
        for text in &texts {
            for hit in index.search(text, |_| 1.0, 5) {
                prop_assert!(hit.score <= 100 && *hit.key < texts.len());
            }
        }
    }
}
