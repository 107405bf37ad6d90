//! Bytes in hexadecimal, as hashes and keys are written.

/// The bytes that stand in hexadecimal.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let value = |digit: &u8| char::from(*digit).to_digit(16).and_then(|v| u8::try_from(v).ok());
    let byte = |pair: &[u8]| match pair {
        [high, low] => Some(value(high)? << 4 | value(low)?),
        _ => None,
    };
    text.as_bytes().chunks(2).map(byte).collect()
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_nothing_else_is() {
        let all: Vec<u8> = (0..=u8::MAX).collect();
        assert_eq!(from_hex(&hex(&all)), Some(all.clone()));
        assert_eq!(from_hex(&hex(&all).to_uppercase()), Some(all));
        assert_eq!(from_hex(""), Some(Vec::new()));
        for wrong in ["a", "abc", "0g", "+1", " 1", "0x", "é0"] {
            assert_eq!(from_hex(wrong), None, "{wrong}");
        }
    }
}
