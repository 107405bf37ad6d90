//! Sending mail by SMTP. Nothing is sent unless a server is configured; nobody gets anything that they
//! did not ask for, but that a way into their account has changed, or ends soon.
use std::net::Ipv4Addr;
use std::time::Duration;

use lettre::message::{Mailbox, header::ContentType};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncTransport as _, Message, Tokio1Executor};
use url::{Host, Url};

/// A way to send mail.
#[derive(Debug, Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// Why a mail was not sent.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The address of the server is not one.
    #[error("the mail server cannot be used: {0}")]
    Server(#[source] lettre::transport::smtp::Error),
    /// The password would go over a network for everyone to read.
    #[error(
        "the password of the mail server would be sent unencrypted: use smtps://, or add ?tls=required"
    )]
    Exposed,
    /// An address cannot be written to.
    #[error("this is not an address for mail")]
    Address(#[from] lettre::address::AddressError),
    /// The mail cannot be put together.
    #[error("the mail cannot be put together")]
    Message(#[from] lettre::error::Error),
    /// The server did not take it.
    #[error("the mail server did not take it: {0}")]
    Send(#[source] lettre::transport::smtp::Error),
}

impl MailError {
    /// What kind of failure it is, for the log: what a server says may name whom a mail was for.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Server(_) => "the address of the mail server is not one",
            Self::Exposed => "the password of the mail server would be sent unencrypted",
            Self::Address(_) => "the address of the person is not one",
            Self::Message(_) => "the mail could not be put together",
            Self::Send(error) if error.is_permanent() => "the mail server refused it",
            Self::Send(error) if error.is_timeout() => "the mail server took too long",
            Self::Send(_) => "the mail server could not be used",
        }
    }
}

/// The longest that a mail server may take.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Whether a password would be sent over a network without TLS: also where the server only may ask for
/// it, because whoever is in between can take that away.
fn exposes(server: &str) -> bool {
    let Ok(server) = Url::parse(server) else { return false };
    let is_here = match server.host() {
        // Of a scheme that is none of the web's, an address of the old kind counts as a name.
        Some(Host::Domain(name)) => {
            name == "localhost" || name.parse().is_ok_and(|address: Ipv4Addr| address.is_loopback())
        }
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    // The first one counts for the library too.
    let mut stated = server.query_pairs().filter(|(name, _)| name == "tls");
    let needs_tls =
        server.scheme() == "smtps" || stated.next().is_some_and(|(_, value)| value == "required");
    server.password().is_some() && !needs_tls && !is_here
}

impl Mailer {
    /// A mailer for a server such as `smtps://user:password@mail.example:465`,
    /// `smtp://user:password@mail.example:587?tls=required` or, on the same machine,
    /// `smtp://127.0.0.1:25`.
    pub fn new(server: &str, from: &str) -> Result<Self, MailError> {
        if exposes(server) {
            return Err(MailError::Exposed);
        }
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(server);
        let transport = builder.map_err(MailError::Server)?.timeout(Some(TIMEOUT)).build();
        Ok(Self { transport, from: from.parse()? })
    }

    /// Whether the server can be reached and lets us in. Nothing is sent.
    pub async fn answers(&self) -> Result<bool, MailError> {
        self.transport.test_connection().await.map_err(MailError::Send)
    }

    /// Sends a text.
    pub async fn send(&self, to: &str, subject: &str, text: String) -> Result<(), MailError> {
        let message = Message::builder()
            .from(self.from.clone())
            .to(to.parse()?)
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(text)?;
        self.transport.send(message).await.map_err(MailError::Send)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_sent_over_tls_alone() {
        for fine in [
            "smtps://lt:secret@mail.example:465",
            "smtp://lt:secret@mail.example:587?tls=required",
            "smtp://mail.example:25",
            "smtp://lt:secret@127.0.0.1:25",
            "smtp://lt:secret@[::1]:25",
            "smtp://lt:secret@localhost",
        ] {
            assert!(Mailer::new(fine, "lt@mail.example").is_ok(), "{fine}");
        }
        for exposed in [
            "smtp://lt:secret@mail.example:587",
            "smtp://lt:secret@mail.example:587?tls=opportunistic",
            "smtp://lt:secret@mail.example:587?tls=opportunistic&tls=required",
            "smtp://lt:secret@127.0.0.1.mail.example",
            "smtp://lt:secret@[2001:db8::1]:25",
        ] {
            let refused = Mailer::new(exposed, "lt@mail.example").map(|_| ());
            let said = refused.map_err(|error| error.to_string()).unwrap_err();
            assert!(said.contains("smtps://") && !said.contains("secret"), "{said}");
        }
    }
}
