//! The questions one by one: options, fields, points and conditions.
use std::collections::BTreeMap;

use super::check::Checker;
use super::definition::{Choice, Field, FieldType, FixedRow};
use super::scores::{Points, TickedPoints};
use super::{Asked, Definition, Question, QuestionType};
use crate::domain::condition::{Computed, Condition};
use crate::domain::ids::{OptionId, RuleId, ScoreId};
use crate::domain::number::Number;
use crate::domain::text::{Lang, Text};

impl Checker<'_> {
    pub(super) fn questions(
        &mut self,
        definition: &Definition,
    ) -> (Vec<Asked>, Vec<Option<Condition>>) {
        let mut asked: Vec<Asked> = Vec::new();
        let mut shown = Vec::new();
        self.option_sets(definition);
        for (s, section) in definition.sections.iter().enumerate() {
            let path = format!("sections.{s}.show_if");
            let outer = section.show_if.as_ref().map(|text| self.compile_at(&path, text));
            shown.push(outer.clone());
            for (q, question) in section.questions.iter().enumerate() {
                let path = format!("sections.{s}.questions.{q}");
                if asked.iter().any(|other| other.question.id == question.id) {
                    let message = format!("the question “{}” occurs twice", question.id);
                    self.say(format!("{path}.id"), message);
                }
                if self.names.scores.contains(question.id.as_str()) {
                    let message = format!("“{}” is the name of a score too", question.id);
                    self.say(format!("{path}.id"), message);
                }
                self.usable(&format!("{path}.id"), question.id.as_str());
                self.belongs(question, &path);
                let choices = self.choices(definition, question, &path);
                let own = question.show_if.as_ref();
                let own = own.map(|text| self.compile_at(&format!("{path}.show_if"), text));
                let show_if = match (outer.clone(), own.clone()) {
                    (Some(outer), Some(own)) => Condition::All(vec![outer, own]),
                    (Some(one), None) | (None, Some(one)) => one,
                    (None, None) => Condition::Always(true),
                };
                let question = self.plain_kind(question, &path);
                let points = super::check_points::points_of(&question, &choices);
                self.points(&question, &choices, &path);
                asked.push(Asked {
                    question,
                    section: section.id.clone(),
                    choices,
                    points,
                    show_if,
                    own_show_if: own,
                    needs: Vec::new(),
                    late: false,
                });
            }
        }
        (asked, shown)
    }

    /// The kinds that stand for others: what the rest of the program sees.
    fn plain_kind(&mut self, question: &Question, path: &str) -> Question {
        let mut question = question.clone();
        match question.kind {
            QuestionType::YesNo | QuestionType::YesNoDontKnow => {
                question.kind = QuestionType::Radio;
            }
            QuestionType::List => {
                question.fields = only_field(&question, FieldType::Text);
                question.kind = QuestionType::Table;
            }
            QuestionType::Areas => {
                question.fields = only_field(&question, FieldType::AreaCode);
                question.kind = QuestionType::Table;
            }
            QuestionType::Fieldset => {
                if !question.rows.is_empty() || question.rows_from.is_some() {
                    self.say(path, "a fieldset is answered once: use a table for rows");
                }
                let label = question.short().clone();
                question.rows = only_row().map(|id| FixedRow { id, label }).into_iter().collect();
                question.kind = QuestionType::Table;
            }
            QuestionType::Percent => {
                question.min = question.min.or(Some(0.into()));
                question.max = question.max.or(Some(100.into()));
                question.unit = question.unit.or_else(|| Some(Text::Same("%".to_owned())));
            }
            QuestionType::Radio
            | QuestionType::Select
            | QuestionType::Checkboxes
            | QuestionType::Text
            | QuestionType::Textarea
            | QuestionType::Number
            | QuestionType::Date
            | QuestionType::Table
            | QuestionType::Note
            | QuestionType::Groups
            | QuestionType::Options
            | QuestionType::Mitigations => {}
        }
        self.limits(path, question.min, question.max);
        for (n, field) in question.fields.iter().enumerate() {
            self.limits(&format!("{path}.fields.{n}"), field.min, field.max);
        }
        question
    }

    fn choices(&mut self, definition: &Definition, question: &Question, path: &str) -> Vec<Choice> {
        let mut choices = match &question.options_from {
            Some(set) => {
                if let Some(choices) = definition.option_sets.get(set) {
                    choices.clone()
                } else {
                    let known = definition.option_sets.keys().map(RuleId::as_str);
                    let path = format!("{path}.options_from");
                    self.known(path, "option set", set.as_str(), known);
                    return Vec::new();
                }
            }
            None => question.options.clone(),
        };
        if choices.is_empty() {
            choices = yes_or_no(question.kind);
        }
        let has_options = matches!(
            question.kind,
            QuestionType::Radio
                | QuestionType::Select
                | QuestionType::Checkboxes
                | QuestionType::YesNo
                | QuestionType::YesNoDontKnow
        );
        if has_options && choices.is_empty() {
            self.say(path, format!("the question “{}” offers no options", question.id));
        }
        if !has_options && !question.options.is_empty() {
            let message = "only radio, select, checkboxes and yes_no have options";
            self.say(format!("{path}.options"), message);
        }
        let has_fields = matches!(question.kind, QuestionType::Table | QuestionType::Fieldset);
        if has_fields && question.fields.is_empty() {
            self.say(path, format!("the table “{}” has no fields", question.id));
        }
        if question.options_from.is_none() {
            self.options(&choices, &format!("{path}.options"));
        }
        for (n, field) in question.fields.iter().enumerate() {
            let path = format!("{path}.fields.{n}");
            if field.kind == FieldType::Choice && field.options.is_empty() {
                self.say(&path, format!("the field “{}” offers no options", field.id));
            }
            self.options(&field.options, &format!("{path}.options"));
        }
        self.duplicates(format!("{path}.fields"), "field", question.fields.iter().map(|f| &f.id));
        self.duplicates(format!("{path}.rows"), "row", question.rows.iter().map(|r| &r.id));
        if choices.iter().any(|choice| choice.rate.is_some()) && question.pathway.is_none() {
            self.say(path, "an option opens a rating, but the question names no pathway");
        }
        choices
    }

    /// The options that several questions share, judged where they are written.
    fn option_sets(&mut self, definition: &Definition) {
        for (name, choices) in &definition.option_sets {
            let path = format!("option_sets.{name}");
            self.options(choices, &path);
            self.all_or_none(choices, &path, &|_| None);
        }
    }

    fn options(&mut self, choices: &[Choice], path: &str) {
        self.duplicates(path, "option", choices.iter().map(|choice| &choice.id));
        self.labels(choices.iter().map(|choice| (choice.id.as_str(), &choice.label)), path);
    }

    /// Options have words, and each its own in every language.
    pub(super) fn labels<'o>(
        &mut self,
        options: impl Iterator<Item = (&'o str, &'o Text)>,
        path: &str,
    ) {
        let mut labels: BTreeMap<(Lang, String), &str> = BTreeMap::new();
        for (n, (id, label)) in options.enumerate() {
            let path = format!("{path}.{n}.label");
            if label.is_blank() {
                self.say(path, "the option has no words");
                continue;
            }
            for lang in [Lang::En, Lang::Cy].into_iter().filter(|lang| label.is_in(*lang)) {
                let words = label.get(lang).trim().to_lowercase();
                if let Some(first) = labels.insert((lang, words), id) {
                    let message = format!("the options “{first}” and “{id}” have the same words");
                    self.say(path, message);
                    break;
                }
            }
        }
    }

    fn limits(&mut self, path: &str, min: Option<Number>, max: Option<Number>) {
        if let (Some(min), Some(max)) = (min, max)
            && min > max
        {
            self.say(format!("{path}.min"), format!("the lowest number {min} is above {max}"));
        }
    }

    /// Whether a name can stand in an expression.
    pub(super) fn usable(&mut self, path: &str, name: &str) {
        const WORDS: &[&str] = &[
            "in",
            "true",
            "false",
            "null",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while",
        ];
        let computed = Computed::NAMES.iter().any(|(known, _)| *known == name);
        if computed || WORDS.contains(&name) {
            let message =
                format!("“{name}” has a meaning of its own in expressions: choose another id");
            self.say(path, message);
        } else if name.contains('-') || name.starts_with(|c: char| c.is_ascii_digit()) {
            let message = format!(
                "“{name}” cannot stand in an expression: start with a letter, and use _ for -"
            );
            self.say(path, message);
        }
    }

    /// Keys that mean something for other kinds of question only.
    fn belongs(&mut self, question: &Question, path: &str) {
        use QuestionType as T;
        let kind = question.kind;
        let is_number = kind.is_number();
        let is_table = matches!(kind, T::Table | T::Fieldset);
        let wrong = [
            ("fields", !question.fields.is_empty() && !is_table),
            ("rows", !question.rows.is_empty() && !is_table),
            ("rows_from", question.rows_from.is_some() && kind != T::Table),
            ("max_words", question.max_words.is_some() && !matches!(kind, T::Text | T::Textarea)),
            ("min", question.min.is_some() && !is_number),
            ("max", question.max.is_some() && !is_number),
            ("decimals", question.decimals > 0 && !is_number),
            ("unit", question.unit.is_some() && !is_number),
            ("ticked", question.ticked != TickedPoints::Sum && kind != T::Checkboxes),
        ];
        for (key, _) in wrong.into_iter().filter(|(_, wrong)| *wrong) {
            let message = format!("“{key}” means nothing for a question of this type");
            self.say(format!("{path}.{key}"), message);
        }
        if kind != T::Checkboxes {
            for (n, _) in question.options.iter().enumerate().filter(|(_, o)| o.exclusive) {
                let message = "“exclusive” means nothing where one option is chosen";
                self.say(format!("{path}.options.{n}.exclusive"), message);
            }
        }
        if question.options_from.is_some() && !question.options.is_empty() {
            let message = "the question has options, and options_from too: leave one out";
            self.say(format!("{path}.options_from"), message);
        }
        for (n, field) in question.fields.iter().enumerate() {
            if field.kind != FieldType::Choice && !field.options.is_empty() {
                let message = "only a field of type choice has options";
                self.say(format!("{path}.fields.{n}.options"), message);
            }
        }
        if question.text.is_blank() {
            self.say(format!("{path}.text"), "the question has no words");
        }
    }
}

