//! The shelf of questionnaires: those of files, and those that administrators upload.
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Open, Rights, Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::assessment::{Assessment, Pin};
use crate::domain::audit::{Action, By, Entry};
use crate::domain::evaluate::{Move, evaluate};
use crate::domain::ids::QuestionnaireId;
use crate::domain::policy::{Policy, PolicyFacts};
use crate::domain::questionnaire::{Difference, Questionnaire};
use crate::library::{self, Finding, Library, Loaded};
use crate::store::{self, Change, Kind, Recorded as _, StoreError, recorded};

/// How a version stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It comes from a file of the program or of the folder.
    #[default]
    File,
    /// It was uploaded and checked; nobody can use it yet.
    Uploaded,
    /// It was uploaded, and new assessments use it.
    Live,
    /// It was uploaded; new assessments do not use it any more.
    Withdrawn,
}

/// A version of a questionnaire, kept with the records that use it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeptQuestionnaire {
    /// Which version it is.
    pub pin: Pin,
    /// How it stands.
    #[serde(default)]
    pub standing: Standing,
    /// When it came.
    pub at: Timestamp,
    /// Counts the changes of its standing.
    pub revision: u64,
    pub(super) source: String,
}

recorded!(KeptQuestionnaire, Questionnaire, self => self.pin.hash.clone(), {
    let Pin { id, version, .. } = &self.pin;
    vec![format!("version/{id}/{version}/"), format!("all/{id}/{}", self.at)]
});

/// A version as the administrator sees it.
#[derive(Debug)]
pub struct ShelfLine {
    /// The version.
    pub kept: KeptQuestionnaire,
    /// Its meaning.
    pub questionnaire: Arc<Questionnaire>,
    /// Whether new assessments use it.
    pub is_live: bool,
    /// How many assessments use it.
    pub used: usize,
}

/// What a version would do to an assessment: nothing is changed.
#[derive(Debug)]
pub struct DryRun {
    /// The assessment as it is.
    pub assessment: Assessment,
    /// The title of its policy.
    pub title: String,
    /// What would become of it.
    pub moved: Move,
}

/// So many versions are listed and so many assessments tried.
const MOST: usize = 500;

pub(super) fn pin(questionnaire: &Questionnaire) -> Pin {
    Pin {
        id: questionnaire.id().clone(),
        version: questionnaire.version().to_owned(),
        hash: questionnaire.hash().to_owned(),
    }
}

