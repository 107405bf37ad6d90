//! Puts the front-end assets and the text face where the program embeds them.
//!
//! GOV.UK Frontend and Source Sans come from npm packages. When they are absent this script
//! runs `npm ci`; when there is no npm it says what is missing. The style sheet names a text
//! face that may only be used on GOV.UK; it is replaced by the open one here.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::unnecessary_debug_formatting,
    reason = "a build stops at the first surprise, and cargo speaks through the environment"
)]
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};

const GOVUK: &str = "node_modules/govuk-frontend/dist/govuk";
const FONTS: &str = "node_modules/source-sans";

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    for watched in
        ["build.rs", "assets", "package-lock.json", "locales", "templates", "questionnaires"]
    {
        println!("cargo:rerun-if-changed={watched}");
    }
    install(&root);
    let regular = read(&root.join(FONTS).join("WOFF2/TTF/SourceSans3-Regular.ttf.woff2"));
    let bold = read(&root.join(FONTS).join("WOFF2/TTF/SourceSans3-Bold.ttf.woff2"));
    let regular_name = hashed("source-sans-regular", "woff2", &regular);
    let bold_name = hashed("source-sans-bold", "woff2", &bold);
    let style = style_sheet(&root, &regular_name, &bold_name).into_bytes();
    let govuk_script = read(&root.join(GOVUK).join("govuk-frontend.min.js"));
    let govuk_name = hashed("govuk-frontend", "js", &govuk_script);
    let script = text(&root.join("assets/app.js"))
        .replace("./govuk-frontend.min.js", &format!("/assets/{govuk_name}"));
    let script = script.into_bytes();
    let icon = read(&root.join("assets/icon.svg"));
    let assets = [
        ("STYLE", hashed("style", "css", &style), style, "text/css; charset=utf-8"),
        ("SCRIPT", hashed("app", "js", &script), script, "text/javascript; charset=utf-8"),
        ("GOVUK_SCRIPT", govuk_name, govuk_script, "text/javascript; charset=utf-8"),
        ("FONT_REGULAR", regular_name, regular, "font/woff2"),
        ("FONT_BOLD", bold_name, bold, "font/woff2"),
        ("ICON", hashed("icon", "svg", &icon), icon, "image/svg+xml"),
    ];
    let mut code = String::from(
        "/// Every asset: name, content type, bytes, bytes with gzip.\npub(crate) const ASSETS: &[(&str, &str, &[u8], &[u8])] = &[\n",
    );
    for (_, name, bytes, kind) in &assets {
        fs::write(out.join(name), bytes).expect("the output folder can be written");
        fs::write(out.join(format!("{name}.gz")), gzip(bytes))
            .expect("the output folder can be written");
        // Not the path of today: a `target` that was moved or copied goes on.
        let file =
            |end: &str| format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}{end}\"))");
        writeln!(code, "    ({name:?}, {kind:?}, {}, {}),", file(""), file(".gz"))
            .expect("a String takes it");
    }
    code.push_str("];\n");
    // The second script is named by the first.
    for (constant, name, _, _) in assets.iter().filter(|asset| asset.0 != "GOVUK_SCRIPT") {
        writeln!(
            code,
            "/// The address of the asset.\npub(crate) const {constant}: &str = \"/assets/{name}\";"
        )
        .expect("a String takes it");
    }
    fs::write(out.join("assets.rs"), code).expect("the output folder can be written");
    for face in ["SourceSans3-Regular.ttf", "SourceSans3-Bold.ttf"] {
        fs::write(out.join(face), read(&root.join(FONTS).join("TTF").join(face)))
            .expect("the output folder can be written");
    }
    fs::write(out.join("sRGB.icc"), colour_profile()).expect("the output folder can be written");
    fs::write(out.join("templates.rs"), templates(&root))
        .expect("the output folder can be written");
    fs::write(out.join("questionnaires.rs"), questionnaires(&root))
        .expect("the output folder can be written");
}

/// The colour space sRGB as an ICC profile of version 4.3, which archived PDFs name as their own.
fn colour_profile() -> Vec<u8> {
    let mut profile = moxcms::ColorProfile::new_srgb();
    // The tag with code points came with version 4.4.
    profile.cicp = None;
    let mut bytes = profile.encode().expect("a built-in profile can be written");
    // Its time is a day of our own: two builds of the same source make the same documents.
    let day: [u16; 6] = [2018, 10, 15, 0, 0, 0];
    drop(bytes.splice(24..36, day.into_iter().flat_map(u16::to_be_bytes)));
    bytes
}

