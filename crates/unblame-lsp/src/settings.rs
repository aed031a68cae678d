//! The editor's settings: the section `unblame`.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;

/// When to lint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Run {
    OnType,
    OnSave,
}

/// Who wins where both the editor and the files of a folder say something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Preference {
    /// The editor's `configuration`, where there is one.
    EditorFirst,
    /// The closest file, where there is one.
    FilesystemFirst,
    /// The editor alone; without its `configuration` the built-in defaults.
    EditorOnly,
}

/// How much goes to the client's log; ordered from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LogLevel {
    Error,
    Warn,
    Info,
    Debug,
}

/// The settings in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EditorSettings {
    pub(crate) enable: bool,
    pub(crate) configuration: Option<PathBuf>,
    pub(crate) preference: Preference,
    pub(crate) run: Run,
    pub(crate) log_level: LogLevel,
    /// How long to wait for the next keystroke; by default as long as the last lint makes worthwhile.
    pub(crate) debounce: Option<Duration>,
}

impl Default for EditorSettings {
    fn default() -> Self {
        Self {
            enable: true,
            configuration: None,
            preference: Preference::EditorFirst,
            run: Run::OnType,
            log_level: LogLevel::Info,
            debounce: None,
        }
    }
}

impl EditorSettings {
    /// Reads what the client said, the last word last. A value that makes no sense is left out and described in `problems`.
    pub(crate) fn new(said: &[&Value], problems: &mut Vec<String>) -> Self {
        let mut settings = Self::default();
        for section in said.iter().map(|value| section(value)) {
            settings.read(section, problems);
        }
        settings
    }

    /// Whether the same is found under both.
    pub(crate) fn finds_as(&self, other: &Self) -> bool {
        let relevant = |settings: &Self| (settings.enable, settings.preference, settings.configuration.clone());
        relevant(self) == relevant(other)
    }

    fn read(&mut self, section: &Value, problems: &mut Vec<String>) {
        let mut reader = Reader { section, problems };
        reader.read("enable", "true or false", &mut self.enable, Value::as_bool);
        reader.read("configuration", "a path", &mut self.configuration, |value| value.as_str().map(path));
        let expected = "editorFirst, filesystemFirst or editorOnly";
        reader.read("configurationPreference", expected, &mut self.preference, |value| preference(value.as_str()?));
        reader.read("lint.run", "onType or onSave", &mut self.run, |value| run(value.as_str()?));
        reader.read("lint.debounce", "a number of milliseconds", &mut self.debounce, |value| {
            Some(value.as_u64().map(Duration::from_millis)).filter(Option::is_some)
        });
        reader.read("logLevel", "error, warn, info or debug", &mut self.log_level, |value| log_level(value.as_str()?));
    }
}

struct Reader<'a> {
    section: &'a Value,
    problems: &'a mut Vec<String>,
}

impl Reader<'_> {
    /// Leaves `target` as it is where the section says nothing, or nothing that makes sense.
    fn read<T>(&mut self, key: &str, expected: &str, target: &mut T, read: impl Fn(&Value) -> Option<T>) {
        let value = lookup(self.section, key);
        match read(value) {
            Some(read) => *target = read,
            None if value.is_null() => {}
            None => self.problems.push(format!("the setting unblame.{key} should be {expected}, not {value}")),
        }
    }
}

/// Clients send the section itself, or an object that holds it under `settings`, `unblame` or both.
fn section(value: &Value) -> &Value {
    let inner = value.get("settings").filter(|settings| settings.is_object()).unwrap_or(value);
    inner.get("unblame").filter(|section| section.is_object()).unwrap_or(inner)
}

/// `lint.run` is written `{"lint": {"run": …}}` or `{"lint.run": …}`, and some clients put the section before every key.
fn lookup<'a>(section: &'a Value, key: &str) -> &'a Value {
    let nested = key.split('.').try_fold(section, |value, part| value.get(part));
    nested.or_else(|| section.get(key)).or_else(|| section.get(format!("unblame.{key}"))).unwrap_or(&Value::Null)
}

/// Whether there is anything for us in a value; an empty answer is no reason to fall back to the defaults.
pub(crate) fn says_something(value: &Value) -> bool {
    section(value).as_object().is_some_and(|section| !section.is_empty())
}

fn path(text: &str) -> Option<PathBuf> {
    (!text.trim().is_empty()).then(|| PathBuf::from(text))
}

fn preference(name: &str) -> Option<Preference> {
    match name {
        "editorFirst" => Some(Preference::EditorFirst),
        "filesystemFirst" => Some(Preference::FilesystemFirst),
        "editorOnly" => Some(Preference::EditorOnly),
        _ => None,
    }
}

fn run(name: &str) -> Option<Run> {
    match name {
        "onType" => Some(Run::OnType),
        "onSave" => Some(Run::OnSave),
        _ => None,
    }
}

fn log_level(name: &str) -> Option<LogLevel> {
    match name {
        "error" | "off" => Some(LogLevel::Error),
        "warn" | "warning" => Some(LogLevel::Warn),
        "info" => Some(LogLevel::Info),
        "debug" | "trace" => Some(LogLevel::Debug),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(said: &[Value], expected: &EditorSettings, problems: &[&str]) {
        let mut found = Vec::new();
        assert_eq!(EditorSettings::new(&said.iter().collect::<Vec<_>>(), &mut found), *expected);
        assert_eq!(found, problems);
    }

    #[test]
    fn shapes() {
        let off = EditorSettings { enable: false, run: Run::OnSave, ..EditorSettings::default() };
        for said in [
            json!({"enable": false, "lint": {"run": "onSave"}}),
            json!({"settings": {"enable": false, "lint.run": "onSave"}}),
            json!({"settings": {"unblame": {"enable": false, "lint": {"run": "onSave"}}}}),
            json!({"unblame": {"enable": false, "lint": {"run": "onSave"}}}),
            json!({"unblame.enable": false, "unblame.lint.run": "onSave"}),
        ] {
            check(&[said], &off, &[]);
        }
        check(&[Value::Null, json!([]), json!({"configuration": ""})], &EditorSettings::default(), &[]);
    }

    #[test]
    fn the_last_word_wins_and_nonsense_is_named() {
        check(&[json!({"enable": false}), json!({"enable": true})], &EditorSettings::default(), &[]);
        check(
            &[json!({"enable": "no"})],
            &EditorSettings::default(),
            &["the setting unblame.enable should be true or false, not \"no\""],
        );
    }
}
