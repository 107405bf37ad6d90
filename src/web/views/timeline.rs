//! What went on for how long, and what happened when.
use jiff::civil::Date;
use serde::Serialize;

/// A table of spans and days that are drawn beside them on one axis of time, so that everyone reads
/// the same.
#[derive(Debug, Serialize)]
pub(crate) struct Timeline {
    pub(crate) caption: String,
    /// What the rows are, where they begin and end, and the axis.
    pub(crate) heads: [String; 4],
    pub(crate) rows: Vec<Span>,
}

/// A row: from a day to a day.
#[derive(Debug, Serialize)]
pub(crate) struct Span {
    pub(crate) label: String,
    pub(crate) from: String,
    pub(crate) until: String,
    /// Where it begins on the axis, 0 to 1,000.
    pub(crate) at: i64,
    /// How long it is, 0 to 1,000; 0 for what has no length.
    pub(crate) length: i64,
}

/// A row as it is stated; one without an end goes on.
#[derive(Debug)]
pub(crate) struct Stated {
    pub(crate) label: String,
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
}

/// The length of the axis.
const AXIS: i64 = 1_000;

fn days(from: Date, until: Date) -> i64 {
    i64::from((until - from).get_days())
}

impl Timeline {
    /// Rows on the axis from the first day that one states to the last, or to today.
    pub(crate) fn of(
        caption: String,
        heads: [String; 4],
        stated: Vec<Stated>,
        today: Date,
        name: impl Fn(Date) -> String,
    ) -> Self {
        let first = stated.iter().map(|row| row.from).min().unwrap_or(today);
        let ends = stated.iter().map(|row| row.until.unwrap_or(today).max(row.from));
        let last = ends.max().unwrap_or(today).max(today);
        let whole = days(first, last).max(1);
        let place = |day: Date| days(first, day).clamp(0, whole) * AXIS / whole;
        let row = |row: Stated| Span {
            from: name(row.from),
            until: row.until.map_or_else(String::new, &name),
            at: place(row.from),
            length: place(row.until.unwrap_or(last)) - place(row.from),
            label: row.label,
        };
        Self { caption, heads, rows: stated.into_iter().map(row).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lie_on_the_axis_from_the_first_day_to_the_last() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let row = |from: &str, until: Option<&str>| Stated {
            label: String::new(),
            from: day(from),
            until: until.map(day),
        };
        let rows = vec![
            row("2020-01-01", Some("2021-01-01")),
            row("2021-01-01", None),
            row("2020-07-01", Some("2020-07-01")),
            row("2022-01-01", Some("2022-01-01")),
        ];
        let heads = || std::array::from_fn(|_| String::new());
        let made =
            Timeline::of(String::new(), heads(), rows, day("2021-06-01"), |day| day.to_string());
        let places: Vec<(i64, i64)> = made.rows.iter().map(|row| (row.at, row.length)).collect();
        assert_eq!(places, [(0, 500), (500, 500), (248, 0), (1_000, 0)]);
        // Nothing, or one day alone, divides nothing by nothing.
        let alone = vec![row("2021-06-01", Some("2021-06-01"))];
        let one = Timeline::of(String::new(), heads(), alone, day("2021-06-01"), |_| String::new());
        assert_eq!((one.rows[0].at, one.rows[0].length), (0, 0));
    }
}
