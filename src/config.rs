//! Settings, read once and checked as a whole.
use std::net::SocketAddr;
use std::path::PathBuf;

/// How the service is to run.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder of the embedded store.
    pub data: PathBuf,
    /// The address and port to listen on.
    pub listen: SocketAddr,
    /// A folder of questionnaires that adds to the built-in ones or replaces them.
    pub questionnaires: Option<PathBuf>,
    /// Whether an empty store is filled with demonstration data.
    pub demo: bool,
}

/// What is stated, by flags or by variables of the environment, before it is checked.
#[derive(Debug, Clone, Default)]
pub struct Stated {
    /// The folder of the embedded store.
    pub data: Option<String>,
    /// The address and port to listen on.
    pub listen: Option<String>,
    /// A folder of questionnaires.
    pub questionnaires: Option<String>,
    /// Whether to add demonstration data.
    pub demo: bool,
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
        let listen = stated.listen.unwrap_or_else(|| LISTEN.to_owned());
        let address = listen.parse::<SocketAddr>();
        if address.is_err() {
            wrong.push(format!("- --listen {listen} is not an address and port, such as {LISTEN}"));
        }
        let questionnaires = stated.questionnaires.map(PathBuf::from);
        if let Some(path) = questionnaires.as_ref().filter(|path| !path.is_dir()) {
            wrong.push(format!("- --questionnaires {} is not a folder", path.display()));
        }
        match (data, address) {
            (Some(data), Ok(listen)) if wrong.is_empty() => {
                Ok(Self { data, listen, questionnaires, demo: stated.demo })
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
            demo: false,
        };
        let SettingsError(wrong) = Settings::check(stated).unwrap_err();
        assert_eq!(wrong.len(), 3, "{wrong:?}");
    }
}
