//! Packages of statements and records for auditors: a ZIP file that can be checked without the
//! service. The same request for the same records gives the same bytes.
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};
use tokio::runtime::Handle;

use super::package_file::{Maker, Progress};
use super::{DeskFilter, Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::ids::PersonId;
use crate::store::{self, Change, Kind, StoreError, recorded};

/// A finished package is kept so many days.
const KEPT_DAYS: i64 = 7;

/// A process that has not said for so many seconds that it makes a package does not make it.
const HELD_SECONDS: i64 = 30;

/// How often a process says that it makes a package.
const HOLD_EVERY: Duration = Duration::from_secs(5);

/// What a package holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageRequest {
    /// What is looked for.
    pub filter: DeskFilter,
    /// Seed and size, when it is a sample of that.
    pub sample: Option<(String, usize)>,
}

/// How far a package is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum PackageState {
    /// It is being made.
    Running,
    /// It can be downloaded.
    Ready {
        /// Its size in bytes.
        size: u64,
        /// Its SHA-256.
        sha256: String,
        /// How many statements it holds.
        statements: usize,
    },
    /// It was stopped.
    Cancelled,
    /// It could not be made; the log says why.
    Failed,
}

/// A package that someone asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Package {
    /// The id.
    pub id: String,
    /// Who asked for it.
    pub person: PersonId,
    /// What it holds.
    pub request: PackageRequest,
    /// When it was asked for.
    pub created: Timestamp,
    /// How far it is.
    #[serde(flatten)]
    pub state: PackageState,
    /// Until when the process that makes it has said that it does. After that, any other takes over.
    #[serde(default)]
    pub(super) held_until: Option<Timestamp>,
    /// How many assessments were done when that was said, and of how many.
    #[serde(default)]
    pub(super) progress: (usize, usize),
    /// Counts the changes.
    pub revision: u64,
}

recorded!(Package, Job, self => self.id.clone(), vec![
    format!("person/{}/{}", self.person, self.created),
    format!("all/{}", self.created),
]);

/// The packages that are being made by this process, and where they are kept.
#[derive(Debug)]
pub(super) struct Workshop {
    folder: PathBuf,
    running: Mutex<BTreeMap<String, Arc<Progress>>>,
}

/// What the names of files begin with that lie there for a moment.
const ASIDE: &str = "aside-";

/// For so long a file may be needed that no record names.
const NEEDED_FOR: Duration = Duration::from_hours(1);

impl Workshop {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder, running: Mutex::default() }
    }

    fn path(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.zip"))
    }

    /// Removes files that nobody needs and that are older than an hour: who asked had gone, a process
    /// ended while it made or fetched one, or the package is not among those that are `kept`.
    pub(super) fn clear(&self, kept: &BTreeSet<String>) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let id = name.split('.').next().unwrap_or("");
            if kept.contains(id) || self.running(id).is_some() {
                continue;
            }
            let made = entry.metadata().and_then(|it| it.modified()).ok();
            let age = made.and_then(|made| made.elapsed().ok());
            let is_ours = [".zip", ".part"].iter().any(|end| name.ends_with(end));
            if (is_ours || name.starts_with(ASIDE)) && age.is_some_and(|age| age > NEEDED_FOR) {
                // One that is gone already is what was wanted.
                let _gone = fs::remove_file(entry.path());
            }
        }
    }

    /// Where a file may lie for a moment.
    pub(super) fn aside(&self, name: &str) -> Result<PathBuf, UseCaseError> {
        fs::create_dir_all(&self.folder).map_err(|error| UseCaseError::Document(error.into()))?;
        Ok(self.folder.join(format!("{ASIDE}{name}")))
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<String, Arc<Progress>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn running(&self, id: &str) -> Option<Arc<Progress>> {
        self.all().get(id).cloned()
    }
}

/// A package with how much of it is done.
#[derive(Debug, Clone)]
pub struct PackageStanding {
    /// The package.
    pub package: Package,
    /// How many assessments are done, and of how many; none when nobody is making it now, until
    /// some process takes it over.
    pub progress: Option<(usize, usize)>,
}

