//! The store on PostgreSQL: a real server, started for the test and stopped after it.
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use loneliness_test::domain::organisation::Organisation;
use loneliness_test::store::{Place, SledStore, Store, StoreError, read, verify};

use crate::store_contract::{concurrent, contract, put};

/// A server that listens on a socket in a folder of its own.
pub(crate) struct Server {
    folder: tempfile::TempDir,
    programs: PathBuf,
    /// What its environment has besides.
    variables: Vec<(String, String)>,
    /// The network that it is in, and its address there.
    network: Option<(String, String)>,
    /// Whether it listens on a port of this machine to those who speak TLS.
    port: Option<u16>,
}

fn run(command: &mut Command) {
    let done = command.output().unwrap();
    assert!(done.status.success(), "{command:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// Where Debian keeps the programs of the server.
fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").unwrap();
    let mut found: Vec<PathBuf> = versions.map(|version| version.unwrap().path()).collect();
    found.sort();
    found.last().unwrap().join("bin")
}

/// The server refuses to run as root.
fn unprivileged(program: &Path) -> Command {
    let root = std::fs::read_to_string("/proc/self/status").unwrap().contains("Uid:\t0\t");
    if !root {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]).arg(program);
    command
}

impl Server {
    pub(crate) fn start() -> Self {
        Self::make(&[], None, None)
    }

    /// One whose environment has these variables.
    pub(crate) fn with(variables: &[(String, String)]) -> Self {
        Self::make(variables, None, None)
    }

    /// One in a network of its own, which listens there too.
    pub(crate) fn behind(network: &str, address: &str) -> Self {
        Self::make(&[], Some((network.to_owned(), address.to_owned())), None)
    }

    /// One that speaks TLS, as `localhost` on this port, with a certificate that only those trust who
    /// are given it.
    fn with_tls(port: u16) -> Self {
        Self::make(&[], None, Some(port))
    }

    fn make(
        variables: &[(String, String)],
        network: Option<(String, String)>,
        port: Option<u16>,
    ) -> Self {
        let (folder, programs) = (tempfile::tempdir().unwrap(), programs());
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        if unprivileged(Path::new("id")).get_program() == "runuser" {
            run(Command::new("chown").args(["-R", "postgres"]).arg(folder.path()));
        }
        run(unprivileged(&programs.join("initdb"))
            .args(["-U", "lt", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "-D"])
            .arg(&data));
        if network.is_some() {
            let trusted = "host all all samenet trust\n";
            let mut rules = std::fs::OpenOptions::new().append(true).open(data.join("pg_hba.conf"));
            std::io::Write::write_all(rules.as_mut().unwrap(), trusted.as_bytes()).unwrap();
        }
        if port.is_some() {
            let key = data.join("server.key");
            run(unprivileged(Path::new("openssl"))
                .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"])
                .args(["-nodes", "-days", "2", "-subj", "/CN=localhost"])
                .args(["-addext", "basicConstraints=critical,CA:FALSE"])
                .args(["-addext", "subjectAltName=DNS:localhost"])
                .arg("-keyout")
                .arg(&key)
                .arg("-out")
                .arg(data.join("server.crt")));
            let rules = "local all all trust\nhostssl all all 127.0.0.1/32 trust\n";
            std::fs::write(data.join("pg_hba.conf"), rules).unwrap();
        }
        let server = Self { folder, programs, variables: variables.to_vec(), network, port };
        server.control(&["start", "-w", "-l"]);
        server
    }

    pub(crate) fn control(&self, action: &[&str]) {
        let folder = self.folder.path().display();
        let mut command = unprivileged(&self.programs.join("pg_ctl"));
        if let Some((name, _)) = &self.network {
            let inner = std::mem::replace(&mut command, Command::new("ip"));
            command.args(["netns", "exec", name]).arg(inner.get_program()).args(inner.get_args());
        }
        command.current_dir("/").arg("-D").arg(self.folder.path().join("data")).args(action);
        command.envs(self.variables.iter().cloned());
        if action.contains(&"-l") {
            let address = self.network.as_ref().map_or("", |(_, address)| address);
            let tls = self.port.map_or_else(String::new, |port| {
                format!(" -c listen_addresses=127.0.0.1 -c ssl=on -p {port}")
            });
            let options = format!("-k {folder} -c listen_addresses={address} -c fsync=off{tls}");
            command.arg(self.folder.path().join("data/log")).arg("-o").arg(options);
            command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
            // The server inherits what is captured, and would hold it open.
            assert!(command.status().unwrap().success(), "{command:?}");
            return;
        }
        run(&mut command);
    }

    pub(crate) fn address(&self) -> String {
        let folder = self.folder.path().to_string_lossy().replace('/', "%2F");
        format!("postgres://lt@{folder}/postgres")
    }

