//! The impact statement of an assessment, as blocks in the order that readers expect.
mod answers;
mod cost;
mod method;
mod plan;
mod result;
mod scores;

use std::sync::Arc;

use jiff::civil::Date;
pub(super) use method::tables as method_tables;

use super::{Labels, Open, labels};
use crate::clock::day_of;
use crate::domain::assessment::{Assessment, State, Timing};
use crate::domain::commitment::Commitment;
use crate::domain::organisation::Organisation;
use crate::domain::statement::{Block, Fact, Labels as Fixed, Look, ResultBox, Statement, Table};
use crate::domain::text::Lang;
use crate::i18n::Words;

/// What stands around the content of an assessment.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// How the organisation wants its documents to look.
    pub(super) look: Look,
    /// Where the statement can be read once it is published.
    pub(super) address: Option<String>,
    /// The versions before this one, oldest first.
    pub(super) versions: Vec<Assessment>,
    /// The commitments that are linked to the policy or an assessment of it, by references.
    pub(super) commitments: Vec<Arc<Commitment>>,
}

/// Builds the statement of an assessment as it stands.
pub(super) fn build(
    open: &Open,
    organisation: &Organisation,
    around: &Around,
    day: Date,
    words: &Words,
) -> Statement {
    let lang = words.lang();
    let labels = Labels { open, words, lang };
    let not_required = open.evaluation.is_not_required(&open.questionnaire);
    let kind = if not_required { "statement-declaration" } else { "statement-kind" };
    let reference = words.say_with(
        "statement-reference",
        &[
            ("reference", open.policy.reference.as_str().into()),
            ("number", i64::from(open.assessment.number).into()),
        ],
    );
    let mut blocks = Vec::new();
    summary(&labels, &mut blocks);
    result::screening(&labels, &mut blocks);
    if !not_required {
        result::options(&labels, &mut blocks);
        result::groups(&labels, &mut blocks);
        result::ratings(&labels, &mut blocks);
        scores::scores(&labels, &mut blocks);
        plan::mitigations(&labels, &mut blocks);
        plan::gaps(&labels, &mut blocks);
        answers::sections(&labels, &mut blocks);
        plan::rules(&labels, &mut blocks);
        cost::cost(&labels, &mut blocks);
    }
    sign_off(&labels, &mut blocks);
    if !not_required {
        method::method(&labels, &mut blocks);
    }
    commitments(&labels, &around.commitments, &mut blocks);
    if !around.versions.is_empty() {
        versions(&labels, &around.versions, &mut blocks);
    }
    about(&labels, organisation, &mut blocks);
    if let Some(address) = &around.address {
        let text = labels.say("statement-address");
        blocks.push(Block::Address { text, address: address.clone() });
    }
    Statement {
        lang,
        kind: words.say(kind),
        title: open.policy.facts.title.clone(),
        reference,
        issue: format!("{}/{}", open.policy.reference, open.assessment.number),
        look: around.look.clone(),
        organisation: organisation.name_on(day, lang).to_owned(),
        marking: open.policy.facts.marking.printed().to_owned(),
        draft: draft(&labels),
        day: day.to_string(),
        content_hash: open.content_hash(),
        result: result_box(&labels),
        facts: cover_facts(&labels),
        labels: fixed_labels(words),
        blocks,
        short: not_required,
    }
}

/// The words that the layout itself needs.
pub(super) fn fixed_labels(words: &Words) -> Fixed {
    let page = [("page", "{page}".into()), ("pages", "{pages}".into())];
    Fixed {
        contents: words.say("statement-contents"),
        page_of: words.say_with("statement-page", &page),
        continued: words.say("statement-continued"),
        substitutes: words.say("statement-substitutes"),
    }
}

fn heading(level: u8, text: String) -> Block {
    Block::Heading { level, text }
}

fn fact(name: String, value: impl Into<String>) -> Fact {
    Fact { name, value: value.into() }
}

fn draft(labels: &Labels<'_>) -> Option<String> {
    match &labels.open.assessment.state {
        State::Signed(_) => None,
        State::Draft { .. }
        | State::InReview { .. }
        | State::ChangesAsked { .. }
        | State::Ready { .. }
        | State::AwaitingSignature { .. } => Some(labels.say("statement-draft")),
    }
}

