//! What can never happen, or always does: found by trying every case.
use super::check::Problem;
use super::check_parts::path_of;
use super::compiled::{Decision, Maximum, Score, ScoreRule};
use super::trial::{Trial, each_case};
use super::trial_scope::bounds;
use super::{Asked, BandsOn, Choice, QuestionType, Questionnaire, Sections, TickedPoints};
use crate::domain::condition::Condition;
use crate::domain::evaluate::{possible_points, weighed};
use crate::domain::number::{Number, Span};

pub(super) fn lint(questionnaire: &Questionnaire) -> Vec<Problem> {
    let mut lint = Lint { questionnaire, problems: Vec::new() };
    lint.question_conditions();
    for (n, table) in questionnaire.nodes().decisions().iter().enumerate() {
        lint.decision(n, table);
    }
    for (n, score) in questionnaire.nodes().scores().iter().enumerate() {
        lint.bands(n, score);
        lint.maximum(n, score);
    }
    lint.gates();
    lint.screening();
    lint.mitigations();
    lint.problems
}

struct Lint<'a> {
    questionnaire: &'a Questionnaire,
    problems: Vec<Problem>,
}

/// What a condition came to over all cases.
#[derive(Default)]
struct Seen {
    can_hold: bool,
    can_fail: bool,
    cases: usize,
}

impl<'a> Lint<'a> {
    fn say(&mut self, path: String, message: String) {
        self.problems.push(Problem { path, message, is_warning: false });
    }

    fn warn(&mut self, path: String, message: impl Into<String>) {
        self.problems.push(Problem { path, message: message.into(), is_warning: true });
    }

