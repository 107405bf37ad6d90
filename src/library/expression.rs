//! CEL expressions, read into conditions.
//!
//! The `cel` crate parses; what it gives is taken over as far as it can be understood without
//! running it, and refused otherwise. So conditions can be linted, and evaluated with three
//! values.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "what is not listed is refused, also what CEL may add"
)]
use cel::common::ast::{CallExpr, Expr, LiteralValue, operators};

use super::names::{is_one_of, known, literal_of, option, parse, parse_id, question, within};
use crate::domain::condition::{Comparison, Computed, Condition, Fact};
use crate::domain::formula::{Extreme, Formula, Operation};
use crate::domain::ids::{DecisionId, FieldId, QuestionId, ScoreId};
use crate::domain::number::Number;
use crate::domain::questionnaire::Names;

/// What a part of an expression stands for.
pub(super) enum Part {
    Question(QuestionId),
    Number(Formula),
    Band(ScoreId),
    Outcome(DecisionId),
    Record(Fact),
    Text(String),
    Texts(Vec<String>),
    Condition(Condition),
}

/// Reads an expression that is true or false, or says what is wrong with it.
pub fn compile(text: &str, names: &Names) -> Result<Condition, String> {
    let reader = Reader { names };
    parse(text).and_then(|expr| reader.condition(&expr)).map_err(|message| within(text, &message))
}

/// Reads an expression that gives a number, or says what is wrong with it.
pub fn compile_formula(text: &str, names: &Names) -> Result<Formula, String> {
    let reader = Reader { names };
    parse(text).and_then(|expr| reader.number(&expr)).map_err(|message| within(text, &message))
}

struct Reader<'a> {
    names: &'a Names,
}

