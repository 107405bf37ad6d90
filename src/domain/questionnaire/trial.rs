//! Every case that some conditions can meet, as far as they can be listed.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "only what can be listed is tried; all else is unknown"
)]
use std::collections::{BTreeMap, BTreeSet};

use super::compiled::Uses;
use super::{Asked, Choice, QuestionType, Questionnaire};
use crate::domain::condition::{Computed, Condition, Scope};
use crate::domain::formula::Formula;
use crate::domain::ids::{DecisionId, OptionId, QuestionId, RuleId, ScoreId};
use crate::domain::number::Number;

/// More cases than this are not tried: nothing is said then.
const MOST_CASES: usize = 4_096;

/// One case: what is chosen in each question that matters, and what else is taken as given.
pub(super) struct Trial<'a> {
    pub(super) questionnaire: &'a Questionnaire,
    pub(super) picks: BTreeMap<&'a QuestionId, Pick>,
    pub(super) hidden: BTreeMap<&'a QuestionId, Option<bool>>,
    pub(super) bands: BTreeMap<ScoreId, RuleId>,
    pub(super) counts: BTreeMap<Computed, i64>,
    pub(super) outcomes: BTreeMap<DecisionId, RuleId>,
}

/// A choice that matters to the conditions: what is chosen, and what else may be.
#[derive(Debug, Clone, Default)]
pub(super) struct Pick {
    pub(super) options: Vec<OptionId>,
    /// Options that no condition names, one or more of which may be chosen too.
    pub(super) others: Vec<OptionId>,
    pub(super) number: Option<Number>,
}

/// Something that is different from case to case.
enum Variable<'a> {
    Question(&'a Asked, Vec<Pick>),
    Band(ScoreId, Vec<RuleId>),
    Count(Computed, Vec<i64>),
    Outcome(DecisionId, Vec<RuleId>),
}

impl Variable<'_> {
    fn values(&self) -> usize {
        match self {
            Self::Question(_, picks) => picks.len(),
            Self::Band(_, bands) => bands.len(),
            Self::Count(_, values) => values.len(),
            Self::Outcome(_, outcomes) => outcomes.len(),
        }
    }
}

/// Calls `see` with every case that the conditions can meet; `false` when there are too many.
pub(super) fn each_case<'a>(
    questionnaire: &'a Questionnaire,
    conditions: &[&'a Condition],
    see: &mut dyn FnMut(&Trial<'a>),
) -> bool {
    let variables = variables(questionnaire, conditions);
    let cases = variables.iter().fold(1_usize, |cases, v| cases.saturating_mul(v.values()));
    if cases > MOST_CASES {
        return false;
    }
    for number in 0..cases {
        let mut rest = number;
        let mut trial = Trial {
            questionnaire,
            picks: BTreeMap::new(),
            hidden: BTreeMap::new(),
            bands: BTreeMap::new(),
            counts: BTreeMap::new(),
            outcomes: BTreeMap::new(),
        };
        for variable in &variables {
            let place = rest % variable.values();
            rest /= variable.values();
            match variable {
                Variable::Question(asked, picks) => {
                    let hidden = asked.show_if.holds(&trial).map(|shown| !shown);
                    trial.hidden.insert(&asked.question.id, hidden);
                    trial.picks.extend(picks.get(place).map(|p| (&asked.question.id, p.clone())));
                }
                Variable::Band(score, bands) => {
                    trial.bands.extend(bands.get(place).map(|band| (score.clone(), band.clone())));
                }
                Variable::Outcome(table, outcomes) => {
                    let outcome = outcomes.get(place);
                    trial.outcomes.extend(outcome.map(|o| (table.clone(), o.clone())));
                }
                Variable::Count(name, values) => {
                    trial.counts.extend(values.get(place).map(|value| (*name, *value)));
                }
            }
        }
        see(&trial);
    }
    true
}

fn variables<'a>(
    questionnaire: &'a Questionnaire,
    conditions: &[&'a Condition],
) -> Vec<Variable<'a>> {
    let matter = that_matter(questionnaire, conditions);
    let mut all: Vec<&Condition> = conditions.to_vec();
    all.extend(matter.iter().map(|asked| &asked.show_if));
    let mut variables = Vec::new();
    for score in questionnaire.nodes().scores() {
        let id = &score.definition.id;
        let names = |part: &Condition| matches!(part, Condition::InBand(found, _) if found == id);
        let bands: Vec<RuleId> =
            score.definition.bands.iter().map(|band| band.id.clone()).collect();
        if any_part(&all, &names) && !bands.is_empty() {
            variables.push(Variable::Band(id.clone(), bands));
        }
    }
    for table in questionnaire.nodes().decisions() {
        let id = &table.definition.id;
        let names = |part: &Condition| matches!(part, Condition::Decided(found, _) if found == id);
        let outcomes: Vec<RuleId> =
            table.definition.outcomes.iter().map(|o| o.id.clone()).collect();
        if any_part(&all, &names) && !outcomes.is_empty() {
            variables.push(Variable::Outcome(id.clone(), outcomes));
        }
    }
    for (_, name) in Computed::NAMES.iter().filter(|(_, name)| name.is_of_screening()) {
        let limits = limits(&all, &Formula::Computed(*name));
        let near = limits.iter().filter_map(|limit| limit.whole()).flat_map(|n| [n - 1, n, n + 1]);
        let values: BTreeSet<i64> = near.filter(|n| *n >= 0).chain([0]).collect();
        if !limits.is_empty() {
            variables.push(Variable::Count(*name, values.into_iter().collect()));
        }
    }
    for asked in matter {
        if let Some(picks) = picks(asked, &all) {
            variables.push(Variable::Question(asked, picks));
        }
    }
    variables
}

