//! Screening, options, groups, chart and ratings.
use super::{fact, heading};
use crate::app::Labels;
use crate::domain::answers::{row_key, typed};
use crate::domain::evaluate::RowState;
use crate::domain::questionnaire::RowsFrom;
use crate::domain::scoring::{OptionTotal, RatingKey};
use crate::domain::statement::{Bar, Block, Chart, Table};

/// The lines that explain the level: what mitigation does, who is worst off, who benefits.
pub(super) fn level_lines(labels: &Labels<'_>) -> Vec<String> {
    let evaluation = &labels.open.evaluation;
    let (Some(before), Some(after)) = (evaluation.decisive(), evaluation.decisive_after()) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let level = |level: i64| {
        let rule = labels.questionnaire().level(level);
        rule.map_or_else(|| level.to_string(), |rule| rule.name.get(labels.lang))
    };
    if before.level == after.level {
        lines.push(labels.say("result-level-same"));
    } else {
        let args = [("before", level(before.level).into()), ("after", level(after.level).into())];
        lines.push(labels.words.say_with("result-level-change", &args));
    }
    if let Some(group) = &after.worst_off {
        let harm = after.groups.iter().find(|total| total.group == *group);
        let harm = labels.points(-harm.map_or(0, |total| total.harm));
        let args = [("group", labels.group(group).into()), ("harm", harm.into())];
        lines.push(labels.words.say_with("result-worst-off", &args));
    }
    if after.escalated {
        lines.push(labels.questionnaire().matrix().escalate.because.get(labels.lang));
    }
    if after.helped > 0 {
        let helped = i64::try_from(after.helped).unwrap_or(i64::MAX);
        let best = labels.points(after.benefit);
        let args = [("groups", helped.into()), ("benefit", best.into())];
        lines.push(labels.words.say_with("result-benefit", &args));
    } else {
        lines.push(labels.say("result-no-benefit"));
    }
    let percent = evaluation.quality.percent();
    if let Some(word) = labels.questionnaire().definition().quality.word(percent) {
        let args = [("word", word.get(labels.lang).into()), ("percent", percent.into())];
        lines.push(labels.words.say_with("result-quality", &args));
    }
    lines
}

pub(super) fn screening(labels: &Labels<'_>, blocks: &mut Vec<Block>) {
    let screening = &labels.open.evaluation.screening;
    let Some(definition) = &labels.questionnaire().definition().screening else { return };
    blocks.push(heading(2, labels.say("statement-screening")));
    let outcome = screening.outcome.as_ref().and_then(|id| labels.questionnaire().outcome(id));
    let Some(outcome) = outcome else {
        blocks.push(Block::Paragraph { text: labels.say("screening-open") });
        return;
    };
    if outcome.needs_assessment() {
        let text = outcome.statement.get(labels.lang);
        blocks.push(Block::Paragraph { text });
    }
    let escalated =
        definition.escalate.iter().find(|rule| screening.escalated_by.as_ref() == Some(&rule.flag));
    if let Some(rule) = escalated {
        blocks.push(Block::Paragraph { text: rule.because.get(labels.lang) });
    }
    let mut facts = Vec::new();
    for asked in labels.questionnaire().questions_of(&definition.section) {
        if let Some(kept) = labels.open.assessment.answers.get(&asked.question.id) {
            let value = labels.answer(asked, &kept.value).join("\n");
            facts.push(fact(asked.question.short().get(labels.lang), value));
        }
    }
    blocks.push(Block::Facts { facts });
}

pub(super) fn options(labels: &Labels<'_>, blocks: &mut Vec<Block>) {
    let evaluation = &labels.open.evaluation;
    if evaluation.options.is_empty() {
        return;
    }
    blocks.push(heading(2, labels.say("statement-options")));
    let mut totals: Vec<(&OptionTotal, &OptionTotal)> =
        evaluation.before.iter().zip(&evaluation.after).collect();
    // The least harm first (scoring.md, step 3).
    totals.sort_by_key(|(_, after)| (after.level, after.badly_affected, -after.benefit));
    let rows = totals.iter().map(|(before, after)| {
        let option = evaluation.option(&before.option);
        let mut name = labels.option(&before.option);
        if option.is_some_and(|option| option.preferred) {
            name = labels.words.say_with("option-preferred", &[("name", name.into())]);
        }
        if let Some(about) = option.map(|option| &option.about).filter(|about| !about.is_empty()) {
            name = format!("{name}\n{about}");
        }
        vec![
            name,
            level_name(labels, before.level),
            level_name(labels, after.level),
            after.badly_affected.to_string(),
            labels.points(after.benefit),
        ]
    });
    let keys = ["option", "level-before", "level-after", "badly-affected", "best-benefit"];
    blocks.push(Block::Table(Table {
        caption: labels.say("table-options"),
        head: keys.iter().map(|key| labels.say(&format!("head-{key}"))).collect(),
        rows: rows.collect(),
        widths: vec![34, 15, 15, 18, 18],
        landscape: false,
    }));
}

fn level_name(labels: &Labels<'_>, level: i64) -> String {
    let rule = labels.questionnaire().level(level);
    rule.map_or_else(|| level.to_string(), |rule| rule.name.get(labels.lang))
}

