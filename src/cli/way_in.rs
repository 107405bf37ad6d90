//! `way-in`: a link for someone who cannot get in any more.
use std::process::ExitCode;

use anyhow::{Result, anyhow, bail};

use super::{backup, control, on};
use crate::app::UseCaseError;
use crate::config::is_origin;
use crate::domain::people::is_email;
use crate::search::Index;
use crate::store::Place;

/// Prints a link with which a person chooses a password; the running service makes it, when one runs on
/// the folder.
pub(super) fn way_in(place: &Place, email: &str, public_url: Option<&str>) -> Result<ExitCode> {
    let email = email.trim();
    if !is_email(email) {
        bail!("“{}” is not an e-mail address", email.escape_debug());
    }
    if let Some(url) = public_url.filter(|url| !is_origin(url)) {
        bail!("--public-url {url} is not an address without a path, such as https://a.example");
    }
    let asked = match place {
        Place::Folder(folder) => control::way_in(folder, email)?,
        Place::Database(_) => None,
    };
    let link = asked.map_or_else(|| made(place, email, public_url.unwrap_or_default()), Ok)?;
    say!("{link}\nlets {email} in once, for 7 days: whoever opens it chooses a password.");
    if link.starts_with('/') {
        say!("Put the address of the service in front of it (--public-url).");
    }
    Ok(ExitCode::SUCCESS)
}

/// A link that this process makes.
fn made(place: &Place, email: &str, public_url: &str) -> Result<String> {
    backup::there(place)?;
    let service = on(place.open()?, Index::in_memory()?)?.with_public_url(public_url);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let made = service.way_in(email).await;
        service.close().await?;
        made.map_err(|error| no_way_in(error, email))
    })
}

/// Why there is no link for someone.
pub(super) fn no_way_in(error: UseCaseError, email: &str) -> anyhow::Error {
    if matches!(error, UseCaseError::NotFound) {
        return anyhow!("nobody who has access signs in with {email}");
    }
    error.into()
}
