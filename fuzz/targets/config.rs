//! Any configuration file is read or refused, and can be shown.
#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use unblame_workspace::Settings;
use unblame_workspace::config::Configuration;

/// A folder of this process.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("unblame-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for temporary files");
    folder
});

fuzz_target!(|data: &[u8]| {
    let name = if data.first() == Some(&b'p') { "pyproject.toml" } else { "unblame.toml" };
    let path = FOLDER.join(name);
    std::fs::write(&path, data.get(1..).unwrap_or_default()).expect("the folder takes files");
    match Configuration::read(&path, &FOLDER) {
        Ok(configuration) => {
            assert!(configuration.shown().ends_with('\n'));
            match Settings::new(&configuration) {
                Ok(settings) => _ = settings.excludes(&FOLDER.join("a/b.md"), false),
                Err(errors) => assert!(!errors.is_empty() && errors.iter().all(|error| !error.to_string().is_empty())),
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
