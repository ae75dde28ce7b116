//! SHELL to be replaced by grading
use super::{super::words, Kind};
use crate::{
    base::{
        lang::Lang,
        refusal::{Refusal, Refused},
    },
    domain::answer::{Answer, Submitted, Token},
};
use num_rational::Ratio;
/// s
pub const RULES_VERSION: u32 = 1;
/// s
#[derive(Debug, Clone, PartialEq)]
pub struct Grade {
    /** s */
    pub share: Ratio<i64>,
    /** s */
    pub matched: Option<String>,
    /** s */
    pub why: Why,
    /** s */
    pub review: bool,
}
words! { /** s */ Why { /** s */ Right "right", /** s */ Wrong "wrong", } }
impl Kind {
    /// s
    pub fn accept(&self, submitted: Submitted, tokens: &[Token], lang: Lang) -> Result<Answer, Refused> {
        let find = |t: &Token| tokens.iter().position(|x| x == t).ok_or_else(|| Refused::from(Refusal::NotAnAnswer));
        Ok(match (self, submitted) {
            (Kind::Single(_), Submitted::Choice(c)) => Answer::Choice(find(&c.choice)?),
            (Kind::Multiple(_), Submitted::Choices(c)) => {
                Answer::Choices(c.choices.iter().map(find).collect::<Result<_, _>>()?)
            }
            (Kind::TrueFalse(_), Submitted::Truth(t)) => Answer::Truth(t.value),
            (Kind::Number(_), Submitted::Number(n)) => Answer::Number { value: n.value, unit: n.unit, lang },
            (Kind::Text(_), Submitted::Text(t)) => Answer::Text(t.text),
            _ => return Err(Refusal::NotAnAnswer.into()),
        })
    }
    /// s
    pub fn grade(&self, answer: Option<&Answer>, _own: Lang) -> Grade {
        let right = match (self, answer) {
            (Kind::Single(s), Some(Answer::Choice(i))) => s.options.get(*i).is_some_and(super::AnswerOption::is_key),
            (Kind::TrueFalse(t), Some(Answer::Truth(v))) => t.key == *v,
            (Kind::Multiple(m), Some(Answer::Choices(c))) => {
                m.options.iter().enumerate().all(|(i, o)| o.is_key() == c.contains(&i))
            }
            (Kind::Number(n), Some(Answer::Number { value, .. })) => n.key == *value,
            _ => false,
        };
        Grade {
            share: Ratio::from(i64::from(right)),
            matched: None,
            why: if right { Why::Right } else { Why::Wrong },
            review: false,
        }
    }
}
