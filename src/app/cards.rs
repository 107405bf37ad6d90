//! What the search index knows of a policy and its assessments.
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::register::touched;
use super::work::promises_of;
use super::{Labels, Open, Service, UseCaseError};
use crate::clock::day_of;
use crate::domain::access::Actor;
use crate::domain::afterwards::DeliveryStatus;
use crate::domain::assessment::{Assessment, Publication, State, Timing};
use crate::domain::discussion::Thread;
use crate::domain::ids::{OrganisationId, PersonId};
use crate::domain::organisation::Organisation;
use crate::domain::policy::{Marking, Policy};
use crate::domain::text::Lang;
use crate::domain::writing::parse_day;
use crate::search::{Card, Row, mark};
use crate::store;

/// What no list without a filter shows: policies that have an assessment, which stands for them.
pub(super) const LISTED: &str = "list";

/// Every policy, whether it has an assessment or not.
pub(super) const POLICIES: &str = "policies";

/// Which marks cards have: a higher number when they change, so that an index of before is made
/// again.
pub(super) const CARDS: u32 = 2;

/// Who reads all organisations sees what has this.
const EVERYWHERE: &str = "everywhere";

/// The marks of which a person must be given one to see a card.
pub(super) fn sight(actor: &Actor) -> Vec<String> {
    let own = actor.organisations().into_iter().map(|id| mark("organisation", id));
    let everywhere = actor.is_reader_everywhere().then(|| EVERYWHERE.to_owned());
    own.chain(everywhere).chain([mark("person", &actor.person)]).chain(parts_of(actor)).collect()
}

/// The marks of assessments in which a person has or had a part.
pub(super) fn parts_of(actor: &Actor) -> Vec<String> {
    actor.organisations().iter().map(|id| involved(&actor.person, id)).collect()
}

/// Someone who has a part in an assessment of an organisation sees it while they belong to that.
fn involved(person: &PersonId, organisation: &OrganisationId) -> String {
    format!("involved:{person}/{organisation}")
}

/// The marks that let someone see a policy, and an assessment of it. The same rule as
/// [`Actor::may_read`].
fn seen_by(policy: &Policy, assessment: Option<&Assessment>) -> Vec<String> {
    let mut marks = match policy.facts.marking {
        Marking::Official => {
            vec![EVERYWHERE.to_owned(), mark("organisation", &policy.organisation)]
        }
        Marking::OfficialSensitive => {
            let readers = policy.readers.iter().chain([&policy.created_by]);
            readers.map(|person| mark("person", person)).collect()
        }
    };
    if let Some(assessment) = assessment {
        let people = assessment.involved();
        marks.extend(people.iter().map(|person| involved(person, &assessment.organisation)));
    }
    marks
}

impl Service {
    /// The card of a policy.
    pub(super) async fn policy_card(&self, policy: &Policy) -> Result<Card, UseCaseError> {
        let mut row = self.row(policy, None).await?;
        row.stage = if policy.assessments.is_empty() { "not_screened" } else { "policy" }.into();
        let mut seen = seen_by(policy, None);
        if policy.assessments.is_empty() {
            seen.push(LISTED.to_owned());
        }
        seen.push(POLICIES.to_owned());
        let mut marks = shared_marks(&row);
        let screened = !matches!(policy.progress.as_str(), "not_screened" | "screening");
        let covered = if screened { "yes" } else { "no" };
        marks.push(mark("progress", &policy.progress));
        marks.push(mark("covered", covered));
        marks.push(mark(&format!("covered-{covered}"), &policy.organisation));
        let facts = &policy.facts;
        let text = [&facts.title, &facts.summary, &facts.owner_post, &facts.decider];
        let mut text: Vec<String> = text.map(Clone::clone).to_vec();
        text.push(policy.reference.clone());
        // Every change of a record is one entry of its chain: the revision is how many there are.
        Ok(Card { row, stamp: policy.revision, marks, seen, text, inner: Vec::new() })
    }

    async fn row(&self, policy: &Policy, open: Option<&Open>) -> Result<Row, UseCaseError> {
        let assessment = open.map(|open| &open.assessment);
        let organisation = assessment.map_or(&policy.organisation, |found| &found.organisation);
        let named = self.organisation(organisation).await?;
        let signature = assessment.and_then(Assessment::signature);
        let signed = signature.map(|signature| day_of(signature.at));
        let on = signed.unwrap_or_else(|| self.clock.today());
        let name = |lang| named.as_ref().map_or("", |named: &Organisation| named.name_on(on, lang));
        let publication = assessment.map(|assessment| &assessment.after.publication);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(Row {
            id: assessment.map_or_else(|| policy.id.to_string(), |found| found.id.to_string()),
            policy: policy.id.to_string(),
            reference: policy.reference.clone(),
            number: assessment.map_or(0, |assessment| assessment.number),
            title: policy.facts.title.clone(),
            summary: policy.facts.summary.clone(),
            organisation: organisation.to_string(),
            names: [name(Lang::En).to_owned(), name(Lang::Cy).to_owned()],
            stage: assessment.map_or("", |assessment| assessment.stage().name()).to_owned(),
            declaration: open.is_some_and(Open::is_declaration),
            level: open.and_then(Open::level),
            marking: policy.facts.marking.name().to_owned(),
            created: assessment.map_or(policy.created, |assessment| assessment.created),
            signed,
            published: publication.and_then(|publication| match publication {
                Publication::Published { at, .. } => Some(day_of(*at)),
                Publication::Undecided | Publication::Withheld { .. } => None,
            }),
            withheld: publication.and_then(|publication| match publication {
                Publication::Withheld { code, until, .. } => Some((code.clone(), *until)),
                Publication::Undecided | Publication::Published { .. } => None,
            }),
            superseded: assessment.is_some_and(|found| found.after.superseded_by.is_some()),
            overrides: signature.map_or(0, |signature| count(signature.explanations.len())),
            gaps: open.map_or(0, |open| count(open.evaluation.gaps.len())),
        })
    }

