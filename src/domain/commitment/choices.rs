//! The closed lists of a commitment: how it stands, what it is about, where it comes from.
use serde::{Deserialize, Serialize};

/// Writes an enumeration whose values have a name in forms, files and message keys.
macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $value:ident = $text:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum $name {
            $($(#[$of])* #[serde(rename = $text)] $value,)*
        }

        impl $name {
            /// Every value, in the order in which pages list them.
            pub const ALL: &[Self] = &[$(Self::$value),*];

            /// The name used in forms, files and message keys.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $text,)*
                }
            }

            /// The value with this name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    )*};
}

choices! {
    /// How a commitment stands (domain facts, section 1.3).
    Status {
        /// Nothing has been done yet.
        NotStarted = "not_started",
        /// It will be delivered when it is due.
        OnTrack = "on_track",
        /// It may not be delivered when it is due.
        AtRisk = "at_risk",
        /// It will be delivered later than promised.
        Delayed = "delayed",
        /// What was promised has been done.
        Delivered = "delivered",
        /// It has been done, and what it changes for people is being measured.
        OutcomeMeasured = "outcome_measured",
        /// Other commitments stand in its place.
        Superseded = "superseded",
        /// It was given up, for a stated reason.
        Stopped = "stopped",
    }

    /// How sure the lead is that it will be delivered.
    Confidence {
        /// Sure.
        Green = "green",
        /// Only with the next step that is stated.
        Amber = "amber",
        /// Not without help.
        Red = "red",
    }

    /// The chapters of the strategy "A connected society" of October 2018, and governance.
    Theme {
        /// Organisations and services.
        Services = "services",
        /// Community infrastructure.
        Infrastructure = "infrastructure",
        /// Culture.
        Culture = "culture",
        /// Evidence.
        Evidence = "evidence",
        /// Governance.
        Governance = "governance",
    }

    /// The three lasting goals (written answer 16164, June 2021).
    Goal {
        /// Less stigma.
        Stigma = "stigma",
        /// A lasting shift: loneliness is considered across government and society.
        Shift = "shift",
        /// Better evidence.
        Knowledge = "knowledge",
    }

    /// Where a commitment was made.
    Origin {
        /// In a strategy.
        Strategy = "strategy",
        /// In an annual report.
        AnnualReport = "annual_report",
        /// In a manifesto.
        Manifesto = "manifesto",
        /// In a plan of a council or a region.
        LocalPlan = "local_plan",
        /// Elsewhere.
        Elsewhere = "elsewhere",
    }

    /// The part an organisation has in a commitment.
    Part {
        /// Answers for it.
        Lead = "lead",
        /// Helps.
        Supporting = "supporting",
    }

    /// What became of a commitment when the machinery of government, or the promise, changed.
    Fate {
        /// Another commitment stands in its place.
        Superseded = "superseded",
        /// It became part of another one.
        Merged = "merged",
        /// It became several.
        Split = "split",
    }
}

impl Status {
    /// Whether no more reports are asked for.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Delivered | Self::Superseded | Self::Stopped)
    }

    /// Whether a lead can report it. That a commitment is superseded is said by naming what stands
    /// in its place.
    pub fn is_reported(self) -> bool {
        self != Self::Superseded
    }
}
