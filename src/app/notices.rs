//! Telling people by mail that a way into their account has changed (ASVS 2.2.3, 2.5.5).
use super::Service;
use crate::domain::people::Person;
use crate::domain::text::Lang;

/// What has changed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Notice {
    PasswordSet,
    SecondFactorSet,
    SecondFactorRemoved,
    RecoveryCodeUsed,
    CodeAgain,
    TokenMade,
    LinkMade,
    EmailChanged,
}

impl Notice {
    /// The key of its message.
    fn key(self) -> &'static str {
        match self {
            Self::PasswordSet => "notice-password-set",
            Self::SecondFactorSet => "notice-factor-set",
            Self::SecondFactorRemoved => "notice-factor-removed",
            Self::RecoveryCodeUsed => "notice-recovery-code",
            Self::CodeAgain => "notice-code-again",
            Self::TokenMade => "notice-token-made",
            Self::LinkMade => "notice-link-made",
            Self::EmailChanged => "notice-email-changed",
        }
    }
}

impl Service {
    /// Tells someone, at the address that they have in `person`, when there is a mail server. Whoever
    /// changed something does not wait for that server, and nothing is undone when it does not answer.
    pub(super) fn tell(&self, person: &Person, notice: Notice) {
        let Some(post) = self.post.clone() else { return };
        let link = format!("{}/account", post.public_url.trim_end_matches('/'));
        let text = |lang: Lang| {
            let words = self.words.of(lang);
            let what_to_do = words.say_with("notice-not-you", &[("link", link.clone().into())]);
            format!("{}\n\n{what_to_do}", words.say(notice.key()))
        };
        // Both languages: the service does not know which one a person reads.
        let text = [Lang::En, Lang::Cy].map(text).join("\n\n---\n\n");
        let subject = [Lang::En, Lang::Cy].map(|lang| self.words.of(lang).say("notice-subject"));
        let subject = subject.join(" / ");
        let (email, id) = (person.email.clone(), person.id.clone());
        tokio::spawn(async move {
            if let Err(error) = post.mailer.send(&email, &subject, text).await {
                tracing::warn!(person = %id, why = error.kind(), "a notice was not sent");
            }
        });
    }
}