    fn open(&self) -> Result<Arc<dyn Store>, StoreError> {
        Place::named(&self.address()).open()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.control(&["stop", "-m", "immediate"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_keeps_the_contract_and_every_process_sees_it() {
    let server = Server::start();
    let store = server.open().unwrap();
    contract(Arc::clone(&store)).await;
    let other = server.open().unwrap();
    let (before, after) = (store.everything().await.unwrap(), other.everything().await.unwrap());
    assert_eq!(before.records, after.records);
    assert_eq!(before.entries, after.entries);
    store.close().await.unwrap();
    // The checkpoint of one process covers what both have written.
    other.commit(put("other", 1)).await.unwrap();
    other.close().await.unwrap();
    let snapshot = store.everything().await.unwrap();
    assert_eq!(snapshot.checkpoints.len(), 3);
    assert_eq!(verify(&snapshot, snapshot.checkpoints.last()).unwrap().problems, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_that_change_one_record_lose_nothing() {
    let server = Server::start();
    concurrent(&[server.open().unwrap(), server.open().unwrap()]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_goes_from_one_engine_to_the_other_and_back() {
    let server = Server::start();
    let folder = tempfile::tempdir().unwrap();
    let sled = SledStore::open(&folder.path().join("one")).unwrap();
    for n in 1..=3 {
        sled.commit(put("dft", n)).await.unwrap();
    }
    sled.commit(put("dwp", 1)).await.unwrap();
    sled.keep_file(b"pdf".to_vec()).await.unwrap();
    sled.close().await.unwrap();
    drop(sled);
    let sled = SledStore::open(&folder.path().join("one")).unwrap();
    let there = sled.everything().await.unwrap();

    let database = Place::named(&server.address());
    database.restore(&there).unwrap();
    assert!(database.restore(&there).is_err(), "only an empty one");
    let store = server.open().unwrap();
    let here = store.everything().await.unwrap();
    assert_eq!((&here.records, &here.entries), (&there.records, &there.entries));
    assert_eq!((&here.files, &here.checkpoints), (&there.files, &there.checkpoints));
    assert_eq!(verify(&here, there.checkpoints.last()).unwrap().problems, [""; 0]);
    // It goes on where it was: the chains, the revisions, the checkpoints.
    store.commit(put("dft", 4)).await.unwrap();
    store.close().await.unwrap();
    let after = store.everything().await.unwrap();
    assert_eq!(after.checkpoints.len(), there.checkpoints.len() + 1);
    assert_eq!(verify(&after, after.checkpoints.last()).unwrap().problems, [""; 0]);
    SledStore::restore(&folder.path().join("two"), &after).unwrap();
    let back = SledStore::open(&folder.path().join("two")).unwrap();
    let found: Organisation = read(&back, "dft").await.unwrap().unwrap();
    assert_eq!((found.revision, back.everything().await.unwrap().entries), (4, after.entries));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_gone_is_said_and_comes_back() {
    let server = Server::start();
    let store = server.open().unwrap();
    store.commit(put("dft", 1)).await.unwrap();
    server.control(&["stop", "-m", "immediate"]);
    let gone = store.commit(put("dft", 2)).await;
    assert!(matches!(gone, Err(StoreError::Unavailable(_))), "{gone:?}");
    let gone = read::<Organisation>(store.as_ref(), "dft").await;
    assert!(matches!(gone, Err(StoreError::Unavailable(_))), "{gone:?}");
    assert!(server.open().is_err());
    server.control(&["start", "-w", "-l"]);
    let found: Organisation = read(store.as_ref(), "dft").await.unwrap().unwrap();
    assert_eq!(found.revision, 1);
    store.commit(put("dft", 2)).await.unwrap();
}

#[test]
fn a_database_elsewhere_is_spoken_to_with_tls_and_only_when_its_certificate_is_trusted() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let server = Server::with_tls(port);
    let certificate = server.folder.path().join("data/server.crt");
    // The folder of the server is closed to everyone else.
    let copy = tempfile::NamedTempFile::new().unwrap();
    std::fs::copy(certificate, copy.path()).unwrap();
    let say = |address: String, trusted: Option<&Path>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_loneliness-test"));
        command.args(["verify", "--data", &address]);
        command.envs(trusted.map(|path| ("SSL_CERT_FILE", path)));
        let done = command.output().unwrap();
        let said = [done.stdout, done.stderr].concat();
        (done.status.success(), String::from_utf8_lossy(&said).into_owned())
    };
    let at = |host: &str, rest: &str| format!("postgres://lt@{host}:{port}/postgres{rest}");
    let (_, said) = say(at("localhost", "?sslmode=require"), Some(copy.path()));
    assert!(said.contains("there are no records at all"), "it was looked into: {said}");
    let (done, said) = say(at("localhost", "?sslmode=require"), None);
    assert!(!done && said.contains("certificate"), "{said}");
    // Another name than that of the certificate.
    let (done, said) = say(at("127.0.0.1", "?sslmode=require"), Some(copy.path()));
    assert!(!done && said.contains("certificate"), "{said}");
    // The database lets nobody in who does not encrypt: so the first one did.
    let (done, said) = say(at("localhost", ""), Some(copy.path()));
    assert!(!done && said.contains("no encryption"), "{said}");
}
