//! Who answers on a day, what may be reported, and what is made again from the changes.
use jiff::civil::date;

use super::*;
use crate::domain::organisation::{Ended, Organisation, OrganisationType, first_facts};

fn organisation(id: &str, ended: Option<Ended>) -> Organisation {
    let mut facts = first_facts(id, OrganisationType::Department, "a@b.example");
    facts.ended = ended;
    Organisation { id: id.parse().unwrap(), facts, created: Timestamp::UNIX_EPOCH, revision: 1 }
}

fn lead(id: &str, from: Date, until: Option<Date>) -> Holder {
    Holder { from, until, part: Part::Lead, organisation: id.parse().unwrap() }
}

fn facts() -> CommitmentFacts {
    CommitmentFacts {
        title: "A promise".to_owned(),
        description: String::new(),
        theme: Theme::Culture,
        goal: None,
        origin: Origin::Strategy,
        minister_post: String::new(),
        official_post: "Deputy director".to_owned(),
        start: Some(date(2018, 10, 15)),
        due: Some(date(2023, 3, 31)),
        budget: String::new(),
        output: Measure::default(),
        outcome: Measure::default(),
        known: String::new(),
        sureness: "A".to_owned(),
        listed: true,
    }
}

fn commitment() -> Commitment {
    let named = ("c1".parse().unwrap(), "LC-1".to_owned());
    let holders = vec![lead("beis", date(2018, 10, 15), None)];
    Commitment::added(named, facts(), holders, Timestamp::UNIX_EPOCH)
}

fn report(status: Status, confidence: Option<Confidence>) -> Report {
    Report {
        at: Timestamp::UNIX_EPOCH,
        day: date(2026, 3, 1),
        post: "Lead".to_owned(),
        round: None,
        late: false,
        status,
        confidence,
        note: String::new(),
        next_step: String::new(),
        output: None,
        outcome: None,
        evidence: Vec::new(),
    }
}

fn fields(report: &Report) -> Vec<&'static str> {
    report.problems().into_iter().map(|(field, _)| field).collect()
}

#[test]
fn a_department_that_ended_is_followed_to_those_that_exist() {
    let ended = |on, to: &[&str]| {
        let successors = to.iter().map(|id| id.parse().unwrap()).collect();
        Some(Ended { on, successors })
    };
    let all = [
        organisation("beis", ended(date(2023, 2, 7), &["dbt", "desnz", "old"])),
        organisation("dbt", None),
        organisation("desnz", None),
        organisation("old", ended(date(2024, 1, 1), &["new", "beis"])),
        organisation("new", None),
    ];
    let find = |id: &_| all.iter().find(|organisation| organisation.id == *id);
    let then = responsible(&commitment(), find, date(2023, 2, 6));
    assert_eq!((then.named.as_ref().unwrap().as_str(), then.is_orphan()), ("beis", false));
    let now = responsible(&commitment(), find, date(2026, 1, 1));
    let heirs: Vec<&str> =
        now.heirs.iter().map(crate::domain::ids::OrganisationId::as_str).collect();
    assert_eq!((heirs, now.is_orphan()), (vec!["dbt", "desnz", "new"], true));
}

#[test]
fn amber_without_a_next_step_is_refused() {
    let amber = report(Status::OnTrack, Some(Confidence::Amber));
    assert_eq!(fields(&amber), ["next_step"]);
    assert!(Report { next_step: "Hire".to_owned(), ..amber }.problems().is_empty());
    assert_eq!(fields(&report(Status::Delayed, Some(Confidence::Green))), ["next_step"]);
    assert_eq!(fields(&report(Status::OnTrack, None)), ["confidence"]);
    assert_eq!(fields(&report(Status::Stopped, None)), ["note"]);
    assert_eq!(fields(&report(Status::Superseded, None)), ["status", "note"]);
    let evil = Report {
        evidence: vec!["javascript:alert(1)".to_owned()],
        ..report(Status::OnTrack, Some(Confidence::Green))
    };
    assert_eq!(fields(&evil), ["evidence"]);
}

#[test]
fn one_lead_at_a_time() {
    let (first, then) = (date(2018, 10, 15), date(2023, 2, 7));
    let good = [lead("a", first, Some(date(2023, 2, 6))), lead("b", then, None)];
    assert!(check_holders(&good).is_empty());
    let both = [lead("a", first, None), lead("b", then, None)];
    assert_eq!(check_holders(&both), [("lead", "fault-holder-two")]);
    assert_eq!(check_holders(&[]), [("lead", "fault-holder-lead")]);
    assert_eq!(check_holders(&[lead("a", then, Some(first))]), [("from", "fault-holder-days")]);
}

#[test]
fn every_state_is_made_again_from_the_changes() {
    let start = commitment();
    let changes = [
        CommitmentChange::Added { after: Box::new(start.clone()) },
        CommitmentChange::Reported { report: Box::new(report(Status::Delivered, None)) },
        CommitmentChange::Stated {
            before: Box::new(facts()),
            after: Box::new(CommitmentFacts { due: None, ..facts() }),
        },
        CommitmentChange::Linked { to: Linked::Policy { policy: "p".parse().unwrap() } },
    ];
    let mut state = start;
    let second = |n: usize| Timestamp::from_second(i64::try_from(n).unwrap()).unwrap();
    let dated: Vec<_> = changes.iter().enumerate().map(|(n, one)| (second(n), one)).collect();
    for (n, (at, change)) in dated.iter().enumerate().skip(1) {
        state = state.apply(change, *at);
        assert_eq!(replay(dated[..=n].iter().copied()).as_ref(), Some(&state));
    }
    assert_eq!((state.revision, state.is_open()), (4, false));
    assert_eq!((state.created, state.changed), (second(0), second(3)));
    assert_eq!(replay(dated[1..].iter().copied()), None);
}

#[test]
fn a_status_grows_stale() {
    let mut it = commitment();
    assert!(it.is_stale(date(2026, 3, 1)));
    it.reports.push(report(Status::OnTrack, Some(Confidence::Green)));
    assert!(!it.is_stale(date(2026, 6, 8)) && it.is_stale(date(2026, 6, 9)));
    assert!(it.is_overdue(date(2026, 3, 1)));
    it.reports.push(Report { note: "Done".to_owned(), ..report(Status::Delivered, None) });
    assert!(!it.is_stale(date(2030, 1, 1)) && !it.is_overdue(date(2030, 1, 1)));
}
