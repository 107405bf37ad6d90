//! The only module that reads the time or makes secrets and identifiers.
#![expect(clippy::disallowed_methods, reason = "this module owns the clock and chance")]
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Where time and chance come from. Tests have their own.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> Timestamp;

    /// Fills a buffer with bytes that nobody can guess.
    fn fill(&self, bytes: &mut [u8]);

    /// The day in London, which is the day that documents carry.
    fn today(&self) -> Date {
        day_of(self.now())
    }

    /// A new id: 16 characters without look-alikes.
    fn id(&self) -> String {
        const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        let letter = |byte: &u8| LETTERS.get(usize::from(byte % 32)).copied().unwrap_or(b'a');
        bytes.iter().map(letter).map(char::from).collect()
    }

    /// A new secret: 256 bits in hexadecimal.
    fn secret(&self) -> String {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        bytes
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .filter_map(|v| char::from_digit(u32::from(v), 16))
            .collect()
    }
}

/// The day in London at a time.
pub fn day_of(at: Timestamp) -> Date {
    at.to_zoned(london()).date()
}

/// When a day in London is over. The last day that there is has no end.
pub fn end_of(day: Date) -> Timestamp {
    let next = day.tomorrow().and_then(|next| next.to_zoned(london()));
    next.map_or(Timestamp::MAX, |next| next.timestamp())
}

/// The time of day in London, to the minute.
pub fn time_of(at: Timestamp) -> String {
    at.to_zoned(london()).strftime("%H:%M").to_string()
}

/// The rule for summer time in London since 1996, for a machine without time zone data.
const SINCE_1996: &str = "GMT0BST,M3.5.0/1,M10.5.0";

fn london() -> TimeZone {
    let known = TimeZone::get("Europe/London").or_else(|_| TimeZone::posix(SINCE_1996));
    known.unwrap_or(TimeZone::UTC)
}

/// The clock and the chance of the machine.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    #[expect(clippy::expect_used, reason = "a machine without randomness cannot keep secrets")]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the machine gives random bytes");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_for_london_is_that_of_the_time_zone_data() {
        use jiff::ToSpan as _;
        let rule = TimeZone::posix(SINCE_1996).unwrap();
        let known = TimeZone::get("Europe/London").unwrap();
        let mut at: Timestamp = "1997-01-01T00:30:00Z".parse().unwrap();
        let end: Timestamp = "2037-01-01T00:00:00Z".parse().unwrap();
        while at < end {
            assert_eq!(rule.to_offset(at), known.to_offset(at), "{at}");
            at += 1.hour();
        }
    }
}
