//! Points of options: all or none, under names that exist.
use super::Question;
use super::check::Checker;
use super::check_questions::named_totals;
use super::definition::Choice;
use super::scores::Points;
use crate::domain::ids::ScoreId;
use crate::domain::text::Lang;

impl Checker<'_> {
    /// Either no option has points or each has: 0 is a value that is written.
    pub(super) fn points(&mut self, question: &Question, choices: &[Choice], path: &str) {
        for name in question.points.keys() {
            self.point_key(question, choices, path, name);
        }
        let is_option = |name: &String| choices.iter().any(|choice| choice.id.as_str() == name);
        let keys_hold = question.points.keys().all(is_option);
        for (field, options) in
            question.fields.iter().enumerate().filter(|(_, field)| !field.options.is_empty())
        {
            self.all_or_none(&options.options, &format!("{path}.fields.{field}.options"), &|_| {
                None
            });
        }
        let keyed = |choice: &Choice| question.points.get(choice.id.as_str());
        if keys_hold && question.options_from.is_none() {
            self.all_or_none(choices, &format!("{path}.options"), &keyed);
        } else if keys_hold && !question.points.is_empty() {
            self.all_or_none(choices, &format!("{path}.points"), &keyed);
        }
        let scored = |choice: &Choice| choice.points.is_some();
        let has_points = choices.iter().any(scored) || !question.points.is_empty();
        if question.unscored && (has_points || !question.points_from.is_empty()) {
            self.say(format!("{path}.unscored"), "the question is unscored, but has points");
        }
        let in_fields = question.fields.iter().any(|field| field.options.iter().any(scored));
        if question.weight.is_some() && !has_points && !in_fields && question.points_from.is_empty()
        {
            self.say(format!("{path}.weight"), "there are no points to weigh");
        }
        if !question.points_from.is_empty() && !question.kind.is_number() {
            let message = "points_from is for questions of type number and percent";
            self.say(format!("{path}.points_from"), message);
        }
        for (n, pair) in question.points_from.windows(2).enumerate() {
            if let [low, high] = pair
                && low.from >= high.from
            {
                let message = "each limit is higher than the one before";
                self.say(format!("{path}.points_from.{}", n + 1), message);
            }
        }
        if in_fields && question.rows.is_empty() {
            let message = "points in a table need rows that are written in the file";
            self.say(format!("{path}.rows"), message);
        }
    }

    fn point_key(&mut self, question: &Question, choices: &[Choice], path: &str, name: &str) {
        if choices.iter().any(|choice| choice.id.as_str() == name) {
            return;
        }
        let path = format!("{path}.points.{name}");
        let same_words = |choice: &&Choice| choice.label.get(Lang::En).eq_ignore_ascii_case(name);
        if let Some(choice) = choices.iter().find(same_words) {
            let message = format!("“{name}” is what the option says; its id is “{}”", choice.id);
            self.say(path, message);
        } else {
            let known = choices.iter().map(|choice| choice.id.as_str());
            self.known(path, &format!("option of “{}” called", question.id), name, known);
        }
    }

    pub(super) fn all_or_none<'p>(
        &mut self,
        choices: &'p [Choice],
        path: &str,
        keyed: &dyn Fn(&Choice) -> Option<&'p Points>,
    ) {
        let has = |choice: &Choice| choice.points.is_some() || keyed(choice).is_some();
        if !choices.iter().any(has) {
            return;
        }
        for (n, choice) in choices.iter().enumerate() {
            let both = choice.points.is_some() && keyed(choice).is_some();
            let at = format!("{path}.{n}");
            if both {
                self.say(&at, format!("the points of “{}” are written twice", choice.id));
            } else if has(choice) && choice.not_applicable {
                let message = format!("“{}” is not applicable and has points", choice.id);
                self.say(&at, message);
            } else if let Some(total) = lacks_total(choices, choice, keyed)
                .filter(|total| self.names.scores.contains(total.as_str()))
            {
                let message = format!(
                    "the option “{}” has no points for “{total}”, but others of the question have",
                    choice.id
                );
                self.say(&at, message);
            } else if !has(choice) && !choice.not_applicable {
                let message = format!(
                    "the option “{}” has no points, but others of the question have: write points: 0, \
                     or not_applicable: true",
                    choice.id
                );
                self.say(&at, message);
            }
        }
    }
}

/// A total that other options have points for, and this one, which has points by name, has not.
fn lacks_total<'p>(
    choices: &'p [Choice],
    choice: &'p Choice,
    keyed: &dyn Fn(&Choice) -> Option<&'p Points>,
) -> Option<ScoreId> {
    let of = |choice: &'p Choice| choice.points.as_ref().or_else(|| keyed(choice));
    let Some(Points::Each(own)) = of(choice) else { return None };
    let others = choices.iter().filter_map(of).flat_map(named_totals);
    others.into_iter().find(|total| !own.contains_key(*total)).cloned()
}

/// The points of each option, in the order of the options.
pub(super) fn points_of(question: &Question, choices: &[Choice]) -> Vec<Option<Points>> {
    let keyed = |choice: &Choice| question.points.get(choice.id.as_str()).cloned();
    choices.iter().map(|choice| choice.points.clone().or_else(|| keyed(choice))).collect()
}
