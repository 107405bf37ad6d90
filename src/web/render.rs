//! Draws a view with its template. Every template is compiled at the start.
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use axum::response::Html;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde};
use minijinja::{Environment, ErrorKind, State, UndefinedBehavior, Value};
use serde::Serialize;

use super::bundle::{BundleError, Modules};
use super::{AppState, assets};
use crate::app::SignedIn;
use crate::domain::people::Role;
use crate::domain::text::Lang;
use crate::i18n::{Arg, Catalogue, Words};

include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// One page: its fields are all that its template may use.
pub(super) trait View: Serialize {
    /// The template.
    const TEMPLATE: &'static str;

    /// The title of the page, without the name of the service.
    fn title(&self) -> String;

    /// Whether the page shows an error of the person who uses it.
    fn has_error(&self) -> bool {
        false
    }
}

/// Why a page cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// A template cannot be read or drawn.
    #[error("a template is wrong")]
    Template(#[from] minijinja::Error),
    /// A template imports what it cannot have.
    #[error("a template is wrong")]
    Import(#[from] BundleError),
}

/// The templates, ready to draw.
pub struct Renderer {
    english: Environment<'static>,
    welsh: Environment<'static>,
    words: Arc<Catalogue>,
}

impl std::fmt::Debug for Renderer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Renderer")
    }
}

/// What the layout around every page needs.
#[derive(Debug, Serialize)]
struct Frame {
    title: String,
    error: bool,
    csrf: String,
    demo: bool,
    lang: &'static str,
    other: String,
    person: Option<FramePerson>,
    style: &'static str,
    script: &'static str,
    icon: &'static str,
    fonts: [&'static str; 2],
}

#[derive(Debug, Serialize)]
struct FramePerson {
    name: String,
    post: String,
    manages: bool,
    is_administrator: bool,
    audits: bool,
    /// In how many seconds the session ends if nothing is asked before.
    ends: i64,
}

impl Renderer {
    /// Compiles every template, so that a mistake stops the start, not a page.
    pub fn new(words: Arc<Catalogue>) -> Result<Self, TemplateError> {
        // Both languages share the compiled templates; only what they say is another.
        let mut english = Self::templates()?;
        let mut welsh = english.clone();
        for (lang, environment) in [(Lang::En, &mut english), (Lang::Cy, &mut welsh)] {
            let catalogue = Arc::clone(&words);
            environment.add_function("t", move |key: String, args: Kwargs| {
                say(catalogue.of(lang), &key, &args)
            });
            let drawn = Drawn::default();
            environment.add_function(
                "fixed",
                move |state: &State<'_, '_>, name: String, flags: Kwargs| {
                    fixed(&drawn, state, name, &flags)
                },
            );
        }
        Ok(Self { english, welsh, words })
    }

    fn templates() -> Result<Environment<'static>, TemplateError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?;
        environment.set_syntax(syntax);
        let modules = Modules::of(TEMPLATES);
        for (name, source) in TEMPLATES {
            environment.add_template_owned(*name, modules.bundled(name, source)?)?;
        }
        environment.add_filter("markdown", |text: String| Value::from_safe_string(markdown(&text)));
        Ok(environment)
    }

    /// Draws a source that may import the macros, in English, as pages are drawn: for the tests.
    pub fn draw(&self, source: &str, context: Value) -> Result<String, TemplateError> {
        let source = Modules::of(TEMPLATES).bundled("source", source)?;
        Ok(self.english.render_named_str("source.html", &source, context)?)
    }

    /// Draws a page for a person, or for someone who is not signed in. `token` is the token of
    /// forms before sign-in.
    pub(super) fn page<V: View>(
        &self,
        state: &AppState,
        person: Option<&SignedIn>,
        token: Option<String>,
        view: &V,
    ) -> Result<Html<String>, TemplateError> {
        let csrf = token.or_else(|| person.map(|person| person.csrf.clone()));
        let frame = Frame {
            title: view.title(),
            error: view.has_error(),
            csrf: csrf.unwrap_or_default(),
            demo: state.demo,
            lang: state.lang.code(),
            other: language_link(state),
            person: person.map(|signed_in| FramePerson {
                name: signed_in.person.name.clone(),
                post: signed_in.person.post.clone(),
                manages: signed_in.actor.manages_any(),
                is_administrator: signed_in.actor.has(&[Role::Administrator]),
                audits: signed_in.actor.audit().is_ok(),
                ends: signed_in.ends.duration_since(state.service.clock().now()).as_secs(),
            }),
            style: assets::STYLE,
            script: assets::SCRIPT,
            icon: assets::ICON,
            fonts: [assets::FONT_REGULAR, assets::FONT_BOLD],
        };
        let environment = match state.lang {
            Lang::En => &self.english,
            Lang::Cy => &self.welsh,
        };
        let template = environment.get_template(V::TEMPLATE)?;
        let context = minijinja::context! { frame => Serde(&frame), page => Serde(view) };
        Ok(Html(template.render(context)?))
    }