/// Every questionnaire file, those in folders too, by its path.
fn questionnaires(root: &Path) -> String {
    let folder = root.join("questionnaires");
    let mut files = Vec::new();
    collect(&folder, "yaml", &mut files);
    files.sort();
    let mut code = "pub(super) const EMBEDDED: &[(&str, &str)] = &[\n".to_owned();
    for path in files {
        let name = path.strip_prefix(&folder).expect("it was found there").display().to_string();
        writeln!(code, "    ({name:?}, include_str!({:?})),", path.display().to_string())
            .expect("a String takes it");
    }
    code.push_str("];\n");
    code
}

/// Runs `npm ci` when the packages are absent.
fn install(root: &Path) {
    if root.join(GOVUK).exists() && root.join(FONTS).exists() {
        return;
    }
    let done =
        Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(root).status();
    match done {
        Ok(status) if status.success() => {}
        Ok(status) => {
            panic!("`npm ci` failed with {status}; run it in {} and build again", root.display())
        }
        Err(error) => panic!(
            "The packages govuk-frontend and source-sans are missing, and npm cannot be run ({error}). \
             Install Node.js with npm (`apt-get install nodejs npm`), or run `make run`, which does."
        ),
    }
}

/// GOV.UK Frontend with the open text face instead of its own, and our few rules after it.
fn style_sheet(root: &Path, regular: &str, bold: &str) -> String {
    let mut style = text(&root.join(GOVUK).join("govuk-frontend.min.css"));
    while let Some(start) = style.find("@font-face{") {
        let end = style[start..].find('}').expect("a rule ends") + start + 1;
        style.replace_range(start..end, "");
    }
    assert!(
        style.contains("GDS Transport"),
        "GOV.UK Frontend names its text face in another way now"
    );
    style = style.replace("GDS Transport,arial", "\"Source Sans 3\",arial");
    assert!(!style.contains("GDS Transport"), "the text face of GOV.UK is still named");
    while let Some(start) = style.find("url(/assets/images/govuk-crest.svg)") {
        style.replace_range(start..start + "url(/assets/images/govuk-crest.svg)".len(), "none");
    }
    assert!(!style.contains("url(/assets"), "the style sheet names an asset that is not served");
    if let Some(map) = style.find("/*# sourceMappingURL") {
        style.truncate(map);
    }
    let face = |weight: u16, name: &str| {
        format!(
            "@font-face{{font-family:\"Source Sans 3\";font-weight:{weight};font-style:normal;font-display:swap;src:url(/assets/{name}) format(\"woff2\")}}\n"
        )
    };
    format!(
        "{}{}{}\n{}",
        face(400, regular),
        face(700, bold),
        style,
        text(&root.join("assets/app.css"))
    )
}

/// Every template with its name, as code.
fn templates(root: &Path) -> String {
    let mut found = Vec::new();
    let folder = root.join("templates");
    collect(&folder, "html", &mut found);
    found.sort();
    let mut code = String::from(
        "/// Every template: name and source.\npub(crate) const TEMPLATES: &[(&str, &str)] = &[\n",
    );
    for path in found {
        let name = path
            .strip_prefix(&folder)
            .expect("it is in the folder")
            .to_string_lossy()
            .replace('\\', "/");
        let name = name.strip_prefix("partials/").unwrap_or(&name).to_owned();
        writeln!(code, "    ({name:?}, include_str!({path:?})),").expect("a String takes it");
    }
    code.push_str("];\n");
    code
}

fn collect(folder: &Path, wanted: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            collect(&path, wanted, found);
        } else if path.extension().is_some_and(|ending| ending == wanted) {
            found.push(path);
        }
    }
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()))
}

fn text(path: &Path) -> String {
    String::from_utf8(read(path)).unwrap_or_else(|_| panic!("{} is not UTF-8", path.display()))
}

fn hashed(name: &str, ending: &str, bytes: &[u8]) -> String {
    let hash: String = Sha256::digest(bytes)
        .iter()
        .take(6)
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|value| char::from_digit(u32::from(value), 16))
        .collect();
    format!("{name}-{hash}.{ending}")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    std::io::Write::write_all(&mut encoder, bytes).expect("a Vec takes it");
    encoder.finish().expect("a Vec takes it")
}
