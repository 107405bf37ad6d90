//! The register as a whole: importing it, what is there twice, and what affects the same people.
use std::collections::{BTreeMap, BTreeSet};

use super::policies::checked;
use super::tables::{self, Row, TableError};
use super::{Open, Service, UseCaseError, Wrong};
use crate::domain::access::Actor;
use crate::domain::answers::Answer;
use crate::domain::assessment::Assessment;
use crate::domain::audit::Action;
use crate::domain::ids::{PersonId, PolicyId};
use crate::domain::life::{Stage, Step};
use crate::domain::policy::{Marking, Policy, PolicyFacts};
use crate::domain::questionnaire::{FieldType, QuestionType, Questionnaire};
use crate::store::{self, Change};

/// What importing a row would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It adds a policy.
    New,
    /// It changes a policy.
    Changed,
    /// The policy is so already.
    Unchanged,
    /// It does nothing, for these reasons: keys of messages.
    Refused(Vec<&'static str>),
}

/// A row of a file of policies, and what importing it would do.
#[derive(Debug, Clone)]
pub struct ImportRow {
    /// The line of the file.
    pub line: u64,
    /// What the row states.
    pub facts: PolicyFacts,
    /// What it would do.
    pub outcome: Outcome,
    /// The policy that it changes, or that has the same title.
    pub policy: Option<Policy>,
}

/// The columns that a file of policies must have.
const NEEDED: &[&str] = &["title", "summary", "owner_post", "decider"];

