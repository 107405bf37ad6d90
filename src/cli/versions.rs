//! `diff` and `blank`: what a version changes, and the questionnaire to print.
use std::path::Path;

use anyhow::{Context as _, bail};
use serde_json::json;

use crate::app;
use crate::domain::assessment::Assessment;
use crate::domain::evaluate::Move;
use crate::domain::questionnaire::{Difference, Questionnaire};
use crate::domain::text::Lang;
use crate::i18n::Catalogue;
use crate::pdf::Printer;
use crate::store::{self, SledStore, Store};

pub(super) fn diff(old: &Path, new: &Path, data: Option<&Path>) -> anyhow::Result<()> {
    let (old, new) = (super::questionnaire(old)?, super::questionnaire(new)?);
    let (old, new) = (old.questionnaire, new.questionnaire);
    let difference = Difference::between(&old, &new);
    let name = |q: &Questionnaire| json!({"id": q.id(), "version": q.version(), "hash": q.hash()});
    let mut report = json!({
        "old": name(&old),
        "new": name(&new),
        "added": difference.added,
        "removed": difference.removed,
        "changed": difference.changed,
        "parts": difference.parts,
    });
    if let Some(data) = data {
        let touched = touched(data, &old, &new)?;
        report.as_object_mut().map(|map| map.insert("assessments".to_owned(), touched));
    }
    say!("{}", serde_json::to_string_pretty(&report)?);
    Ok(())
}

/// The running assessments of the old version, and what the new one would do to each.
fn touched(
    data: &Path,
    old: &Questionnaire,
    new: &Questionnaire,
) -> anyhow::Result<serde_json::Value> {
    if !data.exists() {
        bail!("there is no data folder {}", data.display());
    }
    let store = SledStore::open(data)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let prefix = format!("version/{}/", old.hash());
    let found: Vec<Assessment> = runtime.block_on(store::read_all(&store, &prefix, usize::MAX))?;
    runtime.block_on(store.close())?;
    let lines = found.iter().filter(|assessment| assessment.is_draft()).map(|assessment| {
        let moved = Move::between(old, new, &assessment.input());
        json!({
            "assessment": assessment.id,
            "kept": moved.kept.len(),
            "to_answer_again": moved.to_answer_again,
            "dropped": moved.dropped,
            "new": moved.new,
            "level_before": moved.before.residual,
            "level_after": moved.after.residual,
        })
    });
    Ok(lines.collect())
}

pub(super) fn blank(file: &Path, to: &Path, welsh: bool) -> anyhow::Result<()> {
    let loaded = super::questionnaire(file)?;
    let lang = if welsh { Lang::Cy } else { Lang::En };
    let words = Catalogue::embedded()?;
    let document = app::blank(&loaded.questionnaire, words.of(lang));
    let bytes = Printer::new()?.print(&document)?;
    std::fs::write(to, &bytes).with_context(|| format!("cannot write {}", to.display()))?;
    say!("{}: {} bytes", to.display(), bytes.len());
    Ok(())
}
