//! A digest of what waits for someone, by mail, for those who asked for it.
use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use super::notices::in_both;
use super::{Service, UseCaseError, Waiting, Waits};
use crate::domain::access::Actor;
use crate::domain::people::{Digest, Person};
use crate::domain::round::Round;
use crate::i18n::Words;
use crate::mail::{MailError, Mailer};
use crate::store::{self, Change, recorded};

/// When someone last got a digest.
#[derive(Debug, Serialize, Deserialize)]
struct LastDigest {
    person: String,
    at: Timestamp,
    revision: u64,
}

recorded!(LastDigest, Counter, self => format!("digest-{}", self.person), Vec::new());

/// What became of a digest that someone asked for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// It was sent.
    Sent,
    /// Nothing waits for the person, so nothing was sent.
    Nothing,
}

/// Why a digest was not sent.
#[derive(Debug, thiserror::Error)]
pub enum DigestError {
    /// No mail server is configured.
    #[error("no mail server is configured")]
    NoServer,
    /// The mail was not sent.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The records cannot be read or written.
    #[error(transparent)]
    UseCase(#[from] UseCaseError),
}

impl Service {
    /// With a way to send mail.
    #[must_use]
    pub fn with_mailer(mut self, mailer: Mailer) -> Self {
        self.mailer = Some(mailer);
        self
    }

    /// Whether mail can be sent.
    pub fn has_mail(&self) -> bool {
        self.mailer.is_some()
    }

    /// Sends the digests that are due: to those who asked for one, for whom something waits, and
    /// who got none in the last day or week. Returns how many were sent.
    pub async fn send_digests(&self) -> Result<usize, UseCaseError> {
        let today = self.clock.today();
        let people: Vec<Person> = store::read_all(self.store.as_ref(), "all/", usize::MAX).await?;
        let mut sent = 0;
        for person in people {
            let days = match person.digest {
                Digest::Off => continue,
                Digest::Weekly => 7,
                Digest::Daily => 1,
            };
            if !person.has_access(today) {
                continue;
            }
            let id = format!("digest-{}", person.id);
            let last: Option<LastDigest> = store::read(self.store.as_ref(), &id).await?;
            let now = self.clock.now();
            // A little less than whole days, so that it does not wander through the day.
            let due = last.as_ref().is_none_or(|last| now >= last.at + (24 * days - 1).hours());
            if !due {
                continue;
            }
            // It is noted first: a mail that fails is not tried again and again.
            let expected = last.as_ref().map(|last| last.revision);
            let revision = expected.unwrap_or(0) + 1;
            let noted = LastDigest { person: person.id.to_string(), at: now, revision };
            match self.store.commit(Change::default().and(&noted, expected, None)?).await {
                Ok(()) => {}
                // Another node was first.
                Err(store::StoreError::Conflict) => continue,
                Err(error) => return Err(error.into()),
            }
            match self.send_digest(&person).await {
                Ok(Sent::Sent) => sent += 1,
                Ok(Sent::Nothing) => {}
                Err(DigestError::UseCase(error)) => return Err(error),
                Err(DigestError::NoServer) => return Ok(sent),
                Err(DigestError::Mail(error)) => {
                    tracing::warn!(person = %person.id, why = error.kind(), "a digest was not sent");
                }
            }
        }
        Ok(sent)
    }

    /// Sends someone the digest of what waits for them now.
    pub async fn send_digest(&self, person: &Person) -> Result<Sent, DigestError> {
        let mailer = self.mailer.as_ref().ok_or(DigestError::NoServer)?;
        let actor = Actor::of(person, self.clock.today()).map_err(UseCaseError::from)?;
        let work = self.my_work(&actor).await?;
        let due: Vec<&Waiting> = work.iter().filter(|waiting| waiting.why.is_due()).collect();
        let reports = self.awaited_reports(&actor).await?;
        let waiting = due.len() + reports.as_ref().map_or(0, |(_, n)| *n);
        if waiting == 0 {
            return Ok(Sent::Nothing);
        }
        let number = [("n", i64::try_from(waiting).unwrap_or(i64::MAX).into())];
        let subject = in_both(&self.words, " / ", |words| words.say_with("mail-subject", &number));
        let text = in_both(&self.words, "\n\n---\n\n", |words| {
            let links =
                [("link", self.address("/home").into()), ("off", self.address("/account").into())];
            format!(
                "{}\n\n{}",
                digest_text(&due, reports.as_ref(), words),
                words.say_with("mail-links", &links)
            )
        });
        mailer.send(&person.email, &subject, text).await?;
        Ok(Sent::Sent)
    }
}

/// References and reasons only: mail is read in places where titles may not be.
fn digest_text(due: &[&Waiting], reports: Option<&(Round, usize)>, words: &Words) -> String {
    let mut by_reason: BTreeMap<Waits, Vec<String>> = BTreeMap::new();
    for waiting in due {
        let day = waiting.due.map(|day| super::labels::day(words, day));
        let day = day.map(|day| words.say_with("home-due", &[("day", day.into())]));
        let line = [Some(waiting.policy.reference.clone()), day];
        let line: Vec<String> = line.into_iter().flatten().collect();
        by_reason.entry(waiting.why).or_default().push(format!("- {}", line.join(", ")));
    }
    let mut text = words.say("mail-hello");
    if let Some((round, n)) = reports {
        let args = [
            ("n", i64::try_from(*n).unwrap_or(i64::MAX).into()),
            ("day", super::labels::day(words, round.due).into()),
            ("round", round.name.clone().into()),
        ];
        let heading = words.say("home-round-title");
        text = format!("{text}\n\n{heading}\n- {}", words.say_with("home-round", &args));
    }
    for (why, lines) in by_reason {
        let heading = words.say(&format!("home-{}", why.name()));
        text = format!("{text}\n\n{heading}\n{}", lines.join("\n"));
    }
    text
}
