//! Where the database is, and whether the connection to it is encrypted.
use std::error::Error;
use std::net::IpAddr;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use postgres::Config;
use postgres::config::{Host, SslMode};
use r2d2_postgres::PostgresConnectionManager;
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::store::StoreError;

type Manager = PostgresConnectionManager<MakeRustlsConnect>;
pub(super) type Pool = r2d2::Pool<Manager>;
pub(super) type Connection = r2d2::PooledConnection<Manager>;

/// How many connections a process holds at most.
const CONNECTIONS: u32 = 16;

/// How long a request waits for a connection.
const WAIT: Duration = Duration::from_secs(5);

/// How long nothing may be heard from the other end of a connection that is waited for.
const SILENCE: Duration = Duration::from_secs(10);

/// Connects to the database at an address.
pub(super) fn connect(address: &str) -> Result<Pool, StoreError> {
    let (mut config, tls) = read(address)?;
    config.connect_timeout(WAIT).application_name("loneliness-test");
    // A network that was cut says nothing: what is not heard of for so long is given up.
    config.tcp_user_timeout(SILENCE).keepalives_idle(WAIT);
    config.keepalives_interval(Duration::from_secs(1)).keepalives_retries(5);
    let manager = PostgresConnectionManager::new(config.clone(), tls.clone());
    let pool = r2d2::Pool::builder().max_size(CONNECTIONS).min_idle(Some(1));
    pool.connection_timeout(WAIT).build(manager).map_err(|error| {
        // The pool does not say why. Nothing is said where it works now, after all.
        config.connect(tls).err().map_or_else(|| unreachable(&error), |error| unreachable(&error))
    })
}

/// An error with everything that led to it.
pub(super) fn unreachable(error: &dyn Error) -> StoreError {
    let said = std::iter::successors(Some(error), |error| (*error).source());
    let said: Vec<String> = said.map(ToString::to_string).collect();
    StoreError::Unavailable(format!("the database could not be reached: {}", said.join(": ")))
}

/// Reads an address such as `postgres://user:password@host/database?sslmode=require`. Where it does
/// not say `disable` or `require`, only a database on this machine is spoken to without TLS.
fn read(address: &str) -> Result<(Config, MakeRustlsConnect), StoreError> {
    let wrong = |error: postgres::Error| {
        StoreError::Unavailable(format!("the address of the database cannot be read: {error}"))
    };
    let mut config = Config::from_str(address).map_err(wrong)?;
    // That is also what is taken where nothing is said. It would go on in the clear with whoever says
    // that they do not speak TLS.
    if config.get_ssl_mode() == SslMode::Prefer {
        let here = config.get_hosts().iter().all(is_here)
            && config.get_hostaddrs().iter().all(IpAddr::is_loopback);
        config.ssl_mode(if here { SslMode::Disable } else { SslMode::Require });
    }
    let tls = tls(config.get_ssl_mode() != SslMode::Disable)?;
    Ok((config, tls))
}

fn is_here(host: &Host) -> bool {
    match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => {
            name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
        }
    }
}

/// Speaks TLS with those whose certificates the system trusts.
fn tls(wanted: bool) -> Result<MakeRustlsConnect, StoreError> {
    let mut roots = RootCertStore::empty();
    if wanted {
        let found = rustls_native_certs::load_native_certs();
        let (taken, _unreadable) = roots.add_parsable_certificates(found.certs);
        if taken == 0 {
            let message = "the database is to be spoken to with TLS, but this system has no \
                           certificates that it trusts; SSL_CERT_FILE can name a file of them";
            return Err(StoreError::Unavailable(message.to_owned()));
        }
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| StoreError::Engine(error.into()))?;
    Ok(MakeRustlsConnect::new(config.with_root_certificates(roots).with_no_client_auth()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(address: &str) -> Option<SslMode> {
        read(address).ok().map(|(config, _)| config.get_ssl_mode())
    }

    #[test]
    fn only_a_database_on_this_machine_is_spoken_to_in_the_clear() {
        for here in ["postgres://u@localhost/d", "postgres://u@127.0.0.1/d", "host=/run/pg user=u"]
        {
            assert_eq!(mode(here), Some(SslMode::Disable), "{here}");
        }
        assert_eq!(mode("postgres://u@db.example/d?sslmode=disable"), Some(SslMode::Disable));
        for encrypted in [
            "postgres://u@localhost/d?sslmode=require",
            "postgres://u@db.example/d",
            "postgres://u:sslmode@db.example/d",
            "postgres://u@db.example/d?sslmode=prefer",
            "host=localhost hostaddr=10.0.0.5 user=u",
        ] {
            match read(encrypted) {
                Ok((config, _)) => assert_eq!(config.get_ssl_mode(), SslMode::Require),
                // A machine that trusts nobody cannot speak to it at all.
                Err(error) => assert!(error.to_string().contains("SSL_CERT_FILE"), "{error}"),
            }
        }
    }
}
