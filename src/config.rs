//! Settings, read once and checked as a whole.
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use clap::value_parser;
use ipnet::IpNet;

use crate::domain::people::FactorRule;

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
    /// The proxies whose word is taken for where a request comes from.
    pub proxies: Vec<IpNet>,
    /// The certificate and its key, when the service speaks TLS itself.
    pub tls: Option<Tls>,
    /// Where the figures for Prometheus are, when they are wanted.
    pub metrics: Option<SocketAddr>,
    /// How long requests are still taken after the service was told to stop.
    pub drain: Duration,
    /// How backups are written on a schedule, when they are.
    pub backups: Option<Backups>,
    /// The identity provider, when there is one.
    pub provider: Option<Provider>,
    /// The mail server and the sender, when mail is sent.
    pub mail: Option<Mail>,
    /// Who has to have a second factor.
    pub second_factor: FactorRule,
    /// The file with the keys that are not among the records, when there is one.
    pub keys: Option<PathBuf>,
}

/// The files of a certificate, in PEM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tls {
    /// The certificate, with those that it was signed with.
    pub certificate: PathBuf,
    /// Its key.
    pub key: PathBuf,
}

/// Backups on a schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backups {
    /// The folder for them.
    pub folder: PathBuf,
    /// So many hours lie between one and the next; at least 1.
    pub every_hours: u32,
    /// So many are kept; at least 1.
    pub keep: u32,
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
    pub check: Duration,
}

