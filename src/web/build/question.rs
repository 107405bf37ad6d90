//! The page of a question.
use super::{count, day_parts, faults, labels, rows};
use crate::app::labels::Figure;
use crate::app::{Labels, Open};
use crate::domain::answers::{Answer, Fault, OWN_GROUPS, row_key, typed};
use crate::domain::evaluate::QuestionState;
use crate::domain::ids::QuestionId;
use crate::domain::questionnaire::{Asked, QuestionType, RowsFrom};
use crate::i18n::Words;
use crate::web::forms::personal;
use crate::web::render::markdown;
use crate::web::urls;
use crate::web::views::{Item, ItemGroup, OptionRow, OwnGroup, QuestionPage, RateLine};

/// Builds the page of a question; `answer` is what it shows, `faults` what is wrong with it.
pub(crate) fn page(
    open: &Open,
    words: &Words,
    asked: &Asked,
    answer: Option<&Answer>,
    wrong: &[Fault],
    from: &str,
) -> QuestionPage {
    let labels = labels(open, words);
    let (id, lang) = (&open.assessment.id, labels.lang);
    let question = &asked.question;
    let text = |text: &Option<crate::domain::text::Text>| text.as_ref().map(|text| text.get(lang));
    let whole = wrong.iter().find(|fault| fault.row.is_none());
    let mut page = QuestionPage {
        heading: question.text.get(lang),
        section: section_title(&labels, asked),
        position: position(&labels, asked),
        back: back(open, asked, from),
        action: urls::question(id, &question.id),
        kind: kind_name(question.kind),
        optional: question.optional,
        hint: text(&question.hint),
        why: question.why.as_ref().map_or_else(String::new, |why| why.get(lang)),
        guidance: text(&question.guidance).map(|text| markdown(&text)),
        figures: figures(&labels, asked),
        rates: rates(&labels, asked),
        max_words: question.max_words,
        errors: faults::summary(&labels, asked, wrong),
        error: whole.map(|fault| faults::message(&labels, asked, fault)),
        seen: open.assessment.answer_revision(&question.id),
        from: from.to_owned(),
        notes: notes(&labels, asked),
        ..QuestionPage::default()
    };
    fill(&labels, asked, answer, wrong, &mut page);
    page
}

fn kind_name(kind: QuestionType) -> &'static str {
    match kind {
        QuestionType::Radio | QuestionType::YesNo | QuestionType::YesNoDontKnow => "radio",
        QuestionType::Select => "select",
        QuestionType::Checkboxes => "checkboxes",
        QuestionType::Text => "text",
        QuestionType::Textarea => "textarea",
        QuestionType::Number | QuestionType::Percent => "number",
        QuestionType::Date => "date",
        QuestionType::Note => "note",
        QuestionType::Table | QuestionType::Fieldset | QuestionType::List | QuestionType::Areas => {
            "table"
        }
        QuestionType::Groups => "groups",
        QuestionType::Options => "options",
        QuestionType::Mitigations => "mitigations",
    }
}

/// The notes that stand before a question in its section, as HTML.
fn notes(labels: &Labels<'_>, asked: &Asked) -> Vec<String> {
    let questions = labels.questionnaire().questions_of(&asked.section);
    let before: Vec<&Asked> =
        questions.take_while(|other| other.question.id != asked.question.id).collect();
    let notes = before.iter().rev().take_while(|a| a.question.kind == QuestionType::Note);
    let shown = notes.filter(|note| labels.open.evaluation.is_asked(&note.question.id));
    let mut texts: Vec<String> = shown
        .map(|note| crate::web::render::markdown(&note.question.text.get(labels.lang)))
        .collect();
    texts.reverse();
    texts
}

fn section_title(labels: &Labels<'_>, asked: &Asked) -> String {
    let sections = &labels.questionnaire().definition().sections;
    let section = sections.iter().find(|section| section.id == asked.section);
    section.map_or_else(String::new, |section| section.title.get(labels.lang))
}

/// "Question 3 of 8", counting the questions of the section that are asked.
fn position(labels: &Labels<'_>, asked: &Asked) -> String {
    let shown = asked_in_section(labels.open, asked);
    let place = shown.iter().position(|other| other.question.id == asked.question.id);
    let args = [
        ("number", count(place.map_or(0, |place| place + 1)).into()),
        ("of", count(shown.len()).into()),
    ];
    labels.words.say_with("question-position", &args)
}