    /// What a condition can come to, where that can be tried. In a case where a question that it
    /// looks at may be hidden, anything is possible.
    fn try_all(&self, condition: &'a Condition) -> Option<Seen> {
        let mut seen = Seen::default();
        let tried = each_case(self.questionnaire, &[condition], &mut |trial: &Trial<'_>| {
            let held = condition.holds(trial);
            seen.can_hold |= held != Some(false);
            seen.can_fail |= held != Some(true);
            seen.cases += 1;
        });
        (tried && seen.cases > 0).then_some(seen)
    }

    fn condition(&mut self, path: &str, condition: &'a Condition, what: &str) {
        let Some(seen) = self.try_all(condition) else { return };
        if !seen.can_hold {
            self.say(path.to_owned(), format!("this condition is never true: {what}"));
        } else if seen.can_fail {
            self.parts(path, condition);
        } else {
            self.warn(path.to_owned(), "this condition is always true: leave it out");
        }
    }

    /// Parts of a condition that make no difference.
    #[expect(clippy::wildcard_enum_match_arm, reason = "only these have parts")]
    fn parts(&mut self, path: &str, condition: &'a Condition) {
        let (parts, dead, is_any) = match condition {
            Condition::Any(parts) => (parts, "never true", true),
            Condition::All(parts) => (parts, "always true", false),
            _ => return,
        };
        for part in parts {
            let seen = self.try_all(part);
            if seen.is_some_and(|seen| if is_any { !seen.can_hold } else { !seen.can_fail }) {
                let message = format!("a part of this condition is dead: it is {dead}");
                self.warn(path.to_owned(), message);
            } else {
                self.parts(path, part);
            }
        }
    }

    fn question_conditions(&mut self) {
        let questionnaire = self.questionnaire;
        let definition = questionnaire.definition();
        for (s, section) in definition.sections.iter().enumerate() {
            if let Some(Some(condition)) = questionnaire.shown.get(s) {
                let what = format!("the section “{}” is never shown", section.id);
                self.condition(&format!("sections.{s}.show_if"), condition, &what);
            }
        }
        for asked in questionnaire.asked() {
            let Some(condition) = &asked.own_show_if else { continue };
            let path = format!("{}.show_if", path_of(definition, &asked.question.id));
            let what = format!("“{}” is never asked", asked.question.id);
            let before = self.problems.len();
            self.condition(&path, condition, &what);
            let whole = &asked.show_if;
            let alone = self.problems.len() == before && whole != condition;
            if alone && self.try_all(whole).is_some_and(|seen| !seen.can_hold) {
                let message = format!(
                    "this condition is never true: {what}, as its section is shown otherwise"
                );
                self.say(path, message);
            }
        }
    }

    fn gates(&mut self) {
        for (n, (_, condition)) in self.questionnaire.gates().enumerate() {
            if !matches!(condition, Condition::Always(true)) {
                let what = "the rule can never be met";
                self.condition(&format!("gates.{n}.met_if"), condition, what);
            }
        }
    }

    /// Every case has a row, and every row has a case.
    fn decision(&mut self, n: usize, table: &'a Decision) {
        let conditions: Vec<&Condition> = table.conditions.iter().collect();
        let mut reached = vec![false; conditions.len()];
        let (mut uncovered, mut uncertain) = (None, false);
        let tried = each_case(self.questionnaire, &conditions, &mut |trial: &Trial<'_>| {
            let mut known = true;
            for (condition, reached) in conditions.iter().zip(&mut reached) {
                let held = condition.holds(trial);
                *reached |= held != Some(false);
                if held == Some(true) {
                    return;
                }
                // Where a row is not known to hold, a later one may decide as well.
                known &= held.is_some();
            }
            uncertain |= !known || trial.is_mixed();
            if known && !trial.is_mixed() {
                uncovered.get_or_insert_with(|| trial.words());
            }
        });
        let path = format!("decisions.{n}.rows");
        let ends = matches!(conditions.last(), Some(Condition::Always(true)));
        if let Some(case) = uncovered {
            let when = if case.is_empty() { "anything is answered" } else { &case };
            self.say(path, format!("no row of “{}” holds when {when}", table.definition.id));
        } else if !ends && (uncertain || !tried) {
            let message =
                "it cannot be shown that a row holds in every case: end with when: \"true\"";
            self.warn(path, message);
        }
        if tried {
            let rows = table.definition.rows.iter().zip(&reached).enumerate();
            for (r, (row, _)) in rows.filter(|(_, (_, reached))| !**reached) {
                let holds =
                    conditions.get(r).is_some_and(|c| self.try_all(c).is_none_or(|s| s.can_hold));
                let why = if holds { "an earlier row does" } else { "it is never true" };
                let message = format!("the row “{}” never decides: {why}", row.id);
                self.warn(format!("decisions.{n}.rows.{r}"), message);
            }
        }
    }

    fn bands(&mut self, n: usize, score: &Score) {
        let rounded = |n: Number| score.definition.round.map_or(n, |decimals| n.rounded(decimals));
        let span = match score.definition.bands_on {
            BandsOn::Value => bounds(self.questionnaire, &score.definition.id).map(rounded),
            BandsOn::Share => Span { low: Number::ZERO, high: Number::HUNDRED },
        };
        for (b, band) in score.definition.bands.iter().enumerate() {
            let start = band.from.or(band.above).unwrap_or(span.low);
            if start > span.high || (start == span.high && band.above.is_some()) {
                let message =
                    format!("no answers reach the band “{}”: the most is {}", band.id, span.high);
                self.warn(format!("scores.{n}.bands.{b}"), message);
            }
        }
    }

    /// Whether answers can reach the maximum of a sum.
    fn maximum(&mut self, n: usize, score: &'a Score) {
        let ScoreRule::Sum(places) = &score.rule else { return };
        let asked: Vec<&Asked> =
            places.iter().filter_map(|place| self.questionnaire.asked().get(*place)).collect();
        let conditions: Vec<&Condition> = asked.iter().map(|asked| &asked.show_if).collect();
        let mut most: Option<Number> = None;
        let tried = each_case(self.questionnaire, &conditions, &mut |trial: &Trial<'_>| {
            let shown = asked.iter().filter(|asked| asked.show_if.holds(trial) != Some(false));
            let sum = shown.fold(Number::ZERO, |sum, asked| sum.plus(best(asked, score, trial)));
            most = most.max(Some(sum));
        });
        let all = asked.iter().fold(Number::ZERO, |sum, asked| {
            let high = possible_points(asked, &score.definition.id).high;
            sum.plus(weighed(asked, high.max(Number::ZERO)))
        });
        let rounded = |n: Number| score.definition.round.map_or(n, |decimals| n.rounded(decimals));
        let Some(most) = most.filter(|_| tried).map(rounded) else { return };
        let all = rounded(all);
        let path = format!("scores.{n}.maximum");
        match &score.maximum {
            Maximum::Exactly(stated) if *stated > most => {
                self.say(
                    path,
                    format!("no answers reach the maximum {stated}: the most is {most}"),
                );
            }
            Maximum::Exactly(stated) if *stated < most => {
                self.say(
                    path,
                    format!("answers can come to {most}, more than the maximum {stated}"),
                );
            }
            Maximum::All if all > most => {
                let path =
                    if score.definition.maximum.is_some() { path } else { format!("scores.{n}") };
                let message = format!(
                    "no answers reach the maximum {all}: the most is {most}, because some questions are \
                     never asked together; state it, or write maximum: shown"
                );
                self.warn(path, message);
            }
            Maximum::All
            | Maximum::Shown
            | Maximum::Exactly(_)
            | Maximum::Formula(_)
            | Maximum::Unknown => {}
        }
    }

    /// Outcomes that nothing comes to, and questions that no outcome asks.
    fn screening(&mut self) {
        let definition = self.questionnaire.definition();
        let Some(screening) = &definition.screening else { return };
        for (n, outcome) in screening.outcomes.iter().enumerate() {
            let by_rule = screening.rules.iter().any(|rule| rule.outcome == outcome.id);
            let by_flag = screening.escalate.iter().any(|rule| rule.outcome == outcome.id);
            if !by_rule && !by_flag {
                let message = format!("no rule comes to the outcome “{}”", outcome.id);
                self.warn(format!("screening.outcomes.{n}.id"), message);
            }
        }
        for (n, rule) in screening.rules.iter().enumerate() {
            let condition = self.questionnaire.screening_conditions().get(n);
            let is_last = n + 1 == screening.rules.len();
            let path = format!("screening.rules.{n}.when");
            if !matches!(condition, Some(Condition::Always(true))) {
                let what = format!("the rule “{}” never decides", rule.id);
                if let Some(condition) = condition {
                    self.condition(&path, condition, &what);
                }
            } else if !is_last {
                let message =
                    format!("nothing comes after the rule “{}”: it is always true", rule.id);
                self.warn(path, message);
            }
        }
        self.screening_covered();
        let leads: Vec<_> =
            self.questionnaire.asked().iter().flat_map(|a| &a.question.leads_to).collect();
        for asked in self.questionnaire.asked().iter().filter(|a| a.section != screening.section) {
            let reached = screening.outcomes.iter().any(|outcome| match &outcome.sections {
                Sections::All(_) => true,
                Sections::Some(sections) => {
                    sections.contains(&asked.section)
                        || outcome.questions.contains(&asked.question.id)
                        || (outcome.relevant && leads.contains(&&asked.section))
                }
            });
            if !reached {
                let message =
                    format!("no screening outcome asks the question “{}”", asked.question.id);
                self.warn(path_of(definition, &asked.question.id), message);
            }
        }
    }

    /// A screening without triggers has an outcome, and so has any other.
    fn screening_covered(&mut self) {
        let conditions: Vec<&Condition> =
            self.questionnaire.screening_conditions().iter().collect();
        let mut uncovered = None;
        each_case(self.questionnaire, &conditions, &mut |trial: &Trial<'_>| {
            let none = conditions.iter().all(|condition| condition.holds(trial) == Some(false));
            if none && !trial.is_mixed() {
                uncovered.get_or_insert_with(|| trial.words());
            }
        });
        if let Some(case) = uncovered {
            let message = format!("no rule holds when {case}: end with when: \"true\"");
            self.say("screening.rules".to_owned(), message);
        }
    }

    /// Mitigations that no page ever suggests.
    fn mitigations(&mut self) {
        let definition = self.questionnaire.definition();
        let asked = self.questionnaire.asked();
        for (n, mitigation) in definition.mitigations.iter().enumerate() {
            let by_question = asked.iter().any(|a| a.question.mitigations.contains(&mitigation.id));
            let by_pathway = asked.iter().any(|asked| {
                let pathway = asked.question.pathway.as_ref();
                let rates = asked.choices.iter().any(|choice: &Choice| choice.rate.is_some());
                rates && pathway.is_some_and(|pathway| mitigation.pathways.contains(pathway))
            });
            if !by_question && !by_pathway {
                let message = format!("the mitigation “{}” is never offered", mitigation.id);
                self.warn(format!("mitigations.{n}.id"), message);
            }
        }
    }
}

/// The most that a question can give to a sum in this case.
fn best(asked: &Asked, score: &Score, trial: &Trial<'_>) -> Number {
    let id = &score.definition.id;
    let allowed = asked.choices.iter().zip(&asked.points);
    let allowed = allowed.filter(|(choice, _)| trial.allows(asked, choice));
    let points = allowed.filter_map(|(_, points)| points.as_ref()?.of(id));
    let high = if asked.question.kind.is_single() {
        points.max()
    } else if asked.question.kind == QuestionType::Checkboxes {
        match asked.question.ticked {
            TickedPoints::Max => points.max(),
            TickedPoints::Sum => Some(
                points.filter(|points| *points > Number::ZERO).fold(Number::ZERO, Number::plus),
            ),
        }
    } else if let Some(number) = trial.typed(asked) {
        let mut reached = asked.question.points_from.iter().rev().filter(|row| row.from <= number);
        Some(reached.next().and_then(|row| row.points.of(id)).unwrap_or_default())
    } else {
        None
    };
    let most = possible_points(asked, id).high;
    weighed(asked, high.map_or(most, |high| high.min(most)).max(Number::ZERO))
}