/// What is stated, by flags or by variables of the environment, before it is checked.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Stated {
    /// The folder in which the records are kept. It is made when it is missing.
    #[arg(long, env = "LONELINESS_TEST_DATA")]
    pub data: Option<String>,
    /// The database in which the records are kept instead, such as
    /// `postgres://user:password@host/database`. The data folder then has the search index only.
    #[arg(long, env = "LONELINESS_TEST_STORE", value_name = "ADDRESS", hide_env_values = true)]
    pub store: Option<String>,
    /// The address and port to listen on.
    #[arg(long, env = "LONELINESS_TEST_LISTEN", value_name = "ADDR:PORT")]
    pub listen: Option<String>,
    /// A folder of questionnaires that adds to the built-in ones or replaces them by their id.
    #[arg(long, env = "LONELINESS_TEST_QUESTIONNAIRES", value_name = "DIR")]
    pub questionnaires: Option<String>,
    /// Fill an empty store with made-up organisations, people and policies.
    #[arg(long, env = "LONELINESS_TEST_DEMO")]
    pub demo: bool,
    /// The address of the service as browsers see it, for links and for the identity provider.
    #[arg(long, env = "LONELINESS_TEST_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// The proxies whose `X-Forwarded-For` is believed: addresses and networks, with commas.
    #[arg(long, env = "LONELINESS_TEST_TRUSTED_PROXIES", value_name = "NETWORKS")]
    pub trusted_proxies: Option<String>,
    /// The certificate in PEM, with those that it was signed with: the service speaks TLS itself.
    #[arg(long, env = "LONELINESS_TEST_TLS_CERT", value_name = "FILE")]
    pub tls_cert: Option<PathBuf>,
    /// The key of the certificate, in PEM.
    #[arg(long, env = "LONELINESS_TEST_TLS_KEY", value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
    /// Where to show figures for Prometheus. Without it they are shown nowhere.
    #[arg(long, env = "LONELINESS_TEST_METRICS", value_name = "ADDR:PORT")]
    pub metrics: Option<String>,
    /// How many seconds to go on after being told to stop, while `/readyz` tells a load balancer to
    /// send nothing more; 0 when not stated, and at most 600.
    #[arg(long, env = "LONELINESS_TEST_DRAIN", value_name = "SECONDS", value_parser = value_parser!(u64).range(..=600))]
    pub drain: Option<u64>,
    /// A folder in which the service writes backups on a schedule, verifies and rotates them.
    #[arg(long, env = "LONELINESS_TEST_BACKUPS", value_name = "DIR")]
    pub backups: Option<PathBuf>,
    /// How many hours lie between two backups; 24 when not stated.
    #[arg(long, env = "LONELINESS_TEST_BACKUP_EVERY", value_name = "HOURS", value_parser = value_parser!(u32).range(1..))]
    pub backup_every: Option<u32>,
    /// How many backups are kept; 14 when not stated.
    #[arg(long, env = "LONELINESS_TEST_BACKUP_KEEP", value_name = "NUMBER", value_parser = value_parser!(u32).range(1..))]
    pub backup_keep: Option<u32>,
    /// The issuer of an OpenID Connect provider: people can sign in there too.
    #[arg(long, env = "LONELINESS_TEST_OIDC_ISSUER", value_name = "URL")]
    pub oidc_issuer: Option<String>,
    /// The client id of this service at the provider.
    #[arg(long, env = "LONELINESS_TEST_OIDC_CLIENT_ID", value_name = "ID")]
    pub oidc_client_id: Option<String>,
    /// The client secret. Better given by the environment than on the command line.
    #[arg(
        long,
        env = "LONELINESS_TEST_OIDC_CLIENT_SECRET",
        value_name = "SECRET",
        hide_env_values = true
    )]
    pub oidc_client_secret: Option<String>,
    /// The claim with the groups of a person. A group `loneliness-test:officer` gives the role
    /// officer. Without this, roles are given in the service.
    #[arg(long, env = "LONELINESS_TEST_OIDC_GROUPS_CLAIM", value_name = "CLAIM")]
    pub oidc_groups_claim: Option<String>,
    /// Who has to set up a second factor before anything else, of those who sign in with a password of
    /// this service: `administrators` or `everyone`. `optional` when not stated.
    #[arg(long, env = "LONELINESS_TEST_SECOND_FACTOR", value_name = "WHO")]
    pub second_factor: Option<String>,
    /// A file with the key of the service, 64 hexadecimal digits. Passwords and second factors are kept
    /// with it, so that a backup is not enough to guess them. Keys it had before are on lines below.
    #[arg(long, env = "LONELINESS_TEST_KEY_FILE", value_name = "FILE")]
    pub key_file: Option<PathBuf>,
    /// The mail server, such as `smtps://user:password@mail.example:465`. Without it no mail is
    /// sent.
    #[arg(long, env = "LONELINESS_TEST_SMTP", value_name = "URL", hide_env_values = true)]
    pub smtp: Option<String>,
    /// The sender of mail.
    #[arg(long, env = "LONELINESS_TEST_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// How often to look for digests to send, in seconds; 600 when not stated.
    #[arg(long, env = "LONELINESS_TEST_DIGEST_CHECK", value_name = "SECONDS")]
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
        let data = folder(stated.data, &mut wrong);
        let store = database(stated.store, &mut wrong);
        let listen = stated.listen.unwrap_or_else(|| LISTEN.to_owned());
        let public_url = stated.public_url.unwrap_or_else(|| format!("http://{listen}"));
        let listen = socket("--listen", &listen, &mut wrong);
        let metrics = stated.metrics.map(|text| socket("--metrics", &text, &mut wrong));
        let questionnaires = stated.questionnaires.map(PathBuf::from);
        if let Some(path) = questionnaires.as_ref().filter(|path| !path.is_dir()) {
            wrong.push(format!("- --questionnaires {} is not a folder", path.display()));
        }
        if !is_origin(&public_url) {
            wrong.push(format!(
                "- --public-url {public_url} is not an address without a path, such as https://a.example"
            ));
        }
        let proxies = networks(stated.trusted_proxies.as_deref().unwrap_or(""), &mut wrong);
        let second_factor = stated.second_factor.and_then(|who| factor_rule(&who, &mut wrong));
        let flags = "--tls-cert and --tls-key";
        let tls = together(flags, stated.tls_cert, stated.tls_key, &mut wrong);
        let flags = "--oidc-issuer and --oidc-client-id";
        let provider = together(flags, stated.oidc_issuer, stated.oidc_client_id, &mut wrong);
        let flags = "--smtp and --mail-from";
        let mail = together(flags, stated.smtp, stated.mail_from, &mut wrong);
        let (Some(data), Some(listen), true) = (data, listen, wrong.is_empty()) else {
            return Err(SettingsError(wrong));
        };
        let check = Duration::from_secs(stated.digest_check.unwrap_or(600).max(1));
        Ok(Self {
            data,
            store,
            listen,
            questionnaires,
            demo: stated.demo,
            public_url,
            proxies,
            tls: tls.map(|(certificate, key)| Tls { certificate, key }),
            metrics: metrics.flatten(),
            drain: Duration::from_secs(stated.drain.unwrap_or(0)),
            backups: stated.backups.map(|folder| Backups {
                folder,
                every_hours: stated.backup_every.unwrap_or(24),
                keep: stated.backup_keep.unwrap_or(14),
            }),
            provider: provider.map(|(issuer, client_id)| Provider {
                issuer,
                client_id,
                client_secret: stated.oidc_client_secret,
                groups_claim: stated.oidc_groups_claim,
            }),
            mail: mail.map(|(server, from)| Mail { server, from, check }),
            second_factor: second_factor.unwrap_or_default(),
            keys: stated.key_file.filter(|path| !path.as_os_str().is_empty()),
        })
    }
}

