//! Mitigations, gaps, and the rules of the level.
use super::heading;
use crate::app::Labels;
use crate::domain::answers::{is_blank, row_key, typed};
use crate::domain::questionnaire::RowsFrom;
use crate::domain::scoring::Planned;
use crate::domain::statement::{Block, Table};

pub(super) fn mitigations(labels: &Labels<'_>, blocks: &mut Vec<Block>) {
    let assessment = &labels.open.assessment;
    if assessment.plan.is_empty() && assessment.reasons.is_empty() {
        return;
    }
    blocks.push(heading(2, labels.say("statement-mitigations")));
    if !assessment.plan.is_empty() {
        let rows = assessment.plan.values().map(|kept| row(labels, &kept.value));
        let keys = ["action", "owner", "date", "funded", "counts", "changes"];
        blocks.push(Block::Table(Table {
            caption: labels.say("table-mitigations"),
            head: keys.iter().map(|key| labels.say(&format!("head-{key}"))).collect(),
            rows: rows.collect(),
            widths: vec![30, 16, 13, 11, 11, 30],
            landscape: true,
        }));
    }
    let shown = |key| labels.open.evaluation.rows.contains_key(key);
    let reasons: Vec<_> = assessment.reasons.iter().filter(|(key, _)| shown(*key)).collect();
    if !reasons.is_empty() {
        let rows = reasons.iter().map(|(key, kept)| vec![labels.rating(key), kept.value.clone()]);
        blocks.push(Block::Table(Table {
            caption: labels.say("table-reasons"),
            head: vec![labels.say("head-rating"), labels.say("head-reason")],
            rows: rows.collect(),
            widths: vec![35, 65],
            landscape: false,
        }));
    }
}

fn row(labels: &Labels<'_>, planned: &Planned) -> Vec<String> {
    let yes_no = |yes: bool| labels.say(if yes { "yes" } else { "no" });
    let changes = planned.changes.iter().map(|(key, factors)| {
        let to = factors.iter().map(|(factor, option)| {
            let factor_label = labels.questionnaire().matrix().factor(factor);
            let name = factor_label.map_or_else(String::new, |f| f.label.get(labels.lang));
            format!("{name}: {}", labels.factor_option(factor, option))
        });
        format!("{} → {}", labels.rating(key), to.collect::<Vec<_>>().join("; "))
    });
    let counts = if planned.counts() { "plan-counts" } else { "plan-possible" };
    vec![
        planned.action.clone(),
        planned.owner.clone(),
        labels.typed_day(planned.date.trim_matches('-')),
        yes_no(planned.funded == "yes"),
        labels.say(counts),
        changes.collect::<Vec<_>>().join("\n"),
    ]
}

pub(super) fn gaps(labels: &Labels<'_>, blocks: &mut Vec<Block>) {
    let Some(asked) = labels.questionnaire().table_from(RowsFrom::Gaps) else { return };
    let answer = labels.open.assessment.answers.get(&asked.question.id);
    let typed_rows = answer.map_or(&[][..], |kept| kept.value.rows());
    let gaps = &labels.open.evaluation.gaps;
    let blank = crate::domain::answers::Row::new();
    let of_gap =
        |key: &str| typed_rows.iter().find(|row| row_key(row) == Some(key)).unwrap_or(&blank);
    let known = |row: &&crate::domain::answers::Row| {
        gaps.iter().any(|gap| row_key(row) == Some(gap.key().as_str()))
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for gap in gaps {
        let mut cells = vec![labels.gap(gap)];
        cells.extend(labels.cells(asked, of_gap(&gap.key())));
        rows.push(cells);
    }
    if labels.open.evaluation.is_asked(&asked.question.id) {
        let own = typed_rows.iter().filter(|row| !known(row) && !is_blank(row));
        let own = own.filter(|row| typed(row, "key").starts_with("own"));
        rows.extend(own.map(|row| {
            let mut cells = vec![labels.say("gap-own")];
            cells.extend(labels.cells(asked, row));
            cells
        }));
    }
    if rows.is_empty() {
        return;
    }
    let mut head = vec![labels.say("head-gap")];
    head.extend(asked.question.fields.iter().map(|field| field.label.get(labels.lang)));
    let mut widths = vec![34];
    widths.resize(head.len(), 22);
    blocks.push(heading(2, labels.say("statement-gaps")));
    let caption = labels.say("table-gaps");
    blocks.push(Block::Table(Table { caption, head, rows, widths, landscape: false }));
}

/// What the level asks for, whether it is so, and the explanation where it is not.
pub(super) fn rules(labels: &Labels<'_>, blocks: &mut Vec<Block>) {
    let evaluation = &labels.open.evaluation;
    if evaluation.gates.is_empty() {
        return;
    }
    blocks.push(heading(2, labels.say("statement-rules")));
    let gates = &labels.questionnaire().definition().gates;
    let signature = labels.open.assessment.signature();
    let rows = evaluation.gates.iter().map(|state| {
        let gate = gates.iter().find(|gate| gate.id == state.id);
        let text = gate.map_or_else(String::new, |gate| gate.text.get(labels.lang));
        let met = match state.met {
            Some(true) => "gate-met",
            Some(false) => "gate-not-met",
            None => "gate-unknown",
        };
        let explanation = signature.and_then(|signature| signature.explanations.get(&state.id));
        vec![text, labels.say(met), explanation.cloned().unwrap_or_default()]
    });
    blocks.push(Block::Table(Table {
        caption: labels.say("table-rules"),
        head: ["rule", "met", "explanation"].map(|key| labels.say(&format!("head-{key}"))).to_vec(),
        rows: rows.collect(),
        widths: vec![40, 16, 44],
        landscape: false,
    }));
}
