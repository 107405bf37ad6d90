//! Laws that hold for all ratings and answers, not for chosen ones.
use std::collections::BTreeMap;

use loneliness_test::domain::answers::{Answer, Answers};
use loneliness_test::domain::evaluate::{Input, QuestionState, evaluate};
use loneliness_test::domain::ids::{FactorId, OptionId};
use loneliness_test::domain::questionnaire::{Matrix, QuestionType, Questionnaire};
use loneliness_test::domain::scoring::{
    Factors, Planned, Rated, RatingKey, RowFacts, after_mitigation, rate, total,
};
use loneliness_test::library::Library;
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

static CENTRAL: LazyLock<Arc<Questionnaire>> = LazyLock::new(|| {
    let library = Library::embedded().unwrap();
    Arc::clone(&library.find(&"central-policy".parse().unwrap()).unwrap().questionnaire)
});

fn matrix() -> &'static Matrix {
    CENTRAL.matrix()
}

fn option_of(factor: &str, value: i64) -> (FactorId, OptionId) {
    let id: FactorId = factor.parse().unwrap();
    let factor = matrix().factor(&id).unwrap();
    let found = factor.options.iter().find(|o| o.value == value && o.read_as.is_empty());
    (id, found.unwrap_or_else(|| panic!("{value}")).id.clone())
}

fn row(direction: i64, reach: i64, duration: i64, likelihood: i64, evidence: i64) -> Factors {
    [
        option_of("direction", direction),
        option_of("reach", reach),
        option_of("duration", duration),
        option_of("likelihood", likelihood),
        option_of("evidence", evidence),
    ]
    .into()
}

fn points(factors: &Factors, facts: RowFacts) -> i64 {
    rate(matrix(), factors, facts).unwrap().points
}

fn facts(uplift: bool, many: bool) -> RowFacts {
    RowFacts { uplift, people: many.then_some(100_000) }
}

/// The method of `scoring.md` written once more, in the plainest way, for harms.
fn naive(d: i64, reach: usize, duration: usize, likelihood: usize, f: RowFacts) -> i64 {
    let consequence = [[1, 1, 2, 2], [2, 3, 3, 4], [3, 4, 5, 5]];
    let exposure = [[1, 1, 2, 2], [1, 2, 3, 3], [2, 3, 4, 4], [2, 3, 4, 5]];
    let mut c = consequence[usize::try_from(d).unwrap() - 1][duration - 1];
    if f.uplift {
        c = 5.min(c + 1);
    }
    let mut e = exposure[reach - 1][likelihood - 1];
    if f.people.is_some_and(|people| people >= 100_000) {
        e = e.max(3);
    }
    let severe_and_permanent = d == 3 && duration == 4;
    if severe_and_permanent { (c * e).max(10) } else { c * e }
}

#[test]
fn every_harm_is_what_the_method_says_and_no_factor_lowers_it_by_rising() {
    let mut spread = BTreeMap::new();
    for d in 1..=3 {
        for r in 1..=4 {
            for t in 1..=4 {
                for l in 1..=4 {
                    for f in [
                        facts(false, false),
                        facts(true, false),
                        facts(false, true),
                        facts(true, true),
                    ] {
                        let here = -points(&row(-d, r, t, l, 1), f);
                        let size = |n: i64| usize::try_from(n).unwrap();
                        assert_eq!(here, naive(d, size(r), size(t), size(l), f));
                        for (d2, r2, t2, l2) in [
                            (3.min(d + 1), r, t, l),
                            (d, 4.min(r + 1), t, l),
                            (d, r, 4.min(t + 1), l),
                            (d, r, t, 4.min(l + 1)),
                        ] {
                            assert!(-points(&row(-d2, r2, t2, l2, 1), f) >= here);
                        }
                    }
                    let band =
                        matrix().band_number(points(&row(-d, r, t, l, 1), facts(false, false)));
                    *spread.entry(band).or_insert(0) += 1;
                }
            }
        }
    }
    // The spread that scoring.md states.
    assert_eq!(spread, BTreeMap::from([(1, 69), (2, 63), (3, 44), (4, 16)]));
}

fn key(pathway: usize, group: usize) -> RatingKey {
    let definition = CENTRAL.definition();
    RatingKey {
        option: "o1".parse().unwrap(),
        pathway: definition.pathways[pathway % 21].id.clone(),
        group: definition.groups[group % definition.groups.len()].id.clone(),
    }
}

prop_compose! {
    fn harm()(d in 1..=3_i64, r in 1..=4_i64, t in 1..=4_i64, l in 1..=4_i64, e in 0..=3_i64) -> Factors {
        row(-d, r, t, l, e)
    }
}

prop_compose! {
    fn rows()(rows in prop::collection::vec((0..21_usize, 0..8_usize, -25..=25_i64), 1..20))
        -> BTreeMap<RatingKey, i64> {
        rows.into_iter().map(|(pathway, group, points)| (key(pathway, group), points)).collect()
    }
}

fn level(rows: &BTreeMap<RatingKey, i64>) -> i64 {
    let family = |key: &RatingKey| CENTRAL.group(&key.group).map(|group| &group.family);
    let rated: Vec<Rated<'_>> = rows
        .iter()
        .map(|(key, points)| Rated { key, points: *points, family: family(key) })
        .collect();
    total(matrix(), &"o1".parse().unwrap(), &rated).level
}

