//! Finds assessments by their text and their marks: an index beside the store, made from it, and
//! made anew when it is missing. Losing it loses nothing.
//!
//! A [`Card`] is what the index knows of an assessment, or of a policy. Its marks, such as
//! `level:3` or `organisation:dft`, are what lists filter by and count; its row is what lists
//! show, so that a list of any length is drawn without reading a record.
mod analysis;
mod card;
mod collect;
mod question;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use tantivy::collector::{Collector, Count, DocSetCollector, TopDocs};
use tantivy::directory::MmapDirectory;
use tantivy::schema::Value as _;
use tantivy::{DocAddress, Searcher, TantivyDocument, TantivyError};
use tantivy::{Index as Engine, IndexReader, IndexWriter, Order, ReloadPolicy, Term};

use card::Fields;
pub use card::{Card, Row, mark};
use collect::{Keys, Marks};
pub use question::{Matcher, Question};

/// How much memory the writer fills before it writes a part of the index, in bytes.
const WRITER_MEMORY: usize = 40 << 20;

/// The index.
pub struct Index {
    engine: Engine,
    reader: IndexReader,
    writer: Mutex<IndexWriter>,
    fields: Fields,
    /// Counts the changes since it was opened: while it is the same, so are all answers.
    changes: AtomicU64,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Index")
    }
}

/// A page of what was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// How many there are on all pages.
    pub total: usize,
    /// The rows of this page.
    pub rows: Vec<Row>,
}

/// Why the index did not do it.
#[derive(Debug, thiserror::Error)]
#[error("the search index failed")]
pub struct SearchError(#[from] TantivyError);

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> Self {
        Self(error.into())
    }
}

impl Index {
    /// An index in memory.
    pub fn in_memory() -> Result<Self, SearchError> {
        let (schema, fields) = Fields::schema();
        Self::over(Engine::create_in_ram(schema), fields)
    }

