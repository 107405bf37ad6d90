//! Sending mail by SMTP. Nothing is sent unless a server is configured, and nobody gets anything
//! they did not ask for.
use std::time::Duration;

use lettre::message::{Mailbox, header::ContentType};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncTransport as _, Message, Tokio1Executor};

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

/// The longest that a mail server may take.
const TIMEOUT: Duration = Duration::from_secs(20);

impl Mailer {
    /// A mailer for a server such as `smtps://user:password@mail.example:465` or, on the same
    /// machine, `smtp://127.0.0.1:25`.
    pub fn new(server: &str, from: &str) -> Result<Self, MailError> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(server);
        let transport = builder.map_err(MailError::Server)?.timeout(Some(TIMEOUT)).build();
        Ok(Self { transport, from: from.parse()? })
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
