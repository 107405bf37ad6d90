//! The kinds of record.

/// Writes the kinds: the name of each in keys, chains and backups, and whether it is lasting.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal, $lasting:literal;)*) => {
        /// The kinds of record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $kind,)*
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &[Kind] = &[$(Self::$kind),*];

            /// The name in keys, chains and backups.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }

            /// Whether every change of it leaves an audit entry. The others come and go.
            pub fn is_lasting(self) -> bool {
                match self {
                    $(Self::$kind => $lasting,)*
                }
            }

            /// The kind with this name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.name() == name)
            }
        }
    };
}

kinds! {
    /// [`Organisation`](crate::domain::organisation::Organisation).
    Organisation = "organisation", true;
    /// [`Person`](crate::domain::people::Person).
    Person = "person", true;
    /// [`Policy`](crate::domain::policy::Policy).
    Policy = "policy", true;
    /// [`Assessment`](crate::domain::assessment::Assessment).
    Assessment = "assessment", true;
    /// The source of a questionnaire in use, by its hash.
    Questionnaire = "questionnaire", true;
    /// [`Thread`](crate::domain::discussion::Thread) of comments.
    Thread = "thread", true;
    /// [`PublicationHold`](crate::domain::publication::PublicationHold).
    Hold = "hold", true;
    /// [`Certificate`](crate::domain::retention::Certificate) of disposal.
    Certificate = "certificate", true;
    /// [`Commitment`](crate::domain::commitment::Commitment).
    Commitment = "commitment", true;
    /// [`Round`](crate::domain::round::Round).
    Round = "round", true;
    /// A file of commitments that was imported.
    Import = "import", true;
    /// A personal token of the programming interface.
    Token = "token", true;
    /// What was shown and handed out to whom, one record for each person.
    Access = "access", true;
    /// A search that someone saved.
    Search = "search", false;
    /// A package that is being made, or was made.
    Job = "job", false;
    /// A counter of references.
    Counter = "counter", false;
    /// Who works where at the moment.
    Presence = "presence", false;
    /// [`Session`](crate::domain::people::Session).
    Session = "session", false;
    /// [`Invitation`](crate::domain::people::Invitation).
    Invitation = "invitation", false;
    /// Failed sign-ins.
    Throttle = "throttle", false;
    /// A sign-in that is under way.
    Pending = "pending", false;
}
