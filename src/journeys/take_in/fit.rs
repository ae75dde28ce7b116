//! Questions that were found, as questions of a line: topic, product, code, and what the bank has already.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{
    Plan,
    report::{Counts, Report, Row, RowVerdict},
};
use crate::{
    base::{
        digest,
        error::{Error, Result},
        fold::fold_for_search,
        id::{FileId, QuestionId},
        lang::Locale,
        localized::Localized,
        refusal::{Problem, Refused},
    },
    domain::{
        code::Code,
        picture::Picture,
        product::{Line, Product, Topic},
        question::{Content, Difficulty, Placing},
    },
    formats::found::{Block, Found, FoundPicture, FoundQuestion, Remark, Verdict},
    journeys::{
        World,
        write_questions::{code_words, folded},
    },
    render,
    store::{Db, pictures, products, questions},
};

/// So many texts are compared with the bank at once.
const COMPARED_AT_ONCE: usize = 200;

/// A file as it fits a line.
pub(super) struct Fitted {
    pub line: Line,
    pub report: Report,
    /// The questions that can be taken in.
    pub questions: Vec<Fit>,
}

/// A question that can be taken in.
pub(super) struct Fit {
    /// The number of its block, from 1.
    pub number: usize,
    pub code: Code,
    pub placing: Placing,
    pub content: Content,
    /// The fingerprint of its picture as it was found: the content names that by it until it is kept.
    pub source: Option<String>,
}

/// A question that was found, as one of the line.
struct Made {
    placing: Placing,
    content: Content,
    source: Option<String>,
}

/// What tells questions apart: their words, and what is to be seen with them.
type Told = (String, Option<FileId>);

fn told(content: &Content) -> Told {
    (folded(content), content.picture.as_ref().map(|picture| picture.file))
}

/// A line with what its questions may name.
struct Bank<'a> {
    line: Line,
    topics: Vec<Topic>,
    products: Vec<Product>,
    /// The topic of questions whose category is none.
    topic: Code,
    plan: &'a Plan,
}

/// Fits what was found to the line of the plan. What came of the very file (`came`) does not count as known. Refuses a plan that names what the line
/// does not have.
pub(super) fn fitted(db: &mut Db, world: &World, found: &Found, plan: &Plan, came: &[QuestionId]) -> Result<Fitted> {
    let bank = bank(db, world, plan)?;
    let taken = questions::codes(db, bank.line.id, "")?.into_iter().map(|code| code.as_str().to_lowercase());
    let mut codes = Codes { taken: taken.collect(), next: HashMap::new() };
    let mut contents: Vec<Option<Made>> =
        found.blocks.iter().map(|block| block.question.as_ref().map(|question| bank.question(question))).collect();
    recognise(db, &mut contents)?;
    let known = known(db, &bank, &contents, came)?;
    let mut report = Report {
        format: found.format,
        encoding: found.encoding.clone(),
        columns: found.columns.clone(),
        remarks: found.remarks.clone(),
        counts: Counts::default(),
        rows: Vec::new(),
    };
    let mut questions = Vec::new();
    let mut seen: HashSet<Told> = HashSet::new();
    for (at, (block, fit)) in found.blocks.iter().zip(contents).enumerate() {
        let mut row = row(at + 1, block);
        if let (Some(question), Some(Made { placing, content, source })) = (&block.question, fit) {
            let words = told(&content);
            if known.contains(&words) || !seen.insert(words) {
                row.verdict = RowVerdict::Known;
                row.remarks = vec![Remark::new("import-known")];
            } else if plan.without.contains(&row.number) {
                row.verdict = RowVerdict::LeftOut;
            } else if let Some(problem) = content.problems(bank.line.language).into_iter().next() {
                row.verdict = RowVerdict::Skipped;
                row.remarks = vec![problem.into()];
            } else {
                let code = codes.free(question, &content, &bank.line)?;
                row.code = Some(code.clone());
                row.topic = Some(placing.topic.clone());
                questions.push(Fit { number: row.number, code, placing, content, source });
            }
        }
        report.counts.count(row.verdict);
        report.rows.push(row);
    }
    Ok(Fitted { line: bank.line, report, questions })
}

fn bank<'a>(db: &mut Db, world: &World, plan: &'a Plan) -> Result<Bank<'a>> {
    let line = products::line(db, &plan.line)?;
    let topics = products::topics(db, line.id)?;
    let products = products::products(db, Some(line.id), world.clock.now())?;
    let mut problems = Vec::new();
    if let Some(topic) = plan.topic.as_ref().filter(|topic| topics.iter().all(|known| known.code != **topic)) {
        problems.push(Problem::new("topic", "topic-unknown").with("found", topic.as_str()));
    }
    if let Some(product) = plan.product.as_ref().filter(|product| products.iter().all(|known| known.code != **product))
    {
        problems.push(Problem::new("product", "product-unknown").with("found", product.as_str()));
    }
    let topic = plan.topic.clone().or_else(|| topics.first().map(|topic| topic.code.clone()));
    match topic {
        Some(topic) if problems.is_empty() => Ok(Bank { line, topics, products, topic, plan }),
        Some(_) => Err(Refused::invalid(problems).into()),
        None => Err(Refused::invalid(vec![Problem::new("topic", "import-topic-missing")]).into()),
    }
}