/// The one field of a list.
fn only_field(question: &Question, kind: FieldType) -> Vec<Field> {
    let label = question.short().clone();
    let field = |id| Field { kind, ..Field::new(id, label) };
    "item".parse().ok().map(field).into_iter().collect()
}

fn only_row() -> Option<OptionId> {
    "only".parse().ok()
}

/// The options of a question that needs none written.
fn yes_or_no(kind: QuestionType) -> Vec<Choice> {
    const WORDS: &[(&str, &str, &str)] =
        &[("yes", "Yes", "Ie"), ("no", "No", "Na"), ("dont_know", "Don’t know", "Ddim yn gwybod")];
    let offered = if kind == QuestionType::YesNo {
        2
    } else if kind == QuestionType::YesNoDontKnow {
        3
    } else {
        0
    };
    let choice = |(id, en, cy): &(&str, &str, &str)| {
        let label = BTreeMap::from([(Lang::En, (*en).to_owned()), (Lang::Cy, (*cy).to_owned())]);
        let is_gap = *id == "dont_know";
        Some(Choice {
            gap: is_gap,
            dont_know: is_gap,
            ..Choice::new(id.parse().ok()?, Text::Each(label))
        })
    };
    WORDS.iter().take(offered).filter_map(choice).collect()
}

/// Every total that the points name exists.
pub(super) fn named_totals(points: &Points) -> Vec<&ScoreId> {
    match points {
        Points::Same(_) => Vec::new(),
        Points::Each(points) => points.keys().collect(),
    }
}
