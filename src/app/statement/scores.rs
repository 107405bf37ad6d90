//! Named scores and decision tables.
use crate::app::Labels;
use crate::domain::evaluate::ScoreState;
use crate::domain::number::Span;
use crate::domain::questionnaire::{Decision, Score};
use crate::domain::statement::{Block, Table};
use crate::domain::text::Text;

/// A table of the scores, and one of what the decision tables came to.
pub(super) fn scores(labels: &Labels<'_>, blocks: &mut Vec<Block>) {
    let evaluation = &labels.open.evaluation;
    let nodes = labels.questionnaire().nodes();
    let rows = nodes.scores().iter().filter_map(|score| {
        let state = evaluation.scores.get(&score.definition.id)?;
        Some(score_row(labels, score, state))
    });
    table(labels, "table-scores", ["score", "result", "maximum", "band"], rows.collect(), blocks);
    let rows = nodes.decisions().iter().filter_map(|decision| decision_row(labels, decision));
    table(labels, "table-decisions", ["decision", "outcome", "why"], rows.collect(), blocks);
}

fn table<const N: usize>(
    labels: &Labels<'_>,
    caption: &str,
    head: [&str; N],
    rows: Vec<Vec<String>>,
    blocks: &mut Vec<Block>,
) {
    if rows.is_empty() {
        return;
    }
    let mut widths = vec![10; N];
    if let Some(first) = widths.first_mut() {
        *first = 20;
    }
    blocks.push(Block::Table(Table {
        caption: labels.say(caption),
        head: head.iter().map(|key| labels.say(&format!("head-{key}"))).collect(),
        widths,
        landscape: false,
        rows,
    }));
}

fn span(labels: &Labels<'_>, span: Span) -> String {
    match span.settled() {
        Some(number) => number.to_string(),
        None if span == Span::ANY => labels.say("not-known-yet"),
        None => {
            let args =
                [("low", span.low.to_string().into()), ("high", span.high.to_string().into())];
            labels.words.say_with("level-between", &args)
        }
    }
}

fn score_row(labels: &Labels<'_>, score: &Score, state: &ScoreState) -> Vec<String> {
    let definition = &score.definition;
    let bands = definition.bands.iter().filter(|band| state.bands.contains(&band.id));
    let bands: Vec<String> = bands.map(|band| band.label.get(labels.lang)).collect();
    let maximum = state.maximum.map_or_else(String::new, |maximum| {
        let share = state.share().and_then(Span::settled).map(|share| share.rounded(0));
        match share {
            Some(share) => format!("{} ({share}%)", span(labels, maximum)),
            None => span(labels, maximum),
        }
    });
    let said = bands.join(&format!(" {} ", labels.say("or")));
    vec![definition.label.get(labels.lang), span(labels, state.value), maximum, said]
}

fn decision_row(labels: &Labels<'_>, decision: &Decision) -> Option<Vec<String>> {
    let definition = &decision.definition;
    let state = labels.open.evaluation.decisions.get(&definition.id)?;
    let said = |text: &Text| text.get(labels.lang);
    let outcome = definition.outcomes.iter().find(|o| Some(&o.id) == state.outcome.as_ref());
    let row = definition.rows.iter().find(|row| Some(&row.id) == state.row.as_ref());
    let name = outcome.map_or_else(|| labels.say("not-known-yet"), |o| said(&o.label));
    let message = row.and_then(|row| row.message.as_ref()).map(said);
    let requirements = outcome.into_iter().flat_map(|o| &o.requirements).map(said);
    let why: Vec<String> = message.into_iter().chain(requirements).collect();
    Some(vec![said(&definition.label), name, why.join("\n")])
}
