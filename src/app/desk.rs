//! The auditor's desk: search over everything, samples, overrides.
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::cards::LISTED;
use super::finding::seen;
use super::{Open, Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::hexadecimal::hex;
use crate::domain::ids::AssessmentId;
use crate::domain::statement::Statement;
use crate::domain::text::Lang;
use crate::search::{Question, Row, mark};

/// What an auditor looks for. It is kept in saved searches and in packages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeskFilter {
    /// Words of answers, reasons, mitigations, comments.
    pub text: String,
    /// The language in which they were typed.
    pub lang: Lang,
    /// The organisation's id; empty for all.
    pub organisation: String,
    /// The level, 0 to 4, or `open`; empty for all.
    pub level: String,
    /// The pathway that was rated; empty for all.
    pub theme: String,
    /// The marking; empty for both.
    pub marking: String,
    /// The stage, or `not_screened`; empty for all.
    pub stage: String,
    /// `assessment` or `declaration`; empty for both.
    pub kind: String,
    /// What must be so: any of [`DeskFilter::TRAITS`].
    pub is: Vec<String>,
    /// The first day of the signature, or of the start when it is not signed.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
}

impl DeskFilter {
    /// What can be asked for beside the lists.
    pub const TRAITS: &[&str] =
        &["override", "gap", "late", "retrospective", "emergency", "superseded"];

    fn question(&self) -> Question {
        let mut question = Question {
            text: self.text.clone(),
            lang: self.lang,
            inner: true,
            from: self.from,
            until: self.until,
            ..Question::default()
        };
        let filters = [
            ("organisation", &self.organisation),
            ("level", &self.level),
            ("theme", &self.theme),
            ("marking", &self.marking),
            ("stage", &self.stage),
            ("kind", &self.kind),
        ];
        question = question.with_each(filters);
        for name in self.is.iter().filter(|name| Self::TRAITS.contains(&name.as_str())) {
            question = question.with([mark("is", name)]);
        }
        question
    }
}

/// What was found, and how it stands to the whole.
#[derive(Debug, Clone, Default)]
pub struct DeskPage {
    /// How many fit.
    pub total: usize,
    /// How many this person may see.
    pub visible: usize,
    /// How many there are in all: those that this person may not see are OFFICIAL-SENSITIVE.
    pub everything: usize,
    /// The rows of the page, newest first.
    pub rows: Vec<Row>,
    /// How many of those that fit have each mark, such as `level:3`.
    pub marks: BTreeMap<String, usize>,
}

/// A sample that anyone can draw again.
#[derive(Debug, Clone)]
pub struct Sample {
    /// How many it was drawn from.
    pub population: usize,
    /// What was drawn, in the order in which it was drawn.
    pub rows: Vec<Row>,
}

/// A rule that was set aside.
#[derive(Debug, Clone)]
pub struct Override {
    /// The assessment.
    pub row: Row,
    /// The rule.
    pub rule: String,
    /// Why it was set aside.
    pub explanation: String,
    /// The post that signed.
    pub post: String,
}

/// The score worked out again.
#[derive(Debug)]
pub struct Reperformed {
    /// The assessment, evaluated now.
    pub open: Open,
    /// Whether the level and the figures come out as they were issued; none when nothing was
    /// issued.
    pub same: Option<bool>,
}

/// How many a page of the desk shows.
pub const DESK_PAGE: usize = 20;

/// The most that a sample can have.
pub const MAX_SAMPLE: usize = 1_000;

/// How much text around a word is shown, in characters.
const AROUND: usize = 80;

impl Service {
    /// A page of what fits, newest first; `page` counts from 1.
    pub async fn desk(
        &self,
        actor: &Actor,
        filter: &DeskFilter,
        page: usize,
    ) -> Result<DeskPage, UseCaseError> {
        actor.audit()?;
        let question = seen(filter.question(), actor);
        let visible = seen(Question::default(), actor);
        let from = page.saturating_sub(1).saturating_mul(DESK_PAGE);
        self.ask_index(move |index| {
            let (found, marks) = index.find_and_count(&question, from, DESK_PAGE)?;
            let everything = Question::default().seen_by([LISTED.to_owned()]);
            Ok(DeskPage {
                total: found.total,
                rows: found.rows,
                visible: index.count(&visible)?,
                everything: index.count(&everything)?,
                marks,
            })
        })
        .await
    }

    /// Every row that fits, newest first.
    pub async fn desk_rows(
        &self,
        actor: &Actor,
        filter: &DeskFilter,
    ) -> Result<Vec<Row>, UseCaseError> {
        actor.audit()?;
        let question = seen(filter.question(), actor);
        self.ask_index(move |index| index.all(&question)).await
    }

    /// Draws a sample: what fits, in the order of SHA-256 over seed, colon and id, and of that the
    /// first. Who knows the seed and the ids draws the same, with any program.
    pub async fn sample(
        &self,
        actor: &Actor,
        filter: &DeskFilter,
        seed: &str,
        size: usize,
    ) -> Result<Sample, UseCaseError> {
        actor.audit()?;
        let question = seen(filter.question(), actor);
        let seed = seed.to_owned();
        self.ask_index(move |index| {
            let ids = index.ids(&question)?;
            let population = ids.len();
            let mut drawn: Vec<(String, String)> =
                ids.into_iter().map(|id| (draw(&seed, &id), id)).collect();
            drawn.sort();
            drawn.truncate(size.min(MAX_SAMPLE));
            let mut rows = Vec::with_capacity(drawn.len());
            for (_, id) in drawn {
                rows.extend(index.row(&id)?);
            }
            Ok(Sample { population, rows })
        })
        .await
    }

