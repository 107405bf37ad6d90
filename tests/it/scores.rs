//! Scores of random questionnaires: the engine, a naive reading, and the kept copy agree.
use std::fmt::Write as _;

use loneliness_test::domain::evaluate::{Evaluation, Input, evaluate};
use loneliness_test::domain::given;
use loneliness_test::domain::questionnaire::Questionnaire;
use loneliness_test::library::{load, reload};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A question that was made up, and its answer.
#[derive(Debug, Clone)]
struct Made {
    kind: Kind,
    /// In halves.
    weight: i64,
    /// Shown when this earlier question has this option: places, taken modulo what there is.
    shown_if: Option<(usize, usize)>,
    /// Which options or number are chosen.
    pick: usize,
}

#[derive(Debug, Clone)]
enum Kind {
    /// Points of each option; none is "not applicable".
    Radio(Vec<Option<i64>>),
    /// Points of each option; the sum or the highest counts.
    Boxes(Vec<i64>, bool),
    /// Points from each limit on.
    Number(Vec<i64>),
}

fn kind() -> impl Strategy<Value = Kind> {
    let points = -3_i64..6;
    prop_oneof![
        (prop::collection::vec(points.clone(), 1..4), any::<bool>()).prop_map(|(points, na)| {
            let last = na.then_some(None);
            Kind::Radio(points.into_iter().map(Some).chain(last).collect())
        }),
        (prop::collection::vec(points.clone(), 1..4), any::<bool>())
            .prop_map(|(points, max)| Kind::Boxes(points, max)),
        prop::collection::vec(points, 1..4).prop_map(Kind::Number),
    ]
}

fn made() -> impl Strategy<Value = Made> {
    let shown_if = prop::option::of((0_usize..40, 0_usize..8));
    (kind(), 1_i64..6, shown_if, 0_usize..64).prop_map(|(kind, weight, shown_if, pick)| Made {
        kind,
        weight,
        shown_if,
        pick,
    })
}

/// The earlier question that a question depends on, and its option.
fn parent(questions: &[Made], n: usize) -> Option<(usize, usize)> {
    let (question, option) = questions[n].shown_if?;
    let before: Vec<usize> =
        (0..n).filter(|place| !matches!(questions[*place].kind, Kind::Number(_))).collect();
    let question = *before.get(question % before.len().max(1))?;
    let options = match &questions[question].kind {
        Kind::Radio(points) => points.len(),
        Kind::Boxes(points, _) => points.len(),
        Kind::Number(_) => 0,
    };
    Some((question, option % options))
}

fn source(questions: &[Made], maximum: &str) -> String {
    let mut text = "id: made\nversion: 1.0.0\nlanguages: [en]\ntitle: Made\nsummary: Made.\n\
                    sections:\n  - id: s\n    title: All\n    questions:\n"
        .to_owned();
    for (n, question) in questions.iter().enumerate() {
        let kind = match question.kind {
            Kind::Radio(_) => "radio",
            Kind::Boxes(..) => "checkboxes",
            Kind::Number(_) => "number",
        };
        let weight = format!("{}.{}", question.weight / 2, question.weight % 2 * 5);
        write!(text, "      - {{id: q{n}, type: {kind}, text: Q{n}?, weight: {weight}").unwrap();
        if let Some((before, option)) = parent(questions, n) {
            let condition = match questions[before].kind {
                Kind::Radio(_) => format!("q{before} == 'o{option}'"),
                Kind::Boxes(..) => format!("'o{option}' in q{before}"),
                Kind::Number(_) => unreachable!(),
            };
            write!(text, ", show_if: \"{condition}\"").unwrap();
        }
        match &question.kind {
            Kind::Radio(points) => {
                let options = points.iter().enumerate().map(|(o, points)| match points {
                    Some(points) => format!("{{id: o{o}, label: O{o}, points: {points}}}"),
                    None => format!("{{id: o{o}, label: O{o}, not_applicable: true}}"),
                });
                write!(text, ", options: [{}]", options.collect::<Vec<_>>().join(", ")).unwrap();
            }
            Kind::Boxes(points, max) => {
                let options = points.iter().enumerate();
                let options =
                    options.map(|(o, p)| format!("{{id: o{o}, label: O{o}, points: {p}}}"));
                let options = options.collect::<Vec<_>>().join(", ");
                let ticked = if *max { "max" } else { "sum" };
                write!(text, ", ticked: {ticked}, options: [{options}]").unwrap();
            }
            Kind::Number(points) => {
                let rows = points.iter().enumerate();
                let rows = rows.map(|(n, p)| format!("{{from: {}, points: {p}}}", n * 10));
                let rows = rows.collect::<Vec<_>>().join(", ");
                write!(text, ", min: 0, max: 40, points_from: [{rows}]").unwrap();
            }
        }
        text.push_str("}\n");
    }
    write!(
        text,
        "scores:\n  - {{id: total, label: Total, sum: all, maximum: {maximum}}}\n  \
         - {{id: less, label: Less, calculate: \"total > 4 ? total * 0.85 : total - 1\", round: 1}}\n"
    )
    .unwrap();
    text
}

