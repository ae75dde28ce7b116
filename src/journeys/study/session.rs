//! The cards of a session, all that a device needs of them at once: it may be without a network until the last is rated.

use std::collections::{BTreeMap, HashMap, HashSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap};

use super::{onboarding::Desk, policy};
use crate::{
    base::{
        error::Result,
        id::{PersonId, QuestionId},
        lang::Lang,
        limits::SESSION_CARDS_MAX,
        localized::Localized,
        refusal::Refusal,
        time::{self, Millis},
    },
    domain::{
        blueprint::Section,
        code::Code,
        picture::Picture,
        recall::{
            Card, Due, Fresh, Interval, Model, New, Outlook, Plan, Policy, Rating, Weakness, days_of, is_stuck, order,
        },
    },
    journeys::{World, snapshots::Snapshots},
    store::{
        Db,
        cards::{self, Scope, Shown, Taught},
        certificates, locks, products,
    },
};

/// Cards of a session, unless told: about five minutes.
const USUAL: u32 = 30;
/// Due cards among which those nearest to being forgotten are found.
const LOOKED_AT: u32 = 200;

/// Which cards a session asks.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Wanted {
    /// Of that line only.
    pub line: Option<Code>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// A session.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Session {
    /// The moment that it tells of.
    pub as_of: Millis,
    /// Whether something is left out because a test of the person runs.
    pub locked: bool,
    /// The cards in the order in which they are asked.
    pub cards: Vec<CardView>,
}

/// A card of a session.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CardView {
    /// The question.
    pub question: QuestionId,
    /// The number of the version that is shown: a rating names it.
    pub version: u32,
    /// Whether it was never rated, or its answer is another by now.
    pub new: bool,
    /// Whether it was forgotten again and again.
    pub stuck: bool,
    /// The line's code.
    pub line: Code,
    /// The name of the product that it is about, or of the line.
    pub about: Localized,
    /// The topic's name.
    pub topic: Localized,
    /// What is asked.
    pub stem: Localized,
    /// What is to be seen with it.
    pub picture: Option<Picture>,
    /// What a manager tells the client.
    pub answer: Localized,
    /// Why, for the manager.
    pub explanation: Option<Localized>,
    /// The language in which the texts are complete.
    pub language: Lang,
    /// Until when each rating puts it off.
    #[serde(serialize_with = "by_rating")]
    #[schemars(with = "BTreeMap<Rating, Interval>")]
    pub intervals: [Interval; 4],
    /// The same where it was forgotten and is asked again in the same session.
    #[serde(serialize_with = "by_rating")]
    #[schemars(with = "BTreeMap<Rating, Interval>")]
    pub after_again: [Interval; 4],
}

/// The cards that the person should rate now. Refuses a line of which all that there is to ask is locked.
pub async fn session(world: &World, person: PersonId, wanted: Wanted) -> Result<Session> {
    let (now, settings, snapshots) = (world.clock.now(), world.settings.clone(), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let desk = Desk { snapshots: &snapshots, settings: &settings, now };
            let line = wanted.line.as_ref().map(|code| products::line(db, code)).transpose()?;
            let line_id = line.as_ref().map(|line| line.id);
            let scope = Scope { person, line: line_id, locked: locks::locked(db, person)?, due_at: now };
            let limit = wanted.limit.unwrap_or(USUAL).clamp(1, SESSION_CARDS_MAX);
            let (policy, model) = (policy::chosen(db)?, Model::default());
            let mut held: HashMap<QuestionId, (Card, u32)> = HashMap::new();
            let mut due = Vec::new();
            for (question, card) in cards::due(db, &scope, LOOKED_AT)? {
                let days = time::days_between(card.reviewed_at, now, &settings.zone);
                due.push(Due { question, chance: model.chance(card.memory, days_of(card.reviewed_at, now)) });
                held.insert(question, (card, days));
            }
            let mut new = New { session: usize::try_from(limit).unwrap_or(usize::MAX), left: 0 };
            let deck;
            let (mut fresh, mut weakness) = (Vec::new(), Weakness::default());
            if due.len() < new.session {
                let (left, plan) = desk.new_left(db, person, policy)?;
                new.left = left;
                if left > 0 {
                    deck = snapshots.deck_now(db)?;
                    fresh = unseen(db, &desk, &deck, (&scope, wanted.line.as_ref()), plan.as_ref())?;
                    weakness = Weakness::of(cards::recent(db, person)?);
                }
            }
            let ids = order(due, fresh, &weakness, new);
            let shown = cards::shown(db, &ids)?;
            let views = shown.into_iter().map(|shown| view(shown, &mut held, &model, policy));
            let views = views.collect::<Result<Vec<_>>>()?;
            let locked = line_id.map_or(!scope.locked.is_empty(), |line| scope.locked.has_of(line));
            if views.is_empty() && locked && line.is_some() {
                return Err(Refusal::Locked.into());
            }
            Ok(Session { as_of: now, locked, cards: views })
        })
        .await
}