fn any_part(conditions: &[&Condition], is: &dyn Fn(&Condition) -> bool) -> bool {
    let mut found = false;
    for condition in conditions {
        condition.visit(&mut |part| found |= is(part));
    }
    found
}

/// The numbers that a formula is compared with.
fn limits(conditions: &[&Condition], formula: &Formula) -> BTreeSet<Number> {
    let mut found = BTreeSet::new();
    for condition in conditions {
        condition.visit(&mut |part| match part {
            Condition::Compare(left, _, Formula::Constant(limit)) if left == formula => {
                found.insert(*limit);
            }
            Condition::Compare(Formula::Constant(limit), _, right) if right == formula => {
                found.insert(*limit);
            }
            _ => {}
        });
    }
    found
}

/// The questions that the conditions look at, and those that decide whether these are asked.
fn that_matter<'a>(
    questionnaire: &'a Questionnaire,
    conditions: &[&'a Condition],
) -> Vec<&'a Asked> {
    let nodes = questionnaire.nodes();
    let questions = |condition: &Condition| {
        let mut uses = Uses::default();
        uses.condition(condition, nodes);
        uses.questions
    };
    let mut found: BTreeSet<QuestionId> = BTreeSet::new();
    let mut waiting: Vec<QuestionId> =
        conditions.iter().flat_map(|condition| questions(condition)).collect();
    while let Some(id) = waiting.pop() {
        found.insert(id.clone());
        if let Some(asked) = questionnaire.question(&id) {
            let further = questions(&asked.show_if).into_iter();
            waiting.extend(further.filter(|id| !found.contains(id)));
        }
    }
    questionnaire.asked().iter().filter(|asked| found.contains(&asked.question.id)).collect()
}

