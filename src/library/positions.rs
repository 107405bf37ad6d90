//! Where each value stands in a YAML file, and what no questionnaire may contain.
use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle};

/// Deeper files are refused. Ours are 8 deep.
const MAX_DEPTH: usize = 32;

/// Line and column, both from 1.
type Place = (usize, usize);

/// Path of keys and list positions, joined with dots, to the place of the value.
#[derive(Debug, Default)]
pub(super) struct Positions(BTreeMap<String, Place>);

enum Level {
    List(usize),
    /// The keys seen, and the key whose value comes next.
    Map(BTreeMap<String, Place>, Option<String>),
}

impl Positions {
    /// Reads the whole file once; refuses aliases, duplicate keys and over-deep files.
    pub(super) fn of(source: &str) -> Result<Self, (Place, String)> {
        let mut found = Self::default();
        let mut levels: Vec<Level> = Vec::new();
        let mut documents = false;
        for event in Parser::new_from_str(source) {
            let (event, span) = event.map_err(|error| {
                let at = error.marker();
                explain(source, (at.line(), at.col() + 1), error.info())
            })?;
            let at = (span.start.line(), span.start.col() + 1);
            match event {
                Event::Scalar(.., Some(tag))
                | Event::SequenceStart(_, Some(tag))
                | Event::MappingStart(_, Some(tag)) => {
                    let name = format!("{}{}", tag.handle, tag.suffix);
                    return Err((at, format!("the tag {name} cannot be used: leave it out")));
                }
                Event::Scalar(text, ScalarStyle::Plain, ..)
                    if matches!(
                        text.trim_start_matches(['-', '+']),
                        ".nan" | ".NaN" | ".inf" | ".Inf"
                    ) =>
                {
                    return Err((at, format!("{text} is not a number that can be used")));
                }
                Event::Scalar(text, ..) => {
                    if takes_key(&mut levels, &text, at)? {
                        found.note(&levels, at);
                    } else {
                        found.note(&levels, at);
                        advance(&mut levels);
                    }
                }
                Event::SequenceStart(..) => {
                    found.note(&levels, at);
                    deeper(&mut levels, Level::List(0), at)?;
                }
                Event::MappingStart(..) => {
                    found.note(&levels, at);
                    deeper(&mut levels, Level::Map(BTreeMap::new(), None), at)?;
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    levels.pop();
                    advance(&mut levels);
                }
                Event::Alias(_) => {
                    let message = "aliases (*name) are not allowed: write the text out";
                    return Err((at, message.to_owned()));
                }
                Event::DocumentStart(_) if documents => {
                    return Err((at, "a second document starts here: a file has one".to_owned()));
                }
                Event::DocumentStart(_) => documents = true,
                Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
            }
        }
        Ok(found)
    }

    fn note(&mut self, levels: &[Level], at: Place) {
        let parts: Vec<String> = levels
            .iter()
            .map(|level| match level {
                Level::List(place) => place.to_string(),
                Level::Map(_, key) => key.clone().unwrap_or_default(),
            })
            .collect();
        self.0.entry(parts.join(".")).or_insert(at);
    }

    /// The place of this value, or of the nearest one that contains it.
    pub(super) fn nearest(&self, path: &str) -> Place {
        let mut path = path;
        loop {
            match (self.0.get(path), path.rfind('.')) {
                (Some(place), _) => return *place,
                (None, Some(dot)) => path = path.get(..dot).unwrap_or(""),
                (None, None) => return (1, 1),
            }
        }
    }
}

/// What the parser says, and what to look for. A key without a colon is noticed only behind it.
fn explain(source: &str, (line, column): Place, message: &str) -> (Place, String) {
    let hint = if message.contains("simple key") {
        let before = source.lines().take(line.saturating_sub(1));
        let last = before.enumerate().filter(|(_, text)| !text.trim().is_empty()).last();
        let (place, text) = last.unwrap_or((line.saturating_sub(1), ""));
        let start = text.len() - text.trim_start().len() + 1;
        let message = format!("{message}: is there a colon missing after a key?");
        return ((place + 1, start), message);
    } else if message.contains("mapping values") {
        ": put a text with “: ” in it in quotes"
    } else if message.contains("illegal placement") || message.contains("flow") {
        ": is a bracket not closed before?"
    } else if message.contains("quoted scalar") {
        return ((line, column), "a quote is not closed before here".to_owned());
    } else if message.contains("'-' indicator") || message.contains("block") {
        ": look at the indentation"
    } else {
        ""
    };
    ((line, column), format!("{message}{hint}"))
}

fn deeper(levels: &mut Vec<Level>, level: Level, at: Place) -> Result<(), (Place, String)> {
    if levels.len() >= MAX_DEPTH {
        return Err((at, format!("the file is nested more than {MAX_DEPTH} deep")));
    }
    levels.push(level);
    Ok(())
}

/// In a map that waits for a key, the scalar is the key.
fn takes_key(levels: &mut [Level], text: &str, at: Place) -> Result<bool, (Place, String)> {
    let Some(Level::Map(seen, key @ None)) = levels.last_mut() else { return Ok(false) };
    if let Some((line, _)) = seen.insert(text.to_owned(), at) {
        return Err((at, format!("the key “{text}” stands here and in line {line}")));
    }
    *key = Some(text.to_owned());
    Ok(true)
}

fn advance(levels: &mut [Level]) {
    match levels.last_mut() {
        Some(Level::List(place)) => *place += 1,
        Some(Level::Map(_, key)) => *key = None,
        None => {}
    }
}
