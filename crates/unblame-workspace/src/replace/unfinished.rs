//! Files under a temporary name, which are gone whatever happens: given up, or ended by Ctrl-C or by the system.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The names of those that exist. Who holds the lock keeps files from coming into being and from being moved.
static ALL: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn all() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    ALL.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file that is removed unless it is renamed.
#[derive(Debug)]
pub(super) struct Unfinished(PathBuf);

impl Unfinished {
    /// Creates the file, or empties it.
    ///
    /// # Errors
    ///
    /// If the folder takes no files.
    pub(super) fn create(path: PathBuf) -> io::Result<(Self, File)> {
        signals::watch();
        let mut all = all();
        let file = File::create(&path)?;
        all.insert(path.clone());
        Ok((Self(path), file))
    }

    /// Gives the file its name.
    ///
    /// # Errors
    ///
    /// If it can't be moved there; it is removed then.
    pub(super) fn rename(self, target: &Path) -> io::Result<()> {
        let mut all = all();
        fs::rename(&self.0, target)?;
        all.remove(&self.0);
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if all().remove(&self.0) {
            // Nothing more can be done about it.
            _ = fs::remove_file(&self.0);
        }
    }
}

#[cfg(unix)]
mod signals {
    use std::sync::Once;
    use std::sync::mpsc::{Sender, channel};
    use std::thread;

    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    static ONCE: Once = Once::new();

    /// From now on, what would end this process removes its files before. A hangup is left alone: `nohup` ignores it.
    pub(super) fn watch() {
        ONCE.call_once(|| {
            let (ready, installed) = channel();
            // Without a thread or a handler a file may be left, which is no reason not to write it.
            _ = thread::Builder::new().name("signals".into()).spawn(|| clean_up(ready));
            _ = installed.recv();
        });
    }

    fn clean_up(ready: Sender<()>) {
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
        drop(ready);
        for signal in signals.forever() {
            // The lock is never given back.
            let unfinished = std::mem::ManuallyDrop::new(super::all());
            for path in unfinished.iter() {
                _ = std::fs::remove_file(path);
            }
            _ = emulate_default_handler(signal);
        }
    }
}

#[cfg(not(unix))]
mod signals {
    /// Elsewhere a file may be left.
    pub(super) fn watch() {}
}