/// What the person has no card of, or one of another answer: with whether the next test may ask it, and where it stands in the plan.
fn unseen<'a>(
    db: &mut Db,
    desk: &Desk<'_>,
    deck: &'a [Taught],
    (scope, line): (&Scope, Option<&Code>),
    plan: Option<&Plan>,
) -> Result<Vec<Fresh<'a>>> {
    let seen = desk.snapshots.seen_now(db, scope.person)?;
    let needed = needed(db, desk.snapshots, scope.person, desk.now)?;
    let place = |line: &Code| {
        let planned = plan.and_then(|plan| plan.lines.iter().position(|planned| planned.line == *line));
        planned.unwrap_or(usize::MAX)
    };
    let open = deck.iter().filter(|taught| {
        let candidate = &taught.candidate;
        line.is_none_or(|line| candidate.line == *line)
            && seen.get(&candidate.question).is_none_or(|version| *version < taught.since)
            && !scope.locked.holds(&candidate.line, candidate.product.as_ref())
    });
    let fresh = open.map(|taught| Fresh {
        question: taught.candidate.question,
        line: &taught.candidate.line,
        topic: &taught.candidate.topic,
        wanted: needed.iter().any(|section| section.matches(&taught.candidate)),
        place: place(&taught.candidate.line),
    });
    Ok(fresh.collect())
}

/// What the tests ask that the person has yet to pass, or to pass anew.
pub(super) fn needed(db: &mut Db, snapshots: &Snapshots, person: PersonId, now: Millis) -> Result<Vec<Section>> {
    let catalogue = snapshots.catalogue_now(db)?;
    let held: HashSet<_> = certificates::of_person(db, person)?
        .into_iter()
        .filter(|held| held.valid_at(now) && now < held.renew_from)
        .map(|held| held.certification)
        .collect();
    let mut sections = Vec::new();
    for code in catalogue.published() {
        let publication = catalogue.newest(code)?;
        if !held.contains(&publication.certification) {
            sections.extend(publication.blueprint.sections.iter().cloned());
        }
    }
    Ok(sections)
}

fn view(shown: Shown, held: &mut HashMap<QuestionId, (Card, u32)>, model: &Model, policy: Policy) -> Result<CardView> {
    let card = held.remove(&shown.question);
    let (memory, days) = card.as_ref().map_or((None, 0), |(card, days)| (Some(card.memory), *days));
    let outlook = model.outlook(memory, days, policy)?;
    let again = model.outlook(Some(outlook.of(Rating::Again).0), 0, policy)?;
    let intervals = |outlook: Outlook| outlook.0.map(|(_, interval)| interval);
    Ok(CardView {
        question: shown.question,
        version: shown.version,
        new: card.is_none(),
        stuck: card.is_some_and(|(card, _)| is_stuck(card.forgotten)),
        line: shown.line,
        about: shown.about,
        topic: shown.topic,
        stem: shown.content.stem,
        picture: shown.content.picture,
        answer: shown.content.answer,
        explanation: shown.content.explanation,
        language: shown.language,
        intervals: intervals(outlook),
        after_again: intervals(again),
    })
}

fn by_rating<S: Serializer>(intervals: &[Interval; 4], serializer: S) -> std::result::Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(intervals.len()))?;
    for (rating, interval) in Rating::ALL.iter().zip(intervals) {
        map.serialize_entry(rating, interval)?;
    }
    map.end()
}
