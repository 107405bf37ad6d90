//! What people may write: how long it may be, and which characters nobody can show.

/// The key of the message about characters that nobody can show.
const CONTROL: &str = "fault-control";

/// How long a text may be, in characters. Without a limit one name could fill every list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Length {
    /// What stands on one line: a title, a name, a post.
    Line,
    /// What is told in some sentences: a summary, a reason, a comment.
    Prose,
    /// An answer in words, for which a questionnaire may ask for fewer.
    Answer,
}

impl Length {
    /// The most characters.
    pub fn most(self) -> usize {
        match self {
            Self::Line => 200,
            Self::Prose => 5_000,
            Self::Answer => 20_000,
        }
    }

    /// The key of the message that says so.
    pub fn message(self) -> &'static str {
        match self {
            Self::Line => "fault-line",
            Self::Prose => "fault-prose",
            Self::Answer => "fault-answer",
        }
    }

    /// Whether a text is longer.
    pub fn is_exceeded(self, text: &str) -> bool {
        text.chars().count() > self.most()
    }

    /// Why a text cannot be kept, as the key of a message.
    pub fn fault(self, text: &str) -> Option<&'static str> {
        if has_control(text) {
            return Some(CONTROL);
        }
        self.is_exceeded(text).then(|| self.message())
    }

    /// Why a text that must be there cannot be kept; `missing` when there is none.
    pub fn fault_in_stated(self, text: &str, missing: &'static str) -> Option<&'static str> {
        if text.trim().is_empty() { Some(missing) } else { self.fault(text) }
    }
}

/// Whether a message is one of these: it says nothing of its field, so the field has to be named.
pub fn is_general(message: &str) -> bool {
    let lengths = [Length::Line, Length::Prose, Length::Answer];
    message == CONTROL || lengths.iter().any(|length| length.message() == message)
}

/// Whether a text has a character that no page or print can show.
pub fn has_control(text: &str) -> bool {
    let shown = |c: char| matches!(c, '\n' | '\r' | '\t');
    text.chars().any(|c| c.is_control() && !shown(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_of_characters_and_the_last_one_fits() {
        assert_eq!(Length::Line.fault(&"ŵ".repeat(200)), None);
        assert_eq!(Length::Line.fault(&"ŵ".repeat(201)), Some("fault-line"));
        assert_eq!(Length::Prose.fault("a\u{1}"), Some("fault-control"));
        assert_eq!(Length::Prose.fault_in_stated(" \n", "fault-close"), Some("fault-close"));
        assert_eq!(Length::Prose.fault_in_stated("two\nlines\t", "fault-close"), None);
    }
}
