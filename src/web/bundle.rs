//! Puts the macros that a template imports into the template itself.
//!
//! An import draws the other template anew, and everything that it imports in turn, each time that a
//! page is drawn: 140 times for a question. With the macros in place a page takes a third of the time.
use std::collections::{BTreeMap, BTreeSet};

/// Why the macros cannot be put in place.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// A template imports something that is not there.
    #[error("{from} imports `{name}` from {file}, which has no such macro")]
    Missing {
        /// The template that imports.
        from: String,
        /// The template that is named.
        file: String,
        /// The macro.
        name: String,
    },
    /// Two macros of one name would stand in the same template.
    #[error("{from} would have two macros `{name}`")]
    Twice {
        /// The template that imports.
        from: String,
        /// The macro.
        name: String,
    },
}

/// A template that is made of macros.
#[derive(Debug)]
struct Module<'a> {
    /// Where the macros come from that it imports.
    imports: BTreeMap<&'a str, &'a str>,
    /// Its macros with their sources, in its order.
    macros: Vec<(&'a str, &'a str)>,
}

/// Every template that others import from.
#[derive(Debug)]
pub(super) struct Modules<'a>(BTreeMap<&'a str, Module<'a>>);

/// What is put into one template.
#[derive(Debug, Default)]
struct Bundle<'a> {
    sources: Vec<&'a str>,
    /// The macros that are in it, with the templates that they come from.
    taken: BTreeMap<&'a str, &'a str>,
}

impl<'a> Modules<'a> {
    /// The macros of these templates, given as name and source.
    pub(super) fn of(templates: &[(&'a str, &'a str)]) -> Self {
        let read = |(name, source): &(&'a str, &'a str)| {
            let imports = imports(source)
                .into_iter()
                .flat_map(|(file, names, _)| names.split(',').map(move |name| (name.trim(), file)));
            (*name, Module { imports: imports.collect(), macros: macros(source) })
        };
        Self(templates.iter().map(read).collect())
    }

    /// The source of a template with the macros that it imports in the place of the imports.
    pub(super) fn bundled(&self, template: &str, source: &'a str) -> Result<String, BundleError> {
        let mut bundle = Bundle::default();
        let (mut made, mut rest) = (String::new(), source);
        for (file, names, line) in imports(source) {
            for name in names.split(',') {
                self.take(&mut bundle, template, file, name.trim())?;
            }
            let (before, after) = rest.split_once(line).unwrap_or((rest, ""));
            made.push_str(before);
            made.extend(bundle.sources.drain(..));
            rest = after;
        }
        made.push_str(rest);
        Ok(made)
    }

    /// Takes a macro, and before it those that it calls.
    fn take(
        &self,
        bundle: &mut Bundle<'a>,
        template: &str,
        file: &'a str,
        name: &'a str,
    ) -> Result<(), BundleError> {
        let from = || template.to_owned();
        match bundle.taken.insert(name, file) {
            Some(before) if before == file => return Ok(()),
            Some(_) => return Err(BundleError::Twice { from: from(), name: name.to_owned() }),
            None => {}
        }
        let found = self.0.get(file).and_then(|module| {
            Some((module, module.macros.iter().find(|(known, _)| *known == name)?.1))
        });
        let (module, source) = found.ok_or_else(|| BundleError::Missing {
            from: from(),
            file: file.to_owned(),
            name: name.to_owned(),
        })?;
        let called = called(source);
        for (other, from) in &module.imports {
            if called.contains(other) {
                self.take(bundle, template, from, other)?;
            }
        }
        for (other, _) in &module.macros {
            if called.contains(other) {
                self.take(bundle, template, file, other)?;
            }
        }
        bundle.sources.push(source);
        Ok(())
    }
}

/// The imports of a template: the other template, what is taken from it, and the whole line.
fn imports(source: &str) -> Vec<(&str, &str, &str)> {
    let lines = source.split_inclusive('\n').filter_map(|line| {
        let stated = line.trim_end().strip_prefix("{% from \"")?.strip_suffix(" %}")?;
        let (file, names) = stated.split_once("\" import ")?;
        Some((file, names, line))
    });
    lines.collect()
}

/// The macros of a template with their sources.
fn macros(source: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut begun = None;
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        if let Some((_, rest)) = line.split_once("{% macro ")
            && let Some((name, _)) = rest.split_once('(')
        {
            begun = Some((name, at));
        }
        at += line.len();
        if line.contains("endmacro")
            && let Some((name, start)) = begun.take()
        {
            found.push((name, source.get(start..at).unwrap_or_default()));
        }
    }
    found
}

/// Every name in a source that an opening bracket follows.
fn called(source: &str) -> BTreeSet<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    source.split('(').filter_map(|before| before.rsplit(|c| !is_name(c)).next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATES: [(&str, &str); 3] = [
        (
            "a",
            "{# A. #}\n{% macro one() -%}\n1\n{%- endmacro %}\n{% macro two() %}2{% endmacro %}\n",
        ),
        (
            "b",
            "{% from \"a\" import one, two %}\n\n{% macro three() %}\n{{ one() }}\n{% endmacro %}\n",
        ),
        ("c", "{% macro three() %}3{% endmacro %}\n"),
    ];

    #[test]
    fn a_template_gets_the_macros_that_it_calls_and_no_others() {
        let page = "{% extends \"x\" %}\n{% from \"b\" import three %}\n{% from \"a\" import one %}\n{{ three() }}";
        let made = Modules::of(&TEMPLATES).bundled("page", page);
        let expected = "{% extends \"x\" %}\n{% macro one() -%}\n1\n{%- endmacro %}\n\
             {% macro three() %}\n{{ one() }}\n{% endmacro %}\n{{ three() }}";
        assert_eq!(made.as_deref(), Ok(expected));
    }

    #[test]
    fn a_macro_that_is_not_there_is_named() {
        let page = "{% from \"a\" import four %}\n";
        let made = Modules::of(&TEMPLATES).bundled("page", page);
        let said = made.map_err(|error| error.to_string());
        assert_eq!(said, Err("page imports `four` from a, which has no such macro".to_owned()));
    }

    #[test]
    fn two_macros_of_one_name_are_refused() {
        let page = "{% from \"b\" import three %}\n{% from \"c\" import three %}\n";
        let made = Modules::of(&TEMPLATES).bundled("page", page);
        let expected = BundleError::Twice { from: "page".to_owned(), name: "three".to_owned() };
        assert_eq!(made, Err(expected));
    }
}
