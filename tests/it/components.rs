//! Our GOV.UK macros against the fixtures in the govuk-frontend package.
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use loneliness_test::i18n::Catalogue;
use loneliness_test::web::Renderer;
use minijinja::Value;
use minijinja::value::Serde;
use scraper::{ElementRef, Html, Node};
use serde::Deserialize;

#[derive(Deserialize)]
struct Fixtures {
    fixtures: Vec<Fixture>,
}

#[derive(Deserialize)]
struct Fixture {
    name: String,
    options: serde_json::Value,
    html: String,
}

/// The DOM as text: attributes in order, white space folded.
fn normal(html: &str) -> String {
    let parsed = Html::parse_fragment(html);
    let mut made = String::new();
    write(parsed.root_element(), &mut made);
    made
}

fn write(element: ElementRef<'_>, made: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(text) => {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if !text.is_empty() {
                    made.push_str(&["“", &text, "”\n"].concat());
                }
            }
            Node::Element(value) => {
                let attributes: BTreeMap<_, _> = value
                    .attrs()
                    .map(|(name, value)| (name, value.split_whitespace().collect::<Vec<_>>()))
                    .collect();
                let shown = format!("{attributes:?}");
                made.push_str(&["<", value.name(), " ", &shown, ">\n"].concat());
                if let Some(child) = ElementRef::wrap(child) {
                    write(child, made);
                }
                made.push_str("</>\n");
            }
            Node::Document
            | Node::Fragment
            | Node::Doctype(_)
            | Node::Comment(_)
            | Node::ProcessingInstruction(_) => {}
        }
    }
}

#[test]
fn our_macros_render_what_the_design_system_renders() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let renderer = Renderer::new(Arc::new(Catalogue::embedded().unwrap())).unwrap();
    let excluded = fs::read(root.join("templates/partials/govuk/fixtures-excluded.json")).unwrap();
    let excluded: BTreeMap<String, BTreeMap<String, String>> =
        serde_json::from_slice(&excluded).unwrap();
    let (mut passed, mut total, mut wrong) = (0, 0, Vec::new());
    let mut components: Vec<_> = fs::read_dir(root.join("templates/partials/govuk"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|name| !name.starts_with('_'))
        .collect();
    components.sort();
    for component in components {
        let left_out = excluded.get(&component).cloned().unwrap_or_default();
        if left_out.contains_key("*") {
            continue;
        }
        let folder = "node_modules/govuk-frontend/dist/govuk/components";
        let file = root.join(folder).join(&component).join("fixtures.json");
        let fixtures: Fixtures = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        let macro_name = component.replace('-', "_");
        let source = format!(
            "{{% from \"govuk/{component}.html\" import {macro_name} %}}\n{{{{ {macro_name}(options) }}}}"
        );
        let mut here = (0, 0);
        for fixture in fixtures.fixtures.iter().filter(|f| !left_out.contains_key(&f.name)) {
            let options = Value::from(Serde(&fixture.options));
            let context = minijinja::context! { options };
            let made = renderer.draw(&source, context);
            here.1 += 1;
            match made {
                Ok(made) if normal(&made) == normal(&fixture.html) => here.0 += 1,
                Ok(_) => wrong.push(format!("{component}: {}", fixture.name)),
                Err(error) => wrong.push(format!("{component}: {}: {error}", fixture.name)),
            }
        }
        println!("{component}: {} of {}", here.0, here.1);
        passed += here.0;
        total += here.1;
    }
    println!("GOV.UK Frontend fixtures: {passed} of {total}");
    assert!(total > 600 && wrong.is_empty(), "{passed} of {total}\n{wrong:#?}");
}
