//! Where a file keeps its configuration: `unblame.toml` is one, the manifests of other tools may hold one.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::Options;

/// The names that a folder's configuration may have, the strongest first. The last two count only if they hold our section.
pub(super) const NAMES: [&str; 4] = ["unblame.toml", ".unblame.toml", "pyproject.toml", "Cargo.toml"];

/// What a file is, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// All of it is configuration.
    Own,
    /// `[tool.unblame]`.
    PyProject,
    /// `[workspace.metadata.unblame]` or `[package.metadata.unblame]`.
    Manifest,
}

impl Kind {
    /// By the name of the file.
    pub(super) fn of(path: &Path) -> Self {
        match path.file_name().and_then(|name| name.to_str()) {
            Some("pyproject.toml") => Self::PyProject,
            Some("Cargo.toml") => Self::Manifest,
            _ => Self::Own,
        }
    }

    /// The section that it would have, for messages.
    pub(super) fn section(self) -> &'static str {
        match self {
            Self::Own => "",
            Self::PyProject => "[tool.unblame]",
            Self::Manifest => "[workspace.metadata.unblame] or [package.metadata.unblame]",
        }
    }

    /// The configuration in a text, or `None` where it has no section of ours.
    ///
    /// # Errors
    ///
    /// If the text is no TOML, or the section holds something that it can't.
    pub(super) fn read(self, text: &str) -> Result<Option<Options>, toml::de::Error> {
        match self {
            Self::Own => toml::from_str(text).map(Some),
            // Most manifests don't mention us, and what is wrong with them is not ours to tell.
            _ if !text.contains("unblame") => Ok(None),
            Self::PyProject => Ok(toml::from_str::<PyProject>(text)?.tool.and_then(|tool| tool.unblame)),
            Self::Manifest => toml::from_str::<Manifest>(text)?.section(),
        }
    }

    /// Whether a file is a configuration. One that can't be read or is wrong counts: its mistakes must show.
    pub(super) fn applies(self, path: &Path) -> bool {
        if self == Self::Own {
            return path.is_file();
        }
        path.is_file()
            && std::fs::read_to_string(path).is_ok_and(|text| self.read(&text).map_or(true, |options| options.is_some()))
    }
}

#[derive(Deserialize)]
struct PyProject {
    tool: Option<Tool>,
}

#[derive(Deserialize)]
struct Tool {
    unblame: Option<Options>,
}

#[derive(Deserialize)]
struct Manifest {
    workspace: Option<Holder>,
    package: Option<Holder>,
}

#[derive(Deserialize)]
struct Holder {
    metadata: Option<Metadata>,
}

#[derive(Deserialize)]
struct Metadata {
    unblame: Option<Spanned<Options>>,
}

impl Manifest {
    fn section(self) -> Result<Option<Options>, toml::de::Error> {
        let of = |holder: Option<Holder>| holder?.metadata?.unblame;
        match (of(self.workspace), of(self.package)) {
            (Some(_), Some(_)) => Err(serde::de::Error::custom(
                "there are both [workspace.metadata.unblame] and [package.metadata.unblame]: keep one of them",
            )),
            (one, other) => Ok(one.or(other).map(Spanned::into_inner)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Kind, text: &str, ignored: Option<usize>) {
        let options = kind.read(text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(options.map(|options| options.ignore.unwrap_or_default().len()), ignored, "{text}");
    }

    #[test]
    fn sections_of_manifests() {
        check(Kind::Own, "ignore = [\"a\"]", Some(1));
        check(Kind::PyProject, "[tool.unblame]\nignore = [\"a\"]\n[tool.ruff]\nx = 1\n", Some(1));
        check(Kind::PyProject, "[project]\nname = \"unblame\"\n", None);
        check(Kind::PyProject, "not toml", None);
        check(Kind::Manifest, "[workspace.metadata.unblame]\nignore = [\"a\", \"b\"]\n", Some(2));
        check(Kind::Manifest, "[package.metadata.unblame]\n", Some(0));
        check(Kind::Manifest, "[dependencies]\nunblame-core = \"1\"\n", None);
        let both = "[package.metadata.unblame]\n[workspace.metadata.unblame]\n";
        assert!(Kind::Manifest.read(both).unwrap_err().message().starts_with("there are both"));
        assert!(Kind::PyProject.read("[tool.unblame]\nx = 1\n").is_err());
    }
}
