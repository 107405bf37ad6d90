//! Exact decimal numbers, and ranges of them while answers are open.
use std::fmt;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An exact decimal number of at most 28 digits.
///
/// Sums and products that do not fit stop at the largest number there is; a division by zero
/// gives 0, because no share of nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Number(Decimal);

/// Why a text is not a number.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("“{0}” is not a decimal number")]
pub struct InvalidNumber(String);

impl Number {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// A hundred, for shares in percent.
    pub const HUNDRED: Self = Self(Decimal::ONE_HUNDRED);
    const LOWEST: Self = Self(Decimal::MIN);
    const HIGHEST: Self = Self(Decimal::MAX);

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        Self(self.0.saturating_mul(other.0))
    }

    /// The quotient; 0 when the divisor is 0.
    #[must_use]
    pub fn over(self, other: Self) -> Self {
        Self(self.0.checked_div(other.0).unwrap_or_default())
    }

    /// This part of a whole in percent; 0 of nothing is 0.
    #[must_use]
    pub fn share_of(self, whole: Self) -> Self {
        self.times(Self::HUNDRED).over(whole)
    }

    /// Rounded to this many decimals, half away from zero.
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Self {
        Self(self.0.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero))
    }

    /// How many decimals the number needs.
    pub fn decimals(self) -> u32 {
        self.0.normalize().scale()
    }

    /// The whole number, if it is one.
    pub fn whole(self) -> Option<i64> {
        if self.decimals() == 0 { i64::try_from(self.0.normalize().mantissa()).ok() } else { None }
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(Decimal::from(value))
    }
}

impl FromStr for Number {
    type Err = InvalidNumber;

    /// Reads digits with an optional sign, point and exponent.
    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        let exponent = text.contains(['e', 'E']);
        let read = if exponent { Decimal::from_scientific(text) } else { Decimal::from_str(text) };
        read.map(Self).map_err(|_| InvalidNumber(text.chars().take(40).collect()))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.normalize().fmt(f)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(whole) => serializer.serialize_i64(whole),
            None => match self.to_string().parse::<f64>() {
                // A binary fraction that reads back as what was written loses nothing.
                Ok(number) if number.to_string() == self.to_string() => {
                    serializer.serialize_f64(number)
                }
                _ => serializer.serialize_str(&self.to_string()),
            },
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    /// A number or its text. A number with a point is taken as it is written, not as the
    /// nearest binary fraction.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Number;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }
            fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Number, E> {
                Ok(Number::from(value))
            }
            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Number, E> {
                Ok(Number(Decimal::from(value)))
            }
            fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Number, E> {
                value.to_string().parse().map_err(E::custom)
            }
            fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Number, E> {
                value.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl schemars::JsonSchema for Number {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["number", "string"], "pattern": "^-?[0-9]+(\\.[0-9]+)?$" })
    }
}

/// The lowest and the highest number still possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Span {
    /// Lowest number still possible.
    pub low: Number,
    /// Highest number still possible.
    pub high: Number,
}

impl Span {
    /// Nothing is known.
    pub const ANY: Self = Self { low: Number::LOWEST, high: Number::HIGHEST };
    /// Nothing, for certain.
    pub const ZERO: Self = Self { low: Number::ZERO, high: Number::ZERO };

    /// One known number.
    pub fn exactly(value: impl Into<Number>) -> Self {
        let value = value.into();
        Self { low: value, high: value }
    }

    /// The number, when only one is possible.
    pub fn settled(self) -> Option<Number> {
        (self.low == self.high).then_some(self.low)
    }

    /// The smallest range that has both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { low: self.low.plus(other.low), high: self.high.plus(other.high) }
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self { low: self.low.minus(other.high), high: self.high.minus(other.low) }
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        self.corners(other, Number::times)
    }

    /// The quotient; anything when the divisor is not known and may be 0.
    #[must_use]
    pub fn over(self, other: Self) -> Self {
        let around_zero =
            other.settled().is_none() && (other.low..=other.high).contains(&Number::ZERO);
        let quotient = self.corners(other, Number::over);
        if around_zero { Self::ANY } else { quotient }
    }

    /// Both ends, changed in the same way.
    #[must_use]
    pub fn map(self, change: impl Fn(Number) -> Number) -> Self {
        Self { low: change(self.low), high: change(self.high) }
    }

    fn corners(self, other: Self, with: impl Fn(Number, Number) -> Number) -> Self {
        let corners = [
            with(self.low, other.low),
            with(self.low, other.high),
            with(self.high, other.low),
            with(self.high, other.high),
        ];
        let [first, ..] = corners;
        let low = corners.into_iter().fold(first, Number::min);
        Self { low, high: corners.into_iter().fold(first, Number::max) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_exact_and_halves_go_up() {
        let read = |text: &str| text.parse::<Number>().unwrap();
        assert_eq!(read("0.1").plus(read("0.2")), read("0.3"));
        assert_eq!(read("2.5").rounded(0), read("3"));
        assert_eq!(read("1.005").rounded(2), read("1.01"));
        assert_eq!(serde_json::from_str::<Number>("0.85").unwrap(), read("0.85"));
        assert_eq!(read("41").share_of(read("50")).to_string(), "82");
        assert_eq!(read("3").over(Number::ZERO), Number::ZERO);
        assert_eq!(read("4.0").whole(), Some(4));
        assert!("12a".parse::<Number>().is_err());
    }

    #[test]
    fn a_range_has_every_possible_result() {
        let span = |low: i64, high: i64| Span { low: low.into(), high: high.into() };
        assert_eq!(span(-1, 2).times(span(-3, 4)), span(-6, 8));
        assert_eq!(span(1, 2).minus(span(0, 5)), span(-4, 2));
        assert_eq!(span(1, 2).over(span(-1, 1)), Span::ANY);
        assert_eq!(Span::ANY.plus(span(1, 1)).high, Span::ANY.high);
    }
}
