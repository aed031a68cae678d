//! People that a repository names by itself: `CODEOWNERS`, `.mailmap` and the authors of commits. Nothing leaves the machine.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::config::RosterSource;
use crate::git::{GitError, authors};

/// Where a repository may keep its owners; the first one counts, as on the services that read it.
const CODEOWNERS: [&str; 4] = [".github/CODEOWNERS", ".gitlab/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/// The people that a source names, sorted: full names, and handles with their `@`. A folder without the source names nobody.
///
/// # Errors
///
/// If Git fails for another reason than that there is no repository.
pub(crate) fn people(source: RosterSource, folder: &Path) -> Result<Vec<String>, GitError> {
    let top = top(folder);
    let names: BTreeSet<String> = match source {
        RosterSource::Codeowners => {
            let text = CODEOWNERS.iter().find_map(|name| std::fs::read_to_string(top.join(name)).ok()).unwrap_or_default();
            owners(&text).map(str::to_owned).collect()
        }
        RosterSource::Git => {
            let mailmap = std::fs::read_to_string(top.join(".mailmap")).unwrap_or_default();
            let written = mailmap.lines().filter_map(mapped).filter(|name| is_full_name(name)).map(str::to_owned);
            written.chain(authors(folder)?.into_iter().filter(|name| is_full_name(name))).collect()
        }
    };
    Ok(names.into_iter().collect())
}

/// The top folder of the repository, or the folder itself.
fn top(folder: &Path) -> PathBuf {
    folder.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(folder).to_path_buf()
}

/// The handles of people in a file of owners; teams have a slash in theirs.
fn owners(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(|line| line.split(" #").next().unwrap_or_default().trim());
    // A line is a glob and its owners; in GitLab's dialect also a section in brackets and its owners.
    let owned = lines.filter(|line| !line.starts_with('#')).flat_map(|line| line.split_whitespace().skip(1));
    owned.filter(|owner| owner.len() > 1 && owner.starts_with('@') && !owner.contains('/') && !is_bot(owner))
}

/// The proper name of a line of a `.mailmap`.
fn mapped(line: &str) -> Option<&str> {
    let name = line.split('#').next()?.split('<').next()?.trim();
    (!name.is_empty()).then_some(name)
}

/// Two to four words that start with a capital. Single words are as often the names of machines.
fn is_full_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let proper = |word: &&str| {
        let letters = word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c));
        // Scripts without capitals have none to show.
        letters && word.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase())
    };
    (2..=4).contains(&words.len()) && words.iter().all(proper) && !is_bot(name)
}

fn is_bot(name: &str) -> bool {
    const MACHINES: [&str; 10] =
        ["bot", "ci", "actions", "renovate", "dependabot", "jenkins", "action", "automation", "github", "build"];
    let lower = name.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).any(|word| MACHINES.contains(&word)) || lower.ends_with("bot")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_own_code() {
        let text = "# @nobody\n* @xiuying @acme/sre\n/docs/ kim@acme.example @kim  # @not\n[Database][2] @oluwaseun\n\n@types/** @ana @deploy-bot\n";
        assert_eq!(owners(text).collect::<Vec<_>>(), ["@xiuying", "@kim", "@oluwaseun", "@ana"]);
    }

    #[test]
    fn names_of_a_mailmap() {
        let names = ["Aroha Ngata <a@x> <b@x>", "# Zed Zed <z@x>", "<only@x> <mail@x>"].map(mapped);
        assert_eq!(names, [Some("Aroha Ngata"), None, None]);
    }

    #[track_caller]
    fn check(name: &str, expected: bool) {
        assert_eq!(is_full_name(name), expected, "{name}");
    }

    #[test]
    fn full_names() {
        check("Aroha Ngata", true);
        check("Jean-Luc O'Brien", true);
        check("李 秀英", true);
        check("root", false);
        check("Jenkins", false);
        check("Renovate Bot", false);
        check("GitHub Actions", false);
        check("ana ruiz", false);
        check("Team 7", false);
    }
}
