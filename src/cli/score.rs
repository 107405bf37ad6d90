//! `score`: everything that follows from some answers, as JSON.
use std::path::Path;

use anyhow::{Context as _, bail};
use serde_json::{Map, Value, json};

use crate::domain::condition::Range;
use crate::domain::evaluate::{Evaluation, Input, OpenItem, QuestionState, evaluate};
use crate::domain::given;
use crate::domain::number::{Number, Span};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::text::Lang;

pub(super) fn score(file: &Path, answers: &Path) -> anyhow::Result<()> {
    let loaded = super::questionnaire(file)?;
    let text = std::fs::read_to_string(answers)
        .with_context(|| format!("cannot read {}", answers.display()))?;
    let value: Value = serde_json::from_str(&text)
        .with_context(|| format!("{} is not JSON", answers.display()))?;
    let questionnaire = &loaded.questionnaire;
    let Value::Object(map) = &value else {
        bail!("{}: the answers are one object, question id to value", answers.display());
    };
    let answers = match given::answers(questionnaire.asked(), map) {
        Ok(answers) => answers,
        Err(wrong) => {
            let lines: Vec<String> = wrong.into_iter().map(|(_, message)| message).collect();
            bail!("{}: {}", answers.display(), lines.join("; "))
        }
    };
    let input = Input { answers, ..Input::default() };
    let result = report(questionnaire, &evaluate(questionnaire, &input));
    say!("{}", serde_json::to_string_pretty(&result)?);
    Ok(())
}

fn report(questionnaire: &Questionnaire, result: &Evaluation) -> Value {
    let ids = |wanted: &dyn Fn(&QuestionState) -> bool| {
        let asked = questionnaire.asked().iter().map(|asked| &asked.question.id);
        let found = asked.filter(|id| result.states.get(*id).is_some_and(wanted));
        found.map(ToString::to_string).collect::<Vec<_>>()
    };
    let is_shown = |state: &QuestionState| {
        matches!(state, QuestionState::Open | QuestionState::Invalid(_) | QuestionState::Answered)
    };
    let definition = questionnaire.definition();
    let has_level = definition.matrix.is_some() || definition.level_from.is_some();
    let gates = result.gates.iter().map(|gate| json!({"id": gate.id, "met": gate.met}));
    json!({
        "questionnaire": {
            "id": questionnaire.id(),
            "version": questionnaire.version(),
            "hash": questionnaire.hash(),
        },
        "screening": screening(questionnaire, result),
        "level": result.level.filter(|_| has_level).map(range),
        "residual_level": result.residual.filter(|_| has_level).map(range),
        "scores": scores(questionnaire, result),
        "decisions": decisions(questionnaire, result),
        "quality": result.quality.percent(),
        "flags": result.flags,
        "gates": gates.collect::<Vec<_>>(),
        "visible": ids(&is_shown),
        "waiting": ids(&|state| *state == QuestionState::Waiting),
        "invalid": ids(&|state| matches!(state, QuestionState::Invalid(_))),
        "open": open_items(result),
    })
}

fn range(range: Range) -> Value {
    json!({"low": range.low, "high": range.high})
}

fn number(number: Number) -> Value {
    // Exact: a number that JSON readers would round is written as text.
    serde_json::to_value(number).unwrap_or(Value::Null)
}

fn span(span: Span) -> Value {
    with_span(span, Map::new())
}

/// A range with other facts beside it.
fn with_span(span: Span, mut facts: Map<String, Value>) -> Value {
    let bound = |value: Number, any: Number| if value == any { Value::Null } else { number(value) };
    facts.insert("value".to_owned(), span.settled().map_or(Value::Null, number));
    facts.insert("low".to_owned(), bound(span.low, Span::ANY.low));
    facts.insert("high".to_owned(), bound(span.high, Span::ANY.high));
    Value::Object(facts)
}

fn facts<const N: usize>(facts: [(&str, Value); N]) -> Map<String, Value> {
    facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn screening(questionnaire: &Questionnaire, result: &Evaluation) -> Value {
    if questionnaire.definition().screening.is_none() {
        return Value::Null;
    }
    let screening = &result.screening;
    let causes = screening.causes.iter();
    let causes = causes.map(|(id, options)| json!({"question": id, "options": options}));
    json!({
        "outcome": screening.outcome,
        "rule": screening.rule,
        "escalated_by": screening.escalated_by,
        "hard_triggers": screening.hard,
        "soft_triggers": screening.soft,
        "dont_knows": screening.dont_knows,
        "causes": causes.collect::<Vec<_>>(),
    })
}

fn scores(questionnaire: &Questionnaire, result: &Evaluation) -> Value {
    let mut map = Map::new();
    for score in questionnaire.nodes().scores() {
        let Some(state) = result.scores.get(&score.definition.id) else { continue };
        let working = state
            .working
            .iter()
            .map(|(question, points)| with_span(*points, facts([("question", json!(question))])));
        let band = state.band().and_then(|id| score.definition.bands.iter().find(|b| b.id == *id));
        let requirements = band.map(|band| {
            band.requirements.iter().map(|text| text.get(Lang::En)).collect::<Vec<_>>()
        });
        let entry = with_span(
            state.value,
            facts([
                ("label", json!(score.definition.label.get(Lang::En))),
                ("maximum", state.maximum.map_or(Value::Null, span)),
                ("share_percent", state.share().map_or(Value::Null, span)),
                ("band", json!(band.map(|band| &band.id))),
                ("bands_possible", json!(state.bands)),
                ("requirements", json!(requirements)),
                ("working", working.collect::<Vec<_>>().into()),
            ]),
        );
        map.insert(score.definition.id.to_string(), entry);
    }
    Value::Object(map)
}

fn decisions(questionnaire: &Questionnaire, result: &Evaluation) -> Value {
    let mut map = Map::new();
    for table in questionnaire.nodes().decisions() {
        let Some(state) = result.decisions.get(&table.definition.id) else { continue };
        let row = state.row.as_ref();
        let row = row.and_then(|id| table.definition.rows.iter().find(|row| row.id == *id));
        let outcome = state.outcome.as_ref();
        let outcome = outcome.and_then(|id| table.definition.outcomes.iter().find(|o| o.id == *id));
        let requirements = outcome.map(|outcome| {
            outcome.requirements.iter().map(|text| text.get(Lang::En)).collect::<Vec<_>>()
        });
        let entry = json!({
            "label": table.definition.label.get(Lang::En),
            "is_settled": state.is_settled,
            "outcome": state.outcome,
            "row": state.row,
            "because": row.map(|row| &row.when),
            "message": row.and_then(|row| row.message.as_ref()).map(|text| text.get(Lang::En)),
            "requirements": requirements,
        });
        map.insert(table.definition.id.to_string(), entry);
    }
    Value::Object(map)
}

fn open_items(result: &Evaluation) -> Vec<Value> {
    let item = |item: &OpenItem| match item {
        OpenItem::Question(id) => json!({"question": id}),
        OpenItem::Ratings(option, pathway, rows) => {
            json!({"option": option, "pathway": pathway, "rows_to_rate": rows})
        }
        OpenItem::Reason(key) => json!({"reason_for": key.to_string()}),
        OpenItem::Unmarked(flag) => json!({"flag_not_marked": flag}),
        OpenItem::Plan(id) => json!({"mitigation": id}),
    };
    result.open_items.iter().map(item).collect()
}
