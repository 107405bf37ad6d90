//! The task list of an assessment.
use std::collections::BTreeMap;

use super::{count, labels, question};
use crate::app::{Labels, Open};
use crate::domain::evaluate::{OpenItem, QuestionState, RowState};
use crate::domain::ids::{PathwayId, PolicyOptionId, SectionId};
use crate::domain::life::Stage;
use crate::domain::questionnaire::{Asked, QuestionType};
use crate::i18n::Words;
use crate::web::urls;
use crate::web::views::{Line, Task, TaskGroup, TaskListPage};

pub(crate) fn page(
    open: &Open,
    words: &Words,
    newer: Option<&crate::domain::questionnaire::Questionnaire>,
) -> TaskListPage {
    let labels = labels(open, words);
    let id = &open.assessment.id;
    let groups = groups(&labels);
    let tasks = || groups.iter().flat_map(|group| &group.tasks);
    let done = tasks().filter(|task| task.status == "completed").count();
    let all = tasks().filter(|task| task.status != "optional").count();
    let level = open.evaluation.settled_residual().map(|level| labels.level(level));
    TaskListPage {
        heading: open.policy.facts.title.clone(),
        reference: open.policy.reference.clone(),
        marking: open.policy.facts.marking.printed().to_owned(),
        back: urls::policy(&open.policy.id),
        done: count(done),
        all: count(all),
        merges: merges(&labels),
        banners: super::banner::banners(&labels),
        level: level.filter(|_| !open.evaluation.is_not_required(&open.questionnaire)),
        links: super::banner::links(&labels),
        here: Vec::new(),
        newer: newer.filter(|_| open.is_editable()).map(|q| q.version().to_owned()),
        undo: undo(open),
        move_to: urls::part(id, "move"),
        groups,
    }
}

/// The version to which the assessment can go back.
fn undo(open: &Open) -> Option<(String, String)> {
    let from = open.assessment.moved_from.as_ref().filter(|_| open.is_editable())?;
    let is_other = *from != open.assessment.questionnaire;
    is_other.then(|| (from.version.clone(), from.hash.clone()))
}

/// Answers that wait for a choice.
fn merges(labels: &Labels<'_>) -> Vec<Line> {
    let mut waiting: Vec<_> =
        labels.open.assessment.set_aside.iter().map(|aside| aside.question.clone()).collect();
    waiting.dedup();
    let line = |question| {
        let asked = labels.questionnaire().question(question);
        Line {
            name: asked.map_or_else(String::new, |asked| asked.question.text.get(labels.lang)),
            lines: Vec::new(),
            href: Some(urls::part(&labels.open.assessment.id, format_args!("merge/{question}"))),
            error: true,
        }
    };
    waiting.iter().map(line).collect()
}

fn groups(labels: &Labels<'_>) -> Vec<TaskGroup> {
    let definition = labels.questionnaire().definition();
    let screening = definition.screening.as_ref().map(|screening| &screening.section);
    let evaluation = &labels.open.evaluation;
    let not_required = evaluation.is_not_required(labels.questionnaire());
    let screening_tasks = screening.map(|screening| TaskGroup {
        heading: labels.say("tasks-screening"),
        tasks: vec![section(labels, screening), screening_result(labels)],
    });
    let mut groups: Vec<TaskGroup> = screening_tasks.into_iter().collect();
    if !not_required {
        let sections = definition.sections.iter().map(|section| &section.id);
        let shown = sections.filter(|id| Some(*id) != screening).filter(|id| is_shown(labels, id));
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for id in shown {
            let late = labels.questionnaire().questions_of(id).any(|asked| asked.late);
            let tasks = if late { &mut after } else { &mut before };
            tasks.push(section(labels, id));
        }
        groups.push(TaskGroup { heading: labels.say("tasks-effects"), tasks: before });
        if definition.matrix.is_some() {
            groups.push(TaskGroup { heading: labels.say("tasks-ratings"), tasks: ratings(labels) });
            after.insert(0, mitigations(labels));
        }
        groups.push(TaskGroup { heading: labels.say("tasks-follow-up"), tasks: after });
    }
    groups.retain(|group| !group.tasks.is_empty());
    groups.push(TaskGroup { heading: labels.say("tasks-finish"), tasks: finish(labels) });
    groups
}

/// Sections that the screening outcome does not ask for are left out once it is known.
fn is_shown(labels: &Labels<'_>, id: &SectionId) -> bool {
    let evaluation = &labels.open.evaluation;
    let mut questions = labels.questionnaire().questions_of(id);
    !evaluation.is_screened(labels.questionnaire())
        || questions
            .any(|asked| evaluation.states.get(&asked.question.id) != Some(&QuestionState::Hidden))
}

