//! How the level is made, with the tables that were used.
use super::heading;
use crate::app::Labels;
use crate::domain::questionnaire::{Factor, Questionnaire, Table as Lookup};
use crate::domain::statement::{Block, Table};
use crate::domain::text::Lang;
use crate::i18n::Words;

/// One page on the method, for the end of a statement.
pub(super) fn method(labels: &Labels<'_>, blocks: &mut Vec<Block>) {
    blocks.push(heading(2, labels.say("statement-method")));
    for key in ["method-row", "method-group", "method-level", "method-residual", "method-quality"] {
        blocks.push(Block::Paragraph { text: labels.say(key) });
    }
    blocks.extend(tables(labels.questionnaire(), labels.words, labels.lang));
}

/// The lookup tables and the bands of the questionnaire.
pub(crate) fn tables(questionnaire: &Questionnaire, words: &Words, lang: Lang) -> Vec<Block> {
    let matrix = questionnaire.matrix();
    let made = matrix.tables.iter().filter_map(|table| lookup(questionnaire, lang, table));
    let mut blocks: Vec<Block> = made.collect();
    let mut bands = matrix.bands.iter().peekable();
    let mut rows = Vec::new();
    while let Some(band) = bands.next() {
        let points = match bands.peek() {
            Some(next) if next.from - 1 > band.from => {
                format!("{} to {}", band.from, next.from - 1)
            }
            Some(_) => band.from.to_string(),
            None => format!("{} to {}", band.from, matrix.group.cap),
        };
        let cells = [&band.name, &band.harm, &band.benefit].map(|text| text.get(lang));
        let [name, harm, benefit] = cells;
        rows.push(vec![name, points, harm, benefit]);
    }
    blocks.push(Block::Table(Table {
        caption: words.say("table-bands"),
        head: ["band", "points", "harm-word", "benefit-word"]
            .map(|key| words.say(&format!("head-{key}")))
            .to_vec(),
        rows,
        widths: vec![15, 25, 30, 30],
        landscape: false,
    }));
    blocks
}

/// The words of a factor for 1, 2, 3, …; for the direction those of harm.
fn steps(lang: Lang, factor: &Factor) -> Vec<String> {
    let mut options: Vec<_> = factor.options.iter().filter(|o| o.read_as.is_empty()).collect();
    let has_harm = options.iter().any(|option| option.value < 0);
    options.retain(|option| if has_harm { option.value < 0 } else { option.value > 0 });
    options.sort_by_key(|option| option.value.abs());
    options.iter().map(|option| option.label.get(lang)).collect()
}

fn lookup(questionnaire: &Questionnaire, lang: Lang, table: &Lookup) -> Option<Block> {
    let matrix = questionnaire.matrix();
    let (rows, columns) = (matrix.factor(&table.rows)?, matrix.factor(&table.columns)?);
    let columns_label = columns.label.get(lang);
    let rows_label = rows.label.get(lang);
    let mut head = vec![format!("{rows_label} / {columns_label}")];
    head.extend(steps(lang, columns));
    let names = steps(lang, rows);
    let lines = names.into_iter().zip(&table.values).map(|(name, values)| {
        let mut line = vec![name];
        line.extend(values.iter().map(ToString::to_string));
        line
    });
    let mut widths = vec![28];
    widths.resize(head.len(), 18);
    let label = table.label.as_ref().map(|label| label.get(lang));
    Some(Block::Table(Table {
        caption: label.unwrap_or_else(|| format!("{rows_label} × {columns_label}")),
        rows: lines.collect(),
        head,
        widths,
        landscape: false,
    }))
}
