//! A power cut. The store lies on a file system within a file system, each on a loop device, so
//! that either can be shut down without writing what it still holds (`EXT4_IOC_SHUTDOWN`): the inner
//! one, and the drive keeps what it was sent; the outer one, and it loses what it was not told to flush.
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Ear, Writing, end, in_full, lost, rounds, run};

/// A file system in a file.
pub(super) struct Disk {
    image: PathBuf,
    pub(super) at: PathBuf,
}

impl Disk {
    /// Makes one of so many MiB and mounts it; `None` where nothing may be mounted, which
    /// `make faults` does not take.
    pub(super) fn new(image: PathBuf, at: PathBuf, size: u32) -> Option<Self> {
        if !may_mount() {
            assert!(!in_full(), "nothing may be mounted here: play the faults as root");
            return None;
        }
        run(
            "dd",
            &[
                "if=/dev/zero",
                &format!("of={}", image.display()),
                "bs=1M",
                &format!("count={size}"),
                "conv=fsync",
                "status=none",
            ],
        );
        let now = "lazy_itable_init=0,lazy_journal_init=0";
        run("mkfs.ext4", &["-q", "-F", "-E", now, image.to_str().unwrap()]);
        std::fs::create_dir_all(&at).unwrap();
        let made = Self { image, at };
        made.mount("loop");
        Some(made)
    }

    pub(super) fn mount(&self, options: &str) {
        run("mount", &["-o", options, self.image.to_str().unwrap(), self.at.to_str().unwrap()]);
    }

    pub(super) fn unmount(&self) {
        let at = self.at.to_str().unwrap();
        // Whoever had a file open may still be ending.
        for _ in 0..200 {
            if std::process::Command::new("umount").arg(at).output().unwrap().status.success() {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("{at} stays mounted");
    }

    /// Mends what an error has left, as a start of the machine would.
    pub(super) fn check(&self) {
        let done =
            std::process::Command::new("e2fsck").args(["-p", "-f"]).arg(&self.image).output();
        // 1: it was mended.
        assert!(matches!(done.unwrap().status.code(), Some(0 | 1)));
    }

    /// Ends it without writing its journal.
    fn cut(&self) {
        let program = "import fcntl, os, struct, sys\n\
                       fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587d, struct.pack('I', 2))";
        run("python3", &["-c", program, self.at.to_str().unwrap()]);
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _gone = std::process::Command::new("umount").arg("-l").arg(&self.at).output();
    }
}

/// Whether this process may mount: a container's root often may not.
fn may_mount() -> bool {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().to_str().unwrap();
    let tried = std::process::Command::new("mount").args(["-t", "tmpfs", "none", at]).output();
    let may =
        tried.is_ok_and(|tried| tried.status.success()) && Path::new("/dev/loop-control").exists();
    let _gone = std::process::Command::new("umount").arg(at).output();
    may
}

async fn play(fault: &str, cut: impl Fn(&Disk, &Disk)) {
    let folder = tempfile::tempdir().unwrap();
    let within = |name: &str| folder.path().join(name);
    let Some(outer) = Disk::new(within("outer.img"), within("outer"), 700) else { return };
    let inner = Disk::new(outer.at.join("inner.img"), within("inner"), 400).unwrap();
    let place = inner.at.join("data");
    let (place, ear, rounds) = (place.to_str().unwrap(), Ear::default(), rounds(3, 50));
    let mut missing = 0;
    for round in 0..rounds {
        let writing = Writing::start(place, &ear);
        ear.until_more();
        std::thread::sleep(Duration::from_millis(50 + round * 67 % 900));
        // What is heard before the cut counts; a call may come back after it.
        ear.heard().is_closed = true;
        cut(&outer, &inner);
        writing.kill();
        inner.unmount();
        outer.unmount();
        outer.mount("loop");
        inner.mount("loop");
        missing += lost(place, &ear).await;
    }
    end(place, fault, rounds, missing, &ear).await;
    inner.unmount();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_power_cut_loses_nothing_where_the_drive_keeps_its_cache() {
    play("power cut, the drive keeps its cache", |_, inner| inner.cut()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_power_cut_loses_nothing_where_the_drive_loses_its_cache() {
    play("power cut, the drive loses its cache", |outer, _| outer.cut()).await;
}
