//! The illustration of the cost.
use super::{fact, heading};
use crate::app::Labels;
use crate::app::labels::number;
use crate::domain::cost::{CASES, CostUnit};
use crate::domain::number::Number;
use crate::domain::statement::{Block, Table};

/// Pounds with thousands set apart.
fn pounds(value: Number) -> String {
    let whole = value.rounded(0).whole().unwrap_or(i64::MAX);
    if whole < 0 { format!("−£{}", number(-whole)) } else { format!("£{}", number(whole)) }
}

/// What was illustrated, if anything: what it is taken from, what it comes to, and what it is not.
pub(super) fn cost(labels: &Labels<'_>, blocks: &mut Vec<Block>) {
    let Some(cost) = &labels.open.assessment.cost else { return };
    blocks.push(heading(2, labels.say("cost-title")));
    blocks.push(Block::Note { text: labels.say("cost-illustrative") });
    let unit = labels.say(&format!("cost-unit-{}", cost.unit.name()));
    let years = [("years", i64::from(cost.years).into()), ("rate", cost.rate.to_string().into())];
    let people = cost.people.whole().map_or_else(String::new, |n| labels.people(&n.to_string()));
    blocks.push(Block::Facts {
        facts: vec![
            fact(labels.say("cost-people"), people),
            fact(labels.say("cost-unit"), unit),
            fact(labels.say("cost-years"), labels.words.say_with("cost-over", &years)),
            fact(labels.say("cost-price-year"), cost.price_year.to_string()),
            fact(labels.say("cost-source"), &cost.source),
            fact(labels.say("cost-analyst"), &cost.analyst),
        ],
    });
    let points = cost.unit == CostUnit::Wellby;
    let mut head = vec!["cost-case", "cost-change", "cost-value"];
    head.extend(points.then_some("cost-points"));
    head.push("cost-total");
    let rows = CASES.iter().zip(&cost.cases).zip(cost.totals()).map(|((names, case), total)| {
        let mut row = vec![
            labels.say(&format!("cost-{}", names.name)),
            case.change.to_string(),
            format!("£{}", case.value),
        ];
        row.extend(case.points.map(|points| points.to_string()));
        row.push(pounds(total));
        row
    });
    let rows = rows.collect();
    blocks.push(Block::Table(Table {
        caption: labels.say("cost-table"),
        widths: vec![10; head.len()],
        head: head.into_iter().map(|key| labels.say(key)).collect(),
        rows,
        landscape: false,
    }));
}
