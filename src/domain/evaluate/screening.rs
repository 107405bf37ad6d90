//! Which questions are asked: screening first, then what its outcome asks for.
use std::collections::{BTreeMap, BTreeSet};

use super::questions::{self, Collected};
use super::scope::View;
use super::{Evaluation, Input, QuestionState, Screening};
use crate::domain::condition::{Computed, Range};
use crate::domain::ids::{QuestionId, RuleId, SectionId};
use crate::domain::questionnaire::{Asked, Questionnaire, Sections, Trigger};

pub(super) fn screen(questionnaire: &Questionnaire, input: &Input) -> Evaluation {
    let mut result = Evaluation::default();
    let Some(definition) = &questionnaire.definition().screening else {
        follow(questionnaire, input, &mut result);
        return result;
    };
    let is_screening = |asked: &Asked| asked.section == definition.section;
    questions::states(questionnaire, input, &mut result, &is_screening);
    result.screening = triggers(questionnaire, input, &result);
    let closed = questionnaire.questions_of(&definition.section).all(|asked| {
        match result.states.get(&asked.question.id) {
            Some(QuestionState::Answered | QuestionState::Hidden) => true,
            Some(QuestionState::Open) => asked.question.optional,
            Some(QuestionState::Waiting | QuestionState::Invalid(_)) | None => false,
        }
    });
    if closed {
        decide(questionnaire, input, &mut result);
    }
    follow(questionnaire, input, &mut result);
    if let Some(rule) = escalation(questionnaire, &result) {
        let rule = &definition.escalate.get(rule);
        result.screening.escalated_by = rule.map(|rule| rule.flag.clone());
        result.screening.outcome = rule.map(|rule| rule.outcome.clone());
        follow(questionnaire, input, &mut result);
    }
    result
}

/// Asks what the outcome asks for, and collects what the answers say.
fn follow(questionnaire: &Questionnaire, input: &Input, result: &mut Evaluation) {
    let included = included(questionnaire, result);
    questions::states(questionnaire, input, result, &|asked: &Asked| {
        included.contains(&asked.question.id) && !asked.late
    });
    let collected = Collected::from(questionnaire, input, result);
    result.flags = collected.flags;
    result.gaps = collected.gaps;
    result.opened = collected.opened;
    result.open_gates = collected.open_gates;
    result.quality = collected.quality;
}

fn triggers(questionnaire: &Questionnaire, input: &Input, result: &Evaluation) -> Screening {
    let mut screening = Screening::default();
    let Some(definition) = &questionnaire.definition().screening else { return screening };
    for asked in questionnaire.questions_of(&definition.section) {
        let id = &asked.question.id;
        if !result.is_answered(id) {
            continue;
        }
        let Some(answer) = input.answers.get(id) else { continue };
        let chosen = answer.chosen();
        let choices = asked.choices.iter().filter(|choice| chosen.contains(&choice.id.as_str()));
        let counted: i64 = choices.clone().map(|choice| choice.counts).sum();
        let count = definition.count_triggers.iter().find(|count| count.question == *id);
        let by_count = count.and_then(|count| {
            let soft = (counted >= count.soft_from).then_some(Trigger::Soft);
            if counted >= count.hard_from { Some(Trigger::Hard) } else { soft }
        });
        let hard = choices.clone().any(|choice| choice.trigger == Some(Trigger::Hard));
        let soft = choices.clone().any(|choice| choice.trigger == Some(Trigger::Soft));
        if hard || by_count == Some(Trigger::Hard) {
            screening.hard += 1;
        } else if soft || by_count == Some(Trigger::Soft) {
            screening.soft += 1;
        } else {
            continue;
        }
        screening.dont_knows += i64::from(choices.clone().any(|choice| choice.dont_know));
        let options = chosen.into_iter().map(str::to_owned).collect();
        screening.causes.push((id.clone(), options));
    }
    screening
}

/// What the screening counted, as numbers that conditions can use.
pub(super) fn counts(screening: &Screening) -> BTreeMap<Computed, Range> {
    BTreeMap::from([
        (Computed::HardTriggers, Range::exactly(screening.hard)),
        (Computed::SoftTriggers, Range::exactly(screening.soft)),
        (Computed::DontKnows, Range::exactly(screening.dont_knows)),
    ])
}

fn decide(questionnaire: &Questionnaire, input: &Input, result: &mut Evaluation) {
    let computed = counts(&result.screening);
    let view = View { questionnaire, input, result, computed: &computed };
    let rules = questionnaire.definition().screening.iter().flat_map(|s| &s.rules);
    let mut rules = rules.zip(questionnaire.screening_conditions());
    let decided = rules.find(|(_, condition)| condition.holds(&view) == Some(true));
    let decided = decided.map(|(rule, _)| (rule.id.clone(), rule.outcome.clone()));
    if let Some((rule, outcome)) = decided {
        result.screening.rule = Some(rule);
        result.screening.outcome = Some(outcome);
    }
}

/// The first escalation whose flag is set and that asks for something else than the outcome.
fn escalation(questionnaire: &Questionnaire, result: &Evaluation) -> Option<usize> {
    let outcome: &RuleId = result.screening.outcome.as_ref()?;
    let rules = &questionnaire.definition().screening.as_ref()?.escalate;
    rules.iter().position(|rule| rule.outcome != *outcome && result.flags.contains_key(&rule.flag))
}

/// The questions that the outcome asks, including those that wait for the result.
pub(super) fn included(questionnaire: &Questionnaire, result: &Evaluation) -> BTreeSet<QuestionId> {
    let Some(screening) = &questionnaire.definition().screening else {
        return questionnaire.asked().iter().map(|asked| asked.question.id.clone()).collect();
    };
    let outcome = result.screening.outcome.as_ref();
    let outcome = outcome.and_then(|outcome| questionnaire.outcome(outcome));
    let in_sections: Box<dyn Fn(&SectionId) -> bool> = match outcome {
        None => Box::new(|_| false),
        Some(outcome) => match &outcome.sections {
            Sections::All(_) => Box::new(|_| true),
            Sections::Some(sections) => {
                let mut sections: BTreeSet<SectionId> = sections.iter().cloned().collect();
                if outcome.relevant {
                    let causes = result.screening.causes.iter();
                    let asked = causes.filter_map(|(id, _)| questionnaire.question(id));
                    sections.extend(asked.flat_map(|asked| asked.question.leads_to.clone()));
                }
                Box::new(move |section| sections.contains(section))
            }
        },
    };
    let named = outcome.map_or(&[][..], |outcome| &outcome.questions);
    let wanted = |asked: &&Asked| {
        asked.section == screening.section
            || in_sections(&asked.section)
            || named.contains(&asked.question.id)
    };
    let wanted = questionnaire.asked().iter().filter(wanted);
    wanted.map(|asked| asked.question.id.clone()).collect()
}