fn folder(stated: Option<String>, wrong: &mut Vec<String>) -> Option<PathBuf> {
    let data = stated.filter(|data| !data.trim().is_empty()).map(PathBuf::from);
    match &data {
        None => wrong
            .push("- the data folder is missing: --data DIR or LONELINESS_TEST_DATA".to_owned()),
        Some(path) if path.to_str().is_some_and(is_database) => {
            wrong.push("- --data is a folder; a database is named with --store".to_owned());
        }
        Some(path) if path.is_file() => {
            wrong.push(format!("- --data {} is a file, not a folder", path.display()));
        }
        Some(_) => {}
    }
    data
}

/// Whether an address has a scheme and a host, and no path: every link begins at its root.
pub(crate) fn is_origin(address: &str) -> bool {
    let address = address.strip_suffix('/').unwrap_or(address);
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', ' ']))
}

/// Whether an address is that of a database. The store would say the same; settings do not know it.
fn is_database(address: &str) -> bool {
    ["postgres://", "postgresql://"].iter().any(|start| address.starts_with(start))
}

fn database(stated: Option<String>, wrong: &mut Vec<String>) -> Option<String> {
    let store = stated.filter(|store| !store.trim().is_empty());
    if store.as_ref().is_some_and(|store| !is_database(store)) {
        wrong.push("- --store does not begin with postgres://".to_owned());
    }
    store
}

fn socket(flag: &str, stated: &str, wrong: &mut Vec<String>) -> Option<SocketAddr> {
    let address = stated.parse();
    if address.is_err() {
        wrong.push(format!("- {flag} {stated} is not an address and port, such as {LISTEN}"));
    }
    address.ok()
}

fn factor_rule(stated: &str, wrong: &mut Vec<String>) -> Option<FactorRule> {
    let rule = FactorRule::named(stated);
    if rule.is_none() {
        let known = "optional, administrators or everyone";
        wrong.push(format!("- --second-factor {stated} is none of {known}"));
    }
    rule
}

/// Two flags of which neither means anything alone.
fn together<A, B>(
    flags: &str,
    one: Option<A>,
    other: Option<B>,
    wrong: &mut Vec<String>,
) -> Option<(A, B)> {
    if one.is_some() != other.is_some() {
        wrong.push(format!("- {flags} belong together"));
    }
    one.zip(other)
}

/// Addresses and networks with commas between them.
fn networks(stated: &str, wrong: &mut Vec<String>) -> Vec<IpNet> {
    let mut networks = Vec::new();
    for text in stated.split(',').map(str::trim).filter(|text| !text.is_empty()) {
        match text.parse::<IpNet>().or_else(|_| text.parse::<IpAddr>().map(IpNet::from)) {
            Ok(network) => networks.push(network),
            Err(_) => wrong.push(format!(
                "- --trusted-proxies: {text} is not an address or a network, such as 10.0.0.0/8"
            )),
        }
    }
    networks
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
            trusted_proxies: Some("10.0.0.0/8, ::1, proxy.example".to_owned()),
            metrics: Some("9100".to_owned()),
            tls_cert: Some("cert.pem".into()),
            second_factor: Some("nobody".to_owned()),
            ..Stated::default()
        };
        let SettingsError(wrong) = Settings::check(stated).unwrap_err();
        assert_eq!(wrong.len(), 8, "{wrong:?}");
        let stated = Stated { data: Some("postgres://a:b@c/d".to_owned()), ..Stated::default() };
        let SettingsError(wrong) = Settings::check(stated).unwrap_err();
        assert_eq!(wrong, ["- --data is a folder; a database is named with --store"]);
        for (address, is_one) in [
            ("https://a.example", true),
            ("https://a.example:8443/", true),
            ("http://127.0.0.1:8080", true),
            ("https://a.example/sub/", false),
            ("https://", false),
            ("a.example", false),
        ] {
            assert_eq!(is_origin(address), is_one, "{address}");
        }
    }
}
