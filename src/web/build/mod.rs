//! From an opened assessment to the fields of its pages.
pub(super) mod banner;
pub(super) mod faults;
pub(super) mod history;
pub(super) mod mitigations;
pub(super) mod question;
pub(super) mod rating;
pub(super) mod result;
pub(super) mod rows;
pub(super) mod tasks;

use crate::app::{Labels, Open};
use crate::i18n::Words;

/// The words for an assessment.
pub(super) fn labels<'a>(open: &'a Open, words: &'a Words) -> Labels<'a> {
    Labels { open, words, lang: words.lang() }
}

/// A number of things as a number of a message.
pub(super) fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// A day as typed, taken apart for its three fields.
pub(super) fn day_parts(text: &str) -> [String; 3] {
    let mut parts = text.splitn(3, '-').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    [next(), next(), next()]
}
