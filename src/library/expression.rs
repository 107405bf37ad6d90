//! CEL expressions, read into conditions.
//!
//! The `cel` crate parses; what it gives is taken over as far as it can be understood without
//! running it, and refused otherwise. So conditions can be linted, and evaluated with three
//! values.
use std::collections::BTreeSet;

use cel::common::ast::{CallExpr, Expr, LiteralValue, operators};
use cel::parser::Parser;

use crate::domain::condition::{Comparison, Computed, Condition, Measure};
use crate::domain::ids::{OptionId, QuestionId};

/// The longest expression that is read, in bytes.
const MAX_LENGTH: usize = 2_000;

/// What a part of an expression stands for.
enum Part {
    Question(QuestionId),
    Computed(Computed),
    Count(QuestionId),
    Text(String),
    Texts(Vec<String>),
    Number(i64),
    Condition(Condition),
}

/// Reads an expression, or says what is wrong with it.
pub fn compile(text: &str) -> Result<Condition, String> {
    if text.len() > MAX_LENGTH {
        return Err(format!("the expression is longer than {MAX_LENGTH} characters"));
    }
    let parser = Parser::new().max_recursion_depth(24);
    let parsed = parser.parse(text).map_err(|errors| {
        let first = errors.errors.first().map_or("", |error| error.msg.as_str());
        format!("the expression “{text}” cannot be read: {first}")
    })?;
    condition(&parsed.expr).map_err(|message| format!("in the expression “{text}”: {message}"))
}

fn condition(expr: &Expr) -> Result<Condition, String> {
    match part(expr)? {
        Part::Condition(condition) => Ok(condition),
        Part::Question(id) => Err(format!("compare “{id}” with an option, or use answered({id})")),
        Part::Computed(_) | Part::Count(_) => Err("compare the number with a number".to_owned()),
        Part::Text(_) | Part::Texts(_) | Part::Number(_) => {
            Err("a condition is a comparison, not a value".to_owned())
        }
    }
}

fn part(expr: &Expr) -> Result<Part, String> {
    match expr {
        Expr::Ident(name) => name_of(name),
        Expr::Literal(literal) => literal_of(literal),
        Expr::List(list) => {
            let texts = list.elements.iter().map(|element| text(&element.expr));
            Ok(Part::Texts(texts.collect::<Result<_, _>>()?))
        }
        Expr::Call(call) => call_of(call),
        Expr::Unspecified
        | Expr::Comprehension(_)
        | Expr::Map(_)
        | Expr::Select(_)
        | Expr::Struct(_) => {
            Err("only comparisons, in, &&, ||, !, count(), answered() and flag() can be used"
                .to_owned())
        }
    }
}

fn name_of(name: &str) -> Result<Part, String> {
    let computed = Computed::NAMES.iter().find(|(known, _)| *known == name);
    if let Some((_, computed)) = computed {
        return Ok(Part::Computed(*computed));
    }
    name.parse().map(Part::Question).map_err(|_| format!("“{name}” is not the id of a question"))
}

fn literal_of(literal: &LiteralValue) -> Result<Part, String> {
    match literal {
        LiteralValue::Boolean(value) => Ok(Part::Condition(Condition::Always(*value.inner()))),
        LiteralValue::Int(value) => Ok(Part::Number(*value.inner())),
        LiteralValue::String(value) => Ok(Part::Text(value.inner().to_owned())),
        LiteralValue::Bytes(_)
        | LiteralValue::Double(_)
        | LiteralValue::Null
        | LiteralValue::UInt(_) => Err("only whole numbers and texts can be compared".to_owned()),
    }
}

fn text(expr: &Expr) -> Result<String, String> {
    match part(expr)? {
        Part::Text(text) => Ok(text),
        Part::Question(id) => Err(format!("write '{id}' in quotes if it is an option")),
        Part::Computed(_)
        | Part::Count(_)
        | Part::Texts(_)
        | Part::Number(_)
        | Part::Condition(_) => Err("a list holds options in quotes".to_owned()),
    }
}

