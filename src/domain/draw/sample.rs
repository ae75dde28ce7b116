//! Small banks for tests.

use uuid::Uuid;

use crate::{
    base::{
        chance::Seed,
        id::{QuestionId, VersionId},
    },
    domain::{
        blueprint::{Blueprint, Section},
        kind::KindName,
        question::Difficulty,
        snapshot::{Candidate, Snapshot},
    },
};

/// Question number `number`.
pub(crate) fn question(number: usize) -> QuestionId {
    QuestionId(Uuid::from_u128(number as u128))
}

/// An easy question about steel of the nails as a whole, with four options.
pub(crate) fn candidate(number: usize) -> Candidate {
    Candidate {
        question: question(number),
        version: VersionId(Uuid::from_u128(1_000_000 + number as u128)),
        line: "nails".parse().unwrap(),
        product: None,
        topic: "steel".parse().unwrap(),
        characteristics: Vec::new(),
        difficulty: Difficulty::Easy,
        tags: Vec::new(),
        kind: KindName::Single,
        options: 4,
    }
}

/// So many of them, each then changed by its number.
pub(crate) fn bank(size: usize, change: impl Fn(usize, &mut Candidate)) -> Snapshot {
    let make = |number| {
        let mut candidate = candidate(number);
        change(number, &mut candidate);
        candidate
    };
    Snapshot::new((0..size).map(make).collect())
}

/// Questions in groups: each group's questions carry its tags.
pub(crate) fn tagged(groups: &[(usize, &[&str])]) -> Snapshot {
    let tags = groups.iter().flat_map(|(size, tags)| std::iter::repeat_n(*tags, *size));
    let tags: Vec<&[&str]> = tags.collect();
    bank(tags.len(), |number, candidate| candidate.tags = tags[number].iter().map(|tag| (*tag).to_owned()).collect())
}

/// A section of any of the nails' questions.
pub(crate) fn section(count: u32) -> Section {
    Section {
        line: "nails".parse().unwrap(),
        products: Vec::new(),
        topics: Vec::new(),
        tags: Vec::new(),
        characteristics: Vec::new(),
        count,
        minimum: None,
    }
}

/// A blueprint of one section.
pub(crate) fn one(count: u32) -> Blueprint {
    Blueprint { sections: vec![section(count)] }
}

/// A section for each tag, with its count.
pub(crate) fn by_tag(sections: &[(u32, &str)]) -> Blueprint {
    let of_tag = |(count, tag): &(u32, &str)| Section { tags: vec![(*tag).to_owned()], ..section(*count) };
    Blueprint { sections: sections.iter().map(of_tag).collect() }
}

/// A seed for each number.
pub(crate) fn seed(number: u64) -> Seed {
    let mut bytes = [7; 32];
    bytes[..8].copy_from_slice(&number.to_le_bytes());
    bytes.into()
}
