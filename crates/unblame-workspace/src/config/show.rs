//! A configuration as people read it: each value, and where it comes from.

use std::fmt::Write as _;

use unblame_core::rule::Profile;

use super::configuration::Configuration;
use super::options::{Naming, RosterSource, WeSeverity};
use super::settings::MAX_FILE_SIZE;
use super::written::{Origin, Written};

impl Configuration {
    /// TOML with a comment behind each value: the file and line, the flag, or `default`.
    pub fn shown(&self) -> String {
        let mut page = Page::default();
        let profile = |profile: &Profile| quoted(profile.as_str());
        page.value("profile", self.profile.as_ref(), profile, &profile(&Profile::default()));
        page.value("builtin", self.builtin.as_ref(), bool::to_string, "true");
        let packs: Vec<_> = self.packs.iter().map(|pack| (quoted(&pack.shown.to_string_lossy()), &pack.path.origin)).collect();
        page.list("packs", packs);
        page.list("exclude", self.exclude.iter().flatten().map(|glob| entry(&glob.pattern)).collect());
        page.list("select", self.select.iter().flatten().map(entry).collect());
        page.list("extend-select", self.extend_select.iter().map(entry).collect());
        page.list("ignore", self.ignore.iter().flatten().map(entry).collect());
        page.value("max-file-size", self.max_file_size.as_ref(), u64::to_string, &MAX_FILE_SIZE.to_string());
        page.table("severity");
        for (name, severity) in &self.severity {
            page.line(&quoted(&name.value), &quoted(severity.as_str()), &name.origin.to_string());
        }
        page.table("people");
        page.list("roster", self.roster.iter().flatten().map(entry).collect());
        let source = |source: &Written<RosterSource>| (quoted(source.value.as_str()), source.origin.clone());
        let sources: Vec<_> = self.roster_from.iter().flatten().map(source).collect();
        page.list("roster-from", sources.iter().map(|(text, origin)| (text.clone(), origin)).collect());
        page.list("systems", self.systems.iter().flatten().map(entry).collect());
        let naming = |naming: &Naming| quoted(naming.as_str());
        page.value("naming", self.naming.as_ref(), naming, &naming(&Naming::default()));
        page.table("voice");
        page.value("we", self.we.as_ref(), |we: &WeSeverity| quoted(we.as_str()), "# as each rule says");
        page.0
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn entry(name: &Written<String>) -> (String, &Origin) {
    (quoted(&name.value), &name.origin)
}

#[derive(Default)]
struct Page(String);

impl Page {
    fn table(&mut self, name: &str) {
        // Writing to a string has no way to fail.
        _ = write!(self.0, "\n[{name}]\n");
    }

    fn line(&mut self, key: &str, value: &str, origin: &str) {
        let line = format!("{key} = {value}");
        _ = writeln!(self.0, "{line:39} # {origin}");
    }

    fn value<T>(&mut self, key: &str, value: Option<&Written<T>>, show: impl Fn(&T) -> String, default: &str) {
        match value {
            Some(value) => self.line(key, &show(&value.value), &value.origin.to_string()),
            None if default.starts_with('#') => _ = writeln!(self.0, "{:39} {default}", format!("# {key}")),
            None => self.line(key, default, "default"),
        }
    }

    fn list(&mut self, key: &str, entries: Vec<(String, &Origin)>) {
        if entries.is_empty() {
            return self.line(key, "[]", "default");
        }
        _ = writeln!(self.0, "{key} = [");
        for (value, origin) in entries {
            _ = writeln!(self.0, "{:39} # {origin}", format!("  {value},"));
        }
        self.0.push_str("]\n");
    }
}
