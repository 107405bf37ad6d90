//! What conditions see of a case.
#![expect(clippy::wildcard_enum_match_arm, reason = "what is not listed is not known")]
use std::collections::BTreeSet;

use super::Questionnaire;
use super::compiled::{Maximum, ScoreRule};
use super::trial::Trial;
use crate::domain::condition::{Computed, Condition, Fact, Range, Scope};
use crate::domain::evaluate::{possible_points, weighed};
use crate::domain::ids::{DecisionId, FieldId, FlagId, OptionId, QuestionId, RuleId, ScoreId};
use crate::domain::number::{Number, Span};

impl Scope for Trial<'_> {
    fn chosen(&self, question: &QuestionId) -> Option<Vec<&str>> {
        match self.hidden.get(question) {
            Some(Some(true)) => Some(Vec::new()),
            Some(Some(false)) => {
                let pick = self.picks.get(question)?;
                Some(pick.options.iter().map(OptionId::as_str).collect())
            }
            Some(None) | None => None,
        }
    }

    fn answered(&self, question: &QuestionId) -> Option<bool> {
        let asked = self.questionnaire.question(question)?;
        match self.hidden.get(question) {
            Some(Some(true)) => Some(false),
            Some(Some(false)) if !asked.question.optional => Some(true),
            Some(Some(false)) => {
                let pick = self.picks.get(question)?;
                let chosen = !pick.options.is_empty() || !pick.others.is_empty();
                Some(chosen || pick.number.is_some())
            }
            Some(None) | None => None,
        }
    }

    fn count(&self, question: &QuestionId) -> Option<i64> {
        if self.hidden.get(question).copied().flatten()? {
            return Some(0);
        }
        let asked = self.questionnaire.question(question)?;
        let pick = self.picks.get(question)?;
        if asked.question.kind.is_single() {
            return Some(i64::from(!pick.options.is_empty() || !pick.others.is_empty()));
        }
        if pick.others.is_empty() { i64::try_from(pick.options.len()).ok() } else { None }
    }

    fn most(&self, question: &QuestionId) -> Option<i64> {
        let asked = self.questionnaire.question(question)?;
        let plain = asked.choices.iter().filter(|choice| !choice.exclusive).count();
        let most = if asked.question.kind.is_single() { 1 } else { plain };
        (!asked.choices.is_empty()).then(|| i64::try_from(most).ok()).flatten()
    }

    fn number(&self, question: &QuestionId) -> Option<Option<Span>> {
        let asked = self.questionnaire.question(question)?;
        match (self.hidden.get(question), self.picks.get(question)) {
            (Some(Some(true)), _) => Some(None),
            (Some(Some(false)), Some(pick)) => Some(pick.number.map(Span::exactly)),
            _ if asked.question.optional || asked.show_if != Condition::Always(true) => None,
            _ => {
                let low = asked.question.min.unwrap_or(Span::ANY.low);
                Some(Some(Span { low, high: asked.question.max.unwrap_or(Span::ANY.high) }))
            }
        }
    }

    fn cells(&self, _: &QuestionId, _: &FieldId, _: Option<&str>) -> Option<Span> {
        None
    }

    fn hidden(&self, question: &QuestionId) -> bool {
        self.hidden.get(question) == Some(&Some(true))
    }

    fn flag(&self, _: &FlagId) -> Option<bool> {
        None
    }

    fn computed(&self, name: Computed) -> Range {
        if let Some(count) = self.counts.get(&name) {
            return Range::exactly(*count);
        }
        let definition = self.questionnaire.definition();
        let bands = self.questionnaire.matrix().bands.iter().map(|band| band.band);
        let levels: Vec<i64> = bands.chain(definition.levels.iter().map(|l| l.level)).collect();
        match name {
            Computed::Level | Computed::ResidualLevel => Range {
                low: levels.iter().min().copied().unwrap_or(0),
                high: levels.iter().max().copied().unwrap_or(0),
            },
            Computed::Quality | Computed::DontKnowPercent => Range { low: 0, high: 100 },
            _ => Range { low: 0, high: i64::MAX },
        }
    }

    fn record(&self, _: Fact) -> Option<&str> {
        None
    }

    fn score(&self, score: &ScoreId) -> (Span, Span) {
        let found = self.questionnaire.nodes().scores();
        let found = found.iter().find(|found| found.definition.id == *score);
        let maximum = match found.map(|found| &found.maximum) {
            Some(Maximum::Exactly(number)) => Span::exactly(*number),
            Some(Maximum::All) => Span::exactly(bounds(self.questionnaire, score).high),
            _ => Span { low: Number::ZERO, high: Span::ANY.high },
        };
        (bounds(self.questionnaire, score), maximum)
    }

    fn bands(&self, score: &ScoreId) -> Option<BTreeSet<RuleId>> {
        self.bands.get(score).map(|band| BTreeSet::from([band.clone()]))
    }

    fn decided(&self, decision: &DecisionId) -> Option<Option<RuleId>> {
        self.outcomes.get(decision).map(|outcome| Some(outcome.clone()))
    }
}

/// The lowest and the highest that a score can be, whatever is answered. A sum may be of no
/// question that is shown.
pub(super) fn bounds(questionnaire: &Questionnaire, score: &ScoreId) -> Span {
    let found = questionnaire.nodes().scores().iter().find(|found| found.definition.id == *score);
    let any = |values: &mut dyn Iterator<Item = Number>| {
        values.map(Span::exactly).reduce(Span::or).unwrap_or(Span::ZERO)
    };
    let round = |span: Span| match found.and_then(|found| found.definition.round) {
        Some(decimals) => span.map(|number| number.rounded(decimals)),
        None => span,
    };
    round(match found.map(|found| &found.rule) {
        Some(ScoreRule::Sum(places)) => {
            let asked = places.iter().filter_map(|place| questionnaire.asked().get(*place));
            asked.fold(Span::ZERO, |sum, asked| {
                let points = possible_points(asked, score).map(|n| weighed(asked, n));
                sum.plus(points.or(Span::ZERO))
            })
        }
        Some(ScoreRule::Grid(grid)) => {
            any(&mut grid.values.iter().flatten().copied()).or(Span::ZERO)
        }
        Some(ScoreRule::Lookup(_, rows)) => {
            any(&mut rows.iter().map(|row| row.value)).or(Span::ZERO)
        }
        Some(ScoreRule::Formula(_)) | None => Span::ANY,
    })
}
