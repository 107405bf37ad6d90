//! Tables as files: CSV of RFC 4180 in UTF-8, whose cells no spreadsheet takes for formulas,
//! `OpenDocument` spreadsheets, and JSON; and reading them again.
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::sync::Arc;

use calamine::Reader as _;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::turns;

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

/// A list to be handed out.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// The name of the file, without its ending.
    pub name: &'a str,
    /// The names of the columns.
    pub heads: &'a [&'a str],
    /// The rows, each as long as the heads.
    pub rows: Vec<Vec<String>>,
}

impl From<io::Error> for TableError {
    fn from(error: io::Error) -> Self {
        Self { line: 0, why: error.to_string() }
    }
}

impl From<zip::result::ZipError> for TableError {
    fn from(error: zip::result::ZipError) -> Self {
        Self { line: 0, why: error.to_string() }
    }
}

/// A list as JSON: an array of objects, whose values are all texts.
pub fn json(sheet: &Sheet<'_>) -> Result<Vec<u8>, TableError> {
    let object = |row: &Vec<String>| {
        let pairs = sheet.heads.iter().zip(row);
        let pairs = pairs.map(|(head, cell)| ((*head).to_owned(), cell.clone().into()));
        serde_json::Value::Object(pairs.collect())
    };
    let all: Vec<_> = sheet.rows.iter().map(object).collect();
    Ok(serde_json::to_vec_pretty(&all).map_err(io::Error::from)?)
}

/// The JSON Schema of what [`json`] writes for these columns.
pub fn schema(heads: &[&str]) -> serde_json::Value {
    let text = serde_json::json!({ "type": "string" });
    let columns = heads.iter().map(|head| ((*head).to_owned(), text.clone()));
    let columns: serde_json::Map<_, _> = columns.collect();
    serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "array",
        "items": {
            "type": "object",
            "properties": columns,
            "required": heads,
            "additionalProperties": false,
        },
    })
}

/// A list as an `OpenDocument` spreadsheet. All cells are texts: none is taken for a formula.
pub fn ods(sheet: &Sheet<'_>) -> Result<Vec<u8>, TableError> {
    let mut zip = ZipWriter::new(io::Cursor::new(Vec::new()));
    // The time of the files is always the same, so that the same list gives the same bytes.
    let time = zip::DateTime::default();
    let stored = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(time);
    let packed = stored.compression_method(CompressionMethod::Deflated);
    zip.start_file("mimetype", stored)?;
    zip.write_all(b"application/vnd.oasis.opendocument.spreadsheet")?;
    zip.start_file("META-INF/manifest.xml", packed)?;
    zip.write_all(ODS_MANIFEST.as_bytes())?;
    zip.start_file("content.xml", packed)?;
    zip.write_all(ODS_HEAD.as_bytes())?;
    let name = escaped(sheet.name);
    write!(zip, "<table:table table:name=\"{name}\">")?;
    let heads: Vec<String> = sheet.heads.iter().map(|head| (*head).to_owned()).collect();
    for row in [&heads].into_iter().chain(&sheet.rows) {
        zip.write_all(b"<table:table-row>")?;
        for cell in row {
            zip.write_all(b"<table:table-cell office:value-type=\"string\">")?;
            for line in cell.split('\n') {
                write!(zip, "<text:p>{}</text:p>", escaped(line))?;
            }
            zip.write_all(b"</table:table-cell>")?;
        }
        zip.write_all(b"</table:table-row>")?;
    }
    zip.write_all(b"</table:table></office:spreadsheet></office:body></office:document-content>")?;
    Ok(zip.finish()?.into_inner())
}

const ODS_MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;

const ODS_HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:body><office:spreadsheet>"#;

/// A text as XML. Control characters have no place there.
fn escaped(text: &str) -> String {
    let mut made = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => made.push_str("&amp;"),
            '<' => made.push_str("&lt;"),
            '>' => made.push_str("&gt;"),
            '"' => made.push_str("&quot;"),
            c if c.is_control() && c != '\t' => made.push('\u{fffd}'),
            '\u{fffe}' | '\u{ffff}' => made.push('\u{fffd}'),
            c => made.push(c),
        }
    }
    made
}

/// Any list that this service hands out, as CSV: a spreadsheet, JSON, or CSV itself. It is read on a
/// thread that may take its time.
pub async fn as_csv(bytes: Vec<u8>) -> Result<String, TableError> {
    let read = turns::in_turn(move || csv_of(&bytes)).await;
    read.unwrap_or_else(|| Err(TableError { line: 0, why: "it cannot be read".to_owned() }))
}

