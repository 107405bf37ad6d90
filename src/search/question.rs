//! What is looked for.
use std::ops::{Bound, Range};

use jiff::civil::Date;
use tantivy::Term;
use tantivy::query::{AllQuery, BooleanQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::tokenizer::TextAnalyzer;

use super::analysis;
use super::card::{Fields, mark, number_of};
use crate::domain::text::Lang;

/// What is looked for. An empty question fits every card.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// Words that must all occur; words in quotation marks must stand beside each other, and a
    /// word after a minus must not occur.
    pub text: String,
    /// The language in which the text was typed. In Welsh, words are found in all their
    /// mutations; English words are found too.
    pub lang: Lang,
    /// Whether text that statements do not print is searched too.
    pub inner: bool,
    /// Of each group of marks, a card must have at least one.
    pub marks: Vec<Vec<String>>,
    /// Of each group of those who may see it, or lists, a card must have at least one.
    pub seen: Vec<Vec<String>>,
    /// A card must have none of these marks.
    pub without: Vec<String>,
    /// Signed, or started when it is not signed, on or after this day.
    pub from: Option<Date>,
    /// Signed, or started when it is not signed, on or before this day.
    pub until: Option<Date>,
}

impl Question {
    /// With a group of marks of which one is needed.
    #[must_use]
    pub fn with(mut self, marks: impl IntoIterator<Item = String>) -> Self {
        self.marks.push(marks.into_iter().collect());
        self
    }

    /// With the mark of each kind that has a value.
    #[must_use]
    pub fn with_each<'a>(self, filters: impl IntoIterator<Item = (&'a str, &'a String)>) -> Self {
        let stated = filters.into_iter().filter(|(_, value)| !value.is_empty());
        stated.fold(self, |question, (kind, value)| question.with([mark(kind, value)]))
    }

    /// Limited to what someone may see, or to a list.
    #[must_use]
    pub fn seen_by(mut self, marks: impl IntoIterator<Item = String>) -> Self {
        self.seen.push(marks.into_iter().collect());
        self
    }

    pub(super) fn query(&self, fields: &Fields) -> Box<dyn Query> {
        let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let term = |field: Field, mark: &String| -> Box<dyn Query> {
            let term = Term::from_field_text(field, mark);
            Box::new(TermQuery::new(term, IndexRecordOption::Basic))
        };
        for (field, groups) in [(fields.mark, &self.marks), (fields.seen, &self.seen)] {
            for group in groups {
                let query: Box<dyn Query> = match group.as_slice() {
                    [only] => term(field, only),
                    any => {
                        let any = any.iter().map(|one| (Occur::Should, term(field, one)));
                        Box::new(BooleanQuery::new(any.collect()))
                    }
                };
                parts.push((Occur::Must, query));
            }
        }
        for one in &self.without {
            parts.push((Occur::MustNot, term(fields.mark, one)));
        }
        for wanted in wanted(&self.text) {
            let occur = if wanted.absent { Occur::MustNot } else { Occur::Must };
            parts.push((occur, self.words(&wanted.text, fields)));
        }
        let term = |day: Date| Term::from_field_i64(fields.day, number_of(day));
        if self.from.is_some() || self.until.is_some() {
            let from = self.from.map_or(Bound::Unbounded, |day| Bound::Included(term(day)));
            let until = self.until.map_or(Bound::Unbounded, |day| Bound::Included(term(day)));
            parts.push((Occur::Must, Box::new(RangeQuery::new(from, until))));
        }
        if !parts.iter().any(|(occur, _)| *occur == Occur::Must) {
            // What must not occur is taken from something.
            parts.push((Occur::Must, Box::new(AllQuery)));
        }
        Box::new(BooleanQuery::new(parts))
    }

    /// The words in any of the fields that are searched.
    fn words(&self, text: &str, fields: &Fields) -> Box<dyn Query> {
        let mut any: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut searched = vec![fields.text];
        searched.extend(self.inner.then_some(fields.inner));
        for [english, welsh] in searched {
            any.extend(phrase(analysis::english(), english, text).map(|q| (Occur::Should, q)));
            if self.lang == Lang::Cy {
                any.extend(phrase(analysis::welsh(), welsh, text).map(|q| (Occur::Should, q)));
            }
        }
        Box::new(BooleanQuery::new(any))
    }
}