    /// The card of an assessment.
    pub(super) async fn assessment_card(
        &self,
        policy: &Policy,
        assessment: Assessment,
    ) -> Result<Card, UseCaseError> {
        let mut seen = seen_by(policy, Some(&assessment));
        seen.push(LISTED.to_owned());
        let prefix = format!("assessment/{}/", assessment.id);
        let threads: Vec<Thread> =
            store::read_all(self.store.as_ref(), &prefix, usize::MAX).await?;
        let rights = super::Rights::default();
        let open = self.opened(policy.clone(), assessment, rights).await?;
        let row = self.row(&open.policy, Some(&open)).await?;
        let mut marks = shared_marks(&row);
        marks.extend(own_marks(&open, &row));
        marks.extend(portfolio_marks(&open, &row));
        let languages = &open.questionnaire.definition().languages;
        let languages = [Lang::En, Lang::Cy].into_iter().filter(|lang| languages.contains(lang));
        let text = languages.flat_map(|lang| self.texts(&open, lang)).map(|(_, text)| text);
        let mut text: Vec<String> = text.filter(|text| !text.trim().is_empty()).collect();
        // What is the same in both languages is indexed once.
        text.sort();
        text.dedup();
        let said = threads.iter().flat_map(|thread| &thread.comments);
        let inner = inner_text(&open).into_iter().chain(said.map(|comment| comment.text.clone()));
        let inner = inner.collect();
        let stamp = open.assessment.revision;
        Ok(Card { row, stamp, marks, seen, text, inner })
    }

    /// The text that the statement prints of what was typed, with the part it stands in; options
    /// in this language.
    pub(super) fn texts(&self, open: &Open, lang: Lang) -> Vec<(String, String)> {
        let labels = Labels { open, words: self.words.of(lang), lang };
        let say = |key: &str| labels.say(key);
        let facts = &open.policy.facts;
        let mut texts = vec![
            (say("head-reference"), open.policy.reference.clone()),
            (say("head-title"), facts.title.clone()),
            (say("statement-summary"), facts.summary.clone()),
            (say("policy-owner-post"), facts.owner_post.clone()),
            (say("policy-decider"), facts.decider.clone()),
        ];
        for asked in open.questionnaire.asked() {
            let id = &asked.question.id;
            let kept = open.assessment.answers.get(id).filter(|_| open.evaluation.is_asked(id));
            let lines = kept.into_iter().flat_map(|kept| labels.answer(asked, &kept.value));
            texts.extend(lines.map(|line| (asked.question.short().get(lang), line)));
        }
        let assessment = &open.assessment;
        for (key, kept) in &assessment.ratings {
            texts.push((labels.rating(key), kept.value.reason.clone()));
        }
        for kept in assessment.plan.values() {
            let part = say("statement-mitigations");
            texts.push((part.clone(), kept.value.action.clone()));
            texts.push((part, kept.value.owner.clone()));
        }
        for (key, kept) in &assessment.reasons {
            texts.push((labels.rating(key), kept.value.clone()));
        }
        let mut more = |part: &str, text: Option<String>| {
            texts.extend(text.map(|text| (say(part), text)));
        };
        more("statement-why-not", assessment.declaration.clone());
        more("statement-amends", assessment.amends.as_ref().map(|amends| amends.why.clone()));
        if let Some(signature) = assessment.signature() {
            for explanation in signature.explanations.values() {
                more("head-explanation", Some(explanation.clone()));
            }
            more("statement-sign-off", signature.duty.clone());
        }
        texts
    }
}

/// Marks that policies and assessments have.
fn shared_marks(row: &Row) -> Vec<String> {
    vec![
        mark("organisation", &row.organisation),
        mark("stage", &row.stage),
        mark("marking", &row.marking),
    ]
}