impl Reader<'_> {
    fn condition(&self, expr: &Expr) -> Result<Condition, String> {
        match self.part(expr)? {
            Part::Condition(condition) => Ok(condition),
            Part::Question(id) => {
                Err(format!("compare “{id}” with an option, or use answered({id})"))
            }
            Part::Number(_) => Err("compare the number with a number".to_owned()),
            Part::Band(_) | Part::Outcome(_) | Part::Record(_) => {
                Err("compare it with a name in quotes".to_owned())
            }
            Part::Text(_) | Part::Texts(_) => {
                Err("a condition is a comparison, not a value".to_owned())
            }
        }
    }

    fn number(&self, expr: &Expr) -> Result<Formula, String> {
        match self.part(expr)? {
            Part::Number(formula) => Ok(formula),
            Part::Question(id) => Err(format!(
                "“{id}” is not a number: use count({id}), or name a score or a question of type number"
            )),
            Part::Band(_)
            | Part::Outcome(_)
            | Part::Record(_)
            | Part::Text(_)
            | Part::Texts(_)
            | Part::Condition(_) => Err("a number is needed here".to_owned()),
        }
    }

    fn part(&self, expr: &Expr) -> Result<Part, String> {
        match expr {
            Expr::Ident(name) => self.name(name),
            Expr::Literal(literal) => literal_of(literal),
            Expr::List(list) => {
                let texts = list.elements.iter().map(|element| self.text(&element.expr));
                Ok(Part::Texts(texts.collect::<Result<_, _>>()?))
            }
            Expr::Call(call) => self.call(call),
            Expr::Unspecified
            | Expr::Comprehension(_)
            | Expr::Map(_)
            | Expr::Select(_)
            | Expr::Struct(_) => Err("only comparisons, in, &&, ||, !, + - * /, ? : and the \
                                      functions of questionnaires/README.md can be used"
                .to_owned()),
        }
    }

    fn name(&self, name: &str) -> Result<Part, String> {
        let computed = Computed::NAMES.iter().find(|(known, _)| *known == name);
        if let Some((_, computed)) = computed {
            return Ok(Part::Number(Formula::Computed(*computed)));
        }
        if self.names.scores.contains(name) {
            return Ok(Part::Number(Formula::Score(parse_id(name, "a score")?)));
        }
        if !self.names.questions.contains(name) {
            let computed = Computed::NAMES.iter().map(|(name, _)| (*name).to_owned());
            let others = self.names.questions.iter().chain(&self.names.scores).cloned();
            known(name, "question", &computed.chain(others).collect())?;
        }
        let question = question(name)?;
        let number = self.names.numbers.contains(name);
        Ok(if number { Part::Number(Formula::Answer(question)) } else { Part::Question(question) })
    }

    fn text(&self, expr: &Expr) -> Result<String, String> {
        match self.part(expr)? {
            Part::Text(text) => Ok(text),
            Part::Question(id) => Err(format!("write '{id}' in quotes if it is an option")),
            Part::Number(_)
            | Part::Band(_)
            | Part::Outcome(_)
            | Part::Record(_)
            | Part::Texts(_)
            | Part::Condition(_) => Err("a list holds options in quotes".to_owned()),
        }
    }

    fn texts(&self, expr: &Expr) -> Result<Vec<String>, String> {
        match self.part(expr)? {
            Part::Texts(texts) => Ok(texts),
            _ => self.text(expr).map(|text| vec![text]),
        }
    }

    fn call(&self, call: &CallExpr) -> Result<Part, String> {
        if call.target.is_some() {
            return Err(format!("“{}” cannot be used here", call.func_name));
        }
        let args: Vec<&Expr> = call.args.iter().map(|arg| &arg.expr).collect();
        match self.logic(&call.func_name, &args)? {
            Some(condition) => Ok(Part::Condition(condition)),
            None => match self.arithmetic(&call.func_name, &args)? {
                Some(formula) => Ok(Part::Number(formula)),
                None => self.function(&call.func_name, &args),
            },
        }
    }

    fn logic(&self, name: &str, args: &[&Expr]) -> Result<Option<Condition>, String> {
        let how = match name {
            operators::EQUALS => Comparison::Equal,
            operators::NOT_EQUALS => Comparison::NotEqual,
            operators::LESS => Comparison::Less,
            operators::LESS_EQUALS => Comparison::AtMost,
            operators::GREATER => Comparison::More,
            operators::GREATER_EQUALS => Comparison::AtLeast,
            operators::LOGICAL_AND | operators::LOGICAL_OR => {
                let parts = args.iter().map(|part| self.condition(part));
                let parts = parts.collect::<Result<_, _>>()?;
                let all = name == operators::LOGICAL_AND;
                return Ok(Some(if all { Condition::All(parts) } else { Condition::Any(parts) }));
            }
            operators::LOGICAL_NOT => {
                let [inner] = args else { return Ok(None) };
                return Ok(Some(Condition::Not(Box::new(self.condition(inner)?))));
            }
            operators::IN => {
                let [left, right] = args else { return Ok(None) };
                return self.membership(left, right).map(Some);
            }
            _ => return Ok(None),
        };
        let [left, right] = args else { return Ok(None) };
        self.compare(left, how, right).map(Some)
    }

    fn arithmetic(&self, name: &str, args: &[&Expr]) -> Result<Option<Formula>, String> {
        let operation = match (name, args) {
            (operators::ADD, _) => Operation::Plus,
            (operators::SUBSTRACT, _) => Operation::Minus,
            (operators::MULTIPLY, _) => Operation::Times,
            (operators::DIVIDE, _) => Operation::Over,
            (operators::NEGATE, [inner]) => {
                let sides = (Formula::Constant(Number::ZERO), self.number(inner)?);
                return Ok(Some(Formula::Both(Operation::Minus, Box::new(sides))));
            }
            (operators::CONDITIONAL, [condition, yes, no]) => {
                let parts = (self.condition(condition)?, self.number(yes)?, self.number(no)?);
                return Ok(Some(Formula::If(Box::new(parts))));
            }
            ("min" | "max", [_, _, ..]) => {
                let extreme = if name == "min" { Extreme::Lowest } else { Extreme::Highest };
                let parts = args.iter().map(|part| self.number(part));
                return Ok(Some(Formula::OneOf(extreme, parts.collect::<Result<_, _>>()?)));
            }
            ("round", [inner]) => {
                return Ok(Some(Formula::Rounded(Box::new(self.number(inner)?), 0)));
            }
            ("round", [inner, Expr::Literal(LiteralValue::Int(decimals))]) => {
                let decimals = u32::try_from(*decimals.inner()).ok().filter(|n| *n <= 10);
                let decimals = decimals.ok_or("round() takes 0 to 10 decimals")?;
                return Ok(Some(Formula::Rounded(Box::new(self.number(inner)?), decimals)));
            }
            _ => return Ok(None),
        };
        let [left, right] = args else { return Ok(None) };
        let sides = (self.number(left)?, self.number(right)?);
        Ok(Some(Formula::Both(operation, Box::new(sides))))
    }

    fn function(&self, name: &str, args: &[&Expr]) -> Result<Part, String> {
        let number = |formula| Ok(Part::Number(formula));
        match (name, args) {
            ("count", [Expr::Ident(name)]) => number(Formula::Count(question(name)?)),
            ("count_of", [Expr::List(list), options]) => {
                let questions = list.elements.iter().map(|element| match &element.expr {
                    Expr::Ident(name) => question(name),
                    _ => Err("count_of() takes a list of questions, without quotes".to_owned()),
                });
                let options = self
                    .texts(options)?
                    .iter()
                    .map(|text| option(text))
                    .collect::<Result<_, _>>()?;
                number(Formula::CountOf(questions.collect::<Result<_, _>>()?, options))
            }
            ("answered", [Expr::Ident(name)]) => {
                Ok(Part::Condition(Condition::Answered(question(name)?)))
            }
            ("sum", [Expr::Ident(name), field]) => {
                number(Formula::Cells(question(name)?, self.field(field)?, None))
            }
            ("cell", [Expr::Ident(name), row, field]) => {
                number(Formula::Cells(question(name)?, self.field(field)?, Some(self.text(row)?)))
            }
            ("share", [Expr::Ident(name)]) => number(Formula::Share(self.score(name)?)),
            ("maximum", [Expr::Ident(name)]) => number(Formula::Maximum(self.score(name)?)),
            ("band", [Expr::Ident(name)]) => Ok(Part::Band(self.score(name)?)),
            ("outcome", [Expr::Ident(name)]) => {
                known(name, "decision table", &self.names.decisions)?;
                Ok(Part::Outcome(parse_id(name, "a decision table")?))
            }
            ("record", [name]) => {
                let name = self.text(name)?;
                let facts = Fact::NAMES.iter().map(|(known, ..)| (*known).to_owned()).collect();
                known(&name, "part of the record", &facts)?;
                let fact = Fact::NAMES.iter().find(|(known, ..)| *known == name);
                fact.map(|(_, fact, _)| Part::Record(*fact)).ok_or_else(String::new)
            }
            ("flag", [name]) => {
                let name = self.text(name)?;
                let flag = name.parse().map_err(|_| format!("“{name}” cannot be a flag"))?;
                Ok(Part::Condition(Condition::Flag(flag)))
            }
            (name, _) => Err(format!("“{name}” is not known here, or has the wrong arguments")),
        }
    }

    fn field(&self, expr: &Expr) -> Result<FieldId, String> {
        parse_id(&self.text(expr)?, "a field")
    }

    fn score(&self, name: &str) -> Result<ScoreId, String> {
        known(name, "score", &self.names.scores)?;
        parse_id(name, "a score")
    }

    fn membership(&self, left: &Expr, right: &Expr) -> Result<Condition, String> {
        match (self.part(left)?, self.part(right)?) {
            (Part::Text(text), Part::Question(question)) => {
                Ok(Condition::Includes(question, option(&text)?))
            }
            (left, Part::Texts(texts)) => is_one_of(left, &texts),
            _ => Err("write: question in ['a', 'b'], or: 'a' in question".to_owned()),
        }
    }

    fn compare(&self, left: &Expr, how: Comparison, right: &Expr) -> Result<Condition, String> {
        match (self.part(left)?, how, self.part(right)?) {
            (Part::Number(left), how, Part::Number(right)) => {
                Ok(Condition::Compare(left, how, right))
            }
            (left, Comparison::Equal, Part::Text(text)) => is_one_of(left, &[text]),
            (left, Comparison::NotEqual, Part::Text(text)) => {
                Ok(Condition::Not(Box::new(is_one_of(left, &[text])?)))
            }
            (Part::Band(_) | Part::Outcome(_) | Part::Record(_), _, Part::Number(_)) => {
                Err("compare it with a name in quotes".to_owned())
            }
            (Part::Number(_), _, Part::Text(text)) => {
                Err(format!("a number cannot be compared with the text '{text}'"))
            }
            (Part::Question(id), _, Part::Number(_)) => Err(format!(
                "“{id}” is not a number: compare it with an option in quotes, or use count({id})"
            )),
            _ => {
                Err("compare a question with an option in quotes, or a number with a number"
                    .to_owned())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn names() -> Names {
        let set = |name: &str| BTreeSet::from([name.to_owned()]);
        let questions = ["s1", "s2", "s3", "s4", "a2", "h3", "h6", "n1"].map(str::to_owned);
        Names {
            questions: questions.into(),
            scores: set("impact"),
            numbers: set("n1"),
            decisions: set("route"),
        }
    }

    #[test]
    fn a_number_is_worked_out_exactly() {
        let formula = compile_formula("round(maximum(impact) * 0.85 - n1 / 3, 2)", &names());
        assert!(matches!(formula, Ok(Formula::Rounded(_, 2))), "{formula:?}");
        for bad in ["s1", "impact >= 2", "'a'", "round(impact, 99)", "min(impact)", "s1 + 2"] {
            assert!(compile_formula(bad, &names()).is_err(), "{bad}");
        }
    }

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
            "impact >= 2.5 && share(impact) < 80",
            "band(impact) in ['high', 'low'] || outcome(route) == 'full'",
            "count_of([s1, s2], 'yes') * 2 + n1 >= 3",
            "record('organisation_type') != 'council'",
            "(impact > 3 ? 1 : 0) == 1",
        ] {
            let read = compile(good, &names());
            assert!(read.is_ok(), "{good}: {read:?}");
        }
    }

    #[test]
    fn anything_else_is_refused_with_a_reason() {
        for bad in [
            "s1",
            "s1 ==",
            "s1 == 2",
            "s1 == 1.5",
            "impact == 'high'",
            "share(imapct) > 3",
            "outcome(routes) == 'full'",
            "record('colour') == 'red'",
            "record('organisation_type') == 'department_'",
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
            assert!(compile(bad, &names()).is_err(), "{bad}");
        }
        assert!(compile(&"!".repeat(500), &names()).is_err());
        assert!(compile(&"(".repeat(1_500), &names()).is_err());
    }
}
