"""A disk without room: an error, and every file as it was."""

import os

from tool import BLAMING, TinyDisk, check, names

LONG = BLAMING * 2000
"""150 KB, so that no buffer holds it."""


def full_disk(tool, prepare, *arguments, left=0):
    """Runs the command on a full disk; gives status, standard error and whether anything there is another than before."""
    with TinyDisk(1 << 20) as disk:
        prepare(disk.path)
        disk.fill(left)
        before = {name: (disk.path / name).read_bytes() for name in names(disk.path)}
        status, _, err = tool.run(*arguments, folder=disk.path)
        after = {name: (disk.path / name).read_bytes() for name in names(disk.path)}
        changed = sorted(name for name in before | after if before.get(name) != after.get(name))
        return status, err, changed


def refused(tool, prepare, *arguments, left=0):
    """The command says that there is no space, with status 2, and leaves everything as it was."""
    status, err, changed = full_disk(tool, prepare, *arguments, left=left)
    check(status == 2 and "No space left" in err, arguments, "ended with", status, err)
    check(not changed, arguments, "changed", changed)


def case_full_disk_fix(tool):
    document = lambda folder: (folder / "a.md").write_text(LONG)
    for left in (0, 4096, 65536):
        refused(tool, document, "check", "--isolated", "--fix", "a.md", left=left)
    return "the old file stays, whether none or half of the new one fits"


def case_full_disk_fix_of_a_file_with_two_names(tool):
    def document(folder):
        (folder / "a.md").write_text(LONG)
        os.link(folder / "a.md", folder / "b.md")

    for left in (0, 65536):
        refused(tool, document, "check", "--isolated", "--fix", "a.md", left=left)
    return "a file that is written in place is not cut short"


def case_full_disk_output_file(tool):
    def documents(folder):
        (folder / "a.md").write_text(LONG)
        (folder / "old.json").write_text("[]\n")

    for report in ("old.json", "new.json"):
        for left in (0, 65536):
            refused(tool, documents, "check", "--isolated", "--format", "json", "--output-file", report, "a.md", left=left)
    return "the old report stays, and no half of a new one"


def case_full_disk_baseline(tool):
    document = lambda folder: (folder / "a.md").write_text(LONG)
    refused(tool, document, "check", "--isolated", "--baseline", "b.json", "--update-baseline", "a.md")
    return "no half of a baseline"


def case_full_disk_add_suppressions(tool):
    document = lambda folder: (folder / "a.md").write_text(LONG)
    refused(tool, document, "check", "--isolated", "--add-suppressions", "--reason", "seen", "a.md")
    return "the old file stays"


def case_full_standard_output(tool):
    tool.write("a.md", LONG)
    for form in ("full", "concise", "json", "sarif", "html"):
        with open("/dev/full", "wb") as full:
            status, _, err = tool.run("check", "--isolated", "--format", form, "a.md", stdout=full)
        check(status == 2 and "No space left" in err, form, "ended with", status, err)
    return "findings that can't be printed are an error, status 2"
