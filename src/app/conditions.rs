//! Conditions in words, for people who read the questions before they start.
use std::collections::BTreeSet;

use crate::domain::condition::{Comparison, Condition, Fact};
use crate::domain::formula::{Extreme, Formula, Operation};
use crate::domain::ids::{DecisionId, FlagId, OptionId, QuestionId, RuleId, ScoreId};
use crate::domain::questionnaire::Questionnaire;
use crate::i18n::Words;

/// When something is so, in words; `None` when it always is.
pub(super) fn words(
    condition: &Condition,
    questionnaire: &Questionnaire,
    words: &Words,
) -> Option<String> {
    let speaker = Speaker { questionnaire, words };
    (*condition != Condition::Always(true)).then(|| speaker.condition(condition, false))
}

struct Speaker<'a> {
    questionnaire: &'a Questionnaire,
    words: &'a Words,
}

impl Speaker<'_> {
    fn with(&self, key: &str, what: String, value: String) -> String {
        self.words.say_with(key, &[("what", what.into()), ("value", value.into())])
    }

    fn question(&self, id: &QuestionId) -> String {
        let asked = self.questionnaire.question(id);
        let name = asked.map(|asked| asked.question.short().get(self.words.lang()));
        name.unwrap_or_else(|| id.to_string())
    }

    fn option(&self, question: &QuestionId, option: &OptionId) -> String {
        let lang = self.words.lang();
        let asked = self.questionnaire.question(question);
        let label = asked.and_then(|asked| self.questionnaire.label(asked, option.as_str()));
        let group = option.as_str().parse().ok().and_then(|id| self.questionnaire.group(&id));
        let mitigation =
            option.as_str().parse().ok().and_then(|id| self.questionnaire.mitigation(&id));
        let label = label.or(group.map(|g| &g.label)).or(mitigation.map(|m| &m.label));
        label.map_or_else(|| option.to_string(), |label| label.get(lang))
    }

    fn either(&self, names: impl Iterator<Item = String>) -> String {
        let names: Vec<String> = names.map(|name| format!("“{name}”")).collect();
        names.join(&format!(" {} ", self.words.say("or")))
    }

    fn options<'o>(
        &self,
        question: &QuestionId,
        options: impl Iterator<Item = &'o OptionId>,
    ) -> String {
        self.either(options.map(|option| self.option(question, option)))
    }

    /// `nested`: within another, so that "and" and "or" must not run together.
    fn condition(&self, condition: &Condition, nested: bool) -> String {
        let joined = |parts: &[Condition], key: &str| {
            let parts: Vec<String> =
                parts.iter().map(|part| self.condition(part, parts.len() > 1)).collect();
            let text = parts.join(&format!(" {} ", self.words.say(key)));
            if nested && parts.len() > 1 { format!("({text})") } else { text }
        };
        match condition {
            Condition::Always(true) => self.words.say("when-always"),
            Condition::Always(false) => self.words.say("when-never"),
            Condition::All(parts) => joined(parts, "and"),
            Condition::Any(parts) => joined(parts, "or"),
            Condition::Not(inner) => self.negated(inner),
            Condition::OneOf(id, options) => {
                self.with("when-is", self.question(id), self.options(id, options.iter()))
            }
            Condition::Includes(id, option) => self.with(
                "when-includes",
                self.question(id),
                self.options(id, std::iter::once(option)),
            ),
            Condition::Answered(id) => self.with("when-answered", self.question(id), String::new()),
            Condition::Flag(flag) => self.flag(flag),
            Condition::Record(Fact::OrganisationType, values) => {
                let names = values.iter().map(|value| self.words.say(&format!("kind-{value}")));
                self.with("when-organisation", String::new(), self.either(names))
            }
            Condition::InBand(score, bands) => self.band(score, bands),
            Condition::Decided(table, outcomes) => self.decided(table, outcomes),
            Condition::Compare(left, how, right) => {
                let key = match how {
                    Comparison::Equal => "when-equal",
                    Comparison::NotEqual => "when-not-equal",
                    Comparison::Less => "when-less",
                    Comparison::AtMost => "when-at-most",
                    Comparison::More => "when-more",
                    Comparison::AtLeast => "when-at-least",
                };
                self.with(key, self.formula(left), self.formula(right))
            }
        }
    }

    /// The answers that state a fact.
    fn flag(&self, flag: &FlagId) -> String {
        let set = self.questionnaire.asked().iter().flat_map(|asked| {
            let sets = asked.choices.iter().filter(|choice| choice.flag.as_ref() == Some(flag));
            sets.map(|choice| {
                let id = &asked.question.id;
                let option = self.options(id, std::iter::once(&choice.id));
                self.with("when-is", self.question(id), option)
            })
        });
        set.collect::<Vec<_>>().join(&format!(" {} ", self.words.say("or")))
    }

    fn band(&self, score: &ScoreId, bands: &BTreeSet<RuleId>) -> String {
        let scores = self.questionnaire.nodes().scores().iter();
        let found = scores.map(|s| &s.definition).find(|s| s.id == *score);
        let among = found.into_iter().flat_map(|s| &s.bands);
        let labels = among.filter(|band| bands.contains(&band.id)).map(|band| &band.label);
        let words = self.either(labels.map(|label| label.get(self.words.lang())));
        self.with("when-is", self.formula(&Formula::Score(score.clone())), words)
    }

    fn decided(&self, table: &DecisionId, outcomes: &BTreeSet<RuleId>) -> String {
        let lang = self.words.lang();
        let tables = self.questionnaire.nodes().decisions().iter();
        let found = tables.map(|t| &t.definition).find(|t| t.id == *table);
        let among = found.into_iter().flat_map(|t| &t.outcomes);
        let labels = among.filter(|outcome| outcomes.contains(&outcome.id)).map(|o| &o.label);
        let words = self.either(labels.map(|label| label.get(lang)));
        let title = found.map_or_else(|| table.to_string(), |t| t.label.get(lang));
        self.with("when-is", title, words)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "only these have words of their own")]
    fn negated(&self, inner: &Condition) -> String {
        match inner {
            Condition::OneOf(id, options) => {
                self.with("when-is-not", self.question(id), self.options(id, options.iter()))
            }
            Condition::Includes(id, option) => {
                let option = self.options(id, std::iter::once(option));
                self.with("when-includes-not", self.question(id), option)
            }
            Condition::Answered(id) => {
                self.with("when-not-answered", self.question(id), String::new())
            }
            other => self.with("when-not", String::new(), self.condition(other, true)),
        }
    }

    fn formula(&self, formula: &Formula) -> String {
        let number = |key: &str, what: String| self.words.say_with(key, &[("what", what.into())]);
        let score = |id: &ScoreId| {
            let scores = self.questionnaire.nodes().scores().iter();
            let found = scores.map(|s| &s.definition).find(|s| s.id == *id);
            found.map_or_else(|| id.to_string(), |s| s.label.get(self.words.lang()))
        };
        match formula {
            Formula::Constant(value) => value.to_string(),
            Formula::Count(id) => number("number-of-answers", self.question(id)),
            Formula::CountOf(ids, options) => {
                let names: Vec<String> = ids.iter().map(|id| self.question(id)).collect();
                let first = ids.first();
                let options = first.map_or_else(String::new, |id| self.options(id, options.iter()));
                self.with("number-answered-so", names.join(", "), options)
            }
            Formula::Answer(id) | Formula::Cells(id, ..) => self.question(id),
            Formula::Score(id) => score(id),
            Formula::Share(id) => number("number-share", score(id)),
            Formula::Maximum(id) => number("number-maximum", score(id)),
            Formula::Computed(name) => {
                let known = crate::domain::condition::Computed::NAMES.iter();
                let name = known.into_iter().find(|(_, computed)| computed == name);
                let name = name.map_or("", |(name, _)| name).replace('_', "-");
                self.words.say(&format!("number-{name}"))
            }
            Formula::Both(operation, sides) => {
                let sign = match operation {
                    Operation::Plus => "+",
                    Operation::Minus => "−",
                    Operation::Times => "×",
                    Operation::Over => "÷",
                };
                format!("({} {sign} {})", self.formula(&sides.0), self.formula(&sides.1))
            }
            Formula::OneOf(extreme, parts) => {
                let key = match extreme {
                    Extreme::Lowest => "number-lowest",
                    Extreme::Highest => "number-highest",
                };
                let parts: Vec<String> = parts.iter().map(|part| self.formula(part)).collect();
                number(key, parts.join(", "))
            }
            Formula::Rounded(inner, _) => number("number-rounded", self.formula(inner)),
            Formula::If(parts) => {
                let when = self.condition(&parts.0, false);
                let (yes, no) = (self.formula(&parts.1), self.formula(&parts.2));
                let args = [("when", when.into()), ("yes", yes.into()), ("no", no.into())];
                self.words.say_with("number-if", &args)
            }
        }
    }
}
