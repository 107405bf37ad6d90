//! Where each value stands in a YAML file, and what no questionnaire may contain.
use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser};

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
        for event in Parser::new_from_str(source) {
            let (event, span) = event.map_err(|error| {
                let at = error.marker();
                ((at.line(), at.col() + 1), error.info().to_owned())
            })?;
            let at = (span.start.line(), span.start.col() + 1);
            match event {
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
                Event::Nothing
                | Event::StreamStart
                | Event::StreamEnd
                | Event::DocumentStart(_)
                | Event::DocumentEnd => {}
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
