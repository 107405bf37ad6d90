//! Publication holds.
use jiff::civil::Date;

use super::{Service, UseCaseError, Wrong};
use crate::domain::access::{Actor, Forbidden};
use crate::domain::audit::Action;
use crate::domain::ids::{HoldId, OrganisationId};
use crate::domain::publication::PublicationHold;
use crate::domain::writing::Length;
use crate::store::{self, Change};

impl Service {
    /// The last day on which publication is held for an organisation today.
    pub async fn held_until(
        &self,
        organisation: &OrganisationId,
    ) -> Result<Option<Date>, UseCaseError> {
        let today = self.clock.today();
        let holds: Vec<PublicationHold> =
            store::read_all(self.store.as_ref(), "from/", usize::MAX).await?;
        let active = holds.iter().filter(|hold| hold.holds(organisation, today));
        Ok(active.map(|hold| hold.to).max())
    }

    /// Every hold that concerns the organisations that this person looks after, newest first.
    pub async fn holds(&self, actor: &Actor) -> Result<Vec<PublicationHold>, UseCaseError> {
        let mut holds: Vec<PublicationHold> =
            store::read_all(self.store.as_ref(), "from/", usize::MAX).await?;
        holds.retain(|hold| match &hold.organisation {
            Some(organisation) => actor.manage(organisation).is_ok(),
            None => actor.manages_any(),
        });
        holds.reverse();
        Ok(holds)
    }

    /// Sets a hold for an organisation, or for all.
    pub async fn set_hold(
        &self,
        actor: &Actor,
        organisation: Option<&OrganisationId>,
        (from, to): (Option<Date>, Option<Date>),
        reason: &str,
    ) -> Result<(), UseCaseError> {
        may_set(actor, organisation)?;
        let mut wrong = Vec::new();
        if from.is_none() {
            wrong.push(Wrong { field: "from", message: "fault-date" });
        }
        if to.is_none_or(|to| from.is_some_and(|from| to < from) || to < self.clock.today()) {
            wrong.push(Wrong { field: "to", message: "fault-hold-to" });
        }
        wrong.extend(Wrong::in_stated("reason", reason, Length::Prose, "fault-hold-reason"));
        let (Some(from), Some(to), true) = (from, to, wrong.is_empty()) else {
            return Err(UseCaseError::Invalid(wrong));
        };
        let hold = PublicationHold {
            id: self.new_id()?,
            organisation: organisation.cloned(),
            from,
            to,
            reason: reason.trim().to_owned(),
            created: self.clock.now(),
            ended: false,
            revision: 1,
        };
        let entry = actor.entry(self.clock.now(), Action::HoldSet);
        Ok(self.store.commit(Change::of(&hold, None, entry)?).await?)
    }

    /// Ends a hold before its last day.
    pub async fn end_hold(&self, actor: &Actor, id: &HoldId) -> Result<(), UseCaseError> {
        let hold: Option<PublicationHold> = store::read(self.store.as_ref(), id.as_str()).await?;
        let hold = hold.ok_or(UseCaseError::NotFound)?;
        may_set(actor, hold.organisation.as_ref())?;
        let expected = Some(hold.revision);
        let hold = PublicationHold { ended: true, revision: hold.revision + 1, ..hold };
        let entry = actor.entry(self.clock.now(), Action::HoldEnded);
        Ok(self.store.commit(Change::of(&hold, expected, entry)?).await?)
    }
}

/// A hold for an organisation is set by those who look after it, one for all by administrators.
fn may_set(actor: &Actor, organisation: Option<&OrganisationId>) -> Result<(), Forbidden> {
    match organisation {
        Some(organisation) => actor.manage(organisation).map(|_| ()),
        None => actor.administer().map(|_| ()),
    }
}