/// The result in words: level, worst-off group, benefits beside it.
pub(super) fn result_box(labels: &Labels<'_>) -> ResultBox {
    let evaluation = &labels.open.evaluation;
    if evaluation.is_not_required(labels.questionnaire()) {
        let outcome = evaluation.screening.outcome.as_ref();
        let outcome = outcome.and_then(|id| labels.questionnaire().outcome(id));
        let text = outcome.map_or_else(String::new, |outcome| outcome.statement.get(labels.lang));
        let title = labels.say("statement-not-required");
        return ResultBox { title, lines: vec![text] };
    }
    let Some(level) = evaluation.settled_residual() else {
        let lines = vec![labels.say("result-open-text")];
        return ResultBox { title: labels.say("result-open"), lines };
    };
    let mut lines = Vec::new();
    if let Some(rule) = labels.questionnaire().level(level) {
        lines.push(rule.meaning.get(labels.lang));
    }
    lines.extend(result::level_lines(labels));
    ResultBox { title: labels.level(level), lines }
}

fn cover_facts(labels: &Labels<'_>) -> Vec<Fact> {
    let facts = &labels.open.policy.facts;
    let mut listed = vec![
        fact(labels.say("policy-owner-post"), &facts.owner_post),
        fact(labels.say("policy-decider"), &facts.decider),
    ];
    if crate::domain::writing::parse_day(&facts.decision_date).is_some() {
        let day = labels.typed_day(&facts.decision_date);
        listed.push(fact(labels.say("policy-decision-date"), day));
    }
    timing(labels, &mut listed);
    if let Some(amends) = &labels.open.assessment.amends {
        listed.push(fact(labels.say("statement-amends"), &amends.why));
    }
    let declaration = labels.open.evaluation.is_not_required(labels.questionnaire());
    if let Some(signature) = labels.open.assessment.signature().filter(|_| !declaration) {
        let signed = labels.words.say_with(
            "statement-signed-by",
            &[
                ("post", signature.post.as_str().into()),
                ("date", labels::day(labels.words, day_of(signature.at)).into()),
            ],
        );
        listed.push(fact(labels.say("statement-signed"), signed));
    }
    listed
}

/// An assessment that was made late says so on its first page.
fn timing(labels: &Labels<'_>, listed: &mut Vec<Fact>) {
    let name = labels.say("statement-timing");
    match &labels.open.assessment.timing {
        Timing::Ordinary => {}
        Timing::Retrospective { reason } => {
            let kind = labels.say("timing-retrospective");
            listed.push(fact(name, format!("{kind}: {reason}")));
        }
        Timing::Emergency { reason, complete_by } => {
            let day = labels::day(labels.words, *complete_by);
            let kind = labels.words.say_with("timing-complete-by", &[("day", day.into())]);
            listed.push(fact(name, format!("{kind}: {reason}")));
        }
    }
}

fn summary(labels: &Labels<'_>, blocks: &mut Vec<Block>) {
    blocks.push(heading(2, labels.say("statement-summary")));
    let text = labels.open.policy.facts.summary.clone();
    blocks.push(Block::Paragraph { text });
    if let Some(declaration) = &labels.open.assessment.declaration {
        blocks.push(heading(2, labels.say("statement-why-not")));
        blocks.push(Block::Paragraph { text: declaration.clone() });
    }
}

fn sign_off(labels: &Labels<'_>, blocks: &mut Vec<Block>) {
    blocks.push(heading(2, labels.say("statement-sign-off")));
    let Some(signature) = labels.open.assessment.signature() else {
        blocks.push(Block::Paragraph { text: labels.say("statement-not-signed") });
        return;
    };
    let when = |at| labels::day(labels.words, day_of(at));
    let mut facts = vec![
        fact(labels.say("statement-signed-post"), &signature.post),
        fact(labels.say("statement-signed-on"), when(signature.at)),
        fact(labels.say("statement-read-on"), when(signature.opened)),
        fact(labels.say("statement-hash"), &signature.hash),
    ];
    let reviewed = labels.open.assessment.reviewed.as_ref();
    if let Some(reviewed) = reviewed.filter(|reviewed| reviewed.hash == signature.hash) {
        let args = [("post", reviewed.post.as_str().into()), ("date", when(reviewed.at).into())];
        let text = labels.words.say_with("statement-signed-by", &args);
        facts.insert(0, fact(labels.say("statement-reviewed"), text));
    }
    if let Some((asked, duty)) = labels.open.duty().zip(signature.duty.as_ref()) {
        facts.push(fact(asked.get(labels.lang), duty));
    }
    if let Some(day) = signature.review_by {
        facts.push(fact(labels.say("statement-review-by"), labels::day(labels.words, day)));
    }
    blocks.push(Block::Facts { facts });
    if !labels.open.evaluation.is_not_required(labels.questionnaire()) {
        blocks.push(Block::Paragraph { text: labels.say("statement-read-confirmed") });
    }
}

