//! The words for the things of an assessment: one place for pages and documents.
use jiff::civil::Date;

use super::Open;
use crate::domain::answers::{Answer, Row, row_key, typed};
use crate::domain::evaluate::{Gap, PolicyOption};
use crate::domain::ids::{FactorId, GroupId, OptionId, PathwayId, PolicyOptionId, RuleId};
use crate::domain::questionnaire::{Asked, FieldType, Group, Questionnaire};
use crate::domain::scoring::RatingKey;
use crate::domain::text::Lang;
use crate::domain::writing::{parse_day, parse_number};
use crate::i18n::Words;

/// Names things of one assessment in one language.
#[derive(Debug, Clone, Copy)]
pub struct Labels<'a> {
    /// The assessment.
    pub open: &'a Open,
    /// The catalogue.
    pub words: &'a Words,
    /// The language.
    pub lang: Lang,
}

/// A figure of the catalogue of evidence, in words.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Figure {
    /// What it is about.
    pub label: String,
    /// What it says, with its note.
    pub says: String,
    /// Where it comes from, with the year.
    pub source: String,
}

/// A day in words, such as "31 March 2027".
pub fn day(words: &Words, day: Date) -> String {
    let month = words.say(&format!("month-{}", day.month()));
    words.say_with(
        "date",
        &[
            ("day", i64::from(day.day()).into()),
            ("month", month.into()),
            ("year", day.year().to_string().into()),
        ],
    )
}

/// A number with its thousands set apart, such as "150,000".
pub fn number(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if n < 0 { format!("−{grouped}") } else { grouped }
}

