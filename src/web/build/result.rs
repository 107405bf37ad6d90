//! The outcome of the screening, and the result with its whole working.
use super::{count, labels, rating, tasks};
use crate::app::{Labels, Open};
use crate::domain::statement::{Block, Statement};
use crate::i18n::Words;
use crate::web::urls;
use crate::web::views::{Line, ResultPage, RuleLine, ScreeningPage, Working};

pub(crate) fn screening(open: &Open, words: &Words) -> ScreeningPage {
    let labels = labels(open, words);
    let id = &open.assessment.id;
    let screening = &open.evaluation.screening;
    let definition = open.questionnaire.definition().screening.as_ref();
    let outcome = screening.outcome.as_ref().and_then(|id| open.questionnaire.outcome(id));
    let mut rules = definition.iter().flat_map(|definition| &definition.rules);
    let rule = rules.find(|rule| screening.rule.as_ref() == Some(&rule.id));
    let mut escalations = definition.iter().flat_map(|definition| &definition.escalate);
    let escalated = escalations.find(|e| screening.escalated_by.as_ref() == Some(&e.flag));
    let because = rule.map(|rule| rule.because.get(labels.lang)).into_iter();
    let because = because.chain(escalated.map(|rule| rule.because.get(labels.lang)));
    let causes = screening.causes.iter().filter_map(|(question, _)| {
        let asked = open.questionnaire.question(question)?;
        let kept = open.assessment.answers.get(question)?;
        Some(Line {
            name: asked.question.text.get(labels.lang),
            lines: labels.answer(asked, &kept.value),
            href: open.is_editable().then(|| urls::question(id, question)),
            error: false,
        })
    });
    let open_questions =
        definition.into_iter().flat_map(|d| open.questionnaire.questions_of(&d.section));
    let open_questions = open_questions.filter(|a| !open.evaluation.is_answered(&a.question.id));
    ScreeningPage {
        heading: outcome
            .map_or_else(|| words.say("screening-open"), |outcome| outcome.label.get(labels.lang)),
        back: urls::assessment(id),
        text: outcome.map_or_else(String::new, |outcome| outcome.text.get(labels.lang)),
        because: because.collect(),
        causes: causes.collect(),
        required: outcome
            .is_some_and(crate::domain::questionnaire::OutcomeDefinition::needs_assessment),
        open: count(open_questions.count()),
        next: urls::assessment(id),
        ask: urls::part(id, "ask-to-sign"),
    }
}

/// The rules of the level.
pub(crate) fn rules(labels: &Labels<'_>) -> Vec<RuleLine> {
    let gates = &labels.questionnaire().definition().gates;
    let states = labels.open.evaluation.gates.iter();
    let line = |state: &crate::domain::evaluate::GateState| {
        let gate = gates.iter().find(|gate| gate.id == state.id)?;
        Some(RuleLine {
            id: gate.id.to_string(),
            text: gate.text.get(labels.lang),
            help: gate.help.get(labels.lang),
            state: match state.met {
                Some(true) => "met",
                Some(false) => "not-met",
                None => "unknown",
            },
        })
    };
    states.filter_map(line).collect()
}

pub(crate) fn page(open: &Open, words: &Words, statement: Statement) -> ResultPage {
    let labels = labels(open, words);
    let id = &open.assessment.id;
    let level = open.evaluation.settled_residual();
    let rule = level.and_then(|level| open.questionnaire.level(level));
    let range = open.evaluation.residual.filter(|_| level.is_none()).map(|range| {
        let args =
            [("low", labels.level(range.low).into()), ("high", labels.level(range.high).into())];
        words.say_with("result-range", &args)
    });
    let shown = |block: &Block| matches!(block, Block::Chart(_) | Block::Table(_));
    let wanted = ["table-options", "table-effects", "table-scores", "table-decisions"]
        .map(|key| words.say(key));
    let blocks = statement.blocks.into_iter().filter(shown).filter(|block| match block {
        Block::Table(table) => wanted.contains(&table.caption),
        Block::Heading { .. }
        | Block::Paragraph { .. }
        | Block::List { .. }
        | Block::Facts { .. }
        | Block::Chart(_)
        | Block::Scale(_)
        | Block::Note { .. }
        | Block::Address { .. } => true,
    });
    ResultPage {
        heading: words.say("result-title"),
        back: urls::assessment(id),
        result: statement.result,
        range,
        duties: rule.map_or_else(Vec::new, |rule| {
            rule.duties.iter().map(|duty| duty.get(labels.lang)).collect()
        }),
        signer: rule.map_or_else(String::new, |rule| rule.signer.get(labels.lang)),
        review: rule.map_or_else(String::new, |rule| {
            words.say_with("result-review", &[("months", rule.review_months.into())])
        }),
        rules: rules(&labels),
        open: tasks::open_lines(&labels),
        blocks: blocks.collect(),
        working: working(&labels),
        ask: open.is_editable().then(|| urls::part(id, "ask-to-sign")),
        honest: ["statement-honest-level", "statement-honest-equality"]
            .map(|key| words.say(key))
            .to_vec(),
    }
}

fn working(labels: &Labels<'_>) -> Vec<Working> {
    let rows = labels.open.evaluation.rows.iter();
    let rated = rows.filter_map(|(key, row)| Some((key, row, row.before.as_ref().ok()?)));
    rated
        .filter(|(_, _, working)| !working.steps.is_empty())
        .map(|(key, row, working)| Working {
            name: labels.rating(key),
            result: labels.points(working.points),
            after: labels.points(row.after),
            steps: rating::steps(labels, &working.steps),
        })
        .collect()
}
