//! Who has a part in a commitment on a day: a dated history, because organisations end.
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Commitment, Part, Problem};
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::Organisation;

/// An organisation that has a part in a commitment for a time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Holder {
    /// The first day.
    pub from: Date,
    /// The last day; none while it goes on.
    pub until: Option<Date>,
    /// Which part.
    pub part: Part,
    /// The organisation.
    pub organisation: OrganisationId,
}

impl Holder {
    /// Whether it had the part on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// Who answers for a commitment on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Responsible {
    /// The lead that was named.
    pub named: Option<OrganisationId>,
    /// When the named lead is no more: those that took over from it and exist.
    pub heirs: Vec<OrganisationId>,
}

impl Responsible {
    /// Those whose leads may report: the named one, or its heirs.
    pub fn organisations(&self) -> Vec<OrganisationId> {
        if self.heirs.is_empty() {
            self.named.iter().cloned().collect()
        } else {
            self.heirs.clone()
        }
    }

    /// Whether nobody is named who still exists.
    pub fn is_orphan(&self) -> bool {
        self.named.is_none() || !self.heirs.is_empty()
    }
}

impl Commitment {
    /// The lead on a day.
    pub fn lead_on(&self, day: Date) -> Option<&OrganisationId> {
        let leads = self.holders.iter().rev().filter(|holder| holder.part == Part::Lead);
        let mut on_day = leads.filter(|holder| holder.holds_on(day));
        on_day.next().map(|holder| &holder.organisation)
    }

    /// Those that support it on a day.
    pub fn supporting_on(&self, day: Date) -> impl Iterator<Item = &OrganisationId> {
        let supporting = self.holders.iter().filter(|holder| holder.part == Part::Supporting);
        supporting.filter(move |holder| holder.holds_on(day)).map(|holder| &holder.organisation)
    }
}

/// Who answers for a commitment on a day, given the organisations. Successors are followed until
/// they exist on that day.
pub fn responsible<'o>(
    commitment: &Commitment,
    find: impl Fn(&OrganisationId) -> Option<&'o Organisation>,
    day: Date,
) -> Responsible {
    let Some(named) = commitment.lead_on(day) else { return Responsible::default() };
    let mut heirs = Vec::new();
    let mut seen = vec![named.clone()];
    let mut open = vec![named.clone()];
    while let Some(id) = open.pop() {
        let Some(organisation) = find(&id) else { continue };
        match &organisation.facts.ended {
            Some(ended) if ended.on <= day => {
                let next = ended.successors.iter().filter(|next| !seen.contains(next));
                let next: Vec<OrganisationId> = next.cloned().collect();
                seen.extend(next.iter().cloned());
                open.extend(next);
            }
            Some(_) | None if id != *named => heirs.push(id),
            Some(_) | None => {}
        }
    }
    heirs.sort();
    Responsible { named: Some(named.clone()), heirs }
}

/// What cannot be right about those who have a part: exactly one lead at a time, days in order.
pub fn check_holders(holders: &[Holder]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let backwards = |holder: &Holder| holder.until.is_some_and(|until| until < holder.from);
    if holders.iter().any(backwards) {
        problems.push(("from", "fault-holder-days"));
    }
    let mut leads: Vec<&Holder> = holders.iter().filter(|h| h.part == Part::Lead).collect();
    leads.sort();
    if leads.is_empty() {
        problems.push(("lead", "fault-holder-lead"));
    }
    let overlap = leads.windows(2).any(|pair| match pair {
        [one, next] => one.until.is_none_or(|until| next.from <= until),
        _ => false,
    });
    if overlap {
        problems.push(("lead", "fault-holder-two"));
    }
    problems
}
