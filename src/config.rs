//! Settings, read once and checked as a whole.
use std::net::SocketAddr;
use std::path::PathBuf;

/// How the service is to run.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder of what belongs to this process: the search index, packages, and the embedded
    /// store when there is no other.
    pub data: PathBuf,
    /// The address of the database, when the records are not kept in the folder.
    pub store: Option<String>,
    /// The address and port to listen on.
    pub listen: SocketAddr,
    /// A folder of questionnaires that adds to the built-in ones or replaces them.
    pub questionnaires: Option<PathBuf>,
    /// Whether an empty store is filled with demonstration data.
    pub demo: bool,
    /// The address of the service as browsers see it.
    pub public_url: String,
    /// The identity provider, when there is one.
    pub provider: Option<Provider>,
    /// The mail server and the sender, when mail is sent.
    pub mail: Option<Mail>,
}

/// How the identity provider is reached.
#[derive(Debug, Clone)]
pub struct Provider {
    /// The issuer, as its tokens name it.
    pub issuer: String,
    /// The name under which the service is registered there.
    pub client_id: String,
    /// The secret that belongs to it.
    pub client_secret: Option<String>,
    /// The claim that lists the groups of a person.
    pub groups_claim: Option<String>,
}

/// How mail is sent.
#[derive(Debug, Clone)]
pub struct Mail {
    /// The server, such as `smtps://user:password@mail.example:465`.
    pub server: String,
    /// The sender.
    pub from: String,
    /// How often the service looks for digests to send.
    pub check: std::time::Duration,
}

/// What is stated, by flags or by variables of the environment, before it is checked.
#[derive(Debug, Clone, Default)]
pub struct Stated {
    /// The folder of the embedded store.
    pub data: Option<String>,
    /// The address of the database, when the records are not kept in the folder.
    pub store: Option<String>,
    /// The address and port to listen on.
    pub listen: Option<String>,
    /// A folder of questionnaires.
    pub questionnaires: Option<String>,
    /// Whether to add demonstration data.
    pub demo: bool,
    /// The address of the service as browsers see it.
    pub public_url: Option<String>,
    /// The issuer of the identity provider.
    pub oidc_issuer: Option<String>,
    /// The name under which the service is registered there.
    pub oidc_client_id: Option<String>,
    /// The secret that belongs to it.
    pub oidc_client_secret: Option<String>,
    /// The claim that lists the groups of a person.
    pub oidc_groups_claim: Option<String>,
    /// The mail server.
    pub smtp: Option<String>,
    /// The sender of mail.
    pub mail_from: Option<String>,
    /// How often the service looks for digests to send, in seconds.
    pub digest_check: Option<u64>,
}

/// The address that is listened on when none is stated: this machine only.
pub const LISTEN: &str = "127.0.0.1:8080";

/// Everything that is wrong with the settings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the settings cannot be used:\n{}", .0.join("\n"))]
pub struct SettingsError(pub Vec<String>);

impl Settings {
    /// Checks what is stated; names everything that is wrong at once.
    pub fn check(stated: Stated) -> Result<Self, SettingsError> {
        let mut wrong = Vec::new();
        let data = stated.data.filter(|data| !data.trim().is_empty()).map(PathBuf::from);
        if data.is_none() {
            wrong.push(
                "- the data folder is missing: --data DIR or LONELINESS_TEST_DATA".to_owned(),
            );
        }
        if let Some(path) = data.as_ref().filter(|path| path.is_file()) {
            wrong.push(format!("- --data {} is a file, not a folder", path.display()));
        }
        let store = stated.store.filter(|store| !store.trim().is_empty());
        let is_database = |store: &String| {
            ["postgres://", "postgresql://"].iter().any(|start| store.starts_with(start))
        };
        if store.as_ref().is_some_and(|store| !is_database(store)) {
            wrong.push("- --store does not begin with postgres://".to_owned());
        }
        let listen = stated.listen.unwrap_or_else(|| LISTEN.to_owned());
        let address = listen.parse::<SocketAddr>();
        if address.is_err() {
            wrong.push(format!("- --listen {listen} is not an address and port, such as {LISTEN}"));
        }
        let questionnaires = stated.questionnaires.map(PathBuf::from);
        if let Some(path) = questionnaires.as_ref().filter(|path| !path.is_dir()) {
            wrong.push(format!("- --questionnaires {} is not a folder", path.display()));
        }
        let public_url = stated.public_url.unwrap_or_else(|| format!("http://{listen}"));
        if !public_url.starts_with("http://") && !public_url.starts_with("https://") {
            wrong.push(format!("- --public-url {public_url} does not begin with https://"));
        }
        let provider = match (stated.oidc_issuer, stated.oidc_client_id) {
            (None, None) => None,
            (Some(issuer), Some(client_id)) => Some(Provider {
                issuer,
                client_id,
                client_secret: stated.oidc_client_secret,
                groups_claim: stated.oidc_groups_claim,
            }),
            (Some(_), None) | (None, Some(_)) => {
                wrong.push("- --oidc-issuer and --oidc-client-id belong together".to_owned());
                None
            }
        };
        let check = std::time::Duration::from_secs(stated.digest_check.unwrap_or(600).max(1));
        let mail = match (stated.smtp, stated.mail_from) {
            (None, None) => None,
            (Some(server), Some(from)) => Some(Mail { server, from, check }),
            (Some(_), None) | (None, Some(_)) => {
                wrong.push("- --smtp and --mail-from belong together".to_owned());
                None
            }
        };
        match (data, address) {
            (Some(data), Ok(listen)) if wrong.is_empty() => {
                let demo = stated.demo;
                Ok(Self { data, store, listen, questionnaires, demo, public_url, provider, mail })
            }
            _ => Err(SettingsError(wrong)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let stated = Stated {
            data: None,
            listen: Some("localhost".to_owned()),
            questionnaires: Some("/no/such/folder".to_owned()),
            smtp: Some("smtp://127.0.0.1:25".to_owned()),
            ..Stated::default()
        };
        let SettingsError(wrong) = Settings::check(stated).unwrap_err();
        assert_eq!(wrong.len(), 4, "{wrong:?}");
    }
}
