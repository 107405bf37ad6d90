//! Figures with bars.
use serde::Serialize;

use crate::domain::number::Number;
use crate::web::build::count;

/// Figures with bars: a table whose figures are drawn beside them, so that everyone reads the same.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Bars {
    pub(crate) caption: String,
    /// What the rows are, and what each column of figures is.
    pub(crate) heads: Vec<String>,
    pub(crate) rows: Vec<BarRow>,
    /// Whether the figures of a row are drawn as one bar, end to end.
    pub(crate) stacked: bool,
}

/// A row of figures.
#[derive(Debug, Default, Serialize)]
pub(crate) struct BarRow {
    pub(crate) label: String,
    pub(crate) figures: Vec<Figure>,
}

/// A figure with its bar.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Figure {
    pub(crate) value: String,
    /// Where the bar begins, 0 to 1,000.
    pub(crate) from: i64,
    /// The length of the bar, 0 to 1,000.
    pub(crate) length: i64,
    /// The rows behind the figure.
    pub(crate) href: Option<String>,
}

/// A count, and the address of the rows behind it.
pub(crate) type Counted = (usize, String);

/// The length of the longest bar.
const LONGEST: i64 = 1_000;

impl Bars {
    /// Counts, each with the rows behind it.
    pub(crate) fn of(caption: String, heads: [String; 2], counts: Vec<(String, Counted)>) -> Self {
        let rows = counts.into_iter().map(|(label, counted)| (label, vec![counted]));
        Self::several(caption, heads.into(), rows.collect())
    }

    /// Several counts in each row, all drawn to the same scale.
    pub(crate) fn several(
        caption: String,
        heads: Vec<String>,
        rows: Vec<(String, Vec<Counted>)>,
    ) -> Self {
        let most = rows.iter().flat_map(|(_, figures)| figures).map(|(n, _)| *n).max();
        let most = count(most.unwrap_or(0).max(1));
        let row = |(label, figures): (String, Vec<Counted>)| {
            let figure = |(n, href): Counted| Figure {
                value: n.to_string(),
                from: 0,
                length: count(n) * LONGEST / most,
                href: Some(href).filter(|href| !href.is_empty()),
            };
            BarRow { label, figures: figures.into_iter().map(figure).collect() }
        };
        Self { caption, heads, rows: rows.into_iter().map(row).collect(), stacked: false }
    }

    /// Parts of a whole in each row, drawn as one bar.
    pub(crate) fn stacked(
        caption: String,
        heads: Vec<String>,
        rows: Vec<(String, Vec<Counted>)>,
    ) -> Self {
        let row = |(label, figures): (String, Vec<Counted>)| {
            let whole = count(figures.iter().map(|(n, _)| n).sum::<usize>().max(1));
            let mut before = 0;
            let figure = |(n, href): Counted| {
                let from = before * LONGEST / whole;
                before += count(n);
                let length = before * LONGEST / whole - from;
                Figure { value: n.to_string(), from, length, href: Some(href) }
            };
            BarRow { label, figures: figures.into_iter().map(figure).collect() }
        };
        Self { caption, heads, rows: rows.into_iter().map(row).collect(), stacked: true }
    }

    /// Values that are not counts.
    pub(crate) fn of_values(
        caption: String,
        heads: [String; 2],
        values: Vec<(String, Number)>,
    ) -> Self {
        let most = values.iter().map(|(_, value)| *value).max().unwrap_or_default();
        let row = |(label, value): (String, Number)| {
            let share = value.times(LONGEST.into()).over(most).rounded(0).whole();
            let length = share.unwrap_or(0).clamp(0, LONGEST);
            let figure = Figure { value: value.to_string(), from: 0, length, href: None };
            BarRow { label, figures: vec![figure] }
        };
        let rows = values.into_iter().map(row).collect();
        Self { caption, heads: heads.into(), rows, stacked: false }
    }
}
