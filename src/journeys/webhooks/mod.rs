//! Other software is told what happens: where, what, and what came of it.

mod deliver;
mod manage;
mod tell;

pub(super) use self::tell::{certification, product};
pub use self::{
    deliver::deliver,
    manage::{Added, NewWebhook, Shown, WebhookChange, add, change, list, remove, replay, rotate, show, test},
    tell::look,
};
