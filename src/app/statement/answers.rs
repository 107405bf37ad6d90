//! The answers, section by section.
use super::{fact, heading};
use crate::app::Labels;
use crate::domain::answers::{Answer, is_blank};
use crate::domain::questionnaire::{Asked, QuestionType, RowsFrom};
use crate::domain::statement::{Block, Fact, Table};

/// Every answered question that no other part of the statement shows.
pub(super) fn sections(labels: &Labels<'_>, blocks: &mut Vec<Block>) {
    let definition = labels.questionnaire().definition();
    let mut started = false;
    for section in &definition.sections {
        if labels.questionnaire().is_screening(&section.id) {
            continue;
        }
        let mut made = Vec::new();
        let mut facts: Vec<Fact> = Vec::new();
        for asked in labels.questionnaire().questions_of(&section.id) {
            let answer = labels.open.assessment.answers.get(&asked.question.id);
            let Some(kept) = answer.filter(|_| is_shown(labels, asked)) else { continue };
            if let Some(table) = table(labels, asked, &kept.value) {
                flush(&mut facts, &mut made);
                made.push(table);
            } else {
                let value = labels.answer(asked, &kept.value).join("\n");
                let value = if value.is_empty() { labels.say("not-provided") } else { value };
                facts.push(fact(asked.question.short().get(labels.lang), value));
            }
        }
        flush(&mut facts, &mut made);
        if made.is_empty() {
            continue;
        }
        if !started {
            blocks.push(heading(2, labels.say("statement-answers")));
            started = true;
        }
        blocks.push(heading(3, section.title.get(labels.lang)));
        blocks.extend(made);
    }
}

fn is_shown(labels: &Labels<'_>, asked: &Asked) -> bool {
    let elsewhere =
        matches!(
            asked.question.kind,
            QuestionType::Groups | QuestionType::Options | QuestionType::Mitigations
        ) || matches!(asked.question.rows_from, Some(RowsFrom::Groups | RowsFrom::Gaps));
    !elsewhere && labels.open.evaluation.is_answered(&asked.question.id)
}

fn flush(facts: &mut Vec<Fact>, made: &mut Vec<Block>) {
    if !facts.is_empty() {
        made.push(Block::Facts { facts: std::mem::take(facts) });
    }
}

fn table(labels: &Labels<'_>, asked: &Asked, answer: &Answer) -> Option<Block> {
    if asked.question.kind != QuestionType::Table {
        return None;
    }
    let rows: Vec<Vec<String>> = answer
        .rows()
        .iter()
        .filter(|row| !is_blank(row))
        .map(|row| {
            let name = labels.row_of(asked, row);
            let named = (asked.question.rows.len() > 1).then_some(name);
            named.into_iter().chain(labels.cells(asked, row)).collect()
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let named = (asked.question.rows.len() > 1).then(|| labels.say("head-row"));
    let fields = asked.question.fields.iter().map(|field| field.label.get(labels.lang));
    let head: Vec<String> = named.into_iter().chain(fields).collect();
    Some(Block::Table(Table {
        caption: asked.question.text.get(labels.lang),
        widths: vec![10; head.len()],
        landscape: head.len() > 4,
        head,
        rows,
    }))
}