fn asked_of<'a>(labels: &Labels<'a>, id: &'a SectionId) -> Vec<&'a Asked> {
    let evaluation = &labels.open.evaluation;
    let is_page = |asked: &&Asked| !asked.question.kind.has_no_page();
    let questions = labels.questionnaire().questions_of(id).filter(is_page);
    questions.filter(|asked| evaluation.is_asked(&asked.question.id)).collect()
}

fn section(labels: &Labels<'_>, id: &SectionId) -> Task {
    let definition = labels.questionnaire().definition();
    let title = definition.sections.iter().find(|section| section.id == *id);
    let text = title.map_or_else(String::new, |section| section.title.get(labels.lang));
    let asked = asked_of(labels, id);
    let state = |asked: &&Asked| labels.open.evaluation.states.get(&asked.question.id);
    let invalid = asked.iter().any(|a| matches!(state(a), Some(QuestionState::Invalid(_))));
    let is_open = |a: &&&Asked| state(a) == Some(&QuestionState::Open) && !a.question.optional;
    let open = asked.iter().filter(is_open).count();
    let answered = asked.iter().any(|a| state(a) == Some(&QuestionState::Answered));
    let status = match (asked.is_empty(), invalid, open, answered) {
        (true, ..) => "cannot-start",
        (_, true, ..) => "problem",
        (_, _, 0, _) => "completed",
        (_, _, _, true) => "in-progress",
        (_, _, _, false) => "not-started",
    };
    let href = match (status, asked.first(), labels.open.is_editable()) {
        ("cannot-start", ..) | (_, None, _) => None,
        ("not-started", Some(first), true) => Some(question::address(labels.open, first)),
        _ => Some(urls::part(&labels.open.assessment.id, format_args!("check/{id}"))),
    };
    Task { text, hint: None, href, status }
}

fn screening_result(labels: &Labels<'_>) -> Task {
    let outcome = labels.open.evaluation.screening.outcome.as_ref();
    let outcome = outcome.and_then(|id| labels.questionnaire().outcome(id));
    let id = &labels.open.assessment.id;
    Task {
        text: labels.say("task-screening-result"),
        hint: outcome.map(|outcome| outcome.label.get(labels.lang)),
        href: outcome.map(|_| urls::part(id, "screening")),
        status: if outcome.is_some() { "completed" } else { "cannot-start" },
    }
}

/// The address of a rating page.
pub(crate) fn rating_address(open: &Open, option: &PolicyOptionId, pathway: &PathwayId) -> String {
    urls::part(&open.assessment.id, format_args!("ratings/{option}/{pathway}"))
}

/// The rating pages in order: every option but do nothing first.
pub(crate) fn rating_pages(open: &Open) -> Vec<(PolicyOptionId, PathwayId)> {
    let (nothing, options): (Vec<_>, Vec<_>) =
        open.evaluation.options.iter().partition(|option| option.is_do_nothing());
    let ready = !open.evaluation.groups.is_empty();
    let options = options.into_iter().chain(nothing).filter(|_| ready);
    let pages = options.flat_map(|option| {
        let opened = open.evaluation.opened.iter();
        opened.map(|opened| (option.id.clone(), opened.pathway.clone()))
    });
    pages.collect()
}

fn ratings(labels: &Labels<'_>) -> Vec<Task> {
    let open = labels.open;
    let pages = rating_pages(open);
    if pages.is_empty() {
        let level = open.evaluation.level;
        let nothing_opened = level.is_some_and(|range| range.low == range.high);
        let hint = if nothing_opened { "task-no-ratings" } else { "task-ratings-later" };
        let (text, hint) = (labels.say("tasks-ratings"), Some(labels.say(hint)));
        return vec![Task { text, hint, href: None, status: "cannot-start" }];
    }
    let mut of_page: BTreeMap<(&PolicyOptionId, &PathwayId), Vec<&RowState>> = BTreeMap::new();
    for (key, row) in &open.evaluation.rows {
        of_page.entry((&key.option, &key.pathway)).or_default().push(row);
    }
    let task = |(option, pathway): (PolicyOptionId, PathwayId)| {
        let rows = of_page.get(&(&option, &pathway)).map_or(&[][..], Vec::as_slice);
        let rated = rows.iter().filter(|row| row.before.is_ok()).count();
        let reasons = rows.iter().any(|row| row.needs_reason);
        let is_nothing = option.as_str() == crate::domain::evaluate::DO_NOTHING;
        let status = match (rated == rows.len(), reasons, rated) {
            (true, false, _) => "completed",
            (true, true, _) => "problem",
            (false, _, 0) if is_nothing => "optional",
            (false, _, 0) => "not-started",
            (false, ..) => "in-progress",
        };
        let hint =
            (open.evaluation.options.len() > 2 || is_nothing).then(|| labels.option(&option));
        let href = Some(rating_address(open, &option, &pathway));
        Task { text: labels.pathway(&pathway), hint, href, status }
    };
    pages.into_iter().map(task).collect()
}

