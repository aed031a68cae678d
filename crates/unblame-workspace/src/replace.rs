//! Writing a file so that a failure half-way leaves the old one as it was.

mod unfinished;

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use unfinished::Unfinished;

/// A file under another name, which takes the place of its target when it is complete. Pipes and devices are written directly.
#[derive(Debug)]
pub struct Replacement {
    target: PathBuf,
    temporary: Option<Unfinished>,
    writer: BufWriter<File>,
}

impl Replacement {
    /// Replaces the whole content at once.
    ///
    /// # Errors
    ///
    /// As [`Self::create`] and [`Self::commit`].
    pub fn write(path: &Path, content: &[u8]) -> io::Result<()> {
        let mut replacement = Self::create(path)?;
        replacement.write_all(content)?;
        replacement.commit()
    }

    /// Opens the file, so that a target that can't be written is known before the work begins.
    ///
    /// # Errors
    ///
    /// If the target is a folder or read-only, or its folder takes no files.
    pub fn create(path: &Path) -> io::Result<Self> {
        let metadata = match fs::metadata(path) {
            Ok(metadata) => Some(metadata),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let special = metadata.as_ref().is_some_and(|metadata| !metadata.is_file());
        if metadata.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
        }
        if metadata.as_ref().is_some_and(|metadata| metadata.permissions().readonly()) {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
        }
        if special {
            let file = OpenOptions::new().write(true).open(path)?;
            return Ok(Self { target: path.to_path_buf(), temporary: None, writer: BufWriter::new(file) });
        }
        // A link stays; what it points at is replaced.
        let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let mut name = std::ffi::OsString::from(".");
        name.push(target.file_name().unwrap_or_default());
        name.push(format!(".{}.tmp", std::process::id()));
        let temporary = target.with_file_name(name);
        let (temporary, file) = Unfinished::create(temporary)?;
        if let Some(metadata) = metadata {
            // Not every file system has them; the content counts.
            _ = file.set_permissions(metadata.permissions());
        }
        Ok(Self { target, temporary: Some(temporary), writer: BufWriter::with_capacity(1 << 16, file) })
    }

    /// Puts the new content in place.
    ///
    /// # Errors
    ///
    /// If the rest can't be written or the file can't be moved; the old file is still there then.
    pub fn commit(mut self) -> io::Result<()> {
        self.writer.flush()?;
        match self.temporary.take() {
            Some(temporary) => temporary.rename(&self.target),
            None => Ok(()),
        }
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Gives a file new content. One that has several names keeps them all, so it is written in place; any other one is replaced at once.
pub(crate) fn overwrite(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut replacement = Replacement::create(path)?;
    replacement.write_all(content)?;
    if has_several_names(&fs::metadata(path)?) {
        // Complete under another name first: this shows that there is room, and stays if we are killed half-way.
        replacement.flush()?;
        return write_in_place(path, content);
    }
    replacement.commit()
}

/// Writes over the old content, which comes back where that fails.
fn write_in_place(path: &Path, content: &[u8]) -> io::Result<()> {
    let old = fs::read(path)?;
    let write = |content: &[u8]| {
        let mut file = OpenOptions::new().write(true).open(path)?;
        file.write_all(content)?;
        file.set_len(content.len() as u64)
    };
    write(content).inspect_err(|_| _ = write(&old))
}

#[cfg(unix)]
fn has_several_names(metadata: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

#[cfg(not(unix))]
fn has_several_names(_: &fs::Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_file_stays_until_the_new_one_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(&path, "old").unwrap();
        let mut given_up = Replacement::create(&path).unwrap();
        given_up.write_all(b"half").unwrap();
        drop(given_up);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        let mut new = Replacement::create(&path).unwrap();
        new.write_all(b"new").unwrap();
        new.commit().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(Replacement::create(folder.path()).is_err());
        assert!(Replacement::create(&folder.path().join("none/a")).is_err());
    }
}