impl Service {
    /// Starts to make a package; it goes on when this returns.
    pub async fn start_package(
        self: &Arc<Self>,
        actor: &Actor,
        request: PackageRequest,
    ) -> Result<String, UseCaseError> {
        actor.audit()?;
        let package = Package {
            id: self.clock.id(),
            person: actor.person.clone(),
            request,
            created: self.clock.now(),
            state: PackageState::Running,
            held_until: Some(self.clock.now() + HELD_SECONDS.seconds()),
            progress: (0, 0),
            revision: 1,
        };
        self.store.commit(Change::default().and(&package, None, None)?).await?;
        let id = package.id.clone();
        self.make_aside(actor.clone(), package);
        Ok(id)
    }

    /// Takes over the packages that another process has left unfinished. Returns how many.
    pub async fn take_packages_over(self: &Arc<Self>) -> Result<usize, UseCaseError> {
        let now = self.clock.now();
        let is_left = |package: &Package| {
            package.state == PackageState::Running && package.held_until.is_none_or(|t| t < now)
        };
        let mut taken = 0;
        let all: Vec<Package> = store::read_all(self.store.as_ref(), "all/", usize::MAX).await?;
        for package in all.into_iter().filter(is_left) {
            // One that this process makes itself is late with saying so.
            if self.workshop.running(&package.id).is_some() {
                continue;
            }
            let Some(package) = self.hold_package(package, (0, 0)).await? else { continue };
            let person = self.person(&package.person).await?;
            match person.map(|person| Actor::of(&person, self.clock.today())) {
                Some(Ok(actor)) => {
                    tracing::info!(package = package.id, "an unfinished package is taken over");
                    self.make_aside(actor, package);
                    taken += 1;
                }
                // Who asked for it has left.
                Some(Err(_)) | None => {
                    self.end_package(&package.id, PackageState::Cancelled).await?;
                }
            }
        }
        Ok(taken)
    }

    /// Makes a package while the caller goes on.
    fn make_aside(self: &Arc<Self>, actor: Actor, package: Package) {
        let (service, id) = (Arc::clone(self), package.id.clone());
        let progress = Arc::new(Progress::default());
        self.workshop.all().insert(id.clone(), Arc::clone(&progress));
        tokio::spawn(async move {
            let making = service.make_package(&actor, &package, Arc::clone(&progress));
            let holding = service.keep_holding(package.clone(), &progress);
            let state = tokio::select! {
                made = making => made,
                never = holding => match never {},
            };
            let state = state.unwrap_or_else(|error| {
                tracing::error!(error = ?error, package = id, "a package failed");
                PackageState::Failed
            });
            if let Err(error) = service.end_package(&id, state).await {
                tracing::error!(error = ?error, "the end of a package could not be noted");
            }
            service.workshop.all().remove(&id);
        });
    }

    /// Says again and again that this process makes a package. Stops the making when someone has
    /// cancelled it, or another process has finished it.
    async fn keep_holding(&self, mut package: Package, progress: &Progress) -> Infallible {
        loop {
            tokio::time::sleep(HOLD_EVERY).await;
            let done = (&progress.done, &progress.total);
            let done = (done.0.load(Ordering::Relaxed), done.1.load(Ordering::Relaxed));
            let held = match self.hold_package(package.clone(), done).await {
                Ok(None) => store::read(self.store.as_ref(), &package.id).await.map_err(Into::into),
                held => held,
            };
            match held {
                Ok(Some(now)) if now.state == PackageState::Running => package = now,
                Ok(Some(_) | None) => progress.stop.store(true, Ordering::Relaxed),
                // The database may be back before the time is over.
                Err(error) => tracing::warn!(error = ?error, "a package could not be held"),
            }
        }
    }

