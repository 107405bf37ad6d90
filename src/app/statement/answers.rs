//! The answers, section by section.
use super::{fact, heading};
use crate::app::Labels;
use crate::app::labels::Figure;
use crate::domain::answers::{Answer, Row, is_blank, typed};
use crate::domain::number::Number;
use crate::domain::questionnaire::{Asked, QuestionType, RowsFrom};
use crate::domain::statement::{Block, Fact, Scale, ScaleBar, Table};

/// The length of a scale.
const SCALE: i64 = 1_000;

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
                let (scale, notes) = scale(labels, asked, &kept.value);
                made.extend(scale);
                made.push(table);
                made.extend(notes);
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

/// The rows of a table as bars, and what stands under them: how to read them, and the figures of
/// others with their sources.
fn scale(labels: &Labels<'_>, asked: &Asked, answer: &Answer) -> (Option<Block>, Vec<Block>) {
    let none = (None, Vec::new());
    let Some(chart) = &asked.question.chart else { return none };
    let field = asked.question.fields.iter().find(|field| field.id == chart.field);
    let Some((field, low, high)) = field.and_then(|it| Some((it, it.min?, it.max?))) else {
        return none;
    };
    let bar = |row: &Row| {
        let value: Number = typed(row, field.id.as_str()).trim().parse().ok()?;
        let at = Number::from(SCALE).times(value.minus(low)).over(high.minus(low));
        let at = at.rounded(0).whole()?.clamp(0, SCALE);
        Some(ScaleBar { name: labels.row_of(asked, row), value: value.to_string(), at })
    };
    let bars: Vec<ScaleBar> = answer.rows().iter().filter_map(bar).collect();
    // One value alone shows no change.
    if bars.len() < 2 {
        return none;
    }
    let ends = [low, high].map(|end| end.to_string());
    let [from, to] = ends.clone();
    let args =
        [("name", field.label.get(labels.lang).into()), ("from", from.into()), ("to", to.into())];
    let caption = labels.words.say_with("chart-scale", &args);
    let each: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.name, bar.value)).collect();
    let alt = format!("{caption}. {}.", each.join("; "));
    let mut notes = vec![chart.note.get(labels.lang)];
    notes.extend(chart.beside.iter().filter_map(|id| labels.evidence(id)).map(|figure| {
        let Figure { label, says, source } = figure;
        labels.words.say_with(
            "chart-beside",
            &[("label", label.into()), ("says", says.into()), ("source", source.into())],
        )
    }));
    let notes = notes.into_iter().map(|text| Block::Note { text }).collect();
    (Some(Block::Scale(Scale { caption, alt, ends, bars })), notes)
}
