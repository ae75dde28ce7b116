//! A bank, a certification and tests that are passed or failed.

use std::fmt::Write as _;

use dokimasia::journeys::import_bank::{self, Importer};
use serde_json::{Value, json};

use super::{Client, Company};

/// A word that stands in every key's answer, explanation and source, and nowhere else: a candidate must never see it before handing in.
pub const CANARY: &str = "canary-7391";

/// What tells the right option of the bank of [`bank`] from the others; only the tests know it.
const RIGHT: &str = "right";

/// Questions of the bank.
pub const QUESTIONS: usize = 60;

/// A bank of single-choice questions on a line with two products.
pub fn bank(line: &str) -> String {
    let mut file = format!(
        "format: dokimasia-bank/1\nlanguage: en\nline: {{code: {line}, name: Line {line}}}\ntopics:\n  - {{code: size, name: Size}}\n  - {{code: use, name: Use}}\ncharacteristics:\n  - {{code: diameter, name: Diameter, unit: mm}}\nproducts:\n  - {{code: {line}-1, name: First, characteristics: {{diameter: 3.0}}}}\n  - {{code: {line}-2, name: Second, characteristics: {{diameter: 4.0}}}}\nquestions:\n"
    );
    for number in 0..QUESTIONS {
        let (topic, level) = (["size", "use"][number % 2], ["easy", "medium", "hard"][number % 3]);
        writeln!(
            file,
            "  - id: q{number}\n    kind: single\n    topic: {topic}\n    difficulty: {level}\n    stem: Question {number}?\n    options:\n      - key: {RIGHT} {number}\n      - distractor: wrong {number} a\n      - distractor: wrong {number} b\n      - distractor: wrong {number} c\n    answer: {CANARY} answer\n    explanation: {CANARY} explanation\n    source: {CANARY} source"
        )
        .unwrap();
    }
    file
}

impl Company {
    /// A trainer `maria` with the bank of `line` imported and approved, and a certification of ten questions published under the same code.
    pub async fn certification(&self, line: &str) -> Client {
        let maria = self.trainer(&format!("maria-{line}")).await;
        self.import(&bank(line), &format!("maria-{line}")).await;
        let draft = json!({
            "code": line, "name": format!("Test on {line}"),
            "blueprint": {"sections": [{"line": line, "count": 10}]},
            "policy": {"minutes": 20},
        });
        maria.post("/api/v1/certifications", draft).await.expect(201);
        maria.post(&format!("/api/v1/certifications/{line}/publication"), json!({})).await.expect(201);
        maria
    }

    /// Imports a bank file in the name of a trainer, approved by another.
    pub async fn import(&self, file: &str, author: &str) {
        let second = self.person(&format!("second-{author}"), dokimasia::domain::person::Role::Trainer, None).await;
        let author = import_bank::trainer(&self.world, author.parse().unwrap()).await.unwrap();
        let importer = Importer { author, approver: Some(second.id), severity: None };
        let report = import_bank::import(&self.world, file.as_bytes(), importer).await.unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems);
    }
}

impl Client {
    /// Starts a test; gives it as it was sent.
    pub async fn start(&self, certification: &str) -> Value {
        self.post(&format!("/api/v1/certifications/{certification}/attempts"), json!({})).await.expect(201)
    }

    /// Answers `right` questions rightly and all others wrongly, then hands in; gives the result.
    pub async fn answer_and_submit(&self, attempt: &Value, right: usize) -> Value {
        let id = attempt["id"].as_str().unwrap();
        for (number, question) in attempt["questions"].as_array().unwrap().iter().enumerate() {
            let answer = json!({"answer": {"choice": token(question, number < right)}, "revision": 0});
            self.put(&format!("/api/v1/attempts/{id}/answers/{}", question["position"]), answer).await.expect(200);
        }
        self.post(&format!("/api/v1/attempts/{id}/submission"), json!({})).await.expect(200)
    }

    /// Takes a test from start to end with that many right answers.
    pub async fn take(&self, certification: &str, right: usize) -> Value {
        let attempt = self.start(certification).await;
        self.answer_and_submit(&attempt, right).await
    }
}

/// The token of the right option of a question of [`bank`], or of a wrong one.
pub fn token(question: &Value, right: bool) -> String {
    let options = question["options"].as_array().unwrap();
    let wanted = |option: &&Value| option["text"].as_str().unwrap().starts_with(RIGHT) == right;
    options.iter().find(wanted).unwrap()["token"].as_str().unwrap().to_owned()
}
