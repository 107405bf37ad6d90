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

/// The day in London at a time. Without time zone data it is the day at Greenwich.
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

fn london() -> TimeZone {
    TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC)
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
