//! The types that are stored as records, and the keys by which they are found.
use std::collections::BTreeSet;

use jiff::{Timestamp, ToSpan as _};

use super::{Kind, Recorded};
use crate::domain::assessment::Assessment;
use crate::domain::commitment::Commitment;
use crate::domain::discussion::Thread;
use crate::domain::organisation::Organisation;
use crate::domain::people::{Invitation, Person, SESSION_HOURS, Session};
use crate::domain::policy::Policy;
use crate::domain::publication::PublicationHold;
use crate::domain::retention::Certificate;
use crate::domain::round::Round;
use crate::domain::token::Token;

/// The start of the index keys of records that come and go, in the order in which they go.
pub const UNTIL: &str = "until/";

/// The index key of a record that is of no use after a time, and is then taken away.
pub fn until(time: Timestamp) -> String {
    format!("{UNTIL}{:012}", time.as_second())
}

/// Says how a type that counts its changes in `revision` is kept: its kind, its id, its index keys.
macro_rules! recorded {
    ($type:ty, $kind:ident, $self:ident => $id:expr, $indexes:expr) => {
        impl $crate::store::Recorded for $type {
            const KIND: $crate::store::Kind = $crate::store::Kind::$kind;

            fn id(&$self) -> String {
                $id
            }

            fn revision(&$self) -> u64 {
                $self.revision
            }

            fn indexes(&$self) -> Vec<String> {
                $indexes
            }
        }
    };
}
pub(crate) use recorded;

recorded!(Organisation, Organisation, self => self.id.to_string(), vec![format!("id/{}", self.id)]);
recorded!(Person, Person, self => self.id.to_string(), {
    let elsewhere = self.elsewhere.keys().map(|other| format!("organisation/{other}"));
    let identity = self.identity.as_ref();
    [format!("email/{}", self.email), format!("organisation/{}", self.organisation)]
        .into_iter()
        .chain(elsewhere)
        .chain(identity.map(|known| format!("identity/{}/{}", known.issuer, known.subject)))
        .chain([format!("all/{}", self.id)])
        .collect()
});
recorded!(Policy, Policy, self => self.id.to_string(), vec![
    format!("organisation/{}/{}", self.organisation, self.reference),
    format!("all/{}", self.reference),
    format!("progress/{}", self.progress),
]);
recorded!(Assessment, Assessment, self => self.id.to_string(), {
    let issued = self.signature().map(|signature| {
        let content = format!("content/{}", signature.hash);
        signature.files().into_iter().map(|file| format!("file/{file}")).chain([content])
    });
    [
        format!("organisation/{}/{}", self.organisation, self.created),
        format!("all/{}", self.created),
        format!("questionnaire/{}/{}", self.questionnaire.id, self.created),
        format!("version/{}/", self.questionnaire.hash),
    ]
    .into_iter()
    .chain(issued.into_iter().flatten())
    .collect()
});
recorded!(Thread, Thread, self => self.id.to_string(), {
    let mentioned = self.comments.iter().flat_map(|comment| &comment.mentions);
    let mentioned: BTreeSet<_> = mentioned.collect();
    let about = format!("assessment/{}/{}", self.assessment, self.created);
    let mentions = mentioned.into_iter().map(|person| format!("mentions/{person}/{}", self.created));
    [about].into_iter().chain(mentions).collect()
});
recorded!(Certificate, Certificate, self => self.id.to_string(), vec![
    format!("organisation/{}/{}", self.organisation, self.at),
]);
recorded!(Commitment, Commitment, self => self.id.to_string(), vec![format!("all/{}", self.id)]);
recorded!(Round, Round, self => self.id.to_string(), vec![format!("all/{}", self.opened)]);
recorded!(Token, Token, self => self.id.to_string(), vec![
    format!("person/{}/{}", self.person, self.created),
]);
recorded!(PublicationHold, Hold, self => self.id.to_string(), vec![format!("from/{}", self.from)]);
recorded!(Session, Session, self => self.token.clone(), vec![
    format!("person/{}", self.person),
    until(self.started + SESSION_HOURS.hours()),
]);

impl Recorded for Invitation {
    const KIND: Kind = Kind::Invitation;

    fn id(&self) -> String {
        self.token.clone()
    }

    fn revision(&self) -> u64 {
        1
    }

    fn indexes(&self) -> Vec<String> {
        let person = self.person.iter().map(|person| format!("person/{person}"));
        person.chain([until(self.expires)]).collect()
    }
}
