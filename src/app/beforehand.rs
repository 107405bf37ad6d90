//! All questions of a questionnaire in one document, to read or to print before starting.
use super::conditions;
use super::statement::fixed_labels;
use super::{Service, UseCaseError};
use crate::domain::questionnaire::{Asked, FieldType, QuestionType, Questionnaire};
use crate::domain::statement::{Block, Fact, Look, ResultBox, Statement, Table};
use crate::domain::text::{Lang, Text};
use crate::i18n::Words;

impl Service {
    /// All questions of a questionnaire, as a page and a PDF show them.
    pub fn blank(&self, questionnaire: &Questionnaire, lang: Lang) -> Statement {
        blank(questionnaire, self.words.of(lang))
    }

    /// The PDF of all questions.
    pub async fn blank_pdf(
        &self,
        questionnaire: &Questionnaire,
        lang: Lang,
    ) -> Result<Vec<u8>, UseCaseError> {
        self.print(self.blank(questionnaire, lang)).await
    }
}

/// The document of a questionnaire with room for answers.
pub fn blank(questionnaire: &Questionnaire, words: &Words) -> Statement {
    let definition = questionnaire.definition();
    let lang = words.lang();
    let mut blocks = Vec::new();
    for section in &definition.sections {
        blocks.push(Block::Heading { level: 2, text: section.title.get(lang) });
        blocks.extend(section.intro.iter().map(|intro| paragraph(intro.get(lang))));
        for asked in questionnaire.questions_of(&section.id) {
            question(questionnaire, asked, words, &mut blocks);
        }
    }
    let version = format!("{} {}", questionnaire.id(), questionnaire.version());
    let fact = |key: &str, value: String| Fact { name: words.say(key), value };
    Statement {
        lang,
        kind: words.say("blank-kind"),
        title: definition.title.get(lang),
        reference: version.clone(),
        issue: format!("{}/{}", questionnaire.id(), questionnaire.version()),
        look: Look::default(),
        organisation: words.say("service-name"),
        marking: String::new(),
        draft: None,
        // A blank form carries no day: the same file prints the same bytes.
        day: "2000-01-01".to_owned(),
        content_hash: questionnaire.hash().to_owned(),
        result: ResultBox {
            title: words.say("questions-title"),
            lines: vec![definition.summary.get(lang), words.say("questions-text")],
        },
        facts: vec![
            fact("version-questions", questionnaire.asked().len().to_string()),
            fact("head-version", version),
            fact("version-hash", questionnaire.hash().to_owned()),
        ],
        labels: fixed_labels(words),
        blocks,
        short: false,
    }
}

fn paragraph(text: String) -> Block {
    Block::Paragraph { text }
}

fn question(questionnaire: &Questionnaire, asked: &Asked, words: &Words, blocks: &mut Vec<Block>) {
    let lang = words.lang();
    let question = &asked.question;
    if question.kind == QuestionType::Note {
        blocks.push(Block::Note { text: question.text.get(lang) });
        return;
    }
    let text = question.text.get(lang);
    let text = if question.optional { format!("{text} {}", words.say("optional")) } else { text };
    blocks.push(Block::Heading { level: 3, text });
    if let Some(when) = conditions::words(&asked.show_if, questionnaire, words) {
        let text = words.say_with("asked-when", &[("when", when.into())]);
        blocks.push(Block::Note { text });
    }
    let said = |text: &Option<Text>| text.as_ref().map(|text| text.get(lang));
    blocks.extend(said(&question.hint).map(paragraph));
    if let Some(why) = said(&question.why) {
        blocks.push(paragraph(format!("{}: {why}", words.say("question-why"))));
    }
    room(asked, words, blocks);
}

/// Options to tick, or a table to write in.
fn room(asked: &Asked, words: &Words, blocks: &mut Vec<Block>) {
    let lang = words.lang();
    let question = &asked.question;
    if !asked.choices.is_empty() {
        let items = asked.choices.iter().map(|choice| format!("[ ] {}", choice.label.get(lang)));
        blocks.push(Block::List { items: items.collect() });
        return;
    }
    let named = question.rows.len() > 1;
    let mut head: Vec<String> = Vec::new();
    if named {
        head.push(words.say("head-row"));
    }
    for field in &question.fields {
        let label = field.label.get(lang);
        let offered = field.options.iter().map(|choice| choice.label.get(lang));
        let offered: Vec<String> = offered.collect();
        head.push(match field.kind {
            FieldType::Choice => format!("{label} ({})", offered.join(" / ")),
            FieldType::YesNo => format!("{label} ({} / {})", words.say("yes"), words.say("no")),
            FieldType::Text | FieldType::Number | FieldType::Date | FieldType::AreaCode => label,
        });
    }
    if head.is_empty() {
        head.push(words.say("blank-answer"));
    }
    let empty = |name: Option<String>| {
        let rest = head.len() - usize::from(named);
        let room = if rest == 1 { "\n\n" } else { "\n" };
        name.into_iter().chain(std::iter::repeat_n(room.to_owned(), rest)).collect()
    };
    let rows: Vec<Vec<String>> = if named {
        question.rows.iter().map(|row| empty(Some(row.label.get(lang)))).collect()
    } else {
        let count = if question.fields.len() > 1 && question.rows.is_empty() { 3 } else { 1 };
        (0..count).map(|_| empty(None)).collect()
    };
    blocks.push(Block::Table(Table {
        caption: words.say_with("blank-room", &[("question", question.short().get(lang).into())]),
        widths: vec![10; head.len()],
        landscape: head.len() > 4,
        head,
        rows,
    }));
}
