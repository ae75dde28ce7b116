//! A line's whole bank, as files hold it.

use super::{
    Db, products,
    questions::{self, Filter},
};
use crate::{
    base::{error::Result, limits::BANK_QUESTIONS_MAX, refusal::Refusal, time::Millis},
    domain::{
        bank::{Bank, BankCharacteristic, BankLine, BankProduct, BankQuestion, BankTopic},
        code::Code,
        product::Line,
    },
};

/// The bank of a line with its newest versions; none where there is no such line.
pub fn find(db: &mut Db, code: &Code, at: Millis) -> Result<Option<Bank>> {
    match products::line(db, code) {
        Ok(line) => load(db, line, at).map(Some),
        Err(error) if error.refusal() == Some(Refusal::NoSuchThing) => Ok(None),
        Err(error) => Err(error),
    }
}

fn load(db: &mut Db, line: Line, at: Millis) -> Result<Bank> {
    let topics =
        products::topics(db, line.id)?.into_iter().map(|topic| BankTopic { code: topic.code, name: topic.name });
    let columns = products::characteristics(db, line.id)?.into_iter();
    let columns = columns.map(|column| BankCharacteristic { code: column.code, name: column.name, unit: column.unit });
    let of_line = products::products(db, Some(line.id), at)?.into_iter();
    let of_line = of_line.map(|one| BankProduct { code: one.code, name: one.name, values: one.values });
    let filter = Filter { line: Some(line.code.clone()), ..Filter::default() };
    let most = u32::try_from(BANK_QUESTIONS_MAX).unwrap_or(u32::MAX);
    // Newest first as listed; a file tells them in the order in which they were written.
    let asked = questions::list(db, &filter, most)?.into_iter().rev();
    let asked = asked.map(|one| BankQuestion { code: one.code, placing: one.placing, content: one.latest.content });
    Ok(Bank {
        topics: topics.collect(),
        characteristics: columns.collect(),
        products: of_line.collect(),
        questions: asked.collect(),
        line: BankLine { code: line.code, name: line.name, note: line.note, language: line.language },
    })
}
