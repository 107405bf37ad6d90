//! What people write: how long it may be, which characters nobody can show, and how days and numbers
//! are read.
use jiff::civil::Date;

use super::number::Number;

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
            Self::Prose => "fault-long",
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
        let text = text.trim();
        if text.is_empty() { Some(missing) } else { self.fault(text) }
    }

    /// The same, with a message of its own also when the text is too long, for places where nothing
    /// else names the field.
    pub fn fault_in_named(
        self,
        text: &str,
        [missing, long]: [&'static str; 2],
    ) -> Option<&'static str> {
        let found = self.fault_in_stated(text, missing);
        found.map(|message| if message == self.message() { long } else { message })
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

/// A day typed as year-month-day, where the month and day may lack their leading nought.
pub fn parse_day(text: &str) -> Option<Date> {
    let mut parts = text.trim().splitn(3, '-').map(str::trim);
    let year = parts.next()?.parse().ok().filter(|year| *year >= 1900)?;
    let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Date::new(year, month, day).ok()
}

/// A number with an optional sign and decimals; thousands may be set apart with commas or
/// spaces.
pub fn parse_decimal(text: &str) -> Option<Number> {
    let digits: String = text.trim().chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    let plain = digits.strip_prefix(['-', '+']).unwrap_or(&digits);
    let allowed = plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.chars().all(|c| c.is_ascii_digit() || c == '.');
    allowed.then(|| digits.parse().ok()).flatten()
}

/// A whole number of 0 or more; thousands may be set apart with commas or spaces.
pub fn parse_number(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    let plain = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
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

    #[test]
    fn days_are_read_as_people_type_them() {
        assert_eq!(parse_day("2027-3-1"), Some(jiff::civil::date(2027, 3, 1)));
        for wrong in ["", "2027", "2027-02-30", "27-3-1", "2027-3-1-4", "a-b-c"] {
            assert_eq!(parse_day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        assert_eq!(parse_number("150,000"), Some(150_000));
        assert_eq!(parse_number("0"), Some(0));
        for wrong in ["", "-1", "1.5", "about 10", "9999999999999999999999"] {
            assert_eq!(parse_number(wrong), None, "{wrong}");
        }
    }
}
