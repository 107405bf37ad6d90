//! Points out text that looks like the personal data of a member of the public.
use crate::domain::answers::Answer;
use crate::domain::questionnaire::{Asked, QuestionType};
use crate::i18n::Words;

/// A warning for each kind of personal data that a text seems to hold. It does not stop anyone:
/// the person who typed it knows better.
pub(crate) fn warnings(words: &Words, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let tokens =
        || text.split_whitespace().map(|t| t.trim_matches(|c: char| ",.;:()<>\"'“”".contains(c)));
    if tokens().any(crate::domain::people::is_email) {
        found.push(words.say("personal-email"));
    }
    let digits: String =
        text.chars().filter(|c| c.is_ascii_digit() || !matches!(c, ' ' | '-')).collect();
    let runs = digits.split(|c: char| !c.is_ascii_digit());
    let mut phone = false;
    let mut nhs = false;
    for run in runs {
        phone |= run.len() == 11 && run.starts_with('0');
        nhs |= run.len() == 10 && is_nhs_number(run);
    }
    if phone {
        found.push(words.say("personal-phone"));
    }
    if nhs {
        found.push(words.say("personal-nhs"));
    }
    if has_postcode(text) {
        found.push(words.say("personal-postcode"));
    }
    let letters: String = text.chars().filter(|c| *c != ' ').collect::<String>().to_uppercase();
    if has_ni_number(&letters) {
        found.push(words.say("personal-ni"));
    }
    found
}

/// The warnings for everything that was typed in an answer.
pub(crate) fn of_answer(words: &Words, asked: &Asked, answer: &Answer) -> Vec<String> {
    let text = match (asked.question.kind, answer) {
        (QuestionType::Text | QuestionType::Textarea, Answer::Text(text)) => text.clone(),
        (_, Answer::Rows(rows)) => {
            let typed = rows.iter().flatten().filter(|(field, _)| field.as_str() != "key");
            typed.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n")
        }
        (_, Answer::Text(_) | Answer::Many(_)) => return Vec::new(),
    };
    warnings(words, &text)
}

/// A whole postcode, which a few homes share: `SW1A 1AA`, with or without its space.
fn has_postcode(text: &str) -> bool {
    let upper = text.to_uppercase();
    let words: Vec<&str> = upper.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let pairs = words.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
    let joined = words.iter().filter_map(|word| word.split_at_checked(word.len().checked_sub(3)?));
    pairs.chain(joined).any(|(outward, inward)| is_outward(outward) && is_inward(inward))
}

/// One or two letters, a digit, and perhaps one more letter or digit.
fn is_outward(text: &str) -> bool {
    let letters = text.chars().take_while(char::is_ascii_uppercase).count();
    let rest: Vec<char> = text.chars().skip(letters).collect();
    let digit = rest.first().is_some_and(char::is_ascii_digit);
    (1..=2).contains(&letters) && digit && (1..=2).contains(&rest.len())
}

/// A digit and two letters.
fn is_inward(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    match chars.as_slice() {
        [digit, one, two] => {
            digit.is_ascii_digit() && one.is_ascii_uppercase() && two.is_ascii_uppercase()
        }
        _ => false,
    }
}

/// Ten digits whose last is the check digit of the others, modulus 11.
fn is_nhs_number(digits: &str) -> bool {
    let values: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    let (Some((check, first)), true) = (values.split_last(), values.len() == 10) else {
        return false;
    };
    let sum: u32 = first.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    let expected = match 11 - sum % 11 {
        11 => 0,
        other => other,
    };
    expected == *check
}

/// Two letters, six digits and a letter from A to D, with the letters that are in use.
fn has_ni_number(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    chars.windows(9).any(|window| {
        let (Some(letters), Some(digits), Some(last)) =
            (window.get(..2), window.get(2..8), window.last())
        else {
            return false;
        };
        let prefix = letters.iter().all(|c| c.is_ascii_uppercase() && !"DFIQUV".contains(*c));
        prefix && digits.iter().all(char::is_ascii_digit) && ('A'..='D').contains(last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_recognised_by_their_rules() {
        assert!(is_nhs_number("9434765919"));
        assert!(!is_nhs_number("9434765918"));
        assert!(has_ni_number("HERNUMBERISAB123456C."));
        assert!(!has_ni_number("QQ123456C"));
        assert!(!has_ni_number("AB12345C"));
        for postcode in ["SW1A 1AA", "near m1 1ae.", "CF103NQ", "B33 8TH"] {
            assert!(has_postcode(postcode), "{postcode}");
        }
        for other in ["12 January", "E06000001", "route 7A to 9AB", "A1", "in 2027 4 routes"] {
            assert!(!has_postcode(other), "{other}");
        }
    }
}