    /// Says that this process makes a package, unless someone else has changed it.
    async fn hold_package(
        &self,
        package: Package,
        progress: (usize, usize),
    ) -> Result<Option<Package>, UseCaseError> {
        let (expected, revision) = (Some(package.revision), package.revision + 1);
        let held_until = Some(self.clock.now() + HELD_SECONDS.seconds());
        let held = Package { held_until, progress, revision, ..package };
        match self.store.commit(Change::default().and(&held, expected, None)?).await {
            Ok(()) => Ok(Some(held)),
            Err(StoreError::Conflict) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Notes how a package ended, unless that is noted already.
    async fn end_package(&self, id: &str, state: PackageState) -> Result<(), UseCaseError> {
        loop {
            let package: Option<Package> = store::read(self.store.as_ref(), id).await?;
            let Some(package) = package.filter(|it| it.state == PackageState::Running) else {
                return Ok(());
            };
            let (expected, revision) = (Some(package.revision), package.revision + 1);
            let ended = Package { state: state.clone(), held_until: None, revision, ..package };
            match self.store.commit(Change::default().and(&ended, expected, None)?).await {
                Err(StoreError::Conflict) => {}
                done => return Ok(done?),
            }
        }
    }

    async fn make_package(
        &self,
        actor: &Actor,
        package: &Package,
        progress: Arc<Progress>,
    ) -> Result<PackageState, UseCaseError> {
        let request = &package.request;
        let mut rows = match &request.sample {
            Some((seed, size)) => self.sample(actor, &request.filter, seed, *size).await?.rows,
            None => self.desk_rows(actor, &request.filter).await?,
        };
        rows.retain(|row| row.number > 0);
        rows.sort_by(|a, b| (&a.reference, a.number).cmp(&(&b.reference, b.number)));
        progress.total.store(rows.len(), Ordering::Relaxed);
        let path = self.workshop.path(&package.id);
        let (store, handle, request) =
            (Arc::clone(&self.store), Handle::current(), request.clone());
        let made = tokio::task::spawn_blocking(move || {
            let maker = Maker { store, handle, progress };
            maker.make(&path, &request, &rows)
        });
        let state = made.await.map_err(|error| UseCaseError::Document(error.into()))??;
        if matches!(state, PackageState::Ready { .. }) {
            self.store.share_file(&package.id, &self.workshop.path(&package.id)).await?;
        }
        Ok(state)
    }

    /// A package of this person, with how far it is.
    pub async fn package(&self, actor: &Actor, id: &str) -> Result<PackageStanding, UseCaseError> {
        actor.audit()?;
        let package: Option<Package> = store::read(self.store.as_ref(), id).await?;
        let package = package.filter(|package| package.person == actor.person);
        let package = package.ok_or(UseCaseError::NotFound)?;
        let own = self.workshop.running(id).map(|progress| {
            (progress.done.load(Ordering::Relaxed), progress.total.load(Ordering::Relaxed))
        });
        let held = package.held_until.is_some_and(|until| until >= self.clock.now());
        let progress = own.or(held.then_some(package.progress));
        Ok(PackageStanding { package, progress })
    }

    /// The packages of this person, newest first.
    pub async fn packages(&self, actor: &Actor) -> Result<Vec<Package>, UseCaseError> {
        actor.audit()?;
        let prefix = format!("person/{}/", actor.person);
        let mut found: Vec<Package> =
            store::read_all(self.store.as_ref(), &prefix, usize::MAX).await?;
        found.reverse();
        Ok(found)
    }

    /// Stops the making of a package.
    pub async fn cancel_package(&self, actor: &Actor, id: &str) -> Result<(), UseCaseError> {
        self.package(actor, id).await?;
        if let Some(progress) = self.workshop.running(id) {
            progress.stop.store(true, Ordering::Relaxed);
        }
        self.end_package(id, PackageState::Cancelled).await
    }

    /// Where a finished package is. One that another process has made is fetched first.
    pub async fn package_file(&self, actor: &Actor, id: &str) -> Result<PathBuf, UseCaseError> {
        let standing = self.package(actor, id).await?;
        match standing.package.state {
            PackageState::Ready { .. } => {
                let path = self.workshop.path(id);
                if !path.exists() {
                    self.store.fetch_shared_file(id, &path).await?;
                }
                Ok(path)
            }
            PackageState::Running | PackageState::Cancelled | PackageState::Failed => {
                Err(UseCaseError::NotFound)
            }
        }
    }

    /// Removes packages that are older than [`KEPT_DAYS`], and files that nobody needs.
    pub(super) async fn clear_packages(&self) -> Result<(), UseCaseError> {
        let all: Vec<Package> = store::read_all(self.store.as_ref(), "all/", usize::MAX).await?;
        let oldest = self.clock.now() - (KEPT_DAYS * 24).hours();
        let is_old =
            |package: &Package| package.created < oldest && package.state != PackageState::Running;
        let (old, kept): (Vec<Package>, Vec<Package>) = all.into_iter().partition(is_old);
        let kept = kept.into_iter().map(|package| package.id).collect();
        self.workshop.clear(&kept);
        for package in old {
            self.store.unshare_file(&package.id).await?;
            self.store.commit(Change::default().without(Kind::Job, &package.id)).await?;
            let path = self.workshop.path(&package.id);
            // A file that is gone already is what was wanted.
            let _gone = tokio::task::spawn_blocking(move || fs::remove_file(path)).await;
        }
        Ok(())
    }
}
