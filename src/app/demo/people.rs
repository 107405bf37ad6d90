//! The made-up people of the demonstration, one in each role at least.
use crate::domain::people::Role;

/// The password of everyone in the demonstration.
pub const DEMO_PASSWORD: &str = "village-hall-on-tuesday";

/// A made-up person.
#[derive(Debug, Clone, Copy)]
pub struct DemoPerson {
    /// Their name.
    pub name: &'static str,
    /// The address they sign in with.
    pub email: &'static str,
    /// Their post.
    pub post: &'static str,
    /// Their organisation.
    pub organisation: &'static str,
    /// Their roles.
    pub roles: &'static [Role],
}

const COUNCIL: &str = "Exampleshire County Council";
const DEPARTMENT: &str = "Department for Example Affairs";
const ARTS: &str = "Example Arts Agency";

/// Everyone in the demonstration.
pub const DEMO_PEOPLE: &[DemoPerson] = &[
    DemoPerson {
        name: "Ada Morgan",
        email: "ada@exampleshire.example",
        post: "Transport policy officer",
        organisation: COUNCIL,
        roles: &[Role::Officer],
    },
    DemoPerson {
        name: "Ben Okafor",
        email: "ben@exampleshire.example",
        post: "Community development officer",
        organisation: COUNCIL,
        roles: &[Role::Contributor],
    },
    DemoPerson {
        name: "Cerys Hughes",
        email: "cerys@exampleshire.example",
        post: "Assistant director, places",
        organisation: COUNCIL,
        roles: &[Role::Signer, Role::Reviewer],
    },
    DemoPerson {
        name: "Dilys Rowe",
        email: "dilys@exampleshire.example",
        post: "Policy and research manager",
        organisation: COUNCIL,
        roles: &[Role::Reviewer, Role::OrganisationAdministrator],
    },
    DemoPerson {
        name: "Dev Patel",
        email: "dev@dea.example",
        post: "Policy adviser, customer contact",
        organisation: DEPARTMENT,
        roles: &[Role::Officer],
    },
    DemoPerson {
        name: "Eve Sinclair",
        email: "eve@dea.example",
        post: "Deputy director, customer contact",
        organisation: DEPARTMENT,
        roles: &[Role::Signer],
    },
    DemoPerson {
        name: "Farah Aziz",
        email: "farah@dea.example",
        post: "Loneliness commitment lead",
        organisation: DEPARTMENT,
        roles: &[Role::CommitmentLead, Role::CentralTeam],
    },
    DemoPerson {
        name: "Gwen Price",
        email: "gwen@dea.example",
        post: "Service administrator",
        organisation: DEPARTMENT,
        roles: &[Role::Administrator, Role::OrganisationAdministrator],
    },
    DemoPerson {
        name: "Hal Fraser",
        email: "hal@dea.example",
        post: "Internal auditor",
        organisation: DEPARTMENT,
        roles: &[Role::Auditor],
    },
    DemoPerson {
        name: "Iris Lowe",
        email: "iris@arts.example",
        post: "Grants officer",
        organisation: ARTS,
        roles: &[Role::Officer],
    },
    DemoPerson {
        name: "Joe Adeyemi",
        email: "joe@arts.example",
        post: "Director of grants",
        organisation: ARTS,
        roles: &[Role::Signer],
    },
];