fn mitigations(labels: &Labels<'_>) -> Task {
    let asked = labels.questionnaire().only(QuestionType::Mitigations);
    let evaluation = &labels.open.evaluation;
    let state = asked.and_then(|asked| evaluation.states.get(&asked.question.id));
    let unfinished = evaluation.open_items.iter().any(|item| matches!(item, OpenItem::Plan(_)));
    let status = match state {
        Some(QuestionState::Answered) if unfinished => "problem",
        Some(QuestionState::Answered) => "completed",
        Some(QuestionState::Open | QuestionState::Invalid(_)) => "not-started",
        Some(QuestionState::Waiting | QuestionState::Hidden) | None => "cannot-start",
    };
    let asked_now = status != "cannot-start";
    let hint = (!asked_now).then(|| labels.say("task-mitigations-later"));
    let href = asked_now.then(|| urls::part(&labels.open.assessment.id, "mitigations"));
    Task { text: labels.say("task-mitigations"), hint, href, status }
}

fn finish(labels: &Labels<'_>) -> Vec<Task> {
    let open = labels.open;
    let id = &open.assessment.id;
    let known = open.evaluation.is_screened(&open.questionnaire);
    let not_required = open.evaluation.is_not_required(labels.questionnaire());
    let complete = open.evaluation.open_items.is_empty();
    let mut tasks = Vec::new();
    if !not_required {
        tasks.push(Task {
            text: labels.say("task-result"),
            hint: None,
            href: known.then(|| urls::part(id, "result")),
            status: match (known, complete) {
                (false, _) => "cannot-start",
                (true, true) => "completed",
                (true, false) => "in-progress",
            },
        });
    }
    let stage = open.assessment.stage();
    let (review, sign) = match stage {
        Stage::Draft if known => ("optional", "not-started"),
        Stage::Draft => ("cannot-start", "cannot-start"),
        Stage::InReview | Stage::ChangesAsked => ("in-progress", "cannot-start"),
        Stage::Ready => ("completed", "not-started"),
        Stage::AwaitingSignature => (reviewed(open), "in-progress"),
        Stage::Signed | Stage::Published | Stage::Withheld | Stage::Superseded | Stage::Closed => {
            (reviewed(open), "completed")
        }
    };
    if !not_required {
        let may = open.rights.lead && stage == Stage::Draft && known;
        tasks.push(Task {
            text: labels.say("task-review"),
            hint: None,
            href: may.then(|| urls::part(id, "ask-review")),
            status: review,
        });
    }
    let may_ask = open.rights.lead && matches!(stage, Stage::Draft | Stage::Ready) && known;
    let key = match sign {
        "in-progress" => "task-awaiting",
        "completed" => "task-signed",
        _ => "task-ask",
    };
    let ended = stage == Stage::Closed && open.assessment.signature().is_none();
    if !ended {
        tasks.push(Task {
            text: labels.say(key),
            hint: None,
            href: may_ask.then(|| urls::part(id, "ask-to-sign")),
            status: sign,
        });
    }
    tasks
}

/// Whether a reviewer agreed with what was sent to the signer.
fn reviewed(open: &Open) -> &'static str {
    let hash = open.content_hash();
    let agreed = open.assessment.reviewed.as_ref().is_some_and(|reviewed| reviewed.hash == hash);
    if agreed { "completed" } else { "optional" }
}

/// What is still to be done, with the page where it is done.
pub(crate) fn open_lines(labels: &Labels<'_>) -> Vec<Line> {
    let open = labels.open;
    let id = &open.assessment.id;
    let line = |item: &OpenItem| {
        let (name, href) = match item {
            OpenItem::Question(question) => {
                let asked = labels.questionnaire().question(question);
                let name = asked.map_or_else(String::new, |a| a.question.text.get(labels.lang));
                (name, asked.map(|asked| question::address(open, asked)))
            }
            OpenItem::Ratings(option, pathway, n) => {
                let args = [
                    ("pathway", labels.pathway(pathway).into()),
                    ("option", labels.option(option).into()),
                    ("rows", count(*n).into()),
                ];
                let name = labels.words.say_with("open-ratings", &args);
                (name, Some(rating_address(open, option, pathway)))
            }
            OpenItem::Reason(key) => {
                let args = [("rating", labels.rating(key).into())];
                let name = labels.words.say_with("open-reason", &args);
                (name, Some(rating_address(open, &key.option, &key.pathway)))
            }
            OpenItem::Unmarked(_) => (labels.say("open-unmarked"), Some(urls::assessment(id))),
            OpenItem::Plan(_) => (labels.say("open-plan"), Some(urls::part(id, "mitigations"))),
        };
        Line { name, lines: Vec::new(), href, error: false }
    };
    open.evaluation.open_items.iter().map(line).collect()
}