/// The choices of a question that make a difference; `None` for one that cannot be listed.
fn picks(asked: &Asked, conditions: &[&Condition]) -> Option<Vec<Pick>> {
    let named = named_options(&asked.question.id, conditions);
    let is_named = |choice: &&Choice| named.contains(&choice.id);
    let others: Vec<OptionId> =
        asked.choices.iter().filter(|c| !is_named(c)).map(|c| c.id.clone()).collect();
    let mut picks: Vec<Pick> = Vec::new();
    match asked.question.kind {
        QuestionType::Radio | QuestionType::Select => {
            let one =
                |choice: &Choice| Pick { options: vec![choice.id.clone()], ..Pick::default() };
            picks.extend(asked.choices.iter().filter(is_named).map(one));
            if !others.is_empty() {
                picks.push(Pick { others, ..Pick::default() });
            }
        }
        QuestionType::Checkboxes => {
            let named: Vec<&Choice> = asked.choices.iter().filter(is_named).collect();
            if named.len() > 6 {
                return None;
            }
            for set in 0..1_usize << named.len() {
                let ticked = named.iter().enumerate().filter(|(n, _)| set >> n & 1 == 1);
                let ticked: Vec<&&Choice> = ticked.map(|(_, choice)| choice).collect();
                let alone = ticked.iter().any(|choice| choice.exclusive);
                if (ticked.len() > 1 && alone) || (ticked.is_empty() && others.is_empty()) {
                    continue;
                }
                let options = ticked.iter().map(|choice| choice.id.clone()).collect();
                let others = if alone { Vec::new() } else { others.clone() };
                picks.push(Pick { options, others, number: None });
            }
        }
        QuestionType::Number | QuestionType::Percent => {
            let limits = limits(conditions, &Formula::Answer(asked.question.id.clone()));
            let step = (0..asked.question.decimals)
                .fold(Number::from(1), |step, _| step.over(Number::from(10)));
            let near = limits.iter().flat_map(|n| [n.minus(step), *n, n.plus(step)]);
            let ends = [asked.question.min, asked.question.max].into_iter().flatten();
            let (min, max) = (asked.question.min, asked.question.max);
            let fits =
                |n: &Number| min.is_none_or(|min| *n >= min) && max.is_none_or(|max| *n <= max);
            let values: BTreeSet<Number> = near.chain(ends).filter(fits).collect();
            if limits.is_empty() || values.is_empty() {
                return None;
            }
            picks.extend(values.into_iter().map(|n| Pick { number: Some(n), ..Pick::default() }));
        }
        _ => return None,
    }
    if asked.question.optional {
        picks.push(Pick::default());
    }
    Some(picks)
}

/// The options of a question that conditions name.
fn named_options(question: &QuestionId, conditions: &[&Condition]) -> BTreeSet<OptionId> {
    let mut named = BTreeSet::new();
    for condition in conditions {
        condition.visit(&mut |part| match part {
            Condition::OneOf(id, options) if id == question => {
                named.extend(options.iter().cloned());
            }
            Condition::Includes(id, option) if id == question => {
                named.insert(option.clone());
            }
            _ => {}
        });
        condition.visit_formulas(&mut |part| {
            if let Formula::CountOf(ids, options) = part
                && ids.contains(question)
            {
                named.extend(options.iter().cloned());
            }
        });
    }
    named
}

impl Trial<'_> {
    /// What is chosen, in words: question and options.
    pub(super) fn words(&self) -> String {
        let bands = self.bands.iter().map(|(score, band)| format!("the band of {score} is {band}"));
        let counts = self.counts.iter().map(|(name, value)| {
            let known = Computed::NAMES.iter().find(|(_, known)| known == name);
            format!("{} = {value}", known.map_or("", |(name, _)| name))
        });
        let shown = self.picks.iter().filter(|(id, _)| !self.hidden(id));
        let words = shown.map(|(id, pick)| {
            let options = if pick.options.is_empty() { &pick.others } else { &pick.options };
            let join = if pick.options.is_empty() { " or " } else { " and " };
            let names: Vec<&str> = options.iter().map(OptionId::as_str).collect();
            match pick.number {
                Some(number) => format!("{id} = {number}"),
                None if names.is_empty() => format!("{id} is not answered"),
                None => format!("{id} = {}", names.join(join)),
            }
        });
        let outcomes = self.outcomes.iter().map(|(table, outcome)| format!("{table} = {outcome}"));
        bands.chain(outcomes).chain(counts).chain(words).collect::<Vec<_>>().join(", ")
    }

    /// Whether the case takes something as given that may not go with its answers.
    pub(super) fn is_mixed(&self) -> bool {
        let given = self.bands.len() + self.outcomes.len() + usize::from(!self.counts.is_empty());
        given > 1 || (given == 1 && !self.picks.is_empty())
    }

    /// The number that is typed in this case.
    pub(super) fn typed(&self, asked: &Asked) -> Option<Number> {
        self.picks.get(&asked.question.id)?.number
    }

    /// Whether an option can be chosen in this case.
    pub(super) fn allows(&self, asked: &Asked, choice: &Choice) -> bool {
        self.picks.get(&asked.question.id).is_none_or(|pick| {
            pick.options.contains(&choice.id) || pick.others.contains(&choice.id)
        })
    }
}