/// What is promised across government that this policy is part of.
fn commitments(labels: &Labels<'_>, linked: &[Arc<Commitment>], blocks: &mut Vec<Block>) {
    if linked.is_empty() {
        return;
    }
    blocks.push(heading(2, labels.say("statement-commitments")));
    let item = |it: &Arc<Commitment>| format!("{}: {}", it.reference, it.facts.title);
    blocks.push(Block::List { items: linked.iter().map(item).collect() });
}

/// The history of versions: what was signed when, and what changed since.
fn versions(labels: &Labels<'_>, before: &[Assessment], blocks: &mut Vec<Block>) {
    blocks.push(heading(2, labels.say("statement-versions")));
    let row = |version: &Assessment| {
        let signed = version.signature().map_or_else(
            || labels.say("statement-never-signed"),
            |signature| {
                let day = labels::day(labels.words, day_of(signature.at));
                let args = [("post", signature.post.as_str().into()), ("date", day.into())];
                labels.words.say_with("statement-signed-by", &args)
            },
        );
        let why = version
            .amends
            .as_ref()
            .map_or_else(|| labels.say("statement-first-version"), |amends| amends.why.clone());
        vec![version.number.to_string(), signed, why]
    };
    let heads = ["head-version", "statement-signed", "head-version-why"];
    blocks.push(Block::Table(Table {
        caption: labels.say("table-versions"),
        head: heads.map(|head| labels.say(head)).into(),
        rows: before.iter().chain([&labels.open.assessment]).map(row).collect(),
        widths: vec![12, 34, 54],
        landscape: false,
    }));
}

fn about(labels: &Labels<'_>, organisation: &Organisation, blocks: &mut Vec<Block>) {
    let pin = &labels.open.assessment.questionnaire;
    let definition = labels.questionnaire().definition();
    let declaration = labels.open.evaluation.is_not_required(labels.questionnaire());
    let questionnaire = format!("{} {}", pin.id, pin.version);
    let mut facts = vec![fact(labels.say("statement-questionnaire"), questionnaire)];
    if !declaration {
        blocks.push(heading(2, labels.say("statement-about")));
        if let Some(scoring) = &definition.scoring {
            facts.push(fact(labels.say("statement-scoring"), scoring));
        }
        facts.push(fact(labels.say("statement-questionnaire-hash"), &pin.hash));
    }
    if labels.open.assessment.signature().is_none() {
        facts.push(fact(labels.say("statement-hash"), labels.open.content_hash()));
    }
    facts.push(fact(labels.say("statement-contact"), &organisation.facts.contact));
    let documents = &organisation.facts.documents;
    let licence = match labels.lang {
        Lang::Cy if !documents.licence_welsh.is_empty() => documents.licence_welsh.clone(),
        Lang::En | Lang::Cy if !documents.licence.is_empty() => documents.licence.clone(),
        Lang::En | Lang::Cy => labels.say("statement-licence-text"),
    };
    facts.push(fact(labels.say("statement-licence"), licence));
    // A declaration is to fit on one page.
    if definition.languages.len() > 1 && !declaration {
        facts.push(fact(labels.say("statement-other"), labels.say("statement-other-text")));
    }
    blocks.push(Block::Facts { facts });
    if declaration {
        // A declaration has no level and no figures, and is to fit on one page.
        blocks.push(Block::Paragraph { text: labels.say("statement-honest-equality") });
        return;
    }
    for key in ["statement-honest-level", "statement-honest-equality", "statement-honest-figures"] {
        blocks.push(Block::Note { text: labels.say(key) });
    }
}
