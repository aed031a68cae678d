"""The documents to measure with: generated, once, in a folder that is kept."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import texts  # noqa: E402

FILE = 12_000
"""Bytes of one generated document."""


class Corpora:
    """Folders and files of generated prose."""

    def __init__(self, folder: pathlib.Path, megabytes: int):
        self.folder, self.megabytes = folder, megabytes
        folder.mkdir(parents=True, exist_ok=True)

    def files(self, name: str, megabytes: float, change=lambda text: text) -> pathlib.Path:
        """A folder of documents of `FILE` bytes, all different."""
        folder = self.folder / f"{name}-{megabytes:g}"
        if not folder.exists():
            being_made = folder.with_suffix(".new")
            for at in range(int(megabytes * 1e6 / FILE)):
                path = being_made / f"{at // 100:03}" / f"{at}.md"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(change(texts.reviews(FILE, start=at)))
            being_made.rename(folder)
        return folder

    def bulk(self) -> pathlib.Path:
        """Many documents in ASCII."""
        return self.files("bulk", self.megabytes)

    def quarter(self) -> pathlib.Path:
        """A quarter as many."""
        return self.files("quarter", self.megabytes / 4)

    def other_scripts(self) -> pathlib.Path:
        """A quarter as many, not in ASCII."""
        return self.files("other", self.megabytes / 4, texts.not_ascii)

    def medium(self) -> pathlib.Path:
        """So few that slow tools get done."""
        return self.files("medium", min(2, self.megabytes / 4))

    def small(self) -> pathlib.Path:
        """One document."""
        return self.single("small", FILE)

    def single(self, name: str, size: int) -> pathlib.Path:
        """One file of so many bytes, in a folder of its own."""
        path = self.folder / f"{name}-{size}" / "a.md"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts.reviews(size))
        return path