impl Service {
    /// The questionnaires that new assessments can use, as [`Service::keep_up`] saw them last.
    pub fn library(&self) -> Arc<Library> {
        Arc::clone(&self.library.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes over what was made live or withdrawn, by any process. What decides on the version of a
    /// questionnaire asks this first.
    pub async fn keep_up(&self) -> Result<(), UseCaseError> {
        // One at a time, so that nobody goes on with what another is about to replace.
        let unshelved = self.unshelved.lock().await;
        let taken = unshelved.take().await?;
        if !taken.news.is_empty() {
            self.refresh().await?;
        }
        taken.used();
        Ok(())
    }

    /// The version of a questionnaire that new assessments use.
    pub(super) fn live(&self, id: &QuestionnaireId) -> Option<Arc<Questionnaire>> {
        self.library().find(id).map(|loaded| Arc::clone(&loaded.questionnaire))
    }

    /// Refuses a file whose version is in use with another content, keeps the source of each
    /// file, and puts what administrators made live on the shelf.
    pub async fn keep_questionnaires(&self) -> Result<(), UseCaseError> {
        for loaded in self.files.all() {
            let pin = pin(&loaded.questionnaire);
            if let Some(message) = self.changed_under_its_version(&pin).await? {
                return Err(UseCaseError::Store(StoreError::Unavailable(message)));
            }
            let known: Option<KeptQuestionnaire> =
                store::read(self.store.as_ref(), &pin.hash).await?;
            if known.is_none() {
                let by = By::service();
                self.keep(pin, &loaded.source, Standing::File, by).await?;
            }
        }
        self.refresh().await
    }

    /// What is wrong when a version in use has the same name and another content.
    async fn changed_under_its_version(&self, pin: &Pin) -> Result<Option<String>, UseCaseError> {
        let prefix = format!("version/{}/{}/", pin.id, pin.version);
        let kept: Vec<KeptQuestionnaire> =
            store::read_all(self.store.as_ref(), &prefix, MOST).await?;
        for other in kept.into_iter().filter(|other| other.pin.hash != pin.hash) {
            if other.standing == Standing::Live || self.used(&other.pin.hash).await? > 0 {
                return Ok(Some(format!(
                    "the questionnaire {} {} was changed but kept its version: the file has the \
                     hash {}, and the version in use has {}; give the file a new version",
                    pin.id, pin.version, pin.hash, other.pin.hash
                )));
            }
        }
        Ok(None)
    }

    async fn used(&self, hash: &str) -> Result<usize, StoreError> {
        self.store.count(Kind::Assessment, &format!("version/{hash}/")).await
    }

    async fn keep(
        &self,
        pin: Pin,
        source: &str,
        standing: Standing,
        by: By,
    ) -> Result<(), UseCaseError> {
        let (at, source) = (self.clock.now(), source.to_owned());
        let kept = KeptQuestionnaire { pin, standing, at, revision: 1, source };
        let entry = Entry { at, by, action: Action::QuestionnaireKept };
        Ok(self.store.commit(Change::of(&kept, None, entry)?).await?)
    }

    async fn all_kept(&self) -> Result<Vec<KeptQuestionnaire>, UseCaseError> {
        Ok(store::read_all(self.store.as_ref(), "all/", MOST).await?)
    }

    /// Puts on the shelf what the files have, and over it what is live.
    async fn refresh(&self) -> Result<(), UseCaseError> {
        let mut library = self.files.clone();
        for kept in self.all_kept().await? {
            if kept.standing == Standing::Live {
                let questionnaire = self.questionnaire(&kept.pin).await?;
                let source = kept.source.into();
                library.add(Loaded { questionnaire, source, warnings: Vec::new() });
            }
        }
        *self.library.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(library);
        Ok(())
    }

    /// Every version there is, newest first for each questionnaire.
    pub async fn shelf(&self, actor: &Actor) -> Result<Vec<ShelfLine>, UseCaseError> {
        actor.administer()?;
        self.keep_up().await?;
        let mut lines = Vec::new();
        for kept in self.all_kept().await?.into_iter().rev() {
            lines.push(self.line(kept).await?);
        }
        Ok(lines)
    }

    /// One version.
    pub async fn version(&self, actor: &Actor, hash: &str) -> Result<ShelfLine, UseCaseError> {
        actor.administer()?;
        self.keep_up().await?;
        let kept = store::read(self.store.as_ref(), hash).await?;
        self.line(kept.ok_or(UseCaseError::NotFound)?).await
    }

    async fn line(&self, kept: KeptQuestionnaire) -> Result<ShelfLine, UseCaseError> {
        let questionnaire = self.questionnaire(&kept.pin).await?;
        let is_live = self.live(&kept.pin.id).is_some_and(|live| live.hash() == kept.pin.hash);
        let used = self.used(&kept.pin.hash).await?;
        Ok(ShelfLine { kept, questionnaire, is_live, used })
    }

    /// A version on an empty assessment of no policy, to look at its pages.
    pub async fn preview(&self, actor: &Actor, hash: &str) -> Result<Open, UseCaseError> {
        let line = self.version(actor, hash).await?;
        let created = self.clock.now();
        let policy = Policy {
            readers: std::collections::BTreeSet::new(),
            formerly: Vec::new(),
            records: crate::domain::retention::Records::default(),
            id: self.new_id()?,
            reference: String::new(),
            organisation: actor.organisation.clone(),
            facts: PolicyFacts::default(),
            created_by: actor.person.clone(),
            created,
            assessments: Vec::new(),
            progress: String::new(),
            revision: 1,
        };
        let record = BTreeMap::new();
        let by = (actor.person.clone(), created);
        let assessment = Assessment::start(self.new_id()?, &policy, line.kept.pin, record, by);
        let questionnaire = line.questionnaire;
        let evaluation = Arc::new(evaluate(&questionnaire, &assessment.input()));
        Ok(Open { policy, assessment, questionnaire, evaluation, rights: Rights::default() })
    }

    /// What a version changes against the one that is live.
    pub fn difference(&self, line: &ShelfLine) -> Option<Difference> {
        let in_use = self.live(&line.kept.pin.id).filter(|_| !line.is_live)?;
        Some(Difference::between(&in_use, &line.questionnaire))
    }

    /// Checks a file that was uploaded, and keeps it when nothing is wrong with it.
    pub async fn upload(
        &self,
        actor: &Actor,
        source: &str,
    ) -> Result<Result<(String, Vec<Finding>), Vec<Finding>>, UseCaseError> {
        actor.administer()?;
        let loaded = match library::load("questionnaire.yaml", source) {
            Ok(loaded) => loaded,
            Err(findings) => return Ok(Err(findings)),
        };
        let pin = pin(&loaded.questionnaire);
        if let Some(message) = self.changed_under_its_version(&pin).await? {
            return Ok(Err(vec![Finding::whole("questionnaire.yaml", message)]));
        }
        let known: Option<KeptQuestionnaire> = store::read(self.store.as_ref(), &pin.hash).await?;
        let hash = pin.hash.clone();
        if known.is_none() {
            let by = actor.entry(self.clock.now(), Action::QuestionnaireKept).by;
            self.keep(pin, &loaded.source, Standing::Uploaded, by).await?;
        }
        Ok(Ok((hash, loaded.warnings)))
    }

    /// Makes an uploaded version live, or takes it back.
    pub async fn set_live(
        &self,
        actor: &Actor,
        hash: &str,
        live: bool,
    ) -> Result<(), UseCaseError> {
        actor.administer()?;
        let kept: Option<KeptQuestionnaire> = store::read(self.store.as_ref(), hash).await?;
        let kept = kept.ok_or(UseCaseError::NotFound)?;
        let (standing, action) = match (kept.standing, live) {
            (Standing::Uploaded | Standing::Withdrawn, true) => {
                (Standing::Live, Action::QuestionnaireMadeLive)
            }
            (Standing::Live, false) => (Standing::Withdrawn, Action::QuestionnaireWithdrawn),
            _ => return Err(UseCaseError::Conflict),
        };
        let mut change = Change::default();
        let now = self.clock.now();
        if live {
            // One version of a questionnaire is live, also when two people make two of them live.
            for other in self.all_kept().await? {
                change = change.given([(Kind::Questionnaire, other.id(), other.revision)]);
                if other.pin.id == kept.pin.id && other.standing == Standing::Live {
                    let entry = actor.entry(now, Action::QuestionnaireWithdrawn);
                    let expected = Some(other.revision);
                    let (standing, revision) = (Standing::Withdrawn, other.revision + 1);
                    let other = KeptQuestionnaire { standing, revision, ..other };
                    change = change.and(&other, expected, Some(entry))?;
                }
            }
        }
        let (expected, revision) = (Some(kept.revision), kept.revision + 1);
        let kept = KeptQuestionnaire { standing, revision, ..kept };
        change = change.and(&kept, expected, Some(actor.entry(now, action)))?;
        self.store.commit(change).await?;
        self.keep_up().await
    }

    /// What a version would do to the assessments that use another one. Nothing is changed.
    pub async fn dry_run(
        &self,
        actor: &Actor,
        line: &ShelfLine,
    ) -> Result<Vec<DryRun>, UseCaseError> {
        actor.administer()?;
        let prefix = format!("questionnaire/{}/", line.kept.pin.id);
        let found: Vec<Assessment> = store::read_all(self.store.as_ref(), &prefix, MOST).await?;
        let mut runs = Vec::new();
        for assessment in found.into_iter().filter(|a| a.questionnaire != line.kept.pin) {
            let present = self.questionnaire(&assessment.questionnaire).await?;
            let moved = Move::between(&present, &line.questionnaire, &assessment.input());
            let policy: Option<Policy> =
                store::read(self.store.as_ref(), assessment.policy.as_str()).await?;
            let policy = policy.ok_or(UseCaseError::NotFound)?;
            // A restricted policy is counted, and not named.
            let title = if actor.may_see(&policy) { policy.facts.title } else { policy.reference };
            runs.push(DryRun { assessment, title, moved });
        }
        Ok(runs)
    }
}
