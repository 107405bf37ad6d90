//! The matrix of ratings.
use std::collections::BTreeSet;

use super::check::Checker;
use super::{Asked, Definition, Matrix, ReadAs, WorkedRow};
use crate::domain::ids::{FactorId, OptionId};

impl Checker<'_> {
    /// Tables have a value for every pair, bands rise, and named factors and options exist.
    pub(super) fn matrix(&mut self, matrix: &Matrix, asked: &[Asked]) {
        self.duplicates("matrix.factors", "factor", matrix.factors.iter().map(|f| &f.id));
        self.duplicates("matrix.tables", "table", matrix.tables.iter().map(|t| &t.id));
        self.duplicates("matrix.floors", "floor", matrix.floors.iter().map(|f| &f.id));
        if matrix.factors.is_empty() {
            self.say("matrix.factors", "the first factor gives the direction; there is none");
        }
        self.factors(matrix, asked);
        self.tables(matrix);
        self.matrix_bands(matrix);
        for (n, floor) in matrix.floors.iter().enumerate() {
            for (factor, options) in &floor.when {
                let path = format!("matrix.floors.{n}.when.{factor}");
                self.factor_options(matrix, &path, factor, options);
            }
        }
        let evidence = &matrix.evidence;
        if let Some(factor) = &evidence.factor {
            let known = matrix.factors.iter().map(|factor| factor.id.as_str());
            self.known("matrix.evidence.factor", "factor", factor.as_str(), known);
        }
        if let Some(factor) = evidence.factor.as_ref().filter(|id| matrix.factor(id).is_some()) {
            for (key, named) in [("halve", &evidence.halve), ("zero", &evidence.zero)] {
                self.factor_options(matrix, &format!("matrix.evidence.{key}"), factor, named);
            }
        }
        let band = matrix.escalate.band;
        if !matrix.bands.iter().any(|known| known.band == band) {
            self.say("matrix.escalate.band", format!("there is no band {band}"));
        }
    }

    fn factors(&mut self, matrix: &Matrix, asked: &[Asked]) {
        for (n, factor) in matrix.factors.iter().enumerate() {
            let path = format!("matrix.factors.{n}");
            let options = &factor.options;
            self.duplicates(format!("{path}.options"), "option", options.iter().map(|o| &o.id));
            let labels = options.iter().map(|option| (option.id.as_str(), &option.label));
            self.labels(labels, &format!("{path}.options"));
            if let Some(flag) = &factor.show_if_flag {
                let set = asked.iter().flat_map(|asked| &asked.choices);
                let flags: Vec<_> =
                    set.filter_map(|choice| Some(choice.flag.as_ref()?.as_str())).collect();
                let path = format!("{path}.show_if_flag");
                self.known(path, "option that sets the flag", flag.as_str(), flags);
            }
            for (o, option) in options.iter().enumerate() {
                for (named, read_as) in &option.read_as {
                    let (ReadAs::Exactly(as_option) | ReadAs::AtLeast { at_least: as_option }) =
                        read_as;
                    let path = format!("{path}.options.{o}.read_as.{named}");
                    self.factor_options(matrix, &path, named, &BTreeSet::from([as_option.clone()]));
                }
            }
        }
    }

    fn tables(&mut self, matrix: &Matrix) {
        for (n, table) in matrix.tables.iter().enumerate() {
            let path = format!("matrix.tables.{n}");
            let rows = self.steps(matrix, &format!("{path}.rows"), &table.rows);
            let columns = self.steps(matrix, &format!("{path}.columns"), &table.columns);
            let (Some(rows), Some(columns)) = (rows, columns) else { continue };
            let message = format!("the table needs {rows} rows of {columns} values");
            if table.values.len() != rows {
                self.say(format!("{path}.values"), message);
            } else if let Some(row) = table.values.iter().position(|row| row.len() != columns) {
                self.say(format!("{path}.values.{row}"), message);
            }
        }
    }

    fn matrix_bands(&mut self, matrix: &Matrix) {
        if matrix.bands.first().is_none_or(|band| band.from != 0) {
            self.say("matrix.bands.0.from", "the first band starts at 0");
        }
        for (n, pair) in matrix.bands.windows(2).enumerate() {
            if let [low, high] = pair
                && (low.from >= high.from || low.band >= high.band)
            {
                let path = format!("matrix.bands.{}", n + 1);
                self.say(path, "each band starts higher than the one before");
            }
        }
    }

    /// How many different sizes the options of a factor have, without sign and without 0.
    fn steps(&mut self, matrix: &Matrix, path: &str, factor: &FactorId) -> Option<usize> {
        let known = matrix.factors.iter().map(|factor| factor.id.as_str());
        self.known(path, "factor", factor.as_str(), known);
        let sizes = matrix.factor(factor)?.options.iter().map(|option| option.value.abs());
        Some(sizes.filter(|size| *size > 0).collect::<BTreeSet<_>>().len())
    }

    fn factor_options(
        &mut self,
        matrix: &Matrix,
        path: &str,
        factor: &FactorId,
        options: &BTreeSet<OptionId>,
    ) {
        let known = matrix.factors.iter().map(|factor| factor.id.as_str());
        self.known(path, "factor", factor.as_str(), known);
        let Some(factor) = matrix.factor(factor) else { return };
        for option in options {
            let known = factor.options.iter().map(|option| option.id.as_str());
            let what = format!("option of “{}” called", factor.id);
            self.known(path, &what, option.as_str(), known);
        }
    }

    pub(super) fn worked_row(&mut self, d: &Definition, path: &str, row: &WorkedRow) {
        let groups = d.groups.iter().map(|group| group.id.as_str());
        self.known(path, "group", row.group.as_str(), groups);
        let Some(matrix) = &d.matrix else { return };
        for (factor, option) in &row.factors {
            self.factor_options(matrix, path, factor, &BTreeSet::from([option.clone()]));
        }
    }
}