    /// The words of a language.
    pub(super) fn words(&self, lang: Lang) -> &Words {
        self.words.of(lang)
    }
}

/// The link that shows the same place in the other language.
fn language_link(state: &AppState) -> String {
    let other = match state.lang {
        Lang::En => Lang::Cy,
        Lang::Cy => Lang::En,
    };
    let to: String = form_urlencoded::byte_serialize(state.path.as_bytes()).collect();
    format!("/language/{}?to={to}", other.code())
}

/// The parts of pages that are the same for everyone, by template and flags.
type Drawn = RwLock<BTreeMap<(String, Vec<(String, bool)>), Value>>;

/// `fixed('template', flag=true)` in a template: another template, which knows nothing but the flags. It
/// is drawn once for each choice of them.
fn fixed(
    drawn: &Drawn,
    state: &State<'_, '_>,
    name: String,
    flags: &Kwargs,
) -> Result<Value, minijinja::Error> {
    let given = flags.args().map(|flag| Ok((flag.to_owned(), flags.get::<bool>(flag)?)));
    let key = (name, given.collect::<Result<Vec<_>, minijinja::Error>>()?);
    if let Some(known) = drawn.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Ok(known.clone());
    }
    let context: BTreeMap<&str, bool> =
        key.1.iter().map(|(flag, is)| (flag.as_str(), *is)).collect();
    let text = state.env().get_template(&key.0)?.render(Serde(&context))?;
    let made = Value::from_safe_string(text);
    drawn.write().unwrap_or_else(PoisonError::into_inner).insert(key, made.clone());
    Ok(made)
}

/// `t('key', name=value)` in a template. A missing message stops the page: tests find it.
fn say(words: &Words, key: &str, args: &Kwargs) -> Result<String, minijinja::Error> {
    let wrong = |message: String| minijinja::Error::new(ErrorKind::InvalidOperation, message);
    if !words.has(key) {
        return Err(wrong(format!("there is no message “{key}”")));
    }
    let mut values = Vec::new();
    for name in args.args() {
        let value: Value = args.get(name)?;
        let arg = match value.as_i64() {
            Some(number) if value.is_integer() => Arg::Number(number),
            _ => Arg::Text(value.to_string()),
        };
        values.push((name, arg));
    }
    Ok(words.say_with(key, &values))
}

/// Whether a link of a questionnaire may be followed: to a page of ours, to another site, or to write a
/// mail. What a browser would run is not.
fn is_followed(to: &str) -> bool {
    let scheme = to.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_none_or(|scheme| {
        let known = ["http", "https", "mailto"];
        known.iter().any(|known| scheme.eq_ignore_ascii_case(known))
            || scheme.contains(['/', '?', '#'])
    })
}

/// Markdown of our own catalogue and questionnaires as HTML with the classes of the design.
/// HTML in the text is shown as text, and so are links that may not be followed.
pub(super) fn markdown(text: &str) -> String {
    use pulldown_cmark::{Event, Parser, Tag, TagEnd, html};
    let mut is_left_out = false;
    let as_text = |event: Event<'_>| {
        let raw = match &event {
            Event::Html(raw) | Event::InlineHtml(raw) => raw.to_string(),
            Event::Start(Tag::Link { dest_url, .. }) if !is_followed(dest_url) => {
                is_left_out = true;
                String::new()
            }
            Event::End(TagEnd::Link) if std::mem::take(&mut is_left_out) => String::new(),
            Event::Start(_)
            | Event::End(_)
            | Event::Text(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_) => return event.into_static(),
        };
        Event::Text(raw.into())
    };
    let events = Parser::new(text).map(as_text);
    let mut made = String::new();
    html::push_html(&mut made, events);
    for (plain, styled) in [
        ("<p>", "<p class=\"govuk-body\">"),
        ("<ul>", "<ul class=\"govuk-list govuk-list--bullet\">"),
        ("<ol>", "<ol class=\"govuk-list govuk-list--number\">"),
        ("<h2>", "<h2 class=\"govuk-heading-m\">"),
        ("<h3>", "<h3 class=\"govuk-heading-s\">"),
        ("<a href", "<a class=\"govuk-link\" href"),
    ] {
        made = made.replace(plain, styled);
    }
    made
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn links_that_a_browser_would_run_are_text() {
        for kept in ["https://a.example/b", "mailto:a@b.example", "/help#a:b", "?a=b:c"] {
            let made = markdown(&format!("See [this]({kept})."));
            assert!(made.contains("href="), "{made}");
        }
        for run in ["javascript:alert(1)", "JaVaScript:alert(1)", "data:text/html,x", "vbscript:x"]
        {
            let made = markdown(&format!("See [this]({run}) and [that](/help)."));
            assert!(!made.to_lowercase().contains(&run.to_lowercase()), "{made}");
            assert!(
                made.contains("See this and <a") && made.ends_with("that</a>.</p>\n"),
                "{made}"
            );
        }
    }
}