    /// The index in a folder. What this program cannot read there is thrown away: the records
    /// are in the store.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        std::fs::create_dir_all(folder)?;
        let opened = Self::open_as_is(folder);
        if let Err(error) = &opened {
            tracing::warn!(%error, "the search index is made anew");
            std::fs::remove_dir_all(folder)?;
            std::fs::create_dir_all(folder)?;
            return Self::open_as_is(folder);
        }
        opened
    }

    fn open_as_is(folder: &Path) -> Result<Self, SearchError> {
        let (schema, fields) = Fields::schema();
        let directory = MmapDirectory::open(folder).map_err(TantivyError::from)?;
        // A lock that was left behind by a process that was killed is the system's to release.
        Self::over(Engine::open_or_create(directory, schema)?, fields)
    }

    fn over(engine: Engine, fields: Fields) -> Result<Self, SearchError> {
        analysis::register(&engine);
        let writer = Mutex::new(engine.writer_with_num_threads(1, WRITER_MEMORY)?);
        let reader = engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { engine, reader, writer, fields, changes: AtomicU64::new(0) })
    }

    /// Replaces cards and takes others out; afterwards every search sees it. `note` is kept with
    /// it and given back by [`Index::note`].
    pub fn change(&self, cards: &[Card], gone: &[String], note: &str) -> Result<(), SearchError> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        for id in cards.iter().map(|card| &card.row.id).chain(gone) {
            writer.delete_term(Term::from_field_text(self.fields.id, id));
        }
        for card in cards {
            writer.add_document(self.fields.document(card)?)?;
        }
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(note);
        commit.commit()?;
        self.reader.reload()?;
        self.changes.fetch_add(1, Ordering::Release);
        Ok(())
    }

    /// How often it was changed since it was opened.
    pub fn changes(&self) -> u64 {
        self.changes.load(Ordering::Acquire)
    }

    /// What was noted with the last change.
    pub fn note(&self) -> Option<String> {
        self.engine.load_metas().ok()?.payload
    }

    /// The ids of all cards with their stamps.
    pub fn stamps(&self) -> Result<BTreeMap<String, u64>, SearchError> {
        let everything = tantivy::query::AllQuery;
        Ok(self.reader.searcher().search(&everything, &Keys)?.into_iter().collect())
    }

    /// The newest cards that fit, from a place on.
    pub fn find(
        &self,
        question: &Question,
        from: usize,
        most: usize,
    ) -> Result<Found, SearchError> {
        let query = question.query(&self.fields);
        let searcher = self.reader.searcher();
        let (total, places) = searcher.search(&query, &(Count, newest(&searcher, from, most)))?;
        Ok(Found { total, rows: self.rows_at(&searcher, places)? })
    }

    /// The same, with how many of all that fit have each mark, in one pass.
    pub fn find_and_count(
        &self,
        question: &Question,
        from: usize,
        most: usize,
    ) -> Result<(Found, BTreeMap<String, usize>), SearchError> {
        let query = question.query(&self.fields);
        let searcher = self.reader.searcher();
        let (total, places, marks) =
            searcher.search(&query, &(Count, newest(&searcher, from, most), Marks))?;
        Ok((Found { total, rows: self.rows_at(&searcher, places)? }, marks))
    }

    fn rows_at(
        &self,
        searcher: &Searcher,
        places: Vec<(Option<u64>, DocAddress)>,
    ) -> Result<Vec<Row>, SearchError> {
        let mut rows = Vec::with_capacity(places.len());
        for (_, place) in places {
            rows.extend(self.row_at(searcher, place)?);
        }
        Ok(rows)
    }

    /// Every row that fits, newest first.
    pub fn all(&self, question: &Question) -> Result<Vec<Row>, SearchError> {
        let total = self.count(question)?;
        Ok(self.find(question, 0, total)?.rows)
    }

    /// How many cards fit.
    pub fn count(&self, question: &Question) -> Result<usize, SearchError> {
        let query = question.query(&self.fields);
        Ok(self.reader.searcher().search(&query, &Count)?)
    }

    /// The ids of the cards that fit, in the order of the ids.
    pub fn ids(&self, question: &Question) -> Result<Vec<String>, SearchError> {
        let query = question.query(&self.fields);
        let found = self.reader.searcher().search(&query, &Keys)?;
        let mut ids: Vec<String> = found.into_iter().map(|(id, _)| id).collect();
        ids.sort();
        Ok(ids)
    }

    /// How many of the cards that fit have each mark.
    pub fn marks(&self, question: &Question) -> Result<BTreeMap<String, usize>, SearchError> {
        let query = question.query(&self.fields);
        Ok(self.reader.searcher().search(&query, &Marks)?)
    }

    /// The row with this id.
    pub fn row(&self, id: &str) -> Result<Option<Row>, SearchError> {
        let term = Term::from_field_text(self.fields.id, id);
        let query = tantivy::query::TermQuery::new(term, tantivy::schema::IndexRecordOption::Basic);
        let searcher = self.reader.searcher();
        let Some(place) = searcher.search(&query, &DocSetCollector)?.into_iter().next() else {
            return Ok(None);
        };
        self.row_at(&searcher, place)
    }

    fn row_at(&self, searcher: &Searcher, place: DocAddress) -> Result<Option<Row>, SearchError> {
        let document: TantivyDocument = searcher.doc(place)?;
        let row = document.get_first(self.fields.row).and_then(|row| row.as_str());
        Ok(row.and_then(|row| serde_json::from_str(row).ok()))
    }
}

#[cfg(test)]
mod tests;

/// The newest cards, from a place on. A place after the end takes no more room than the end itself.
fn newest(
    searcher: &Searcher,
    from: usize,
    most: usize,
) -> impl Collector<Fruit = Vec<(Option<u64>, DocAddress)>> {
    let all = usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX);
    let top = TopDocs::with_limit(most.clamp(1, all.max(1))).and_offset(from.min(all));
    top.order_by_fast_field::<u64>("order", Order::Desc)
}
