//! Which packs there are, which file belongs to which, and which pack builds on which.

use std::ops::Range;

use super::mistake::Mistake;
use super::pack::{Header, PackFile};
use super::{PackInfo, PackSource};

/// The packs of a rule set.
#[derive(Debug, Default)]
pub(super) struct Family {
    packs: Vec<Member>,
    /// The pack of each file.
    of_file: Vec<usize>,
}

#[derive(Debug)]
struct Member {
    info: PackInfo,
    /// The file that holds the table `[pack]`.
    file: usize,
    /// The packs that it extends, at any distance.
    below: Vec<usize>,
    /// Packs that build on each other share their word lists; this is the first one of them.
    scope: usize,
}

impl Family {
    /// Reads the headers of all files.
    pub(super) fn new(sources: &[PackSource], files: &[(usize, PackFile)], mistakes: &mut Vec<Mistake>) -> Self {
        let mut family = Self { packs: Vec::new(), of_file: vec![0; sources.len()] };
        let headers: Vec<(usize, &Header)> =
            files.iter().filter_map(|(index, file)| Some((*index, file.pack.as_ref()?))).collect();
        for &(file, header) in &headers {
            family.add(file, header, sources, mistakes);
        }
        // A file without a header belongs to the pack of another file in the same folder.
        let folder = |file: usize| sources[file].name.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (file, _) in files {
            let own = family.packs.iter().position(|pack| pack.file == *file);
            match own.or_else(|| family.packs.iter().position(|pack| folder(pack.file) == folder(*file))) {
                Some(pack) => {
                    family.of_file[*file] = pack;
                    family.packs[pack].info.files.push(sources[*file].name.clone());
                }
                None => {
                    mistakes.push(Mistake::new(*file, 0..0, "no file of this pack has a table `[pack]` with its `name`"));
                }
            }
        }
        family.link(&headers, mistakes);
        family.refuse_empty(files, mistakes);
        family
    }

    fn add(&mut self, file: usize, header: &Header, sources: &[PackSource], mistakes: &mut Vec<Mistake>) {
        let name = header.name.get_ref();
        if let Some(known) = self.packs.iter().find(|pack| pack.info.name == *name) {
            let message = format!("there is already a pack `{name}`: {}", sources[known.file].name);
            return mistakes.push(Mistake::new(file, header.name.span(), message));
        }
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
            let message = format!("`{name}` is no name of a pack: use lower-case letters, digits and hyphens");
            mistakes.push(Mistake::new(file, header.name.span(), message));
        }
        let info = PackInfo {
            name: name.clone(),
            version: header.version.clone(),
            description: header.description.clone(),
            extends: header.extends.iter().map(|name| name.get_ref().clone()).collect(),
            files: Vec::new(),
        };
        let scope = self.packs.len();
        self.packs.push(Member { info, file, below: Vec::new(), scope });
    }

    /// Finds what each pack builds on.
    fn link(&mut self, headers: &[(usize, &Header)], mistakes: &mut Vec<Mistake>) {
        let mut direct: Vec<Vec<(usize, Range<usize>)>> = vec![Vec::new(); self.packs.len()];
        for (file, header) in headers {
            let Some(pack) = self.packs.iter().position(|pack| pack.file == *file) else { continue };
            for name in &header.extends {
                if let Some(below) = self.packs.iter().position(|pack| pack.info.name == *name.get_ref()) {
                    direct[pack].push((below, name.span()));
                } else {
                    let known = self.packs.iter().map(|pack| pack.info.name.clone()).collect();
                    let message = format!("there is no pack `{}` to extend", name.get_ref());
                    mistakes.push(Mistake::new(*file, name.span(), message).unknown(name.get_ref(), known));
                }
            }
        }
        for pack in 0..self.packs.len() {
            self.packs[pack].below = reached(&direct, direct[pack].iter().map(|(below, _)| *below));
            let circle = direct[pack].iter().find(|(next, _)| *next == pack || reached(&direct, [*next]).contains(&pack));
            if let Some((_, span)) = circle {
                let message = format!("the pack `{}` extends itself, by way of this entry", self.packs[pack].info.name);
                mistakes.push(Mistake::new(self.packs[pack].file, span.clone(), message));
            }
        }
        for pack in 0..self.packs.len() {
            let related = std::iter::once(pack).chain(self.packs[pack].below.iter().copied());
            let scopes: Vec<usize> = related.map(|one| self.packs[one].scope).collect();
            let first = scopes.iter().copied().min().unwrap_or(pack);
            for member in self.packs.iter_mut().filter(|member| scopes.contains(&member.scope)) {
                member.scope = first;
            }
        }
    }

    fn refuse_empty(&self, files: &[(usize, PackFile)], mistakes: &mut Vec<Mistake>) {
        for (index, pack) in self.packs.iter().enumerate() {
            let mut own = files.iter().filter(|(file, _)| self.of_file[*file] == index);
            if own.all(|(_, file)| file.is_empty()) {
                let message = format!("the pack `{}` is empty: it has no rule, change, list or people", pack.info.name);
                mistakes.push(Mistake::new(pack.file, 0..0, message));
            }
        }
    }

    /// The name of the pack of a file.
    pub(super) fn name(&self, file: usize) -> &str {
        self.packs.get(self.of_file[file]).map_or("", |pack| &pack.info.name)
    }

    /// What tells the word lists of unrelated packs apart.
    pub(super) fn scope(&self, file: usize) -> usize {
        self.packs.get(self.of_file[file]).map_or(0, |pack| pack.scope)
    }

    /// The name of the first pack of a scope.
    pub(super) fn first_of(&self, scope: usize) -> Option<&str> {
        self.packs.get(scope).map(|pack| pack.info.name.as_str())
    }

    /// Whether the pack of a file builds on a pack.
    pub(super) fn extends(&self, file: usize, name: &str) -> bool {
        let below = self.packs.get(self.of_file[file]).map_or(&[][..], |pack| &pack.below);
        below.iter().any(|&pack| self.packs[pack].info.name == name)
    }

    /// The more packs it builds on, the later its changes come.
    pub(super) fn rank(&self, file: usize) -> usize {
        self.packs.get(self.of_file[file]).map_or(0, |pack| pack.below.len())
    }

    pub(super) fn into_infos(self) -> Vec<PackInfo> {
        self.packs.into_iter().map(|pack| pack.info).collect()
    }
}

/// The packs that some packs extend at any distance, and these themselves.
fn reached(direct: &[Vec<(usize, Range<usize>)>], from: impl IntoIterator<Item = usize>) -> Vec<usize> {
    let mut seen = Vec::new();
    let mut open: Vec<usize> = from.into_iter().collect();
    while let Some(next) = open.pop() {
        if !seen.contains(&next) {
            seen.push(next);
            open.extend(direct[next].iter().map(|(below, _)| *below));
        }
    }
    seen
}