fn csv_of(bytes: &[u8]) -> Result<String, TableError> {
    let unreadable = |why: &str| TableError { line: 0, why: why.to_owned() };
    if bytes.starts_with(b"PK") {
        super::spreadsheet::check(bytes).map_err(|error| unreadable(&error.to_string()))?;
        let mut book = calamine::Ods::new(io::Cursor::new(bytes))
            .map_err(|error| unreadable(&error.to_string()))?;
        let sheet = book.worksheet_range_at(0).ok_or_else(|| unreadable("it has no sheet"))?;
        let sheet = sheet.map_err(|error| unreadable(&error.to_string()))?;
        let text = |cell: &calamine::Data| cell.to_string();
        let rows: Vec<Vec<String>> =
            sheet.rows().map(|row| row.iter().map(text).collect()).collect();
        return from_rows(&rows);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| unreadable("it is not text in UTF-8"))?;
    if !text.trim_start().starts_with('[') {
        return Ok(text.to_owned());
    }
    let all: Vec<serde_json::Map<String, serde_json::Value>> =
        serde_json::from_str(text).map_err(|error| TableError {
            line: u64::try_from(error.line()).unwrap_or(0),
            why: error.to_string(),
        })?;
    let heads: BTreeSet<&String> = all.iter().flat_map(|object| object.keys()).collect();
    if heads.is_empty() {
        return Ok(String::new());
    }
    check_size(heads.iter().copied(), all.len())?;
    let heads: Vec<String> = heads.into_iter().cloned().collect();
    let mut rows = vec![heads.clone()];
    for (place, object) in all.iter().enumerate() {
        let cell = |head: &String| match object.get(head) {
            None | Some(serde_json::Value::Null) => Ok(String::new()),
            Some(value) => value
                .as_str()
                .map(str::to_owned)
                .ok_or_else(|| unreadable(&format!("“{head}” of row {} is not a text", place + 1))),
        };
        rows.push(heads.iter().map(cell).collect::<Result<_, _>>()?);
    }
    from_rows(&rows)
}

fn from_rows(rows: &[Vec<String>]) -> Result<String, TableError> {
    let Some((heads, rows)) = rows.split_first() else { return Ok(String::new()) };
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let bytes = write(&heads, rows)?;
    String::from_utf8(bytes).map_err(|_| TableError { line: 0, why: "it is no text".to_owned() })
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
    /// The names of the columns are those of all rows.
    cells: BTreeMap<Arc<str>, String>,
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

/// A file has at most so many columns.
const MAX_COLUMNS: usize = 100;

/// The name of a column has at most so many bytes.
const MAX_NAME: usize = 200;

/// Refuses a table before anything is made of it that is larger than what was sent.
fn check_size<'h>(heads: impl Iterator<Item = &'h String>, rows: usize) -> Result<(), TableError> {
    let refused = |line, why| Err(TableError { line, why });
    let mut columns = 0;
    for head in heads {
        columns += 1;
        if columns > MAX_COLUMNS {
            return refused(1, format!("the file has more than {MAX_COLUMNS} columns"));
        }
        if head.len() > MAX_NAME {
            return refused(1, format!("the name of column {columns} is too long"));
        }
    }
    if rows > MAX_ROWS {
        return refused(0, format!("the file has more than {MAX_ROWS} rows"));
    }
    Ok(())
}

/// Reads a file with a line of heads. Columns may be in any order; `needed` must be there.
pub fn read(text: &str, needed: &[&str]) -> Result<Vec<Row>, TableError> {
    // The reader counts the line of a row too low when lines end in two characters.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let name = |head: &str| head.trim().to_lowercase().replace(' ', "_");
    let heads: Vec<String> = reader.headers()?.iter().map(name).collect();
    check_size(heads.iter(), 0)?;
    if let Some(missing) = needed.iter().find(|needed| !heads.iter().any(|head| head == *needed)) {
        return Err(TableError { line: 1, why: format!("the column “{missing}” is missing") });
    }
    let heads: Vec<Arc<str>> = heads.into_iter().map(Arc::from).collect();
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
    fn every_form_of_a_list_is_read_back() {
        let cells = ["=1+1", "two\nlines", "<b> & \"x\"", "", "ŵ"].map(str::to_owned).to_vec();
        let heads = ["a", "b", "c", "d", "e"];
        let sheet = Sheet { name: "x", heads: &heads, rows: vec![cells.clone()] };
        for bytes in
            [ods(&sheet).unwrap(), json(&sheet).unwrap(), write(&heads, &sheet.rows).unwrap()]
        {
            let rows = read(&csv_of(&bytes).unwrap(), &heads).unwrap();
            let back: Vec<&str> = heads.iter().map(|head| rows[0].get(head)).collect();
            assert_eq!(back, cells);
        }
        assert!(ods(&sheet).unwrap() == ods(&sheet).unwrap());
        assert!(csv_of(b"PK\x03\x04 nonsense").is_err());
        assert!(csv_of(b"[1, 2]").is_err());
        let late = csv_of(br#"[{"a": "x"}, {"a": "y", "b": "z"}]"#).unwrap();
        assert_eq!(read(&late, &["a"]).unwrap()[1].get("b"), "z");
        // Little that would become much.
        let names: Vec<String> = (0..200).map(|n| format!("{{\"a{n}\": \"\"}}")).collect();
        let wide = csv_of(format!("[{}]", names.join(",")).as_bytes()).unwrap_err();
        assert!(wide.why.contains("columns"), "{}", wide.why);
        let long = format!("{}\nx\n", "a".repeat(1_000));
        assert!(super::read(&long, &[]).unwrap_err().why.contains("too long"));
        let number = csv_of(br#"[{"a": "x"}, {"a": 2}]"#).unwrap_err();
        assert!(number.why.contains("of row 2"), "{}", number.why);
        assert!(csv_of(b"\xff\xfe").is_err());
    }

    #[test]
    fn a_file_that_is_not_one_is_refused_with_its_line() {
        assert_eq!(read("a,b\n1,2\n3\n", &["a"]).unwrap_err().line, 3);
        let lines = |rows: Vec<Row>| rows.iter().map(|row| row.line).collect::<Vec<_>>();
        assert_eq!(
            lines(read("a,b\r\n1,2\r\n\"3\r\n4\",5\r\n6,7\r\n", &["a"]).unwrap()),
            [2, 3, 5]
        );
        assert!(read("x\n1\n", &["title"]).unwrap_err().why.contains("title"));
    }
}