impl<'a> Labels<'a> {
    /// The questionnaire of the assessment.
    pub fn questionnaire(&self) -> &'a Questionnaire {
        &self.open.questionnaire
    }

    /// A message.
    pub fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// The name of a group.
    pub fn group(&self, id: &GroupId) -> String {
        let own = self.open.evaluation.group(id).and_then(|group| group.own_name.clone());
        let known = self.questionnaire().group(id).map(|group| group.label.get(self.lang));
        own.or(known).unwrap_or_else(|| id.to_string())
    }

    /// What is known about the loneliness of a group, in a line.
    pub fn rate(&self, group: &Group) -> String {
        let part = |text: &Option<crate::domain::text::Text>| {
            text.as_ref().map(|text| text.get(self.lang))
        };
        let source = [part(&group.survey), part(&group.year)].into_iter().flatten();
        let source: Vec<String> = source.collect();
        match (part(&group.figure), source.is_empty()) {
            (Some(figure), false) => format!("{figure} ({})", source.join(", ")),
            (Some(figure), true) => figure,
            (None, _) => part(&group.note).unwrap_or_default(),
        }
    }

    /// The name of a pathway.
    pub fn pathway(&self, id: &PathwayId) -> String {
        let pathway = self.questionnaire().pathway(id);
        pathway.map_or_else(|| id.to_string(), |pathway| pathway.label.get(self.lang))
    }

    /// The name of an option of the policy.
    pub fn option(&self, id: &PolicyOptionId) -> String {
        match self.open.evaluation.option(id) {
            Some(option) if !option.is_do_nothing() => option.name.clone(),
            Some(PolicyOption { .. }) => self.say("do-nothing"),
            None => id.to_string(),
        }
    }

    /// The name of a row, such as "Disabled people, Getting about".
    pub fn rating(&self, key: &RatingKey) -> String {
        let (group, pathway) = (self.group(&key.group), self.pathway(&key.pathway));
        let options = self.open.evaluation.options.iter().filter(|o| !o.is_do_nothing()).count();
        if options > 1 {
            format!("{group}, {pathway} ({})", self.option(&key.option))
        } else {
            format!("{group}, {pathway}")
        }
    }

    /// The words of a chosen factor.
    pub fn factor_option(&self, factor: &FactorId, option: &OptionId) -> String {
        let factor = self.questionnaire().matrix().factor(factor);
        let option = factor.and_then(|factor| factor.option(option));
        option.map_or_else(String::new, |option| option.label.get(self.lang))
    }

    /// A harm or benefit in words with its points, such as "major harm (12)".
    pub fn points(&self, points: i64) -> String {
        let band = self.questionnaire().matrix().band(points);
        let Some(band) = band else { return String::new() };
        let (key, word) = match points.signum() {
            -1 => ("points-harm", &band.harm),
            1 => ("points-benefit", &band.benefit),
            _ => return self.say("points-none"),
        };
        let word = word.get(self.lang);
        self.words.say_with(key, &[("word", word.into()), ("points", points.abs().into())])
    }

    /// The name of a level with its title, such as "Level III: major harm …".
    pub fn level(&self, level: i64) -> String {
        match self.questionnaire().level(level) {
            Some(rule) => {
                let (name, title) = (rule.name.get(self.lang), rule.title.get(self.lang));
                self.words
                    .say_with("level-title", &[("name", name.into()), ("title", title.into())])
            }
            None => level.to_string(),
        }
    }

    /// What a gap is about.
    pub fn gap(&self, gap: &Gap) -> String {
        match gap {
            Gap::Question(question) => {
                let asked = self.questionnaire().question(question);
                asked.map_or_else(
                    || question.to_string(),
                    |asked| asked.question.text.get(self.lang),
                )
            }
            Gap::Rating(key) => self.rating(key),
        }
    }

    /// A day as typed, in words where it is one.
    pub fn typed_day(&self, text: &str) -> String {
        parse_day(text).map_or_else(|| text.to_owned(), |parsed| day(self.words, parsed))
    }

    /// A count of people; small ones are not shown exactly.
    pub fn people(&self, text: &str) -> String {
        match parse_number(text) {
            Some(n) if (1..10).contains(&n) => self.say("fewer-than-10"),
            Some(n) => number(n),
            None => text.to_owned(),
        }
    }

    /// The lines of an answer. Tables are shown by `cells` instead.
    pub fn answer(&self, asked: &Asked, answer: &Answer) -> Vec<String> {
        use crate::domain::questionnaire::QuestionType as T;
        let label = |id: &str| {
            let label = self.questionnaire().label(asked, id);
            label.map_or_else(|| id.to_owned(), |label| label.get(self.lang))
        };
        match (asked.question.kind, answer) {
            (T::Radio | T::Select, Answer::Text(id)) if id.is_empty() => Vec::new(),
            (T::Radio | T::Select, Answer::Text(id)) => vec![label(id)],
            (T::Number | T::Percent, Answer::Text(text)) if !text.trim().is_empty() => {
                let unit = asked.question.unit.as_ref().map(|unit| unit.get(self.lang));
                vec![with_unit(text.trim(), unit.as_deref())]
            }
            (T::Checkboxes, Answer::Many(ids)) => ids.iter().map(|id| label(id)).collect(),
            (T::Date, Answer::Text(text)) => vec![self.typed_day(text)],
            (T::Groups, Answer::Rows(rows)) => rows.iter().map(|row| self.group_row(row)).collect(),
            (T::Options, Answer::Rows(rows)) => rows
                .iter()
                .map(|row| self.option_row(row))
                .filter(|line| !line.is_empty())
                .collect(),
            (T::Table, Answer::Rows(rows)) => {
                let line = |row: &Row| {
                    let cells = self.cells(asked, row).into_iter().filter(|cell| !cell.is_empty());
                    let cells = cells.collect::<Vec<_>>().join(", ");
                    match self.row_of(asked, row) {
                        name if name.is_empty() || cells.is_empty() => cells,
                        name => format!("{name}: {cells}"),
                    }
                };
                rows.iter().map(line).filter(|line| !line.is_empty()).collect()
            }
            (_, Answer::Text(text)) => {
                if text.trim().is_empty() {
                    Vec::new()
                } else {
                    vec![text.clone()]
                }
            }
            (_, Answer::Many(texts)) => texts.clone(),
            (_, Answer::Rows(_)) => Vec::new(),
        }
    }

    fn group_row(&self, row: &Row) -> String {
        let key = row_key(row).unwrap_or("");
        let known = key.parse().ok().and_then(|id| self.questionnaire().group(&id));
        known.map_or_else(|| typed(row, "name").to_owned(), |group| group.label.get(self.lang))
    }

    fn option_row(&self, row: &Row) -> String {
        let (name, about) = (typed(row, "name"), typed(row, "about"));
        let mut line = name.to_owned();
        if typed(row, "preferred") == "yes" {
            line = self.words.say_with("option-preferred", &[("name", name.into())]);
        }
        if !about.is_empty() {
            line = format!("{line}: {about}");
        }
        line
    }

    /// A figure of the catalogue of evidence.
    pub fn evidence(&self, id: &RuleId) -> Option<Figure> {
        let all = &self.questionnaire().definition().evidence;
        let evidence = all.iter().find(|evidence| evidence.id == *id)?;
        let year = evidence.year.as_ref().map(|year| format!(", {}", year.get(self.lang)));
        let note = evidence.note.as_ref().map(|note| format!(" {}", note.get(self.lang)));
        Some(Figure {
            label: evidence.label.get(self.lang),
            says: format!("{}{}", evidence.figure.get(self.lang), note.unwrap_or_default()),
            source: format!("{}{}", evidence.source.get(self.lang), year.unwrap_or_default()),
        })
    }

    /// The filled cells of a table row, named where the row is.
    pub fn cells(&self, asked: &Asked, row: &Row) -> Vec<String> {
        let fields = asked.question.fields.iter();
        let cells = fields.map(|field| {
            let text = typed(row, field.id.as_str());
            match field.kind {
                FieldType::Date if text.trim_matches('-').is_empty() => String::new(),
                FieldType::Date => self.typed_day(text),
                FieldType::Number if field.is_plain_count() => self.people(text),
                FieldType::Number => {
                    let unit = field.unit.as_ref().map(|unit| unit.get(self.lang));
                    with_unit(text, unit.as_deref().filter(|_| !text.is_empty()))
                }
                FieldType::YesNo => match text {
                    "yes" => self.say("yes"),
                    "no" => self.say("no"),
                    other => other.to_owned(),
                },
                FieldType::Choice => {
                    let chosen = field.options.iter().find(|choice| choice.id.as_str() == text);
                    chosen.map_or_else(|| text.to_owned(), |choice| choice.label.get(self.lang))
                }
                FieldType::Text | FieldType::AreaCode => text.to_owned(),
            }
        });
        cells.collect()
    }

    /// What a row of a table with `rows_from` stands for; empty for the officer's own rows.
    pub fn row_name(&self, row: &Row) -> String {
        let key = row_key(row).unwrap_or("");
        if let Some(gap) = self.open.evaluation.gaps.iter().find(|gap| gap.key() == key) {
            return self.gap(gap);
        }
        let group = key.parse::<GroupId>().ok();
        let chosen = group.filter(|group| self.open.evaluation.group(group).is_some());
        chosen.map_or_else(String::new, |group| self.group(&group))
    }

    /// What a row of a question stands for, also when the questionnaire names it.
    pub fn row_of(&self, asked: &Asked, row: &Row) -> String {
        let fixed = asked.question.rows.iter().find(|f| Some(f.id.as_str()) == row_key(row));
        match fixed {
            Some(_) if asked.question.rows.len() == 1 => String::new(),
            Some(fixed) => fixed.label.get(self.lang),
            None => self.row_name(row),
        }
    }
}

/// A number as it was typed, with its unit.
fn with_unit(text: &str, unit: Option<&str>) -> String {
    match unit {
        None => text.to_owned(),
        Some("%") => format!("{text}%"),
        Some("£") => format!("£{text}"),
        Some(unit) => format!("{text} {unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        for (n, said) in
            [(0, "0"), (999, "999"), (1_000, "1,000"), (150_000, "150,000"), (-12, "−12")]
        {
            assert_eq!(number(n), said);
        }
    }
}