/// What is chosen in a question.
fn chosen(question: &Made) -> Vec<usize> {
    match &question.kind {
        Kind::Radio(points) => vec![question.pick % points.len()],
        Kind::Boxes(points, _) => {
            let set = question.pick % (1 << points.len());
            let set = if set == 0 { 1 } else { set };
            (0..points.len()).filter(|place| set >> place & 1 == 1).collect()
        }
        Kind::Number(_) => vec![question.pick % 41],
    }
}

fn answer(question: &Made) -> Value {
    let names = |places: Vec<usize>| places.into_iter().map(|o| json!(format!("o{o}"))).collect();
    match question.kind {
        Kind::Radio(_) => json!(format!("o{}", chosen(question)[0])),
        Kind::Boxes(..) => Value::Array(names(chosen(question))),
        Kind::Number(_) => json!(chosen(question)[0]),
    }
}

fn is_shown(questions: &[Made], n: usize) -> bool {
    parent(questions, n).is_none_or(|(before, option)| {
        is_shown(questions, before) && chosen(&questions[before]).contains(&option)
    })
}

/// The sum and its maximum, in halves, read as a person would.
fn naive(questions: &[Made], all: bool) -> (i64, i64) {
    let (mut sum, mut maximum) = (0, 0);
    for (n, question) in questions.iter().enumerate() {
        let shown = is_shown(questions, n);
        let picks = chosen(question);
        let (points, most, applies) = match &question.kind {
            Kind::Radio(points) => {
                let most = points.iter().flatten().max().copied().unwrap_or(0);
                (points[picks[0]].unwrap_or(0), most, points[picks[0]].is_some())
            }
            Kind::Boxes(points, true) => {
                let ticked = picks.iter().map(|pick| points[*pick]).max().unwrap();
                (ticked, *points.iter().max().unwrap(), true)
            }
            Kind::Boxes(points, false) => {
                let most = points.iter().filter(|points| **points > 0).sum();
                (picks.iter().map(|pick| points[*pick]).sum(), most, true)
            }
            Kind::Number(points) => {
                let row = (picks[0] / 10).min(points.len() - 1);
                (points[row], *points.iter().max().unwrap(), true)
            }
        };
        if shown {
            sum += points * question.weight;
        }
        if (shown && applies) || (!shown && all) {
            maximum += most.max(0) * question.weight;
        }
    }
    (sum, maximum)
}

/// The calculated score in tenths.
fn naive_less(halves: i64) -> i64 {
    if halves > 8 {
        // 85 hundredths of a half are 425 thousandths; a tenth is 100 of them.
        let thousandths = halves * 425;
        (thousandths + 50) / 100
    } else {
        halves * 5 - 10
    }
}

fn all_answers(questions: &[Made]) -> Map<String, Value> {
    questions.iter().enumerate().map(|(n, q)| (format!("q{n}"), answer(q))).collect()
}

fn run(questionnaire: &Questionnaire, answers: &Map<String, Value>) -> Evaluation {
    let answers = given::answers(questionnaire.asked(), answers).unwrap();
    evaluate(questionnaire, &Input { answers, ..Input::default() })
}

