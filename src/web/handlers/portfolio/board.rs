//! The figures of the portfolio as charts.
use super::super::desk::{stage_name, words_of};
use super::query;
use crate::app::{Counted as Of, Portfolio, PortfolioFilter, Tally};
use crate::web::AppState;
use crate::web::error::WebError;
use crate::web::views::{Bars, Counted};

/// The figures of a page, and the words for them.
pub(super) struct Board<'s> {
    pub(super) state: &'s AppState,
    pub(super) filter: &'s PortfolioFilter,
    pub(super) figures: &'s Portfolio,
}

impl Board<'_> {
    fn rows_at(&self, of: Of, marks: &[String]) -> String {
        let mut all = self.filter.marks.clone();
        all.extend(marks.iter().cloned());
        let filter = PortfolioFilter { of, marks: all, ..self.filter.clone() };
        format!("/portfolio/rows?{}", query(&filter))
    }

    fn tally(&self, of: Of) -> &Tally {
        match of {
            Of::Policies => &self.figures.policies,
            Of::Assessments => &self.figures.assessments,
        }
    }

    /// A count of what has a mark, with its rows.
    fn counted(&self, of: Of, mark: &str) -> Counted {
        (self.tally(of).count(mark), self.rows_at(of, &[mark.to_owned()]))
    }

    fn heads(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| self.state.say(key)).collect()
    }

    /// How many of the policies are screened.
    pub(super) fn coverage(&self) -> Bars {
        let figures = vec![
            self.counted(Of::Policies, "covered:yes"),
            self.counted(Of::Policies, "covered:no"),
        ];
        Bars::stacked(
            self.state.say("portfolio-coverage"),
            self.heads(&["portfolio-whole", "portfolio-screened", "portfolio-unscreened"]),
            vec![(self.state.say("policies-title"), figures)],
        )
    }

    /// The values of a kind of mark, each with its count.
    pub(super) fn by(
        &self,
        of: Of,
        kind: &str,
        heading: &str,
        name: impl Fn(&str) -> String,
    ) -> Bars {
        let rows = self.tally(of).of(kind).into_iter().map(|(value, n)| {
            let at = self.rows_at(of, &[format!("{kind}:{value}")]);
            (name(&value), (n, at))
        });
        let heads = [self.state.say("board-what"), self.state.say("board-count")];
        Bars::of(self.state.say(heading), heads, rows.collect())
    }

    /// For each organisation: policies screened and not, statements signed and published. Those
    /// who screen come first; nobody is ranked by level.
    pub(super) async fn organisations(&self) -> Result<Bars, WebError> {
        let known = self.state.service.organisations().await?;
        let mut rows = Vec::new();
        let policies = self.tally(Of::Policies);
        let signed = self.tally(Of::Assessments).of("organisation").into_iter();
        let ids = policies.of("organisation").into_iter().chain(signed).map(|(id, _)| id);
        let ids: std::collections::BTreeSet<String> = ids.collect();
        for id in ids {
            let all = policies.count(&format!("organisation:{id}"));
            let named = known.iter().find(|known| known.id.as_str() == id);
            let name = named.map_or_else(|| id.clone(), |known| self.state.name_of(known));
            let own = format!("organisation:{id}");
            let with = |of: Of, joint: &str, mark: &str| -> Counted {
                let n = self.tally(of).count(&format!("{joint}:{id}"));
                (n, self.rows_at(of, &[own.clone(), mark.to_owned()]))
            };
            let screened = with(Of::Policies, "covered-yes", "covered:yes");
            let share = screened.0 * 10_000 / all.max(1);
            let figures = vec![
                screened,
                with(Of::Policies, "covered-no", "covered:no"),
                with(Of::Assessments, "signed-of", "is:signed"),
                with(Of::Assessments, "published-of", "public:published"),
            ];
            rows.push((share, name, figures));
        }
        rows.sort_by(|one, other| (other.0, &one.1).cmp(&(one.0, &other.1)));
        let rows = rows.into_iter().map(|(_, name, figures)| (name, figures)).collect();
        let heads = [
            "head-organisation",
            "portfolio-screened",
            "portfolio-unscreened",
            "portfolio-signed",
            "portfolio-published",
        ];
        Ok(Bars::several(self.state.say("portfolio-organisations"), self.heads(&heads), rows))
    }

    /// What was started, signed and published in each quarter.
    pub(super) fn quarters(&self) -> Bars {
        let kinds = ["started", "quarter", "out"];
        let tally = self.tally(Of::Assessments);
        let mut quarters: Vec<String> =
            kinds.iter().flat_map(|kind| tally.of(kind)).map(|(quarter, _)| quarter).collect();
        quarters.sort();
        quarters.dedup();
        let row = |quarter: String| {
            let figures = kinds
                .iter()
                .map(|kind| self.counted(Of::Assessments, &format!("{kind}:{quarter}")))
                .collect();
            (quarter, figures)
        };
        let heads =
            ["portfolio-quarter", "portfolio-started", "portfolio-signed", "portfolio-published"];
        Bars::several(
            self.state.say("portfolio-quarters"),
            self.heads(&heads),
            quarters.into_iter().map(row).collect(),
        )
    }

    /// What was promised, and how much of it is kept.
    pub(super) fn follow_through(&self) -> Bars {
        let tally = self.tally(Of::Assessments);
        let overdue = PortfolioFilter { review_overdue: true, ..self.filter.clone() };
        let reviews = format!("/portfolio/rows?{}", query(&overdue));
        let today = self.figures.today;
        // The list of mitigations is that of everything a person may see.
        let whole = query(self.filter).is_empty();
        let mitigations = |status: &str| {
            if whole { format!("/mitigations?status={status}") } else { String::new() }
        };
        let rows = [
            ("portfolio-reviews", (tally.before("review", today), reviews)),
            ("portfolio-promised", (tally.sum("promised"), mitigations(""))),
            ("portfolio-kept", (tally.sum("kept"), mitigations("done"))),
            ("portfolio-owed", (tally.before("owed", today), mitigations("overdue"))),
            ("portfolio-dropped", (tally.sum("dropped"), mitigations("dropped"))),
            ("portfolio-overrides", self.counted(Of::Assessments, "is:override")),
            ("portfolio-late", self.counted(Of::Assessments, "is:late")),
            ("portfolio-gaps", self.counted(Of::Assessments, "is:gap")),
        ];
        let rows = rows.into_iter().map(|(key, counted)| (self.state.say(key), counted));
        let heads = [self.state.say("board-what"), self.state.say("board-count")];
        Bars::of(self.state.say("portfolio-follow"), heads, rows.collect())
    }

    /// The time from start to signature, in words.
    pub(super) fn days(&self) -> String {
        match self.figures.assessments.days() {
            None => self.state.say("portfolio-no-days"),
            Some(days) => {
                let args = [
                    ("quarter", i64::from(days.quarter).into()),
                    ("median", i64::from(days.median).into()),
                    ("three", i64::from(days.three_quarters).into()),
                ];
                self.state.words().say_with("portfolio-days", &args)
            }
        }
    }

    /// Every chart of the page, in order.
    pub(super) async fn charts(&self) -> Result<Vec<Bars>, WebError> {
        let state = self.state;
        let group = |id: &str| state.service.group_name(id, state.lang);
        let all = Of::Assessments;
        Ok(vec![
            self.coverage(),
            self.organisations().await?,
            self.by(all, "stage", "desk-stage", |stage| stage_name(state, stage)),
            self.by(all, "level", "register-levels", |level| words_of(state, "level", level)),
            self.by(all, "theme", "desk-theme", |theme| words_of(state, "theme", theme)),
            self.by(all, "group", "portfolio-groups", group),
            self.by(all, "area", "portfolio-areas", str::to_owned),
            self.follow_through(),
            self.quarters(),
        ])
    }
}