proptest! {
    #[test]
    fn evidence_never_lowers_a_harm(factors in harm(), uplift: bool, many: bool) {
        let f = facts(uplift, many);
        let sound = factors.clone().into_iter().chain([option_of("evidence", 3)]).collect::<Factors>();
        prop_assert_eq!(points(&factors, f), points(&sound, f));
    }

    #[test]
    fn a_benefit_never_lowers_the_level(rows in rows(), pathway in 0..21_usize, group in 0..8_usize, benefit in 1..=25_i64) {
        let before = level(&rows);
        let mut more = rows.clone();
        let added = key(pathway, group);
        prop_assume!(!more.contains_key(&added));
        more.insert(added, benefit);
        prop_assert_eq!(level(&more), before);
    }

    #[test]
    fn a_worse_row_never_lowers_the_level(rows in rows(), place in 0..20_usize, by in 1..=25_i64) {
        let before = level(&rows);
        let mut worse = rows.clone();
        let chosen = worse.keys().nth(place % worse.len()).unwrap().clone();
        let points = worse.get_mut(&chosen).unwrap();
        *points = (*points).min(0).saturating_sub(by).max(-25);
        prop_assert!(level(&worse) >= before);
    }

    #[test]
    fn mitigation_never_makes_a_harm_worse_and_counts_only_when_owned_dated_and_funded(
        factors in harm(), changed in harm(), uplift: bool, owner: bool, funded: bool, evidenced: bool,
    ) {
        let (f, row) = (facts(uplift, false), key(0, 0));
        let before = points(&factors, f);
        let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
        let planned = Planned {
            owner: if owner { "Head of buses".to_owned() } else { String::new() },
            date: "2027-03-31".to_owned(),
            funded: yes(funded),
            evidenced: yes(evidenced),
            changes: BTreeMap::from([(row.clone(), changed)]),
            ..Planned::default()
        };
        let after = after_mitigation(matrix(), &row, &factors, f, before, [&planned].into_iter());
        prop_assert!((before..=0).contains(&after));
        if !(owner && funded) {
            prop_assert_eq!(after, before);
        }
        if !evidenced {
            prop_assert!(matrix().band_number(before) - matrix().band_number(after) <= 1);
        }
    }

    #[test]
    fn hidden_answers_never_count(seed in prop::collection::vec(0..64_usize, 60), noise in prop::collection::vec(0..64_usize, 60)) {
        let input = random(&seed);
        let result = evaluate(&CENTRAL, &input);
        let mut noisy = input.clone();
        for (asked, pick) in CENTRAL.asked().iter().zip(&noise) {
            if !result.is_asked(&asked.question.id) && !result.states.values().any(|s| *s == loneliness_test::domain::evaluate::QuestionState::Waiting) {
                noisy.answers.extend(pick_answer(asked, *pick).map(|answer| (asked.question.id.clone(), answer)));
            }
        }
        let again = evaluate(&CENTRAL, &noisy);
        prop_assert_eq!(&again.states, &result.states);
        prop_assert_eq!(&again.screening, &result.screening);
        prop_assert_eq!(&again.flags, &result.flags);
        prop_assert_eq!(&again.gaps, &result.gaps);
        prop_assert_eq!(again.quality, result.quality);
        prop_assert_eq!(again.residual, result.residual);
        prop_assert_eq!(&again.gates, &result.gates);
    }

    #[test]
    fn whatever_is_typed_the_engine_answers(texts in prop::collection::vec(".{0,40}", 51)) {
        let answers: Answers = CENTRAL.asked().iter().zip(texts).map(|(asked, text)| {
            (asked.question.id.clone(), Answer::Text(text))
        }).collect();
        let result = evaluate(&CENTRAL, &Input { answers, ..Input::default() });
        prop_assert!(result.level.is_some_and(|level| level.low == 0 && level.high == 4));
    }
}

fn pick_answer(
    asked: &loneliness_test::domain::questionnaire::Asked,
    pick: usize,
) -> Option<Answer> {
    let choices = &asked.choices;
    let kind = asked.question.kind;
    if kind.is_single() {
        Some(Answer::Text(choices[pick % choices.len()].id.to_string()))
    } else if kind == QuestionType::Checkboxes {
        Some(Answer::Many(vec![choices[pick % choices.len()].id.to_string()]))
    } else if matches!(kind, QuestionType::Text | QuestionType::Textarea) {
        Some(Answer::Text(format!("text {pick}")))
    } else {
        (kind == QuestionType::Date).then(|| Answer::Text("2027-03-31".to_owned()))
    }
}

fn random(seed: &[usize]) -> Input {
    let answers =
        CENTRAL.asked().iter().zip(seed).filter(|(_, pick)| **pick < 60).filter_map(
            |(asked, pick)| Some((asked.question.id.clone(), pick_answer(asked, *pick)?)),
        );
    Input { answers: answers.collect(), ..Input::default() }
}

#[test]
fn an_empty_form_has_no_level_but_a_range() {
    let result = evaluate(&CENTRAL, &Input::default());
    let level = result.level.unwrap();
    assert_eq!((level.low, level.high), (0, 4));
    assert_eq!(result.settled_level(), None);
}

#[test]
fn how_long_a_text_may_be_changes_no_result_of_what_is_fixed() {
    let of_kind = |kind| CENTRAL.asked().iter().find(move |asked| asked.question.kind == kind);
    let options = of_kind(QuestionType::Options).unwrap().question.id.clone();
    let row = [("key", "o1".to_owned()), ("name", "a".repeat(201))];
    let row = row.map(|(field, text)| (field.to_owned(), text)).into();
    // The first choice everywhere, so that the options are asked for.
    let mut draft = random(&[0; 51]);
    draft.answers.insert(options.clone(), Answer::Rows(vec![row]));
    let signed = Input { is_fixed: true, ..draft.clone() };
    let state = |input| evaluate(&CENTRAL, input).states[&options].clone();
    assert!(matches!(state(&draft), QuestionState::Invalid(_)), "{:?}", state(&draft));
    assert_eq!(state(&signed), QuestionState::Answered);
}