fn asked_in_section<'o>(open: &'o Open, asked: &'o Asked) -> Vec<&'o Asked> {
    let all = open.questionnaire.questions_of(&asked.section);
    all.filter(|other| other.question.kind != QuestionType::Note)
        .filter(|other| open.evaluation.is_asked(&other.question.id))
        .collect()
}

fn back(open: &Open, asked: &Asked, from: &str) -> String {
    let id = &open.assessment.id;
    if from == "check" {
        return urls::part(id, format_args!("check/{}", asked.section));
    }
    let shown = asked_in_section(open, asked);
    let place = shown.iter().position(|other| other.question.id == asked.question.id);
    let before = place.and_then(|place| place.checked_sub(1)).and_then(|place| shown.get(place));
    before.map_or_else(|| urls::assessment(id), |before| urls::question(id, &before.question.id))
}

/// Where to go after a question: back to the check page, to the next question of the section
/// that is asked, or to the end of the section.
pub(crate) fn next(open: &Open, question: &QuestionId, from: &str) -> String {
    let id = &open.assessment.id;
    let Some(asked) = open.questionnaire.question(question) else { return urls::assessment(id) };
    let end = || {
        if open.questionnaire.is_screening(&asked.section) {
            urls::part(id, "screening")
        } else {
            urls::part(id, format_args!("check/{}", asked.section))
        }
    };
    if from == "check" {
        return end();
    }
    let shown = asked_in_section(open, asked);
    let place = shown.iter().position(|other| other.question.id == *question);
    let next = place.and_then(|place| shown.get(place + 1));
    next.map_or_else(end, |next| address(open, next))
}

/// The page on which a question is answered.
pub(crate) fn address(open: &Open, asked: &Asked) -> String {
    if asked.question.kind == QuestionType::Mitigations {
        urls::part(&open.assessment.id, "mitigations")
    } else {
        urls::question(&open.assessment.id, &asked.question.id)
    }
}

/// What is wrong with the answer that is kept.
pub(crate) fn kept_faults(open: &Open, question: &QuestionId) -> Vec<Fault> {
    match open.evaluation.states.get(question) {
        Some(QuestionState::Invalid(faults)) => faults.clone(),
        Some(
            QuestionState::Hidden
            | QuestionState::Waiting
            | QuestionState::Open
            | QuestionState::Answered,
        )
        | None => Vec::new(),
    }
}

fn figures(labels: &Labels<'_>, asked: &Asked) -> Vec<Figure> {
    asked.question.evidence.iter().filter_map(|id| labels.evidence(id)).collect()
}

fn rates(labels: &Labels<'_>, asked: &Asked) -> Vec<RateLine> {
    if !asked.question.show_group_rates {
        return Vec::new();
    }
    let groups = labels.questionnaire().definition().groups.iter();
    let line = |group: &crate::domain::questionnaire::Group| RateLine {
        group: group.label.get(labels.lang),
        rate: labels.rate(group),
        uplift: group.uplift,
    };
    groups.map(line).collect()
}

fn fill(
    labels: &Labels<'_>,
    asked: &Asked,
    answer: Option<&Answer>,
    wrong: &[Fault],
    page: &mut QuestionPage,
) {
    let text = answer.map_or("", Answer::text);
    match asked.question.kind {
        QuestionType::Radio
        | QuestionType::Select
        | QuestionType::YesNo
        | QuestionType::YesNoDontKnow
        | QuestionType::Checkboxes => page.items = items(labels, asked, answer),
        QuestionType::Number | QuestionType::Percent => {
            text.clone_into(&mut page.value);
            page.unit = asked.question.unit.as_ref().map(|unit| unit.get(labels.lang));
        }
        QuestionType::Text | QuestionType::Textarea => {
            text.clone_into(&mut page.value);
            page.warnings = personal::warnings(labels.words, text);
        }
        QuestionType::Date => {
            [page.year, page.month, page.day] = day_parts(text);
        }
        QuestionType::Groups => groups(labels, asked, answer, wrong, page),
        QuestionType::Options => options(labels, asked, answer, wrong, page),
        QuestionType::Table | QuestionType::Fieldset | QuestionType::List | QuestionType::Areas => {
            page.rows = rows::rows(labels, asked, answer, wrong);
            page.adds_rows = asked.question.rows_from != Some(RowsFrom::Groups)
                && asked.question.rows.is_empty();
        }
        QuestionType::Note | QuestionType::Mitigations => {}
    }
}