fn own_marks(open: &Open, row: &Row) -> Vec<String> {
    let assessment = &open.assessment;
    let mut marks = vec![
        mark("level", row.level.map_or("open".to_owned(), |level| level.to_string())),
        mark("kind", if row.declaration { "declaration" } else { "assessment" }),
    ];
    let themes: BTreeSet<String> =
        assessment.ratings.keys().map(|key| mark("theme", &key.pathway)).collect();
    marks.extend(themes);
    let decided = parse_day(&open.policy.facts.decision_date);
    let late = row.signed.zip(decided).is_some_and(|(signed, decided)| signed > decided);
    let (retrospective, emergency) = match assessment.timing {
        Timing::Ordinary => (false, false),
        Timing::Retrospective { .. } => (true, false),
        Timing::Emergency { .. } => (false, true),
    };
    let public = row.published.map(|_| "published").or(row.withheld.as_ref().map(|_| "withheld"));
    marks.extend(public.map(|public| mark("public", public)));
    if let Some(day) = row.signed {
        marks.push(mark("quarter", quarter(day)));
    }
    let is = [
        ("override", row.overrides > 0),
        ("gap", row.gaps > 0),
        ("late", late),
        ("retrospective", retrospective),
        ("emergency", emergency),
        ("superseded", row.superseded),
    ];
    marks.extend(is.into_iter().filter(|(_, so)| *so).map(|(name, _)| mark("is", name)));
    marks
}

/// What the portfolio counts beside that.
fn portfolio_marks(open: &Open, row: &Row) -> Vec<String> {
    let assessment = &open.assessment;
    let (groups, areas) = touched(&open.questionnaire, assessment);
    let named = groups.iter().map(|group| mark("group", group));
    let mut marks: Vec<String> = named.chain(areas.iter().map(|area| mark("area", area))).collect();
    let started = day_of(row.created);
    marks.push(mark("started", quarter(started)));
    if let Some(signed) = row.signed {
        let days = signed.since(started).map_or(0, |span| span.get_days().max(0));
        marks.extend([mark("is", "signed"), mark("days", days)]);
        marks.push(mark("signed-of", &row.organisation));
    }
    if let Some(published) = row.published {
        marks.push(mark("out", quarter(published)));
        marks.push(mark("published-of", &row.organisation));
    }
    if assessment.is_in_force() {
        let due = assessment.review_due().into_iter().chain(assessment.completion_due()).min();
        marks.extend(due.map(|due| mark("review", due)));
    }
    let promises = promises_of(assessment);
    let with = |status: DeliveryStatus| {
        let kept = promises.iter().filter(|(plan, ..)| {
            assessment.delivery_of(plan).is_some_and(|report| report.status == status)
        });
        kept.count()
    };
    if !promises.is_empty() {
        marks.push(mark("promised", promises.len()));
        marks.push(mark("kept", with(DeliveryStatus::Done)));
        marks.push(mark("dropped", with(DeliveryStatus::Dropped)));
    }
    let owed = promises.iter().filter(|(_, _, open)| *open).filter_map(|(_, due, _)| *due);
    marks.extend(owed.enumerate().map(|(n, due)| format!("owed:{due}#{n}")));
    marks
}

/// The quarter of a day, such as `2026-Q4`.
pub(super) fn quarter(day: Date) -> String {
    format!("{}-Q{}", day.year(), (day.month() - 1) / 3 + 1)
}

/// What was typed and is not printed.
fn inner_text(open: &Open) -> Vec<String> {
    let assessment = &open.assessment;
    let mut text = Vec::new();
    let hidden = assessment.answers.iter().filter(|(id, _)| !open.evaluation.is_asked(id));
    for kept in hidden.map(|(_, kept)| &kept.value) {
        text.extend(kept.texts());
    }
    for aside in &assessment.set_aside {
        text.extend(aside.answer.texts());
    }
    for request in &assessment.requests {
        text.push(request.text.clone());
        text.extend(request.reply.as_ref().map(|reply| reply.text.clone()));
    }
    text.extend(assessment.handovers.iter().map(|handover| handover.note.clone()));
    if let State::Draft { returned: Some(reason) } = &assessment.state {
        text.push(reason.clone());
    }
    match &assessment.timing {
        Timing::Ordinary => {}
        Timing::Retrospective { reason } | Timing::Emergency { reason, .. } => {
            text.push(reason.clone());
        }
    }
    let after = &assessment.after;
    if let Publication::Withheld { reason, .. } = &after.publication {
        text.push(reason.clone());
    }
    text.extend(after.delivery.values().flatten().map(|report| report.evidence.clone()));
    text.extend(after.reviews.iter().map(|review| review.finding.clone()));
    text.extend(after.closed.as_ref().map(|closed| closed.reason.clone()));
    text
}

impl Open {
    /// Whether it is a declaration that no assessment is required.
    pub fn is_declaration(&self) -> bool {
        self.evaluation.is_not_required(&self.questionnaire)
    }

    /// The level after mitigation, 0 to 4, where it is known; none for a declaration.
    pub fn level(&self) -> Option<u8> {
        let level = self.evaluation.settled_residual().filter(|_| !self.is_declaration())?;
        u8::try_from(level).ok()
    }
}