/// A title without what two spellings of the same title differ in: case and space.
fn plain(title: &str) -> String {
    title.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn facts(row: &Row, known: Option<&PolicyFacts>) -> Result<PolicyFacts, Wrong> {
    let marking = match row.get("marking") {
        // What a file does not say about the marking does not take it away.
        "" => known.map_or(Marking::Official, |known| known.marking),
        "OFFICIAL" => Marking::Official,
        "OFFICIAL-SENSITIVE" => Marking::OfficialSensitive,
        _ => return Err(Wrong { field: "marking", message: "import-marking" }),
    };
    Ok(PolicyFacts {
        title: row.get("title").to_owned(),
        summary: row.get("summary").to_owned(),
        owner_post: row.get("owner_post").to_owned(),
        decider: row.get("decider").to_owned(),
        decision_date: row.get("decision_date").to_owned(),
        marking,
    })
}

impl Service {
    /// The policies that this person may change, by reference.
    async fn own_policies(&self, actor: &Actor) -> Result<BTreeMap<String, Policy>, UseCaseError> {
        let right = actor.register()?;
        let mut found = BTreeMap::new();
        for organisation in right.organisations() {
            let prefix = format!("organisation/{organisation}/");
            let all: Vec<Policy> =
                store::read_all(self.store.as_ref(), &prefix, usize::MAX).await?;
            let own = all.into_iter().filter(|policy| right.covers(policy).is_ok());
            found.extend(own.map(|policy| (policy.reference.clone(), policy)));
        }
        Ok(found)
    }

    /// What importing a file of policies would do, row by row. Nothing is changed.
    pub async fn preview_import(
        &self,
        actor: &Actor,
        text: &str,
    ) -> Result<Result<Vec<ImportRow>, TableError>, UseCaseError> {
        let known = self.own_policies(actor).await?;
        let rows = match tables::read(text, NEEDED) {
            Ok(rows) => rows,
            Err(error) => return Ok(Err(error)),
        };
        let mut titles: BTreeMap<String, &Policy> = BTreeMap::new();
        for policy in known.values() {
            titles.entry(plain(&policy.facts.title)).or_insert(policy);
        }
        let mut found = Vec::new();
        for row in &rows {
            found.push(self.import_row(row, &known, &titles).await?);
        }
        Ok(Ok(found))
    }

    async fn import_row(
        &self,
        row: &Row,
        known: &BTreeMap<String, Policy>,
        titles: &BTreeMap<String, &Policy>,
    ) -> Result<ImportRow, UseCaseError> {
        let line = row.line;
        let refused = |facts: PolicyFacts, why: Vec<&'static str>, policy: Option<Policy>| {
            ImportRow { line, facts, outcome: Outcome::Refused(why), policy }
        };
        let there = known.get(row.get("reference")).map(|policy| &policy.facts);
        let facts = match facts(row, there) {
            Ok(facts) => facts,
            Err(wrong) => {
                let title = row.get("title").to_owned();
                let facts = PolicyFacts { title, ..PolicyFacts::default() };
                return Ok(refused(facts, vec![wrong.message], None));
            }
        };
        let wrong: Vec<&'static str> = checked(&facts).iter().map(|wrong| wrong.message).collect();
        if !wrong.is_empty() {
            return Ok(refused(facts, wrong, None));
        }
        let reference = row.get("reference");
        if reference.is_empty() {
            let twin = titles.get(&plain(&facts.title)).copied().cloned();
            // The same file can be imported twice: what it added the first time is there.
            let same = twin.as_ref().is_some_and(|twin| twin.facts == facts);
            let outcome = if same { Outcome::Unchanged } else { Outcome::New };
            return Ok(ImportRow { line, facts, outcome, policy: twin });
        }
        let Some(policy) = known.get(reference).cloned() else {
            return Ok(refused(facts, vec!["import-unknown-reference"], None));
        };
        if policy.facts == facts {
            let outcome = Outcome::Unchanged;
            return Ok(ImportRow { line, facts, outcome, policy: Some(policy) });
        }
        if let Some(last) = policy.assessments.last() {
            let newest: Option<Assessment> =
                store::read(self.store.as_ref(), last.as_str()).await?;
            if newest.is_some_and(|newest| Step::Write.check(newest.stage()).is_err()) {
                return Ok(refused(facts, vec!["import-locked"], Some(policy)));
            }
        }
        Ok(ImportRow { line, facts, outcome: Outcome::Changed, policy: Some(policy) })
    }

    /// Imports the rows that add or change a policy; returns how many of each.
    pub async fn import_policies(
        &self,
        actor: &Actor,
        text: &str,
    ) -> Result<(usize, usize), UseCaseError> {
        let rows = self.preview_import(actor, text).await?;
        let wrong =
            |_| UseCaseError::Invalid(vec![Wrong { field: "source", message: "fault-import" }]);
        let (mut new, mut changed) = (0, 0);
        for row in rows.map_err(wrong)? {
            match (row.outcome, row.policy) {
                (Outcome::New, _) => {
                    self.register_policy(actor, row.facts, None).await?;
                    new += 1;
                }
                (Outcome::Changed, Some(policy)) => {
                    self.change_policy(actor, &policy.id, row.facts, policy.revision).await?;
                    changed += 1;
                }
                (Outcome::Changed | Outcome::Unchanged | Outcome::Refused(_), _) => {}
            }
        }
        Ok((new, changed))
    }

    /// Other policies of the same organisation with the same title.
    pub async fn similar(
        &self,
        actor: &Actor,
        policy: &Policy,
    ) -> Result<Vec<Policy>, UseCaseError> {
        let prefix = format!("organisation/{}/", policy.organisation);
        let all: Vec<Policy> = store::read_all(self.store.as_ref(), &prefix, usize::MAX).await?;
        let title = plain(&policy.facts.title);
        let same = |other: &Policy| {
            other.id != policy.id && plain(&other.facts.title) == title && actor.may_see(other)
        };
        Ok(all.into_iter().filter(same).collect())
    }

    /// Other open assessments of the same groups in the same areas, with the groups in common. An
    /// assessment that names no areas counts for every area.
    pub async fn overlaps(
        &self,
        actor: &Actor,
        open: &Open,
    ) -> Result<Vec<(Policy, Assessment, Vec<String>)>, UseCaseError> {
        let (groups, areas) = touched(&open.questionnaire, &open.assessment);
        let all: Vec<Assessment> = self.within_sight(actor).await?;
        let mut found = Vec::new();
        for other in all {
            let ended = matches!(other.stage(), Stage::Superseded | Stage::Closed);
            if ended || other.policy == open.policy.id {
                continue;
            }
            let questionnaire = self.questionnaire(&other.questionnaire).await?;
            let (their_groups, their_areas) = touched(&questionnaire, &other);
            let near =
                areas.is_empty() || their_areas.is_empty() || !areas.is_disjoint(&their_areas);
            let common: Vec<String> = groups.intersection(&their_groups).cloned().collect();
            if !near || common.is_empty() {
                continue;
            }
            let (policy, other) = self.find(&other.id).await?;
            if actor.may_read(&policy, &other) {
                found.push((policy, other, common));
            }
        }
        Ok(found)
    }

    /// Chooses the named readers of a restricted policy.
    pub async fn choose_readers(
        &self,
        actor: &Actor,
        id: &PolicyId,
        readers: &BTreeSet<PersonId>,
    ) -> Result<(), UseCaseError> {
        let right = actor.register()?;
        let policy = self.policy(actor, id).await?;
        right.covers(&policy)?;
        if policy.readers == *readers {
            return Ok(());
        }
        let people = self.people_of(&policy.organisation).await?;
        let known: BTreeSet<&PersonId> = people.iter().map(|person| &person.id).collect();
        // Those who were chosen before may have left since.
        if !readers.difference(&policy.readers).all(|reader| known.contains(reader)) {
            return Err(UseCaseError::NotFound);
        }
        let (expected, before) = (Some(policy.revision), policy.readers.clone());
        let action = Action::ReadersChosen { before, after: readers.clone() };
        let readers = readers.clone();
        let changed = Policy { readers, revision: policy.revision + 1, ..policy };
        let entry = actor.entry(self.clock.now(), action);
        Ok(self.store.commit(Change::of(&changed, expected, entry)?).await?)
    }
}

/// The groups and the areas that an assessment names.
pub(super) fn touched(
    questionnaire: &Questionnaire,
    assessment: &Assessment,
) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut groups, mut areas) = (BTreeSet::new(), BTreeSet::new());
    for asked in questionnaire.asked() {
        let Some(kept) = assessment.answers.get(&asked.question.id) else { continue };
        if asked.question.kind == QuestionType::Groups {
            groups.extend(kept.value.chosen().into_iter().map(str::to_owned));
        } else if asked.question.kind == QuestionType::Areas
            && let Answer::Rows(rows) = &kept.value
        {
            let codes = asked.question.fields.iter().filter(|f| f.kind == FieldType::AreaCode);
            for code in codes {
                areas.extend(rows.iter().filter_map(|row| row.get(code.id.as_str()).cloned()));
            }
        }
    }
    // Groups of the officer's own have names that mean nothing elsewhere.
    groups.retain(|group| !group.starts_with("own"));
    (groups, areas)
}
