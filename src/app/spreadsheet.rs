//! Whether a spreadsheet is as large as it says: a few bytes can stand for billions of cells, by
//! packing or by cells that are said to be repeated.
use std::io::{self, BufReader, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// The most that the parts of a spreadsheet may have when they are unpacked, in bytes.
const UNPACKED: u64 = 64 << 20;

/// The most cells that the used part of a table may have, empty ones between others included.
const CELLS: u64 = 1_000_000;

/// Counts what a reader gives, and refuses to go on beyond a limit.
struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R: io::Read> io::Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let size = u64::try_from(read).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(size).ok_or_else(too_large)?;
        Ok(read)
    }
}

fn too_large() -> io::Error {
    io::Error::other("it is too large when it is unpacked")
}

/// How often a row or cell is said to be repeated.
fn repeats(element: &BytesStart<'_>, attribute: &str) -> u64 {
    let value = element.try_get_attribute(attribute).ok().flatten();
    let value = value.and_then(|value| value.value.parse().ok());
    value.unwrap_or(1)
}

/// The used part of the tables that are being read.
#[derive(Debug, Default)]
struct Extent {
    /// The bytes of all texts, as often as they are said to be repeated.
    text: u64,
    /// The rows before the one at hand, and how often that one is repeated.
    rows: (u64, u64),
    /// The cells of the row before the one at hand, and how often that one is repeated.
    columns: (u64, u64),
    /// The last row and the last column that hold something.
    used: (u64, u64),
}

impl Extent {
    fn start(&mut self, element: &BytesStart<'_>) {
        match element.name().as_ref() {
            "table:table" => *self = Self { text: self.text, ..Self::default() },
            // So many spaces.
            "text:s" => self.hold(repeats(element, "text:c")),
            "table:table-row" => {
                let repeated = repeats(element, "table:number-rows-repeated");
                self.rows = (self.rows.0.saturating_add(self.rows.1), repeated);
                self.columns = (0, 0);
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let repeated = repeats(element, "table:number-columns-repeated");
                self.columns = (self.columns.0.saturating_add(self.columns.1), repeated);
                for attribute in element.attributes().flatten() {
                    let key = attribute.key.as_ref();
                    if key.starts_with("office:") || key == "table:formula" {
                        self.hold(u64::try_from(attribute.value.len()).unwrap_or(u64::MAX));
                    }
                }
            }
            _ => {}
        }
    }

    /// Notes that the cell at hand holds something of so many bytes.
    fn hold(&mut self, bytes: u64) {
        let each = bytes.saturating_mul(self.rows.1).saturating_mul(self.columns.1);
        self.text = self.text.saturating_add(each);
        let row = self.rows.0.saturating_add(self.rows.1);
        let column = self.columns.0.saturating_add(self.columns.1);
        self.used = (self.used.0.max(row), self.used.1.max(column));
    }

    fn cells(&self) -> u64 {
        self.used.0.saturating_mul(self.used.1)
    }
}

/// Refuses a spreadsheet whose parts or whose tables are too large to be read.
pub(super) fn check(bytes: &[u8]) -> io::Result<()> {
    let mut archive = ZipArchive::new(io::Cursor::new(bytes)).map_err(io::Error::other)?;
    let mut left = UNPACKED;
    for number in 0..archive.len() {
        // What a part says of its size need not be so.
        let part = archive.by_index(number).map_err(io::Error::other)?;
        let read = io::copy(&mut part.take(left + 1), &mut io::sink())?;
        left = left.checked_sub(read).ok_or_else(too_large)?;
    }
    let content = archive.by_name("content.xml").map_err(io::Error::other)?;
    let content = BufReader::new(Limited { inner: content, left: UNPACKED });
    let (mut reader, mut buffer) = (Reader::from_reader(content), Vec::new());
    let mut extent = Extent::default();
    loop {
        match reader.read_event_into(&mut buffer).map_err(io::Error::other)? {
            Event::Start(element) | Event::Empty(element) => extent.start(&element),
            Event::Text(text) => {
                let bytes = u64::try_from(text.trim().len()).unwrap_or(u64::MAX);
                if bytes > 0 {
                    extent.hold(bytes);
                }
            }
            Event::Eof => return Ok(()),
            Event::End(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
        if extent.text > UNPACKED {
            return Err(too_large());
        }
        if extent.cells() > CELLS {
            return Err(io::Error::other("its table is too large"));
        }
        buffer.clear();
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn spreadsheet(content: &[u8]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        writer.start_file("content.xml", zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
        writer.finish().unwrap().into_inner()
    }

    fn table(rows: &str) -> Vec<u8> {
        spreadsheet(format!("<a><table:table>{rows}</table:table></a>").as_bytes())
    }

    #[test]
    fn what_is_repeated_without_end_is_refused_when_it_holds_something() {
        let cell = "<table:table-cell><text:p>x</text:p></table:table-cell>";
        let row = format!("<table:table-row>{cell}</table:table-row>");
        assert!(check(&table(&row)).is_ok());
        let empty = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
                     table:number-columns-repeated=\"16384\"/></table:table-row>";
        assert!(check(&table(&format!("{row}{empty}"))).is_ok(), "as spreadsheets end");
        let many = row
            .replace("<table:table-row", "<table:table-row table:number-rows-repeated=\"2000000\"");
        assert!(check(&table(&many)).is_err());
        let wide = row.replace(
            "<table:table-cell",
            "<table:table-cell table:number-columns-repeated=\"2000000\"",
        );
        assert!(check(&table(&wide)).is_err());
        // Little that stands for much: spaces that are counted, and long texts that are repeated.
        let spaces = row.replace(">x<", "><text:s text:c=\"2000000000\"/><");
        assert!(check(&table(&spaces)).is_err());
        let long = row.replace(">x<", &format!(">{}<", "x".repeat(1_000)));
        assert!(check(&table(&long)).is_ok());
        let long = long.replace(
            "<table:table-cell",
            "<table:table-cell table:number-columns-repeated=\"900000\"",
        );
        assert!(check(&table(&long)).is_err());
        let far = format!(
            "{empty}<table:table-row><table:table-cell office:value=\"1\"/></table:table-row>"
        );
        assert!(check(&table(&far)).is_err(), "the empty rows before it are read too");
    }

    #[test]
    fn what_is_packed_without_end_is_refused() {
        let bomb = spreadsheet(&vec![b' '; 80 << 20]);
        assert!(bomb.len() < 1 << 20);
        assert!(check(&bomb).is_err());
        assert!(check(b"PK\x03\x04").is_err());
    }
}