fn value(result: &Evaluation, score: &str) -> (String, String, String) {
    let state = &result.scores[&score.parse().unwrap()];
    let maximum = state
        .maximum
        .and_then(loneliness_test::domain::number::Span::settled)
        .map(|m| m.to_string());
    (state.value.low.to_string(), state.value.high.to_string(), maximum.unwrap_or_default())
}

fn halves(n: i64) -> String {
    let sign = if n < 0 { "-" } else { "" };
    let (whole, half) = (n.abs() / 2, n.abs() % 2);
    if half == 0 { format!("{}", n / 2) } else { format!("{sign}{whole}.5") }
}

fn tenths(n: i64) -> String {
    let sign = if n < 0 { "-" } else { "" };
    let (whole, tenth) = (n.abs() / 10, n.abs() % 10);
    if tenth == 0 { format!("{}", n / 10) } else { format!("{sign}{whole}.{tenth}") }
}

fn questionnaire(questions: &[Made], maximum: &str) -> Questionnaire {
    let text = source(questions, maximum);
    let loaded =
        load("made.yaml", &text).unwrap_or_else(|findings| panic!("{text}\n{findings:#?}"));
    reload(&loaded.source).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn the_engine_adds_up_as_a_person_would(
        questions in prop::collection::vec(made(), 1..9),
        all in any::<bool>(),
    ) {
        let text = source(&questions, if all { "all" } else { "shown" });
        let loaded = load("made.yaml", &text);
        prop_assert!(loaded.is_ok(), "{text}\n{:#?}", loaded.err());
        let loaded = loaded.unwrap();
        let answers = all_answers(&questions);
        let result = run(&loaded.questionnaire, &answers);
        let (sum, maximum) = naive(&questions, all);
        let sum = (halves(sum), halves(sum), halves(maximum));
        prop_assert_eq!(value(&result, "total"), sum.clone(), "{}", text);
        let less = tenths(naive_less(naive(&questions, all).0));
        prop_assert_eq!(value(&result, "less").0, less, "{}", text);
        // The third way: the copy that is kept with an assessment.
        let kept = reload(&loaded.source).unwrap();
        prop_assert_eq!(value(&run(&kept, &answers), "total"), sum);
    }

    #[test]
    fn hidden_answers_never_matter(questions in prop::collection::vec(made(), 2..9)) {
        let questionnaire = questionnaire(&questions, "all");
        let answers = all_answers(&questions);
        let result = run(&questionnaire, &answers);
        let mut shown = answers.clone();
        shown.retain(|id, _| result.is_asked(&id.parse().unwrap()));
        let without = run(&questionnaire, &shown);
        prop_assert_eq!(&result.scores, &without.scores);
        prop_assert_eq!(&result.states, &without.states);
    }

    #[test]
    fn a_question_without_points_changes_no_result(
        questions in prop::collection::vec(made(), 1..7),
        text in "[a-z ]{1,20}",
    ) {
        let answers = all_answers(&questions);
        let before = run(&questionnaire(&questions, "shown"), &answers);
        let more = source(&questions, "shown")
            .replace("scores:\n", "      - {id: other, type: text, text: Anything else?}\nscores:\n");
        let loaded = load("made.yaml", &more).unwrap();
        let mut answers = answers;
        answers.insert("other".to_owned(), json!(text));
        let after = run(&loaded.questionnaire, &answers);
        prop_assert_eq!(before.scores, after.scores);
    }

    #[test]
    fn while_answers_are_open_the_range_holds_what_comes(
        questions in prop::collection::vec(made(), 1..9),
        open in prop::collection::vec(any::<bool>(), 9),
    ) {
        let questionnaire = questionnaire(&questions, "all");
        let answers = all_answers(&questions);
        let last = run(&questionnaire, &answers);
        let mut some = answers;
        some.retain(|id, _| !open[id[1..].parse::<usize>().unwrap()]);
        let partly = run(&questionnaire, &some);
        for (id, state) in &last.scores {
            let range = partly.scores[id].value;
            let settled = state.value.settled().unwrap();
            prop_assert!(range.low <= settled && settled <= range.high, "{id}: {settled} in {range:?}");
        }
    }
}
