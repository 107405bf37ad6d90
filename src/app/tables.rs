//! Tables as files: CSV of RFC 4180 in UTF-8, whose cells no spreadsheet takes for formulas.

/// Why a file of rows cannot be written or read.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct TableError {
    /// The line of the file, from 1; 0 when it is the whole file.
    pub line: u64,
    /// What is wrong with it.
    pub why: String,
}

impl From<csv::Error> for TableError {
    fn from(error: csv::Error) -> Self {
        let line = error.position().map_or(0, csv::Position::line);
        Self { line, why: error.to_string() }
    }
}

/// What a spreadsheet would take for the start of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell that no spreadsheet takes for a formula. [`read`] takes the mark off again.
fn neutral(cell: &str) -> String {
    let marked = cell.starts_with(FORMULA) || cell.starts_with('\'');
    if marked { format!("'{cell}") } else { cell.to_owned() }
}

fn plain(cell: &str) -> String {
    let rest = cell.strip_prefix('\'');
    let marked = rest.filter(|rest| rest.starts_with(FORMULA) || rest.starts_with('\''));
    marked.unwrap_or(cell).trim().to_owned()
}

/// A file with these heads and rows.
pub fn write(heads: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, TableError> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(heads)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| neutral(cell)))?;
    }
    writer.into_inner().map_err(|error| TableError { line: 0, why: error.to_string() })
}

/// A row of a file: its line, and its cells by the names of their columns.
#[derive(Debug, Clone)]
pub struct Row {
    /// The line of the file, from 1.
    pub line: u64,
    cells: std::collections::BTreeMap<String, String>,
}

impl Row {
    /// The cell of a column; empty when there is none.
    pub fn get(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// Whether the file has this column.
    pub fn has(&self, column: &str) -> bool {
        self.cells.contains_key(column)
    }
}

/// At most so many rows are read from a file.
pub const MAX_ROWS: usize = 20_000;

/// Reads a file with a line of heads. Columns may be in any order; `needed` must be there.
pub fn read(text: &str, needed: &[&str]) -> Result<Vec<Row>, TableError> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let name = |head: &str| head.trim().to_lowercase().replace(' ', "_");
    let heads: Vec<String> = reader.headers()?.iter().map(name).collect();
    if let Some(missing) = needed.iter().find(|needed| !heads.iter().any(|head| head == *needed)) {
        return Err(TableError { line: 1, why: format!("the column “{missing}” is missing") });
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        if rows.len() == MAX_ROWS {
            let why = format!("the file has more than {MAX_ROWS} rows");
            return Err(TableError { line: 0, why });
        }
        let line = record.position().map_or(0, csv::Position::line);
        let cells = heads.iter().cloned().zip(record.iter().map(plain)).collect();
        rows.push(Row { line, cells });
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_is_no_formula() {
        let cells = ["=1+1", "'quoted", "-5", "a, \"b\"\nc", "plain", "@x", "''=x"];
        let rows = vec![cells.map(str::to_owned).to_vec()];
        let heads = ["a", "b", "c", "d", "e", "f", "g"];
        let bytes = String::from_utf8(write(&heads, &rows).unwrap()).unwrap();
        assert!(bytes.starts_with("a,b,c,d,e,f,g\r\n'=1+1,"), "{bytes}");
        let read = read(&bytes, &["a", "g"]).unwrap();
        let back: Vec<&str> = heads.iter().map(|head| read[0].get(head)).collect();
        assert_eq!(back, cells);
    }

    #[test]
    fn a_file_that_is_not_one_is_refused_with_its_line() {
        assert_eq!(read("a,b\n1,2\n3\n", &["a"]).unwrap_err().line, 3);
        assert!(read("x\n1\n", &["title"]).unwrap_err().why.contains("title"));
    }
}