    /// Where the words stand in an assessment: the part, and the text around the first of them.
    pub async fn where_found(
        &self,
        actor: &Actor,
        row: &Row,
        filter: &DeskFilter,
    ) -> Result<Option<(String, String)>, UseCaseError> {
        let Ok(id) = row.id.parse::<AssessmentId>() else { return Ok(None) };
        let question = filter.question();
        if question.text.trim().is_empty() || row.number == 0 {
            return Ok(None);
        }
        let (policy, assessment) = self.find(&id).await?;
        if !actor.may_read(&policy, &assessment) {
            return Ok(None);
        }
        let stated = assessment.facts_of(&policy);
        // What was typed is looked at first: it needs no evaluation, and most words are there.
        let questionnaire = self.questionnaire(&assessment.questionnaire).await?;
        let mut typed = vec![(self.words.of(filter.lang).say("head-title"), stated.title.clone())];
        for (id, kept) in &assessment.answers {
            let asked = questionnaire.question(id).map(|asked| asked.question.short());
            let part = asked.map_or_else(String::new, |short| short.get(filter.lang));
            typed.extend(kept.value.texts().into_iter().map(|text| (part.clone(), text)));
        }
        let mut matcher = question.matcher();
        let mut within = |texts: &[(String, String)], any: bool| {
            texts.iter().find_map(|(part, text)| {
                let place = matcher.first(text, any)?;
                Some((part.clone(), around(text, place)))
            })
        };
        if let Some(found) = within(&typed, false).or_else(|| within(&typed, true)) {
            return Ok(Some(found));
        }
        let open = self.opened(policy, assessment, super::Rights::default()).await?;
        let texts = self.texts(&open, filter.lang);
        Ok(within(&texts, false).or_else(|| within(&texts, true)))
    }

    /// Every rule that was set aside in the signed assessments that fit, newest first.
    pub async fn overrides(
        &self,
        actor: &Actor,
        filter: &DeskFilter,
    ) -> Result<Vec<Override>, UseCaseError> {
        let mut filter = filter.clone();
        filter.is.push("override".to_owned());
        let mut found = Vec::new();
        for row in self.desk_rows(actor, &filter).await? {
            let Ok(id) = row.id.parse::<AssessmentId>() else { continue };
            let (_, assessment) = self.find(&id).await?;
            let Some(signature) = assessment.signature() else { continue };
            let questionnaire = self.questionnaire(&assessment.questionnaire).await?;
            for (rule, explanation) in &signature.explanations {
                let gate =
                    questionnaire.gates().map(|(gate, _)| gate).find(|gate| gate.id == *rule);
                let text = gate.map_or_else(|| rule.to_string(), |gate| gate.text.get(filter.lang));
                found.push(Override {
                    row: row.clone(),
                    rule: text,
                    explanation: explanation.clone(),
                    post: signature.post.clone(),
                });
            }
        }
        Ok(found)
    }

    /// Works the score of an assessment out again from what was typed, with the questionnaire it
    /// was answered with, and compares it with what was issued.
    pub async fn reperform(
        &self,
        actor: &Actor,
        id: &AssessmentId,
    ) -> Result<Reperformed, UseCaseError> {
        let open = self.open(actor, id).await?;
        if open.assessment.signature().is_none() {
            return Ok(Reperformed { open, same: None });
        }
        let issued = self.issued_statement(&open, Lang::En).await?;
        let now = self.statement_of(&open, Lang::En).await?;
        let same = issued.result == now.result && figures(&issued) == figures(&now);
        Ok(Reperformed { open, same: Some(same) })
    }
}

/// The tables and charts of a statement: everything that is worked out.
fn figures(statement: &Statement) -> Vec<&crate::domain::statement::Block> {
    use crate::domain::statement::Block;
    let is_figure =
        |block: &&Block| matches!(block, Block::Table(_) | Block::Chart(_) | Block::Scale(_));
    statement.blocks.iter().filter(is_figure).collect()
}

/// The place of an id in the order of a sample.
fn draw(seed: &str, id: &str) -> String {
    hex(&Sha256::digest(format!("{seed}:{id}")))
}

/// The text around a place, cut at characters.
fn around(text: &str, place: std::ops::Range<usize>) -> String {
    let before: String = text.get(..place.start).unwrap_or("").chars().rev().take(AROUND).collect();
    let before: String = before.chars().rev().collect();
    let rest: String = text.get(place.start..).unwrap_or("").chars().take(2 * AROUND).collect();
    let cut = before.len() < place.start;
    let more = place.start + rest.len() < text.len();
    format!("{}{before}{rest}{}", if cut { "…" } else { "" }, if more { "…" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_a_sample_is_that_of_any_sha256() {
        // printf '7:abc' | sha256sum
        let known = "d9d02ef46913e78745d85b7ee05d3e0e27006b67a080a426be4414c506b82aab";
        assert_eq!(draw("7", "abc"), known);
    }

    #[test]
    fn text_is_cut_between_characters() {
        let text = format!("{}ŵord{}", "â".repeat(200), "ŷ".repeat(300));
        let start = text.find("ŵord").unwrap();
        let cut = around(&text, start..start + 5);
        assert!(cut.starts_with('…') && cut.ends_with('…') && cut.contains("ŵord"));
        assert_eq!(around("ŵord", 0..5), "ŵord");
    }
}
