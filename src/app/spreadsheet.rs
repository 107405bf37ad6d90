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

/// How often a row, cell or space is said to be repeated. Whoever reads the spreadsheet unescapes the
/// number: so it is done here, and what is no number is refused.
fn repeats(element: &BytesStart<'_>, attribute: &str) -> io::Result<u64> {
    let Some(found) = element.try_get_attribute(attribute).map_err(io::Error::other)? else {
        return Ok(1);
    };
    let text = quick_xml::escape::unescape(&found.value).map_err(io::Error::other)?;
    text.trim().parse().map_err(io::Error::other)
}

/// The used part of the tables that are being read.
#[derive(Debug, Default)]
struct Extent {
    /// The bytes of all texts, as often as they are said to be repeated.
    text: u64,
    /// The cells of the tables before the one at hand.
    before: u64,
    /// Whether a cell is open.
    in_cell: bool,
    /// The rows before the one at hand, and how often that one is repeated.
    rows: (u64, u64),
    /// The cells of the row before the one at hand, and how often that one is repeated.
    columns: (u64, u64),
    /// The last row and the last column that hold something.
    used: (u64, u64),
}

impl Extent {
    fn start(&mut self, element: &BytesStart<'_>) -> io::Result<()> {
        match element.name().as_ref() {
            "table:table" => {
                *self = Self { text: self.text, before: self.cells(), ..Self::default() };
            }
            "table:table-row" => {
                let repeated = repeats(element, "table:number-rows-repeated")?;
                self.rows = (self.rows.0.saturating_add(self.rows.1), repeated);
                self.columns = (0, 0);
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let repeated = repeats(element, "table:number-columns-repeated")?;
                self.columns = (self.columns.0.saturating_add(self.columns.1), repeated);
                self.in_cell = true;
                for attribute in element.attributes() {
                    let attribute = attribute.map_err(io::Error::other)?;
                    let key = attribute.key.as_ref();
                    if key.starts_with("office:") || key == "table:formula" {
                        self.hold(attribute.value.len());
                    }
                }
            }
            // So many spaces.
            "text:s" => {
                let spaces = repeats(element, "text:c")?;
                self.hold(usize::try_from(spaces).unwrap_or(usize::MAX));
            }
            // Paragraphs, tabulators, ends of lines: a character each.
            _ if self.in_cell => self.hold(1),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        if matches!(name, "table:table-cell" | "table:covered-table-cell") {
            self.in_cell = false;
        }
    }

    /// Notes that the cell at hand holds something of so many bytes; there is always more than none.
    fn hold(&mut self, bytes: usize) {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX).saturating_add(1);
        let each = bytes.saturating_mul(self.rows.1).saturating_mul(self.columns.1);
        self.text = self.text.saturating_add(each);
        let row = self.rows.0.saturating_add(self.rows.1);
        let column = self.columns.0.saturating_add(self.columns.1);
        self.used = (self.used.0.max(row), self.used.1.max(column));
    }

    fn cells(&self) -> u64 {
        self.before.saturating_add(self.used.0.saturating_mul(self.used.1))
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
            Event::Start(element) => extent.start(&element)?,
            Event::Empty(element) => {
                extent.start(&element)?;
                extent.end(element.name().as_ref());
            }
            Event::End(element) => extent.end(element.name().as_ref()),
            Event::Eof => return Ok(()),
            // Whoever reads the spreadsheet keeps white space and what stands for characters too.
            Event::Text(text) if extent.in_cell => extent.hold(text.len()),
            Event::CData(text) if extent.in_cell => extent.hold(text.len()),
            Event::GeneralRef(name) if extent.in_cell => extent.hold(name.len()),
            Event::Text(_)
            | Event::CData(_)
            | Event::GeneralRef(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
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
        for held in [
            " ".repeat(9_000),
            "&amp;".repeat(9_000),
            "<text:tab/>".repeat(9_000),
            "<text:s text:c=\"&#50;000000000\"/>".to_owned(),
            "<text:s text:c=\"many\"/>".to_owned(),
        ] {
            let cell = format!(
                "<table:table-row><table:table-cell table:number-columns-repeated=\"16384\">\
                 <text:p>{held}</text:p></table:table-cell></table:table-row>"
            );
            assert!(check(&table(&cell)).is_err(), "{}", held.get(..20).unwrap_or(&held));
        }
        let twice = wide.replace("2000000", "9&#48;0000");
        assert!(check(&table(&twice)).is_ok());
        let twice = "<table:table-row><table:table-cell table:number-columns-repeated=\"1\" \
                     table:number-columns-repeated=\"16384\"/></table:table-row>";
        assert!(check(&table(twice)).is_err(), "said twice");
        // Many tables that are each as large as may be.
        let cell = "<table:table-row table:number-rows-repeated=\"1000\"><table:table-cell \
                    office:string-value=\"\" table:number-columns-repeated=\"900\"/></table:table-row>";
        assert!(check(&table(cell)).is_ok());
        let tables = format!("<table:table>{cell}</table:table>").repeat(3);
        assert!(check(&spreadsheet(format!("<a>{tables}</a>").as_bytes())).is_err());
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