pub(super) fn groups(labels: &Labels<'_>, blocks: &mut Vec<Block>) {
    let evaluation = &labels.open.evaluation;
    if evaluation.groups.is_empty() {
        return;
    }
    blocks.push(heading(2, labels.say("statement-groups")));
    let table = labels.questionnaire().table_from(RowsFrom::Groups);
    let answer = table.and_then(|table| labels.open.assessment.answers.get(&table.question.id));
    let rows = evaluation.groups.iter().map(|group| {
        let typed_row = answer.and_then(|kept| {
            kept.value.rows().iter().find(|row| row_key(row) == Some(group.id.as_str()))
        });
        let cell = |field: &str| typed_row.map_or("", |row| typed(row, field)).to_owned();
        let source = [cell("source"), cell("year")];
        let source: Vec<&str> =
            source.iter().map(String::as_str).filter(|s| !s.is_empty()).collect();
        // Of one that is withheld nothing is said that would tell which it is.
        let known = labels.questionnaire().group(&group.id);
        let withheld = known.is_some() && group.own_name.is_some();
        let known = known.filter(|_| !withheld);
        vec![
            labels.group(&group.id),
            labels.people(&cell("number")),
            source.join(", "),
            known.map_or_else(String::new, |known| labels.rate(known)),
            if withheld {
                String::new()
            } else {
                labels.say(if group.uplift { "yes" } else { "no" })
            },
        ]
    });
    let keys = ["group", "people", "source", "known-rate", "uplift"];
    blocks.push(Block::Table(Table {
        caption: labels.say("table-groups"),
        head: keys.iter().map(|key| labels.say(&format!("head-{key}"))).collect(),
        rows: rows.collect(),
        widths: vec![22, 14, 24, 28, 12],
        landscape: false,
    }));
    chart(labels, blocks);
}

/// The chart of the decisive option, and its figures as a table.
fn chart(labels: &Labels<'_>, blocks: &mut Vec<Block>) {
    let evaluation = &labels.open.evaluation;
    let (Some(before), Some(after)) = (evaluation.decisive(), evaluation.decisive_after()) else {
        return;
    };
    let bars: Vec<Bar> = before
        .groups
        .iter()
        .map(|total| {
            let left = after.groups.iter().find(|other| other.group == total.group);
            Bar {
                name: labels.group(&total.group),
                before: total.harm,
                after: left.map_or(total.harm, |left| left.harm),
                benefit: total.benefit,
            }
        })
        .collect();
    if bars.is_empty() {
        return;
    }
    blocks.push(heading(2, labels.say("statement-effects")));
    let lines = bars.iter().map(|bar| {
        let args = [
            ("group", bar.name.as_str().into()),
            ("before", bar.before.into()),
            ("after", bar.after.into()),
            ("benefit", bar.benefit.into()),
        ];
        labels.words.say_with("chart-line", &args)
    });
    let alt = format!("{} {}", labels.say("chart-alt"), lines.collect::<Vec<_>>().join(" "));
    let sides = ["chart-before", "chart-after", "chart-benefit"].map(|key| labels.say(key));
    let rows = bars.iter().map(|bar| {
        vec![
            bar.name.clone(),
            labels.points(-bar.before),
            labels.points(-bar.after),
            labels.points(bar.benefit),
        ]
    });
    let table = Table {
        caption: labels.say("table-effects"),
        head: ["group", "harm-before", "harm-after", "benefit"]
            .map(|key| labels.say(&format!("head-{key}")))
            .to_vec(),
        rows: rows.collect(),
        widths: vec![34, 22, 22, 22],
        landscape: false,
    };
    let caption = labels.say("chart-caption");
    blocks.push(Block::Chart(Chart { caption, alt, sides, bars }));
    blocks.push(Block::Table(table));
}

pub(super) fn ratings(labels: &Labels<'_>, blocks: &mut Vec<Block>) {
    let evaluation = &labels.open.evaluation;
    let rated: Vec<(&RatingKey, &RowState)> =
        evaluation.rows.iter().filter(|(_, row)| row.points() != 0).collect();
    if rated.is_empty() {
        return;
    }
    blocks.push(heading(2, labels.say("statement-ratings")));
    let rows = rated.iter().map(|(key, row)| rating_row(labels, key, row)).collect();
    let factors = labels.questionnaire().matrix().factors.iter();
    let shown = factors.filter(|factor| factor.show_if_flag.is_none());
    let mut head = vec![labels.say("head-rating")];
    head.extend(shown.map(|factor| factor.label.get(labels.lang)));
    head.extend(["before", "after", "reason"].map(|key| labels.say(&format!("head-{key}"))));
    let mut widths = vec![17];
    widths.resize(head.len() - 3, 10);
    widths.extend([9, 9, 20]);
    let caption = labels.say("table-ratings");
    blocks.push(Block::Table(Table { caption, head, rows, widths, landscape: true }));
}

fn rating_row(labels: &Labels<'_>, key: &RatingKey, row: &RowState) -> Vec<String> {
    let rating = labels.open.assessment.ratings.get(key).map(|kept| &kept.value);
    let mut cells = vec![labels.rating(key)];
    for factor in
        labels.questionnaire().matrix().factors.iter().filter(|f| f.show_if_flag.is_none())
    {
        let chosen = rating.and_then(|rating| rating.factors.get(&factor.id));
        cells.push(chosen.map_or_else(String::new, |id| labels.factor_option(&factor.id, id)));
    }
    cells.push(labels.points(row.points()));
    cells.push(labels.points(row.after));
    cells.push(rating.map_or_else(String::new, |rating| rating.reason.clone()));
    cells
}
