//! The sample register: commitments of the strategy of 2018, put together from public sources, and
//! the nine departments with what became of them. It is not the official list.
use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use crate::app::{NewPerson, Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::audit::{Action, By, Entry};
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::{DatedName, Ended, OrganisationType, first_facts};
use crate::domain::people::{Person, Role};
use crate::store::Change;

/// The rows as they were put together; how sure each is stands in it.
const SAMPLE: &str = include_str!("commitments-2018-sample.csv");

/// An organisation of the sample: its names with their short forms and first days, and those that
/// took over from it. Days of which only the month is documented are the first of the next month
/// (domain facts, section 1.2).
struct Department {
    kind: OrganisationType,
    names: &'static [(&'static str, &'static str, Date)],
    ended: Option<(Date, &'static [&'static str])>,
}

const ALWAYS: Date = date(1900, 1, 1);
const SPLIT: Date = date(2023, 2, 7);

const fn one(name: &'static [(&'static str, &'static str, Date)]) -> Department {
    Department { kind: OrganisationType::Department, names: name, ended: None }
}

const DEPARTMENTS: &[Department] = &[
    one(&[
        ("Department for Digital, Culture, Media and Sport", "DCMS", ALWAYS),
        ("Department for Culture, Media and Sport", "DCMS", SPLIT),
    ]),
    Department {
        kind: OrganisationType::Department,
        names: &[("Department for Business, Energy and Industrial Strategy", "BEIS", ALWAYS)],
        ended: Some((SPLIT, &["DBT", "DESNZ", "DSIT"])),
    },
    one(&[("Department for Education", "DfE", ALWAYS)]),
    one(&[("Department for Environment, Food and Rural Affairs", "Defra", ALWAYS)]),
    one(&[
        ("Department of Health", "DH", ALWAYS),
        ("Department of Health and Social Care", "DHSC", date(2018, 1, 8)),
    ]),
    one(&[("Department for Transport", "DfT", ALWAYS)]),
    one(&[("Department for Work and Pensions", "DWP", ALWAYS)]),
    one(&[("Home Office", "HO", ALWAYS)]),
    one(&[
        ("Ministry of Housing, Communities and Local Government", "MHCLG", ALWAYS),
        ("Department for Levelling Up, Housing and Communities", "DLUHC", date(2021, 10, 1)),
        ("Ministry of Housing, Communities and Local Government", "MHCLG", date(2024, 8, 1)),
    ]),
    one(&[("Department for Business and Trade", "DBT", ALWAYS)]),
    one(&[("Department for Energy Security and Net Zero", "DESNZ", ALWAYS)]),
    one(&[("Department for Science, Innovation and Technology", "DSIT", ALWAYS)]),
    one(&[("Cabinet Office", "CO", ALWAYS)]),
    Department {
        kind: OrganisationType::Other,
        names: &[("Office for National Statistics", "ONS", ALWAYS)],
        ended: None,
    },
];

/// Those that have a made-up lead in the demonstration: the departments that go on, and the
/// successors of the one that does not.
const LEADS: &[&str] =
    &["DCMS", "DfE", "Defra", "DHSC", "DfT", "DWP", "HO", "MHCLG", "CO", "DBT", "DESNZ", "DSIT"];

impl Service {
    /// Adds the sample register with its departments, and a made-up lead in each. Does nothing
    /// when there are commitments.
    pub async fn fill_with_sample_register(&self) -> Result<(), UseCaseError> {
        if !self.commitments().await?.is_empty() {
            return Ok(());
        }
        let ids = self.add_departments().await?;
        let password = self.hash(crate::app::DEMO_PASSWORD.to_owned()).await?;
        let entry = |action| Entry { at: self.clock.now(), by: By::service(), action };
        for short in LEADS {
            let Some(organisation) = ids.get(short) else { continue };
            let asked = NewPerson {
                name: format!("Lead of {short}"),
                email: format!("lead@{}.example", short.to_lowercase()),
                post: "Loneliness commitment lead".to_owned(),
                roles: [Role::CommitmentLead].into(),
                ..NewPerson::default()
            };
            let made = self.new_person(&asked, organisation.clone())?;
            let made = Person { password: password.clone(), ..made };
            self.store.commit(Change::of(&made, None, entry(Action::PersonAdded))?).await?;
        }
        let central = Actor {
            person: self.new_id()?,
            post: "Service".to_owned(),
            organisation: ids.get("DCMS").cloned().ok_or(UseCaseError::NotFound)?,
            roles: [Role::CentralTeam].into(),
            elsewhere: BTreeMap::new(),
        };
        self.import_commitments(&central, SAMPLE).await?;
        Ok(())
    }

    async fn add_departments(
        &self,
    ) -> Result<BTreeMap<&'static str, OrganisationId>, UseCaseError> {
        let mut made = Vec::new();
        for department in DEPARTMENTS {
            let Some((name, short, _)) = department.names.last() else { continue };
            let contact = format!("loneliness@{}.example", short.to_lowercase());
            let mut facts = first_facts(name, department.kind, &contact);
            let dated = |(name, short, from): &(&str, &str, Date)| DatedName {
                name: (*name).to_owned(),
                short: (*short).to_owned(),
                welsh: None,
                from: *from,
            };
            facts.names = department.names.iter().map(dated).collect();
            made.push((*short, self.new_organisation(facts)?, department.ended));
        }
        let ids: BTreeMap<&str, OrganisationId> =
            made.iter().map(|(short, organisation, _)| (*short, organisation.id.clone())).collect();
        for (_, mut organisation, ended) in made {
            organisation.facts.ended = ended.map(|(on, successors)| Ended {
                on,
                successors: successors.iter().filter_map(|short| ids.get(short).cloned()).collect(),
            });
            let by = By::service();
            let entry = Entry { at: self.clock.now(), by, action: Action::OrganisationAdded };
            self.store.commit(Change::of(&organisation, None, entry)?).await?;
        }
        Ok(ids)
    }
}
