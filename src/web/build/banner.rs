//! What is important about an assessment at its stage, and the pages around it.
use super::count;
use crate::app::{Labels, labels};
use crate::clock::day_of;
use crate::domain::afterwards::{MITIGATIONS, Publication, RATINGS};
use crate::domain::assessment::{State, Timing};
use crate::domain::life::Stage;
use crate::web::urls;
use crate::web::views::{Banner, Link};

/// A banner with nothing to do in it.
fn plain(title: String, text: String) -> Banner {
    Banner { title, text, links: Vec::new(), buttons: Vec::new() }
}

/// What has to be known or done at this stage.
pub(super) fn banners(labels: &Labels<'_>) -> Vec<Banner> {
    let mut found = Vec::new();
    timing(labels, &mut found);
    carried(labels, &mut found);
    let (open, id) = (labels.open, &labels.open.assessment.id);
    let rights = open.rights;
    let link = |key: &str, part: &str| Link::to(labels.say(key), urls::part(id, part));
    let press = |key: &str, part: &str| (urls::part(id, part), labels.say(key));
    let banner = match open.assessment.stage() {
        Stage::Draft => returned(labels),
        Stage::InReview => Some(Banner {
            links: rights.review.then(|| link("review-do", "review")).into_iter().collect(),
            buttons: rights
                .lead
                .then(|| press("review-withdraw", "withdraw-review"))
                .into_iter()
                .collect(),
            ..plain(labels.say("in-review-title"), labels.say("in-review-text"))
        }),
        Stage::ChangesAsked => Some(changes(labels)),
        Stage::Ready => Some(Banner {
            buttons: rights.lead.then(|| press("ready-write-on", "write-on")).into_iter().collect(),
            ..plain(labels.say("ready-title"), labels.say("ready-text"))
        }),
        Stage::AwaitingSignature => Some(Banner {
            links: rights.sign.then(|| link("tasks-sign", "sign")).into_iter().collect(),
            buttons: rights.lead.then(|| press("tasks-withdraw", "withdraw")).into_iter().collect(),
            ..plain(labels.say("tasks-awaiting-title"), labels.say("tasks-awaiting-text"))
        }),
        Stage::Signed | Stage::Published | Stage::Withheld => Some(Banner {
            links: vec![link("tasks-statement", "statement")],
            ..plain(labels.say("tasks-signed-title"), publication(labels))
        }),
        Stage::Superseded => {
            let newer = open.assessment.after.superseded_by.as_ref();
            let newer =
                newer.map(|id| Link::to(labels.say("superseded-newer"), urls::assessment(id)));
            Some(Banner {
                links: [Some(link("tasks-statement", "statement")), newer]
                    .into_iter()
                    .flatten()
                    .collect(),
                ..plain(labels.say("superseded-title"), labels.say("superseded-text"))
            })
        }
        Stage::Closed => {
            let closed = open.assessment.after.closed.as_ref();
            let reason = closed.map_or_else(String::new, |closed| closed.reason.clone());
            Some(plain(labels.say("closed-title"), reason))
        }
    };
    found.extend(banner);
    found
}

/// Why a signer sent it back, when one did.
fn returned(labels: &Labels<'_>) -> Option<Banner> {
    let State::Draft { returned: Some(reason) } = &labels.open.assessment.state else {
        return None;
    };
    Some(plain(labels.say("tasks-returned-title"), reason.clone()))
}

fn changes(labels: &Labels<'_>) -> Banner {
    let open = labels.open;
    let asked: Vec<_> = open.assessment.open_requests().collect();
    let waiting = asked.iter().filter(|request| request.reply.is_none()).count();
    let args = [("n", count(asked.len()).into()), ("waiting", count(waiting).into())];
    let id = &open.assessment.id;
    Banner {
        links: vec![Link::to(labels.say("changes-see"), urls::part(id, "changes"))],
        buttons: open
            .rights
            .lead
            .then(|| (urls::part(id, "withdraw-review"), labels.say("review-withdraw")))
            .into_iter()
            .collect(),
        ..plain(labels.say("asked-title"), labels.words.say_with("asked-text", &args))
    }
}