impl Question {
    /// Finds in texts what is looked for; made once for many texts.
    pub fn matcher(&self) -> Matcher {
        let welsh = (self.lang == Lang::Cy).then(analysis::welsh);
        let analysers = [Some(analysis::english()), welsh].into_iter().flatten();
        let present = || wanted(&self.text).into_iter().filter(|wanted| !wanted.absent);
        let with_words = |mut analyser: TextAnalyzer| {
            let words = |wanted: Wanted| {
                let words = tokens(&mut analyser, &wanted.text).into_iter();
                words.map(|(word, _)| word).collect()
            };
            let words = present().map(words).collect();
            (analyser, words)
        };
        Matcher(analysers.map(with_words).collect())
    }
}

/// Finds in texts what is looked for: for each language, the words of each thing that is wanted.
pub struct Matcher(Vec<(TextAnalyzer, Vec<Vec<String>>)>);

impl std::fmt::Debug for Matcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Matcher")
    }
}

impl Matcher {
    /// Where a text has what is looked for, from byte to byte: the first of the words, when the
    /// text has them all; with `any`, when it has one of them.
    pub fn first(&mut self, text: &str, any: bool) -> Option<Range<usize>> {
        self.0.iter_mut().find_map(|(analyser, wanted)| {
            let said = tokens(analyser, text);
            let places = wanted.iter().map(|words| {
                let same = |window: &&[(String, Range<usize>)]| {
                    window.iter().zip(words).all(|(one, other)| one.0 == *other)
                };
                let window = said.windows(words.len().max(1)).find(same)?;
                Some(window.first()?.1.start..window.last()?.1.end)
            });
            let places: Vec<Option<Range<usize>>> = places.collect();
            let enough = any || places.iter().all(Option::is_some);
            places.into_iter().flatten().next().filter(|_| enough)
        })
    }
}

/// The words of a text, as they are indexed, with their places.
fn tokens(analyser: &mut TextAnalyzer, text: &str) -> Vec<(String, Range<usize>)> {
    let mut stream = analyser.token_stream(text);
    let mut found = Vec::new();
    while let Some(token) = stream.next() {
        found.push((token.text.clone(), token.offset_from..token.offset_to));
    }
    found
}

/// The words beside each other; `None` when there is no word in the text.
fn phrase(mut analyser: TextAnalyzer, field: Field, text: &str) -> Option<Box<dyn Query>> {
    let words = tokens(&mut analyser, text).into_iter().enumerate();
    let terms: Vec<(usize, Term)> =
        words.map(|(place, (word, _))| (place, Term::from_field_text(field, &word))).collect();
    match terms.as_slice() {
        [] => None,
        [(_, term)] => Some(Box::new(TermQuery::new(term.clone(), IndexRecordOption::Basic))),
        [_, _, ..] => Some(Box::new(PhraseQuery::new_with_offset(terms))),
    }
}

/// A word or words in quotation marks, and whether they must not occur.
struct Wanted {
    text: String,
    absent: bool,
}

/// Takes what was typed apart. A quotation mark that is never closed ends with the text.
fn wanted(typed: &str) -> Vec<Wanted> {
    let mut found = Vec::new();
    for (n, part) in typed.split(['"', '“', '”']).enumerate() {
        if n % 2 == 1 {
            found.push(Wanted { text: part.to_owned(), absent: false });
        } else {
            let words = part.split_whitespace().map(|word| {
                let rest = word.strip_prefix('-').filter(|rest| !rest.is_empty());
                Wanted { text: rest.unwrap_or(word).to_owned(), absent: rest.is_some() }
            });
            found.extend(words);
        }
    }
    // A sign alone is not looked for.
    found.retain(|wanted| wanted.text.chars().any(char::is_alphanumeric));
    // More words than anyone types would take long to look up.
    found.truncate(20);
    found
}
