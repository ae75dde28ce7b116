//! Trainers keep the field kits: notes, pictures and documents of a product or of a whole line, and what to say when one does not know.

mod darkroom;
mod entries;
mod input;
mod script;

pub(in crate::journeys) use self::entries::named;
pub use self::{
    darkroom::Darkroom,
    entries::{Move, add, change, confirm, remove, shift},
    input::{EntryInput, Handed},
    script::{ScriptInput, ScriptView, save as save_script, show as show_script},
};