fn timing(labels: &Labels<'_>, found: &mut Vec<Banner>) {
    match &labels.open.assessment.timing {
        Timing::Ordinary => {}
        Timing::Retrospective { reason } => {
            found.push(plain(labels.say("timing-retrospective"), reason.clone()));
        }
        Timing::Emergency { reason, complete_by } => {
            let day = labels::day(labels.words, *complete_by);
            let title = labels.words.say_with("timing-complete-by", &[("day", day.into())]);
            found.push(plain(title, reason.clone()));
        }
    }
}

/// A new version says what it carries over, and lets ratings and mitigations be reopened. Sections
/// are reopened where their answers are shown.
fn carried(labels: &Labels<'_>, found: &mut Vec<Banner>) {
    let (open, id) = (labels.open, &labels.open.assessment.id);
    let Some(amends) = open.assessment.amends.as_ref().filter(|_| open.is_editable()) else {
        return;
    };
    let parts = [(RATINGS, "tasks-ratings"), (MITIGATIONS, "task-mitigations")];
    let closed = parts.into_iter().filter(|(part, _)| !open.assessment.is_reopened(part));
    let buttons = closed.map(|(part, key)| {
        let words = format!("{}: {}", labels.say("carried-reopen"), labels.say(key));
        (urls::part(id, format_args!("reopen/{part}")), words)
    });
    found.push(Banner {
        buttons: buttons.filter(|_| open.rights.lead).collect(),
        ..plain(labels.say("carried-title"), amends.why.clone())
    });
}

fn publication(labels: &Labels<'_>) -> String {
    let day = |at| labels::day(labels.words, day_of(at));
    match &labels.open.assessment.after.publication {
        Publication::Undecided => labels.say("publication-undecided"),
        Publication::Published { at, .. } => {
            labels.words.say_with("publication-published", &[("day", day(*at).into())])
        }
        Publication::Withheld { code, until, .. } => {
            let until = labels::day(labels.words, *until);
            let code = labels.say(&format!("exemption-{code}"));
            let args = [("code", code.into()), ("day", until.into())];
            labels.words.say_with("publication-withheld", &args)
        }
    }
}

/// The pages around an assessment that make sense at its stage for this person.
pub(super) fn links(labels: &Labels<'_>) -> Vec<Link> {
    let open = labels.open;
    let (assessment, id, rights) = (&open.assessment, &open.assessment.id, open.rights);
    let stage = assessment.stage();
    let signed = assessment.signature().is_some();
    let in_force = assessment.is_in_force();
    let ended = matches!(stage, Stage::Superseded | Stage::Closed);
    let public = stage == Stage::Published;
    let wanted = [
        (!signed, "tasks-statement-draft", "statement"),
        (true, "comments-title", "comments"),
        (!assessment.requests.is_empty(), "review-changes-title", "changes"),
        (!ended, "working-title", "people"),
        (open.is_editable(), "timing-title", "timing"),
        (!ended, "overlaps-title", "overlaps"),
        (rights.lead && in_force && !public, "publish-title", "publish"),
        (rights.lead && in_force, "policy-review-title", "policy-review"),
        (rights.lead && in_force, "amend-title", "amend"),
        (assessment.amends.is_some(), "difference-link", "differences"),
        (rights.lead, "release-link", "release"),
        (true, "tasks-history", "history"),
        (
            rights.steward && matches!(stage, Stage::InReview | Stage::ChangesAsked),
            "review-reassign-title",
            "reassign-review",
        ),
        (rights.lead && !ended, "close-title", "close"),
    ];
    let mut links: Vec<Link> = wanted
        .into_iter()
        .filter(|(wanted, ..)| *wanted)
        .map(|(_, key, part)| Link::to(labels.say(key), urls::part(id, part)))
        .collect();
    if public {
        let href = urls::published(&open.policy.reference, assessment.number);
        links.insert(0, Link::to(labels.say("published-link"), href));
    }
    links
}
