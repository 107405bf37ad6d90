//! Reads whole columns of the index: the marks of all cards that fit, and their ids.
use std::collections::BTreeMap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

/// Counts each mark.
pub(super) struct Marks;

pub(super) struct MarksOfSegment {
    column: Option<StrColumn>,
    /// How often each mark occurs, by its number in this segment.
    counts: Vec<usize>,
}

impl Collector for Marks {
    type Fruit = BTreeMap<String, usize>;
    type Child = MarksOfSegment;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<Self::Child> {
        let column = segment.fast_fields().str("mark")?;
        let counts = vec![0; column.as_ref().map_or(0, |column| column.num_terms())];
        Ok(MarksOfSegment { column, counts })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Self::Fruit>) -> tantivy::Result<Self::Fruit> {
        let mut all = BTreeMap::new();
        for (mark, count) in segments.into_iter().flatten() {
            *all.entry(mark).or_insert(0) += count;
        }
        Ok(all)
    }
}

impl SegmentCollector for MarksOfSegment {
    type Fruit = BTreeMap<String, usize>;

    fn collect(&mut self, doc: DocId, _: Score) {
        let Some(column) = &self.column else { return };
        for number in column.term_ords(doc) {
            let place = usize::try_from(number).ok().and_then(|n| self.counts.get_mut(n));
            if let Some(count) = place {
                *count += 1;
            }
        }
    }

    fn harvest(self) -> Self::Fruit {
        let Some(column) = self.column else { return BTreeMap::new() };
        let counted = (0_u64..).zip(self.counts).filter(|(_, count)| *count > 0);
        let (numbers, counts): (Vec<u64>, Vec<usize>) = counted.unzip();
        texts(&column, &numbers).into_iter().zip(counts).collect()
    }
}

/// The ids with their stamps.
pub(super) struct Keys;

pub(super) struct KeysOfSegment {
    ids: Option<StrColumn>,
    stamps: Column<u64>,
    found: Vec<(u64, u64)>,
}

impl Collector for Keys {
    type Fruit = Vec<(String, u64)>;
    type Child = KeysOfSegment;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<Self::Child> {
        let fast = segment.fast_fields();
        Ok(KeysOfSegment { ids: fast.str("id")?, stamps: fast.u64("stamp")?, found: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Self::Fruit>) -> tantivy::Result<Self::Fruit> {
        Ok(segments.into_iter().flatten().collect())
    }
}

impl SegmentCollector for KeysOfSegment {
    type Fruit = Vec<(String, u64)>;

    fn collect(&mut self, doc: DocId, _: Score) {
        let id = self.ids.as_ref().and_then(|ids| ids.term_ords(doc).next());
        self.found.extend(id.zip(self.stamps.first(doc)));
    }

    fn harvest(self) -> Self::Fruit {
        let Some(ids) = self.ids else { return Vec::new() };
        let mut found = self.found;
        found.sort_unstable();
        let (numbers, stamps): (Vec<u64>, Vec<u64>) = found.into_iter().unzip();
        texts(&ids, &numbers).into_iter().zip(stamps).collect()
    }
}

/// The texts of a column with these numbers, which ascend. They are read in one pass: to look each
/// up by itself would begin at the start of its block every time.
fn texts(column: &StrColumn, numbers: &[u64]) -> Vec<String> {
    let mut texts = Vec::with_capacity(numbers.len());
    let read = column.dictionary().sorted_ords_to_term_cb(numbers, |bytes| {
        texts.push(String::from_utf8_lossy(bytes).into_owned());
    });
    if !matches!(read, Ok(true)) {
        // The numbers come from the same column, so this is a damaged index: better no row than a
        // row under another's name.
        texts.clear();
    }
    texts
}
