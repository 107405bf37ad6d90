//! Telling people by mail that a way into their account has changed (ASVS 2.2.3, 2.5.5).
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::task::JoinSet;

use super::Service;
use super::tries::Tries;
use crate::domain::people::Person;
use crate::domain::text::Lang;
use crate::i18n::{Catalogue, Words};

/// So many notices go to an address: whoever has had them knows.
const NOTICES: Tries = Tries { of: "notice", most: 10, minutes: 60 };

/// So many are under way at once; a mail server that does not answer is not asked by more.
const AT_ONCE: usize = 50;

/// How long those that are under way are waited for when the service ends.
const ENDING: Duration = Duration::from_secs(20);

/// Notices that are under way.
#[derive(Debug, Default)]
pub(super) struct Notices(Mutex<JoinSet<()>>);

/// A text in both languages, because the service does not know which one a person reads.
pub(super) fn in_both(
    words: &Catalogue,
    between: &str,
    say: impl FnMut(&Words) -> String,
) -> String {
    [Lang::En, Lang::Cy].map(|lang| words.of(lang)).map(say).join(between)
}

impl Service {
    /// Tells someone what has changed, by the key of the message, at the address that they have in
    /// `person`, when there is a mail server. It is tried once. Whoever changed something does not wait
    /// for that server, and nothing is undone when it does not answer.
    pub(super) async fn tell(&self, person: &Person, what: &str) {
        let Some(mailer) = self.mailer.clone() else { return };
        let id = person.id.clone();
        let not_sent = move |why: &str| tracing::warn!(person = %id, why, "a notice was not sent");
        match self.take_try(NOTICES, &person.email).await {
            Ok(true) => {}
            Ok(false) => return not_sent("there were too many"),
            Err(_) => return not_sent("they could not be counted"),
        }
        let link = self.address("/account");
        let subject = in_both(&self.words, " / ", |words| words.say("notice-subject"));
        let text = in_both(&self.words, "\n\n---\n\n", |words| {
            let what_to_do = words.say_with("notice-not-you", &[("link", link.clone().into())]);
            format!("{}\n\n{what_to_do}", words.say(what))
        });
        let mut under_way = self.notices.0.lock().unwrap_or_else(PoisonError::into_inner);
        while under_way.try_join_next().is_some() {}
        if under_way.len() >= AT_ONCE {
            return not_sent("too many are under way");
        }
        let email = person.email.clone();
        under_way.spawn(async move {
            if let Err(error) = mailer.send(&email, &subject, text).await {
                not_sent(error.kind());
            }
        });
    }

    /// Waits for the notices that are under way.
    pub(super) async fn end_notices(&self) {
        let mut under_way =
            std::mem::take(&mut *self.notices.0.lock().unwrap_or_else(PoisonError::into_inner));
        let all = async { while under_way.join_next().await.is_some() {} };
        if tokio::time::timeout(ENDING, all).await.is_err() {
            tracing::warn!("the mail server did not answer in time: notices were not sent");
        }
    }
}