fn call_of(call: &CallExpr) -> Result<Part, String> {
    if call.target.is_some() {
        return Err(format!("“{}” cannot be used here", call.func_name));
    }
    let args: Vec<&Expr> = call.args.iter().map(|arg| &arg.expr).collect();
    let condition_of = |made| Ok(Part::Condition(made));
    match (call.func_name.as_str(), args.as_slice()) {
        (operators::LOGICAL_AND, [left, right]) => {
            condition_of(Condition::All(vec![condition(left)?, condition(right)?]))
        }
        (operators::LOGICAL_OR, [left, right]) => {
            condition_of(Condition::Any(vec![condition(left)?, condition(right)?]))
        }
        (operators::LOGICAL_NOT, [inner]) => {
            condition_of(Condition::Not(Box::new(condition(inner)?)))
        }
        (operators::IN, [left, right]) => membership(left, right).map(Part::Condition),
        (operators::EQUALS, [left, right]) => {
            compare(left, Comparison::Equal, right).map(Part::Condition)
        }
        (operators::NOT_EQUALS, [left, right]) => {
            compare(left, Comparison::NotEqual, right).map(Part::Condition)
        }
        (operators::LESS, [left, right]) => {
            compare(left, Comparison::Less, right).map(Part::Condition)
        }
        (operators::LESS_EQUALS, [left, right]) => {
            compare(left, Comparison::AtMost, right).map(Part::Condition)
        }
        (operators::GREATER, [left, right]) => {
            compare(left, Comparison::More, right).map(Part::Condition)
        }
        (operators::GREATER_EQUALS, [left, right]) => {
            compare(left, Comparison::AtLeast, right).map(Part::Condition)
        }
        ("count", [Expr::Ident(name)]) => Ok(Part::Count(question(name)?)),
        ("answered", [Expr::Ident(name)]) => condition_of(Condition::Answered(question(name)?)),
        ("flag", [name]) => {
            let name = text(name)?;
            let flag = name.parse().map_err(|_| format!("“{name}” cannot be a flag"))?;
            condition_of(Condition::Flag(flag))
        }
        (name, _) => Err(format!("“{name}” is not known here, or has the wrong arguments")),
    }
}

fn question(name: &str) -> Result<QuestionId, String> {
    name.parse().map_err(|_| format!("“{name}” is not the id of a question"))
}

fn option(text: &str) -> Result<OptionId, String> {
    text.parse().map_err(|_| format!("“{text}” cannot be an option"))
}

fn membership(left: &Expr, right: &Expr) -> Result<Condition, String> {
    match (part(left)?, part(right)?) {
        (Part::Question(question), Part::Texts(texts)) => {
            let options = texts.iter().map(|text| option(text));
            Ok(Condition::OneOf(question, options.collect::<Result<_, _>>()?))
        }
        (Part::Text(text), Part::Question(question)) => {
            Ok(Condition::Includes(question, option(&text)?))
        }
        _ => Err("write: question in ['a', 'b'], or: 'a' in question".to_owned()),
    }
}

fn compare(left: &Expr, how: Comparison, right: &Expr) -> Result<Condition, String> {
    match (part(left)?, how, part(right)?) {
        (Part::Question(question), Comparison::Equal, Part::Text(text)) => {
            Ok(Condition::OneOf(question, BTreeSet::from([option(&text)?])))
        }
        (Part::Question(question), Comparison::NotEqual, Part::Text(text)) => {
            let is = Condition::OneOf(question, BTreeSet::from([option(&text)?]));
            Ok(Condition::Not(Box::new(is)))
        }
        (Part::Count(question), how, Part::Number(number)) => {
            Ok(Condition::Compare(Measure::Count(question), how, number))
        }
        (Part::Computed(name), how, Part::Number(number)) => {
            Ok(Condition::Compare(Measure::Computed(name), how, number))
        }
        _ => {
            Err("compare a question with an option in quotes, or a number with a number".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_in_the_handbook_is_understood() {
        for good in [
            "s1 == 'yes' || s3 in ['only', 'partly']",
            "!('none' in s4)",
            "count(s4) >= 3",
            "answered(h6) && count(a2) >= 2",
            "flag('sole_contact')",
            "level >= 2",
            "h3 != 'none'",
            "true",
        ] {
            assert!(compile(good).is_ok(), "{good}: {:?}", compile(good));
        }
    }

    #[test]
    fn anything_else_is_refused_with_a_reason() {
        for bad in [
            "s1",
            "s1 ==",
            "s1 == 2",
            "s1 == 1.5",
            "s1 + s2 > 3",
            "[1, 2].all(x, x > 1)",
            "s1.yes",
            "level",
            "level >= 'two'",
            "count('s4') > 1",
            "'a'",
            "system('rm')",
            "",
        ] {
            assert!(compile(bad).is_err(), "{bad}");
        }
        assert!(compile(&"!".repeat(500)).is_err());
        assert!(compile(&"(".repeat(1_500)).is_err());
    }
}
