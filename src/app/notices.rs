//! Telling people by mail that a way into their account has changed (ASVS 2.2.3, 2.5.5), or ends (2.3.3).
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tokio::task::JoinSet;

use super::tries::Tries;
use super::{Service, UseCaseError, labels};
use crate::clock::{day_of, end_of};
use crate::domain::ids::PersonId;
use crate::domain::people::Person;
use crate::domain::text::Lang;
use crate::domain::token::Token;
use crate::i18n::{Catalogue, Words};
use crate::mail::Mailer;
use crate::store::{self, Change, Kind, Recorded as _, StoreError, recorded, until};

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

    /// Tells people, a week before, that a token or their access ends, when there is a mail server: once
    /// when that takes the mail, and again at the next time when it does not. Tokens that are made for a
    /// week or less are not told of. Returns how many ends were told.
    pub async fn tell_of_ends(&self) -> Result<usize, UseCaseError> {
        let Some(mailer) = self.mailer.clone() else { return Ok(0) };
        let today = self.clock.today();
        let soon = today.saturating_add(BEFORE_THE_END.days());
        let is_told_of = |token: &Token| {
            let first = day_of(token.created).saturating_add(BEFORE_THE_END.days());
            token.works_on(today) && token.until <= soon && token.until > first
        };
        let all: Vec<Token> = store::read_all(self.store.as_ref(), "person/", usize::MAX).await?;
        let mut tokens: BTreeMap<PersonId, Vec<Token>> = BTreeMap::new();
        for token in all.into_iter().filter(is_told_of) {
            tokens.entry(token.person.clone()).or_default().push(token);
        }
        let mut told = 0;
        let people: Vec<Person> = store::read_all(self.store.as_ref(), "all/", usize::MAX).await?;
        for person in people.into_iter().filter(|person| person.has_access(today)) {
            let access = person.until.filter(|on| *on <= soon);
            let access =
                access.map(|on| (person.id.to_string(), on, "notice-access-ends", String::new()));
            let own = tokens.remove(&person.id).unwrap_or_default().into_iter();
            let own = own
                .map(|token| (token.id.to_string(), token.until, "notice-token-ends", token.name));
            for (of, on, what, name) in access.into_iter().chain(own) {
                let noted = ToldOfEnd { of, on, revision: 1 };
                told +=
                    usize::from(self.tell_of_end(&mailer, &person, &noted, (what, &name)).await?);
            }
        }
        Ok(told)
    }

    /// Tells someone of an end, unless that was done. It is noted first, so that one process does.
    async fn tell_of_end(
        &self,
        mailer: &Mailer,
        person: &Person,
        noted: &ToldOfEnd,
        (what, name): (&str, &str),
    ) -> Result<bool, UseCaseError> {
        match self.store.commit(Change::default().and(noted, None, None)?).await {
            Ok(()) => {}
            Err(StoreError::Conflict) => return Ok(false),
            Err(error) => return Err(error.into()),
        }
        let link = self.address("/account");
        let subject = in_both(&self.words, " / ", |words| words.say("notice-end-subject"));
        let text = in_both(&self.words, "\n\n---\n\n", |words| {
            let day = labels::day(words, noted.on);
            let args = [("day", day.into()), ("name", name.into()), ("link", link.clone().into())];
            words.say_with(what, &args)
        });
        let Err(error) = mailer.send(&person.email, &subject, text).await else { return Ok(true) };
        tracing::warn!(person = %person.id, why = error.kind(), "an end was not told");
        let again = Change::default().without(Kind::Counter, &noted.id());
        self.store.commit(again).await?;
        Ok(false)
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
