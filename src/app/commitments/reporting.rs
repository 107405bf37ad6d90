//! Reporting on a commitment, for the round that is open.
use super::wrong;
use crate::app::{Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::commitment::{CommitmentChange, Confidence, Problem, Report, Status};
use crate::domain::ids::CommitmentId;
use crate::domain::number::Number;
use crate::domain::round::Round;

/// A report as it was typed.
#[derive(Debug, Clone, Default)]
pub struct NewReport {
    /// The name of the status.
    pub status: String,
    /// The name of the confidence; empty when none is stated.
    pub confidence: String,
    /// What was done.
    pub note: String,
    /// What comes next.
    pub next_step: String,
    /// The value of the output measure; empty when it was not counted.
    pub output: String,
    /// The value of the outcome measure; empty when it was not counted.
    pub outcome: String,
    /// Addresses of evidence, one in each line.
    pub evidence: String,
}

/// A number as it was typed: empty is none.
fn number(field: &'static str, text: &str, wrong: &mut Vec<Problem>) -> Option<Number> {
    let text = text.trim().replace(',', "");
    if text.is_empty() {
        return None;
    }
    let read = text.parse().ok();
    if read.is_none() {
        wrong.push((field, "fault-decimal"));
    }
    read
}

impl Service {
    /// Reports on a commitment; for the open round, if there is one.
    pub async fn report(
        &self,
        actor: &Actor,
        id: &CommitmentId,
        typed: &NewReport,
        (seen, once): (u64, Option<String>),
    ) -> Result<(), UseCaseError> {
        let mut round = self.open_round().await?;
        loop {
            let sent = (seen, once.clone());
            match self.report_for(actor, id, typed, sent, round.as_ref()).await {
                Err(UseCaseError::Conflict) => {
                    // Was it the round that changed, or the commitment?
                    let now = self.open_round().await?;
                    if now == round {
                        return Err(UseCaseError::Conflict);
                    }
                    round = now;
                }
                done => return done,
            }
        }
    }

    /// Reports on a commitment for a round, which must not change meanwhile: no report comes into a
    /// round that is locked.
    async fn report_for(
        &self,
        actor: &Actor,
        id: &CommitmentId,
        typed: &NewReport,
        (seen, once): (u64, Option<String>),
        round: Option<&Round>,
    ) -> Result<(), UseCaseError> {
        let (now, today) = (self.clock.now(), self.clock.today());
        let post = actor.post.clone();
        self.change_commitment(actor, id, Some(seen), once, round, |before| {
            let mut problems = Vec::new();
            let status = Status::named(&typed.status);
            if status.is_none() {
                problems.push(("status", "fault-report-status"));
            }
            let output = number("output", &typed.output, &mut problems);
            let outcome = number("outcome", &typed.outcome, &mut problems);
            let asked = round.filter(|round| round.asks(before));
            let lines = typed.evidence.lines().map(str::trim).filter(|line| !line.is_empty());
            let report = Report {
                at: now,
                day: today,
                post,
                round: asked.map(|round| round.id.clone()),
                late: asked.is_some_and(|round| {
                    today > round.due && before.report_in(&round.id).is_none()
                }),
                status: status.unwrap_or(Status::NotStarted),
                confidence: Confidence::named(&typed.confidence),
                note: typed.note.trim().to_owned(),
                next_step: typed.next_step.trim().to_owned(),
                output,
                outcome,
                evidence: lines.map(str::to_owned).collect(),
            };
            if status.is_some() {
                problems.extend(report.problems());
            }
            if before.succession.is_some() {
                problems.push(("status", "fault-report-ended"));
            }
            wrong(problems)?;
            Ok(CommitmentChange::Reported { report: Box::new(report) })
        })
        .await
    }
}
