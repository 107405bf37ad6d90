//! The files in `operate/`, read by the programs that they are for. `proxy.test.mjs` runs the one for nginx.
use std::path::Path;
use std::process::{Command, Output};

fn analyse(arguments: &[&str], unit: &Path) -> (bool, String) {
    let Output { status, stdout, stderr } =
        Command::new("systemd-analyze").args(arguments).arg(unit).output().unwrap();
    (status.success(), String::from_utf8([stdout, stderr].concat()).unwrap())
}

#[test]
fn systemd_understands_the_unit_and_shuts_the_service_in() {
    let folder = tempfile::tempdir().unwrap();
    let unit = folder.path().join("loneliness-test.service");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("operate/loneliness-test.service");
    let sample = std::fs::read_to_string(sample).unwrap();
    let installed = "/usr/local/bin/loneliness-test";
    assert!(sample.contains(installed));
    let here = sample.replace(installed, env!("CARGO_BIN_EXE_loneliness-test"));
    std::fs::write(&unit, here).unwrap();
    assert_eq!(analyse(&["verify"], &unit), (true, String::new()));
    // Its scale of 0 to 100; 92 is a service without any of this.
    let (is_shut_in, said) = analyse(&["security", "--offline=true", "--threshold=30"], &unit);
    assert!(is_shut_in, "{said}");
}
