//! Names and values in expressions, each with what may stand for it.
use std::collections::BTreeSet;

use cel::common::ast::{Expr, LiteralValue};
use cel::parser::Parser;

use super::expression::Part;
use crate::domain::condition::{Condition, Fact};
use crate::domain::formula::Formula;
use crate::domain::ids::{OptionId, QuestionId, RuleId};
use crate::domain::number::Number;

/// The left side is one of these names.
/// The longest expression that is read, in bytes.
const MAX_LENGTH: usize = 2_000;

pub(super) fn is_one_of(left: Part, texts: &[String]) -> Result<Condition, String> {
    let names = || texts.iter().map(|text| parse_id::<RuleId>(text, "a name"));
    match left {
        Part::Question(question) => {
            let options = texts.iter().map(|text| option(text));
            Ok(Condition::OneOf(question, options.collect::<Result<_, _>>()?))
        }
        Part::Band(score) => Ok(Condition::InBand(score, names().collect::<Result<_, _>>()?)),
        Part::Outcome(decision) => {
            Ok(Condition::Decided(decision, names().collect::<Result<_, _>>()?))
        }
        Part::Record(fact) => {
            let values = Fact::NAMES.iter().find(|(_, known, _)| *known == fact);
            let values = values.map_or(&[][..], |(_, _, values)| values);
            let values = values.iter().map(|value| (*value).to_owned()).collect();
            for text in texts {
                known(text, "value of it", &values)?;
            }
            Ok(Condition::Record(fact, texts.iter().cloned().collect()))
        }
        Part::Number(_) => Err("a number cannot be compared with a text".to_owned()),
        Part::Text(_) | Part::Texts(_) | Part::Condition(_) => {
            Err("compare a question with an option in quotes".to_owned())
        }
    }
}

pub(super) fn known(name: &str, what: &str, names: &BTreeSet<String>) -> Result<(), String> {
    if names.contains(name) {
        return Ok(());
    }
    let near = crate::domain::questionnaire::nearest(name, names.iter().map(String::as_str));
    let hint = near.map_or_else(String::new, |near| format!("; did you mean “{near}”?"));
    let quotes = if what == "question" && near.is_none() {
        ": if it is an option, put it in quotes"
    } else {
        ""
    };
    Err(format!("there is no {what} “{name}”{hint}{quotes}"))
}

pub(super) fn literal_of(literal: &LiteralValue) -> Result<Part, String> {
    let number = |number: Number| Ok(Part::Number(Formula::Constant(number)));
    match literal {
        LiteralValue::Boolean(value) => Ok(Part::Condition(Condition::Always(*value.inner()))),
        LiteralValue::Int(value) => number(Number::from(*value.inner())),
        // The shortest text of a binary fraction is what was written.
        LiteralValue::Double(value) => {
            number(value.inner().to_string().parse().map_err(|_| "the number is too large")?)
        }
        LiteralValue::String(value) => Ok(Part::Text(value.inner().to_owned())),
        LiteralValue::Bytes(_) | LiteralValue::Null | LiteralValue::UInt(_) => {
            Err("only numbers and texts can be compared".to_owned())
        }
    }
}

pub(super) fn parse_id<T: std::str::FromStr>(name: &str, what: &str) -> Result<T, String> {
    name.parse().map_err(|_| format!("“{name}” cannot be the id of {what}"))
}

pub(super) fn question(name: &str) -> Result<QuestionId, String> {
    name.parse().map_err(|_| format!("“{name}” is not the id of a question"))
}

pub(super) fn option(text: &str) -> Result<OptionId, String> {
    text.parse().map_err(|_| format!("“{text}” cannot be an option"))
}

pub(super) fn within(text: &str, message: &str) -> String {
    let text: String = text.chars().take(200).collect();
    format!("in the expression “{text}”: {message}")
}

pub(super) fn parse(text: &str) -> Result<Expr, String> {
    if text.len() > MAX_LENGTH {
        return Err(format!("it is longer than {MAX_LENGTH} characters"));
    }
    let parser = Parser::new().max_recursion_depth(24);
    let parsed = parser.parse(text).map_err(|errors| {
        let first = errors.errors.first().map_or("", |error| error.msg.as_str());
        format!("it cannot be read: {first}{}", hint(text))
    })?;
    Ok(parsed.expr)
}

/// What people write by mistake.
fn hint(text: &str) -> &'static str {
    let single = text.replace("==", "").replace("!=", "").replace("<=", "").replace(">=", "");
    if text.contains(" and ") || text.contains(" or ") {
        "; write && for and, || for or"
    } else if text.contains(['‘', '’', '“', '”']) {
        "; there is a curly quote in it: write '"
    } else if single.contains('=') {
        "; write == to compare"
    } else {
        ""
    }
}
