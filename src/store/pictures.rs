//! Pictures of questions: their bytes are [`files`].

use std::collections::HashMap;

use diesel::{
    dsl::{exists, not},
    prelude::*,
};

use super::{
    Db, Tx, files,
    locks::Locked,
    schema::{approvals, attempts, files as all_files, lines, pictures, positions, products, questions, versions},
    types::natural,
};
use crate::{
    base::{
        error::{Error, Result},
        id::{FileId, LineId, PersonId, ProductId, VersionId},
    },
    domain::{
        attempt::State as Course,
        code::Code,
        kit::{FileInfo, MediaType},
        picture::{Asked, Picture, Showing, is_taught},
        question::State,
    },
};

/// So many fingerprints are looked for by one statement: a database takes no more than some ten thousand values in one.
const COMPARED_AT_ONCE: usize = 1_000;

/// Adds a picture; `source` is the SHA-256 of what was handed in.
pub fn insert(tx: &mut Tx<'_>, file: &FileInfo, bytes: &[u8], source: &str, by: PersonId) -> Result<()> {
    files::insert(tx, file, bytes, by)?;
    let row = (pictures::file_id.eq(file.id), pictures::source_sha256.eq(source));
    diesel::insert_into(pictures::table).values(row).execute(tx.db)?;
    Ok(())
}

/// A picture, in whose place nothing is said yet; none: no question may have that file.
pub fn find(db: &mut Db, file: FileId) -> Result<Option<Picture>> {
    let found: Option<Sides> = pictures::table
        .inner_join(all_files::table)
        .filter(pictures::file_id.eq(file))
        .select((pictures::file_id, all_files::width, all_files::height))
        .first(db)
        .optional()?;
    found.map(picture).transpose()
}

/// The pictures of which these are the fingerprints, as they were handed in or as they are kept.
pub fn same(db: &mut Db, digests: &[String]) -> Result<HashMap<String, Picture>> {
    type Row = (Sides, String, String);
    let mut found = HashMap::new();
    for some in digests.chunks(COMPARED_AT_ONCE) {
        let rows: Vec<Row> = pictures::table
            .inner_join(all_files::table)
            .filter(pictures::source_sha256.eq_any(some.to_vec()).or(all_files::sha256.eq_any(some.to_vec())))
            .order(pictures::file_id.desc())
            .select((
                (pictures::file_id, all_files::width, all_files::height),
                pictures::source_sha256,
                all_files::sha256,
            ))
            .load(db)?;
        for (sides, source, kept) in rows {
            let of_both = picture(sides)?;
            found.insert(source, of_both.clone());
            found.insert(kept, of_both);
        }
    }
    Ok(found)
}

/// Whether a file is the picture of questions, or may become that.
pub fn is_one(db: &mut Db, file: FileId) -> Result<bool> {
    Ok(diesel::select(exists(pictures::table.find(file))).get_result(db)?)
}

/// The versions that show a picture, as they are for that person.
pub fn showings(db: &mut Db, file: FileId, person: PersonId, locked: &Locked) -> Result<Vec<Showing>> {
    type Row = (VersionId, (State, bool), Code, Option<String>, Option<String>);
    let here = versions::picture_id.eq(file.to_string());
    let rows: Vec<Row> = versions::table
        .inner_join(questions::table.inner_join(lines::table).left_join(products::table))
        .left_join(approvals::table)
        .filter(here.clone())
        .select((
            versions::id,
            (questions::state, questions::exam_only),
            lines::code,
            products::code.nullable(),
            approvals::version_id.nullable(),
        ))
        .load(db)?;
    let asked: Vec<(VersionId, Course)> = positions::table
        .inner_join(attempts::table)
        .inner_join(versions::table)
        .filter(attempts::person_id.eq(person))
        .filter(here)
        .select((versions::id, attempts::state))
        .load(db)?;
    let when = |version: VersionId| {
        let mut of_version = asked.iter().filter(|(id, _)| *id == version).peekable();
        of_version.peek()?;
        let runs = of_version.any(|(_, course)| *course == Course::InProgress);
        Some(if runs { Asked::Now } else { Asked::Before })
    };
    let showing = |(version, (state, exam_only), line, product, approval): Row| {
        let product = product.map(|code| code.parse::<Code>()).transpose();
        let product = product.map_err(|error| Error::because("a product's code", error))?;
        let (taught, asked) = (is_taught(state, approval.is_some(), exam_only), when(version));
        Ok(Showing { taught, asked, locked: locked.holds(&line, product.as_ref()) })
    };
    rows.into_iter().map(showing).collect()
}

/// A picture of a question that everybody may learn.
#[derive(Debug, Clone, Copy)]
pub struct Taught {
    /// The file.
    pub file: FileId,
    /// How many bytes it has.
    pub size: i64,
    /// The line of the question.
    pub line: LineId,
    /// The product that it is about; none: the whole line.
    pub product: Option<ProductId>,
}

/// The pictures of the questions in force, those for tests only left out.
pub fn taught(db: &mut Db) -> Result<Vec<Taught>> {
    let drawn = questions::drawn_number.eq(versions::number.nullable());
    let rows: Vec<(FileId, i64, LineId, Option<String>)> = versions::table
        .inner_join(questions::table.on(versions::question_id.eq(questions::id).and(drawn)))
        .inner_join(all_files::table.on(versions::picture_id.eq(all_files::id.nullable())))
        .filter(questions::state.eq(State::Active))
        .filter(not(questions::exam_only))
        .select((all_files::id, all_files::size, questions::line_id, questions::product_id))
        .load(db)?;
    let taught = |(file, size, line, product): (FileId, i64, LineId, Option<String>)| {
        let product = product.map(|id| id.parse::<ProductId>()).transpose();
        Ok(Taught { file, size, line, product: product.map_err(|error| Error::because("a product's id", error))? })
    };
    rows.into_iter().map(taught).collect()
}

/// What pictures hold, as they are kept.
pub fn bytes(db: &mut Db, ids: &[FileId]) -> Result<HashMap<FileId, (MediaType, Vec<u8>)>> {
    let wanted: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let rows: Vec<(FileId, MediaType, Vec<u8>)> = all_files::table
        .filter(all_files::id.eq_any(wanted))
        .select((all_files::id, all_files::media_type, all_files::bytes))
        .load(db)?;
    Ok(rows.into_iter().map(|(id, media_type, bytes)| (id, (media_type, bytes))).collect())
}

type Sides = (FileId, Option<i32>, Option<i32>);

fn picture((file, width, height): Sides) -> Result<Picture> {
    let sides = width.zip(height).ok_or_else(|| Error::broken("a picture without sides"))?;
    Ok(Picture { file, sides: (natural(sides.0)?, natural(sides.1)?), alt: None })
}
