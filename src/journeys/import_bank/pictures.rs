//! The pictures of a bank file: made anew, or found among those that are kept.

use std::{collections::HashSet, sync::Arc};

use crate::{
    base::{digest, error::Result, id::FileId},
    domain::bank::Bank,
    formats::{FileProblem, Reading},
    journeys::{World, keep_picture::Album},
};

/// The bank with its pictures as they are, or are to be, kept; what is wrong with one is a mistake of the file.
pub(super) async fn developed(world: &World, reading: Reading) -> Result<(Reading, Album)> {
    let Reading { bank, mut problems, pictures } = reading;
    let Some(mut bank) = bank else { return Ok((Reading { bank: None, problems, pictures }, Album::default())) };
    let album = Album::of(world, pictures.iter().map(|picture| Arc::clone(&picture.bytes)).collect()).await?;
    for picture in bank.questions.iter_mut().filter_map(|question| question.content.picture.as_mut()) {
        let Some(handed) = pictures.iter().find(|handed| handed.id == picture.file) else { continue };
        match album.get(&digest::of_bytes(&handed.bytes)) {
            Ok(kept) => (picture.file, picture.sides) = (kept.file, kept.sides),
            Err(mut problem) => {
                problem.field.clone_from(&handed.field);
                problems.push(FileProblem { line: handed.line, column: None, problem });
            }
        }
    }
    Ok((Reading { bank: Some(bank).filter(|_| problems.is_empty()), problems, pictures }, album))
}

/// The pictures that a bank shows.
pub(in crate::journeys) fn shown(bank: &Bank) -> HashSet<FileId> {
    bank.questions.iter().filter_map(|question| question.content.picture.as_ref()).map(|shown| shown.file).collect()
}