impl Bank<'_> {
    fn question(&self, found: &FoundQuestion) -> Made {
        let category = found.category.iter().rev();
        let topic = category.clone().find_map(|name| named(&self.topics, name, |topic| (&topic.code, &topic.name)));
        let product = self
            .plan
            .product
            .clone()
            .or_else(|| named(&self.products, found.product.as_ref()?, |product| (&product.code, &product.name)));
        let mut tags: BTreeSet<String> = found.tags.iter().cloned().collect();
        if topic.is_none() {
            tags.extend(category.take(1).cloned());
        }
        let difficulty = found.difficulty.as_deref().and_then(Difficulty::of_word).or(self.plan.difficulty);
        let placing = Placing {
            product,
            topic: topic.unwrap_or_else(|| self.topic.clone()),
            difficulty: difficulty.unwrap_or(Difficulty::Medium),
            tags: tags.into_iter().collect(),
            characteristics: Vec::new(),
            exam_only: false,
        };
        let text = |text: &String| Localized::One(text.clone());
        let bytes = found.picture.as_ref().map(FoundPicture::bytes);
        let shown = found.picture.as_ref().zip(bytes.as_ref());
        let content = Content {
            stem: text(&found.stem),
            picture: shown.map(|(picture, bytes)| Picture {
                file: FileId::of_content(bytes),
                sides: (0, 0),
                alt: picture.alt.as_ref().map(text),
            }),
            kind: found.kind.clone(),
            points: found.points,
            answer: found.answer.as_ref().map_or_else(|| self.truth(found), text),
            explanation: found.explanation.as_ref().map(text),
            source: found.source.as_ref().map(text),
        };
        Made { placing, content, source: bytes.map(|bytes| digest::of_bytes(&bytes)) }
    }

    /// What to tell the client of a bare statement, in the line's language.
    fn truth(&self, found: &FoundQuestion) -> Localized {
        let crate::domain::kind::Kind::TrueFalse(truth) = &found.kind else { return Localized::One(String::new()) };
        let key = if truth.key { "question-true" } else { "question-false" };
        let locale = Locale::of_code(self.line.language.code()).unwrap_or(Locale::En);
        Localized::One(render::text(locale, key, &render::Args::new()))
    }
}

/// What has that code, or that name in any language.
fn named<T>(all: &[T], sought: &str, told: impl Fn(&T) -> (&Code, &Localized)) -> Option<Code> {
    let folded = fold_for_search(sought);
    let is_it = |one: &&T| {
        let (code, name) = told(one);
        fold_for_search(code.as_str()) == folded || name.texts().any(|(_, name)| fold_for_search(name) == folded)
    };
    all.iter().find(is_it).map(|one| told(one).0.clone())
}

/// Pictures that are kept already, as they are kept.
fn recognise(db: &mut Db, contents: &mut [Option<Made>]) -> Result<()> {
    let sources: Vec<String> = contents.iter().flatten().filter_map(|made| made.source.clone()).collect();
    if sources.is_empty() {
        return Ok(());
    }
    let kept = pictures::same(db, &sources)?;
    for Made { content, source, .. } in contents.iter_mut().flatten() {
        let kept = source.as_ref().and_then(|source| kept.get(source));
        if let (Some(picture), Some(kept)) = (&mut content.picture, kept) {
            (picture.file, picture.sides) = (kept.file, kept.sides);
        }
    }
    Ok(())
}

/// What tells those that the bank has already.
fn known(db: &mut Db, bank: &Bank<'_>, contents: &[Option<Made>], came: &[QuestionId]) -> Result<HashSet<Told>> {
    let came: HashSet<QuestionId> = came.iter().copied().collect();
    let words: Vec<String> = contents.iter().flatten().map(|made| folded(&made.content)).collect();
    let mut known = HashSet::new();
    for some in words.chunks(COMPARED_AT_ONCE) {
        let there = questions::same_words(db, bank.line.id, some)?;
        let others = there.iter().filter(|question| !came.contains(&question.id));
        known.extend(others.map(|question| told(&question.latest.content)));
    }
    Ok(known)
}

fn row(number: usize, block: &Block) -> Row {
    let verdict = match block.verdict() {
        Verdict::Accepted => RowVerdict::Accepted,
        Verdict::Changed => RowVerdict::Changed,
        Verdict::Skipped => RowVerdict::Skipped,
    };
    let question = block.question.as_ref();
    Row {
        number,
        place: block.place.clone(),
        verdict,
        text: block.text.clone(),
        remarks: block.remarks.clone(),
        kind: question.map(|question| question.kind.name()),
        stem: question.map(|question| question.stem.clone()),
        answer: question.and_then(|question| question.answer.clone()),
        code: None,
        topic: None,
    }
}

/// Codes that are free, for many questions at once.
struct Codes {
    taken: HashSet<String>,
    /// The number that the next code of the same words gets.
    next: HashMap<String, u32>,
}

impl Codes {
    /// The code that the file gives, where it is one and free; else one made of the stem.
    fn free(&mut self, found: &FoundQuestion, content: &Content, line: &Line) -> Result<Code> {
        let told = found.id.as_ref().and_then(|id| id.parse::<Code>().ok());
        let told = told.filter(|code| code.as_str().chars().any(char::is_alphabetic));
        if let Some(code) = told.filter(|code| self.taken.insert(code.as_str().to_lowercase())) {
            return Ok(code);
        }
        let base = code_words(line, content);
        let next = self.next.entry(base.clone()).or_insert(1);
        loop {
            let text = if *next == 1 { base.clone() } else { format!("{base}-{next}") };
            *next += 1;
            if self.taken.insert(text.to_lowercase()) {
                return text.parse().ok().ok_or_else(|| Error::broken(format!("no code can be made of `{base}`")));
            }
        }
    }
}
