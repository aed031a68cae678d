//! Settings and configuration files change while the server runs.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use serde_json::Value;
use tower_lsp::lsp_types::{Url, WorkspaceFoldersChangeEvent};

use super::{Effect, Session};
use crate::client::{Client, folder};
use crate::configuration::{Configurations, is_configuration};
use crate::settings::{EditorSettings, LogLevel, says_something};

impl Session {
    pub(super) fn initialized(&mut self, now: Instant) {
        let (files, settings) = (self.client.watches, self.client.reconfigures);
        if files || settings {
            self.effects.push(Effect::Watch { files, settings });
        }
        if self.client.configuration {
            self.pull();
        } else {
            self.settled(now);
        }
    }

    /// From now on documents are linted. Rules are not compiled before that: other settings may mean other rules.
    fn settled(&mut self, now: Instant) {
        if std::mem::take(&mut self.waits_for_settings) {
            self.lint_all(now);
            self.check_folders();
        }
    }

    fn pull(&mut self) {
        self.asked += 1;
        self.effects.push(Effect::PullConfiguration(self.asked));
    }

    /// Answers may overtake each other; one that is older than what is known already says nothing new.
    pub(super) fn configuration(&mut self, number: u64, answer: Option<Value>, now: Instant) {
        let answer = match answer {
            Some(Value::Array(mut answers)) if !answers.is_empty() => Some(answers.swap_remove(0)),
            other => other,
        };
        if let Some(answer) = answer.filter(|_| number > self.answered) {
            self.answered = number;
            self.apply(answer, now);
        }
        self.settled(now);
    }

    pub(super) fn settings_changed(&mut self, value: Value, now: Instant) {
        if self.client.configuration && !says_something(&value) {
            self.pull();
            return;
        }
        self.asked += 1;
        self.answered = self.asked;
        self.apply(value, now);
    }

    fn apply(&mut self, said: Value, now: Instant) {
        self.said = said;
        let mut problems = Vec::new();
        let settings = EditorSettings::new(&[&self.client.settings, &self.said], &mut problems);
        for problem in problems {
            self.tell_once(LogLevel::Warn, problem);
        }
        let old = std::mem::replace(&mut self.settings, settings);
        if old.enable && !self.settings.enable {
            self.clear();
        }
        if !old.finds_as(&self.settings) {
            self.reload(now);
        } else if old.run != self.settings.run {
            self.lint_all(now);
        }
    }

    /// Takes everything back.
    fn clear(&mut self) {
        let mut uris: Vec<Url> = std::mem::take(&mut self.problems).into_keys().collect();
        if !self.client.pulls {
            let shown = self.documents.values().filter(|open| open.snapshot.is_prose && open.findings.is_some());
            uris.extend(shown.map(|open| open.snapshot.uri.clone()));
        }
        uris.sort();
        uris.dedup();
        for uri in uris {
            let version = self.documents.get(&uri).map(|open| open.snapshot.version);
            self.publish(&uri, version, Arc::default());
        }
        for open in self.documents.values_mut() {
            open.running.iter().for_each(super::Cancel::cancel);
            (open.dirty, open.findings) = (false, None);
        }
    }

    /// Forgets all configuration that was read, and lints again.
    pub(super) fn reload(&mut self, now: Instant) {
        self.configurations = Arc::new(Configurations::new(&self.settings, &self.client.folders));
        self.lint_all(now);
        self.check_folders();
        if self.client.pulls && self.client.refreshes {
            self.effects.push(Effect::Refresh);
        }
    }

    pub(super) fn files_changed(&mut self, uris: &[Url], now: Instant) {
        let relevant: Vec<Url> = uris.iter().filter(|uri| is_configuration(uri)).cloned().collect();
        if !relevant.is_empty() {
            self.reload(now);
            self.check_files(&relevant);
        }
    }

    pub(super) fn folders_changed(&mut self, change: &WorkspaceFoldersChangeEvent, now: Instant) {
        let mut client = Client::clone(&self.client);
        let removed: Vec<PathBuf> = change.removed.iter().filter_map(|one| folder(one.uri.as_str())).collect();
        client.folders.retain(|path| !removed.contains(path));
        client.folders.extend(change.added.iter().filter_map(|one| folder(one.uri.as_str())));
        self.client = Arc::new(client);
        self.reload(now);
    }

    /// Reads the configuration of the workspace folders, and that which had mistakes the last time.
    fn check_folders(&mut self) {
        let broken = self.problems.keys().filter_map(|uri| uri.to_file_path().ok());
        let paths = self.client.folders.iter().map(|folder| folder.join("untitled")).chain(broken).collect();
        self.check(paths);
    }

    /// Reads the configuration around these files, whether a document needs it or not.
    pub(super) fn check_files(&mut self, uris: &[Url]) {
        let paths = uris.iter().filter_map(|uri| uri.to_file_path().ok()).collect();
        self.check(paths);
    }

    fn check(&mut self, paths: Vec<PathBuf>) {
        if self.settings.enable && !paths.is_empty() {
            self.effects.push(Effect::Check(Arc::clone(&self.configurations), paths));
        }
    }

    /// Shows the mistakes in configuration files, and takes back those that are gone.
    pub(super) fn checked(&mut self, configurations: &Arc<Configurations>) {
        if !Arc::ptr_eq(configurations, &self.configurations) || !self.settings.enable {
            return;
        }
        let found = configurations.problems(self.client.encoding);
        for line in &found.lines {
            self.tell_once(LogLevel::Error, format!("unblame can't use its configuration: {line}"));
        }
        let gone: Vec<Url> = self.problems.keys().filter(|uri| !found.files.contains_key(uri)).cloned().collect();
        let new: Vec<_> = found.files.iter().filter(|(uri, problems)| self.problems.get(*uri) != Some(*problems)).collect();
        for uri in gone {
            let version = self.documents.get(&uri).map(|open| open.snapshot.version);
            self.publish(&uri, version, Arc::default());
        }
        for (uri, problems) in new {
            let version = self.documents.get(uri).map(|open| open.snapshot.version);
            self.publish(uri, version, Arc::new(problems.clone()));
        }
        self.problems = found.files;
    }
}
