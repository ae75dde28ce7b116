//! A form as it was drawn, and the sheet that the candidate sees of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    answer::Token,
    kind::{Kind, KindName},
    picture::Picture,
    question::Content,
};
use crate::base::{
    id::{QuestionId, VersionId},
    localized::Localized,
};

/// The questions of one attempt, in the order in which they are asked. Stored whole when the attempt starts; it never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Form {
    /// What is asked at position 1, 2, and so on.
    pub positions: Vec<Position>,
}

/// A place in a form. By itself it says nothing about the key; with the version's content it does, so it never goes out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// The question.
    pub question: QuestionId,
    /// The version that is asked and graded.
    pub version: VersionId,
    /// The blueprint's section for which it was drawn, from 0.
    pub section: usize,
    /// The order in which options are shown: `order[k]` is the place in the content of the option shown as number k.
    pub order: Vec<usize>,
    /// The names of the options: `tokens[i]` names the option at place i of the content.
    pub tokens: Vec<Token>,
}

/// What the candidate sees of a position. There is no field that could hold a key, an explanation, a topic, a difficulty or
/// a tag, so none can get out by mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SheetItem {
    /// Its number in the form, from 1.
    pub position: u32,
    /// How it is answered.
    pub kind: KindName,
    /// The question.
    pub stem: Localized,
    /// What is to be seen with it.
    pub picture: Option<Picture>,
    /// What it is worth.
    pub points: u32,
    /// What may be chosen or is to be put into an order, in the order of this form; empty for kinds without options.
    pub options: Vec<SheetOption>,
    /// For a matching: the items for which one of the options is to be chosen, in the order of this form.
    pub items: Vec<SheetOption>,
    /// For a number: the unit in which a bare number is read. None where there is none, and where naming it is the candidate's task.
    pub unit: Option<String>,
    /// For a number: whether naming the unit is the candidate's task.
    pub unit_required: bool,
}

/// An option as the candidate sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SheetOption {
    /// The name by which it is chosen.
    pub token: Token,
    /// What it says.
    pub text: Localized,
}

impl Position {
    /// What the candidate sees of this position, which is number `number` of the form. `content` must be that of the version.
    pub fn sheet(&self, number: u32, content: &Content) -> SheetItem {
        let (unit, unit_required) = match &content.kind {
            Kind::Number(number) if number.unit_required => (None, number.unit.is_some()),
            Kind::Number(number) => (number.unit.clone(), false),
            _ => (None, false),
        };
        let (options, items) = self.shown(content);
        SheetItem {
            position: number,
            kind: content.kind.name(),
            stem: content.stem.clone(),
            picture: content.picture.clone(),
            points: content.points,
            options,
            items,
            unit,
            unit_required,
        }
    }

    /// The place in the content of the option that this form calls `token`; none when it calls none so.
    pub fn option(&self, token: &Token) -> Option<usize> {
        self.tokens.iter().position(|name| name == token)
    }

    /// What may be chosen, and what it is chosen for. Of equal partners one is shown, so that their number tells nothing.
    fn shown(&self, content: &Content) -> (Vec<SheetOption>, Vec<SheetOption>) {
        let texts = content.kind.texts();
        let shown = |place: &usize| {
            let (token, text) = (self.tokens.get(*place)?, texts.get(*place)?);
            Some(SheetOption { token: token.clone(), text: (*text).clone() })
        };
        let Kind::Matching(matching) = &content.kind else {
            return (self.order.iter().filter_map(shown).collect(), Vec::new());
        };
        let (items, partners): (Vec<usize>, Vec<usize>) =
            self.order.iter().partition(|place| matching.is_item(**place));
        let offered = partners.iter().filter(|place| matching.offered(**place) == Some(**place));
        (offered.filter_map(shown).collect(), items.iter().filter_map(shown).collect())
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::kind::{AnswerOption, Number, Single, Tolerance};

    fn content(kind: Kind) -> Content {
        let secret = |what: &str| Localized::from(format!("CANARY {what}").as_str());
        Content {
            stem: "Which is galvanised?".into(),
            picture: None,
            kind,
            points: 2,
            answer: secret("answer"),
            explanation: Some(secret("explanation")),
            source: Some(secret("source")),
        }
    }

    fn single(key: usize) -> Kind {
        let option = |place: usize| match format!("option {place}").as_str().into() {
            text if place == key => AnswerOption::Key(text),
            text => AnswerOption::Distractor(text),
        };
        Kind::Single(Single { options: (0..3).map(option).collect() })
    }

    fn number(unit: Option<&str>, unit_required: bool) -> Kind {
        Kind::Number(Number {
            key: "CANARY key".to_owned(),
            unit: unit.map(str::to_owned),
            tolerance: Tolerance::Absolute("CANARY tolerance".to_owned()),
            unit_required,
            unit_penalty: "CANARY penalty".to_owned(),
        })
    }

    fn position(order: &[usize]) -> Position {
        let tokens = ["a", "b", "c"].iter().take(order.len()).map(|name| Token((*name).to_owned())).collect();
        let (question, version) = (QuestionId(Uuid::from_u128(1)), VersionId(Uuid::from_u128(2)));
        Position { question, version, section: 0, order: order.to_vec(), tokens }
    }

    #[test]
    fn a_sheet_shows_the_options_in_the_forms_order_under_the_forms_names() {
        let sheet = position(&[2, 0, 1]).sheet(7, &content(single(1)));
        let shown: Vec<_> = sheet.options.iter().map(|option| (option.token.0.as_str(), option.text.clone())).collect();
        assert_eq!(shown, [("c", "option 2".into()), ("a", "option 0".into()), ("b", "option 1".into())]);
        assert_eq!((sheet.position, sheet.kind, sheet.points), (7, KindName::Single, 2));
    }

    #[test]
    fn a_sheet_is_the_same_whichever_option_is_the_key() {
        let bytes = |key| serde_json::to_string(&position(&[2, 0, 1]).sheet(1, &content(single(key)))).unwrap();
        assert_eq!(bytes(0), bytes(1));
        assert_eq!(bytes(0), bytes(2));
    }

    #[test]
    fn no_secret_of_a_version_reaches_the_sheet() {
        for kind in [single(0), number(Some("mm"), false), number(Some("CANARY unit"), true)] {
            let order: &[usize] = if kind.options().is_empty() { &[] } else { &[0, 1, 2] };
            let sheet = serde_json::to_string(&position(order).sheet(1, &content(kind))).unwrap();
            assert!(!sheet.contains("CANARY"), "{sheet}");
        }
    }

    #[test]
    fn a_unit_is_told_unless_it_is_asked_for() {
        let check = |unit, required, expected: (Option<&str>, bool)| {
            let sheet = position(&[]).sheet(1, &content(number(unit, required)));
            assert_eq!((sheet.unit.as_deref(), sheet.unit_required), expected);
        };
        check(None, false, (None, false));
        check(None, true, (None, false));
        check(Some("mm"), false, (Some("mm"), false));
        check(Some("mm"), true, (None, true));
    }

    #[test]
    fn a_name_leads_to_its_option_and_to_no_other() {
        let position = position(&[2, 0, 1]);
        assert_eq!(position.option(&Token("c".to_owned())), Some(2));
        assert_eq!(position.option(&Token("d".to_owned())), None);
    }

    #[test]
    fn a_form_reads_what_it_writes() {
        let form = Form { positions: vec![position(&[1, 0])] };
        assert_eq!(serde_json::from_str::<Form>(&serde_json::to_string(&form).unwrap()).unwrap(), form);
    }
}