fn items(labels: &Labels<'_>, asked: &Asked, answer: Option<&Answer>) -> Vec<Item> {
    let chosen = answer.map(Answer::chosen).unwrap_or_default();
    let item = |choice: &crate::domain::questionnaire::Choice| Item {
        value: choice.id.to_string(),
        text: choice.label.get(labels.lang),
        hint: choice.hint.as_ref().map(|hint| hint.get(labels.lang)),
        checked: chosen.contains(&choice.id.as_str()),
        exclusive: choice.exclusive,
    };
    asked.choices.iter().map(item).collect()
}

fn groups(
    labels: &Labels<'_>,
    asked: &Asked,
    answer: Option<&Answer>,
    wrong: &[Fault],
    page: &mut QuestionPage,
) {
    let rows = answer.map_or(&[][..], Answer::rows);
    let chosen: Vec<&str> = rows.iter().filter_map(row_key).collect();
    let definition = labels.questionnaire().definition();
    for family in &definition.families {
        let members = definition.groups.iter().filter(|group| group.family == family.id);
        let items = members.map(|group| Item {
            value: group.id.to_string(),
            text: group.label.get(labels.lang),
            hint: Some(labels.rate(group)).filter(|rate| !rate.is_empty()),
            checked: chosen.contains(&group.id.as_str()),
            exclusive: false,
        });
        let (heading, items) = (family.label.get(labels.lang), items.collect());
        page.families.push(ItemGroup { heading, items });
        page.family_choices.push(Item {
            value: family.id.to_string(),
            text: family.label.get(labels.lang),
            hint: None,
            checked: false,
            exclusive: false,
        });
    }
    for number in 1..=OWN_GROUPS {
        let key = format!("own{number}");
        let row = rows.iter().find(|row| row_key(row) == Some(&key));
        let value = |field: &str| row.map_or("", |row| typed(row, field)).to_owned();
        let error = |field: &str| {
            let mut faults = wrong.iter().filter(|fault| fault.row.as_ref() == Some(&key));
            let fault = faults.find(|fault| fault.field.as_deref() == Some(field));
            fault.map(|fault| faults::message(labels, asked, fault))
        };
        page.own.push(OwnGroup {
            name: value("name"),
            family: value("family"),
            name_error: error("name"),
            family_error: error("family"),
            number: count(number),
            key,
        });
    }
}

fn options(
    labels: &Labels<'_>,
    asked: &Asked,
    answer: Option<&Answer>,
    wrong: &[Fault],
    page: &mut QuestionPage,
) {
    let rows = answer.map_or(&[][..], Answer::rows);
    let whole = wrong.iter().any(|fault| fault.row.is_none());
    let message = |fault: &Fault| faults::message(labels, asked, fault);
    for (place, row) in rows.iter().enumerate() {
        let key = row_key(row).unwrap_or("").to_owned();
        let mut own = wrong.iter().filter(|fault| fault.row.as_ref() == Some(&key));
        let about = own.clone().find(|fault| fault.field.as_deref() == Some("about"));
        let fault = own.find(|fault| fault.field.as_deref() != Some("about"));
        page.options.push(OptionRow {
            name: typed(row, "name").to_owned(),
            about: typed(row, "about").to_owned(),
            preferred: typed(row, "preferred") == "yes",
            error: fault.map(message),
            about_error: about.map(message),
            number: count(place + 1),
            key,
        });
    }
    page.no_preference = !page.options.iter().any(|row| row.preferred);
    let blank = |key: String, number: usize, error: Option<String>| OptionRow {
        key,
        name: String::new(),
        about: String::new(),
        preferred: false,
        error,
        about_error: None,
        number: count(number),
    };
    let first_error = wrong.iter().find(|_| whole).map(message);
    let free = rows::free_key(rows, "o");
    page.options.push(blank(free, rows.len() + 1, first_error));
}
