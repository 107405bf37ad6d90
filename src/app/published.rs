//! The public register: what anyone may see.
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use super::{Service, UseCaseError};
use crate::domain::text::Lang;
use crate::search::{Found, Question, Row, mark};

/// What someone looks for in the public register.
#[derive(Debug, Clone, Default)]
pub struct PublicFilter {
    /// Words of the statement.
    pub text: String,
    /// The language in which they were typed.
    pub lang: Lang,
    /// The organisation's id; empty for all.
    pub organisation: String,
    /// The level, 0 to 4; empty for all.
    pub level: String,
    /// `assessment` or `declaration`; empty for both.
    pub kind: String,
    /// The quarter of the signature, such as `2026-Q4`; empty for all.
    pub quarter: String,
}

/// How many statements a page of the register shows.
pub const PUBLIC_PAGE: usize = 25;

/// What the public may see of statements.
const PUBLISHED: &str = "public:published";

/// What the public may know of: that it exists, and why it is not published.
const WITHHELD: &str = "public:withheld";

impl PublicFilter {
    /// Whether anything is filtered by what a statement says. A withheld one fits no such filter,
    /// because even that would tell what is in it.
    fn asks_content(&self) -> bool {
        !self.text.trim().is_empty() || !self.level.is_empty() || !self.kind.is_empty()
    }

    fn question(&self) -> Question {
        let public = if self.asks_content() { vec![PUBLISHED] } else { vec![PUBLISHED, WITHHELD] };
        let question = Question {
            text: self.text.clone(),
            lang: self.lang,
            without: vec![mark("is", "superseded")],
            ..Question::default()
        };
        let filters = [
            ("organisation", &self.organisation),
            ("level", &self.level),
            ("kind", &self.kind),
            ("quarter", &self.quarter),
        ];
        question.with(public.into_iter().map(str::to_owned)).with_each(filters)
    }
}

/// Of a withheld statement only that it exists, whose it is, and why.
fn public(row: Row) -> Row {
    if row.published.is_some() {
        return row;
    }
    Row {
        title: String::new(),
        summary: String::new(),
        level: None,
        declaration: false,
        overrides: 0,
        gaps: 0,
        ..row
    }
}

impl Service {
    /// A page of the public register, newest first; `page` counts from 1.
    pub async fn public_register(
        &self,
        filter: &PublicFilter,
        page: usize,
    ) -> Result<Found, UseCaseError> {
        let question = filter.question();
        let from = page.saturating_sub(1).saturating_mul(PUBLIC_PAGE);
        let found = self.ask_index(move |index| index.find(&question, from, PUBLIC_PAGE)).await?;
        Ok(Found { rows: found.rows.into_iter().map(public).collect(), ..found })
    }

    /// Every row of the public register that fits, newest first.
    pub async fn public_rows(&self, filter: &PublicFilter) -> Result<Vec<Row>, UseCaseError> {
        let question = filter.question();
        let rows = self.ask_index(move |index| index.all(&question)).await?;
        Ok(rows.into_iter().map(public).collect())
    }

    /// The newest published statements, at most so many.
    pub async fn newest_published(&self, most: usize) -> Result<Vec<Row>, UseCaseError> {
        let question = Question { without: vec![mark("is", "superseded")], ..Question::default() };
        let question = question.with([PUBLISHED.to_owned()]);
        Ok(self.ask_index(move |index| index.find(&question, 0, most)).await?.rows)
    }

    /// How many published and withheld statements have each mark, such as `organisation:dft`.
    pub async fn public_marks(&self) -> Result<Arc<BTreeMap<String, usize>>, UseCaseError> {
        self.index_changes().await?;
        let changes = self.index.changes();
        let kept = {
            let kept = self.public_counts.lock().unwrap_or_else(PoisonError::into_inner);
            kept.as_ref().filter(|(known, _)| *known == changes).map(|(_, marks)| Arc::clone(marks))
        };
        if let Some(marks) = kept {
            return Ok(marks);
        }
        let question = PublicFilter::default().question();
        let marks = Arc::new(self.ask_index(move |index| index.marks(&question)).await?);
        let mut kept = self.public_counts.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = Some((changes, Arc::clone(&marks)));
        Ok(marks)
    }

    /// How many declarations of a quarter are signed and not published yet.
    pub async fn declarations_to_come(&self, quarter: &str) -> Result<usize, UseCaseError> {
        let question = Question {
            without: vec![PUBLISHED.to_owned(), mark("is", "superseded")],
            ..Question::default()
        };
        let question =
            question.with([mark("kind", "declaration")]).with([mark("quarter", quarter)]);
        self.ask_index(move |index| index.count(&question)).await
    }
}
