//! The figures of the portfolio as a document, printed by the same engine as statements.
use super::statement::fixed_labels;
use super::{PortfolioFilter, Service, UseCaseError};
use crate::domain::statement::{Block, Fact, Look, ResultBox, Statement, Table};
use crate::domain::text::Lang;
use crate::store::hash_of;

/// A chart as a table.
#[derive(Debug, Clone)]
pub struct ReportTable {
    /// What it shows.
    pub caption: String,
    /// The header row.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Service {
    /// The figures as a tagged PDF.
    pub async fn portfolio_report(
        &self,
        filter: &PortfolioFilter,
        tables: Vec<ReportTable>,
        lang: Lang,
    ) -> Result<Vec<u8>, UseCaseError> {
        let words = self.words.of(lang);
        let today = self.clock.today();
        let known = self.organisations().await?;
        let named = known.iter().find(|it| it.id.as_str() == filter.organisation);
        let organisation = named.map_or_else(
            || words.say("register-all-organisations"),
            |it| it.name_on(today, lang).to_owned(),
        );
        let content = format!("{tables:?}");
        let fact = |key: &str, value: String| Fact { name: words.say(key), value };
        let day = |day: Option<jiff::civil::Date>| {
            day.map_or_else(|| words.say("not-provided"), |day| super::labels::day(words, day))
        };
        let mut blocks = Vec::new();
        for table in tables {
            blocks.push(Block::Heading { level: 2, text: table.caption.clone() });
            let columns = table.head.len();
            let widths = [30].into_iter().chain(std::iter::repeat_n(12, columns.saturating_sub(1)));
            blocks.push(Block::Table(Table {
                caption: table.caption,
                head: table.head,
                rows: table.rows,
                widths: widths.collect(),
                landscape: false,
            }));
        }
        let statement = Statement {
            lang,
            kind: words.say("portfolio-report"),
            title: words.say("portfolio-title"),
            reference: super::labels::day(words, today),
            issue: format!("portfolio-{today}"),
            organisation,
            look: Look::default(),
            marking: String::new(),
            draft: None,
            day: today.to_string(),
            content_hash: hash_of(content.as_bytes()),
            result: ResultBox {
                title: words.say("portfolio-title"),
                lines: vec![words.say("portfolio-text")],
            },
            facts: vec![
                fact("desk-from", day(filter.from)),
                fact("desk-until", day(filter.until)),
                fact("portfolio-counted", super::labels::day(words, today)),
            ],
            labels: fixed_labels(words),
            blocks,
            short: false,
        };
        self.print(statement).await
    }

    /// The name of a group of people; the id when no questionnaire in use has it.
    pub fn group_name(&self, group: &str, lang: Lang) -> String {
        let library = self.library();
        let label = |loaded: &crate::library::Loaded| {
            let groups = &loaded.questionnaire.definition().groups;
            let found = groups.iter().find(|known| known.id.as_str() == group)?;
            Some(found.label.get(lang))
        };
        library.all().find_map(label).unwrap_or_else(|| group.to_owned())
    }
}
