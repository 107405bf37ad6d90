//! Telling people by mail that a way into their account has changed (ASVS 2.2.3, 2.5.5), or ends (2.3.3).
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tokio::task::JoinSet;

use super::tries::Tries;
use super::{Service, UseCaseError, labels};
use crate::clock::end_of;
use crate::domain::people::Person;
use crate::domain::text::Lang;
use crate::domain::token::Token;
use crate::i18n::{Catalogue, Words};
use crate::store::{self, Change, StoreError, recorded, until};

/// So many notices go to an address: whoever has had them knows.
const NOTICES: Tries = Tries { of: "notice", most: 10, minutes: 60 };

/// So many are under way at once; a mail server that does not answer is not asked by more.
const AT_ONCE: usize = 50;

/// How long those that are under way are waited for when the service ends.
const ENDING: Duration = Duration::from_secs(20);

/// So many days before an end it is told.
const BEFORE_THE_END: i64 = 7;

/// That someone was told of an end.
#[derive(Debug, Serialize, Deserialize)]
struct ToldOfEnd {
    /// The token or the person that ends.
    of: String,
    on: Date,
    revision: u64,
}

recorded!(ToldOfEnd, Counter, self => format!("end-{}-{}", self.of, self.on), vec![
    until(end_of(self.on)),
]);

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
        let link = self.address("/account");
        let subject = in_both(&self.words, " / ", |words| words.say("notice-subject"));
        let text = in_both(&self.words, "\n\n---\n\n", |words| {
            let what_to_do = words.say_with("notice-not-you", &[("link", link.clone().into())]);
            format!("{}\n\n{what_to_do}", words.say(what))
        });
        self.send_notice(person, subject, text).await;
    }

    async fn send_notice(&self, person: &Person, subject: String, text: String) {
        let Some(mailer) = self.mailer.clone() else { return };
        let id = person.id.clone();
        let not_sent = move |why: &str| tracing::warn!(person = %id, why, "a notice was not sent");
        match self.take_try(NOTICES, &person.email).await {
            Ok(true) => {}
            Ok(false) => return not_sent("there were too many"),
            Err(_) => return not_sent("they could not be counted"),
        }
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

    /// Tells people once, a week before, that a token or their access ends, when there is a mail
    /// server. Returns how many ends were told.
    pub async fn tell_of_ends(&self) -> Result<usize, UseCaseError> {
        if !self.has_mail() {
            return Ok(0);
        }
        let today = self.clock.today();
        let soon = today.saturating_add(BEFORE_THE_END.days());
        let mut told = 0;
        let people: Vec<Person> = store::read_all(self.store.as_ref(), "all/", usize::MAX).await?;
        for person in people.into_iter().filter(|person| person.has_access(today)) {
            if let Some(on) = person.until.filter(|on| *on <= soon) {
                let about = ("notice-access-ends", "");
                told +=
                    usize::from(self.tell_of_end(&person, person.id.as_str(), on, about).await?);
            }
            let prefix = format!("person/{}/", person.id);
            let tokens: Vec<Token> =
                store::read_all(self.store.as_ref(), &prefix, usize::MAX).await?;
            for token in tokens.into_iter().filter(|it| it.works_on(today) && it.until <= soon) {
                let about = ("notice-token-ends", token.name.as_str());
                let was_told = self.tell_of_end(&person, token.id.as_str(), token.until, about);
                told += usize::from(was_told.await?);
            }
        }
        Ok(told)
    }

    /// Tells someone of an end, unless that was done. It is noted first: a mail that fails is not
    /// tried again and again.
    async fn tell_of_end(
        &self,
        person: &Person,
        of: &str,
        on: Date,
        (what, name): (&str, &str),
    ) -> Result<bool, UseCaseError> {
        let noted = ToldOfEnd { of: of.to_owned(), on, revision: 1 };
        match self.store.commit(Change::default().and(&noted, None, None)?).await {
            Ok(()) => {}
            Err(StoreError::Conflict) => return Ok(false),
            Err(error) => return Err(error.into()),
        }
        let link = self.address("/account");
        let subject = in_both(&self.words, " / ", |words| words.say("notice-end-subject"));
        let text = in_both(&self.words, "\n\n---\n\n", |words| {
            let day = labels::day(words, on);
            let args = [("day", day.into()), ("name", name.into()), ("link", link.clone().into())];
            words.say_with(what, &args)
        });
        self.send_notice(person, subject, text).await;
        Ok(true)
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
