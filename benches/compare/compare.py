"""Measures unblame beside its peers: see `run`."""

import argparse
import pathlib
import re
import subprocess

from corpora import Corpora
from measure import Command, paired
from peers import Peers, version
from report import Goal, Page, Row

HERE = pathlib.Path(__file__).parent
PHRASES = HERE / "phrases.txt"


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="benches/compare/run")
    parser.add_argument("binary", type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--quick", action="store_true", help="4 MB and three rounds, to see that it works")
    parser.add_argument("--prose", type=pathlib.Path, help="a folder of real documents to measure as well")
    parser.add_argument("--tools", type=pathlib.Path, default=HERE.parents[1] / "target" / "compare")
    parser.add_argument("--work", type=pathlib.Path, help="where the generated documents are kept")
    parser.add_argument("--no-install", action="store_true", help="use only what is there")
    parser.add_argument("--goals-only", action="store_true", help="leave out the peers, some of which take minutes")
    parser.add_argument("--write", type=pathlib.Path, help="the page to write, such as docs/performance.md")
    parser.add_argument("--remarks", type=pathlib.Path, help="a page of remarks to put at the end")
    return parser.parse_args()


class Comparison:
    """One run of all measurements."""

    def __init__(self, options: argparse.Namespace):
        self.options, self.binary = options, options.binary
        self.peers = Peers(options.tools.resolve(), not options.no_install)
        self.corpora = Corpora((options.work or options.tools / "corpora").resolve(), 4 if options.quick else 100)
        self.rounds = 3 if options.quick else 7
        self.rg = self.peers.find("rg")
        if not self.rg:
            raise SystemExit("error: the reference is ripgrep 15, and there is none")
        self.settings = self.corpora.folder / "settings"
        self.write_settings()
        self.page = Page(options)

    def write_settings(self):
        """A configuration with all rules, and one with the phrases alone."""
        self.settings.mkdir(exist_ok=True)
        (self.settings / "all.toml").write_text('max-file-size = "1 GB"\n')
        (self.settings / "phrases.toml").write_text('builtin = false\npacks = ["pack.toml"]\nmax-file-size = "1 GB"\n')
        phrases = PHRASES.read_text().splitlines()
        pack = '[pack]\nname = "phrases"\n[[rule]]\nid = "phrase"\ncategory = "idiom"\nseverity = "warning"\nmessage = "m"\n'
        pack += 'why = "w"\nquestion = "q"\nbad = ["«%s»"]\ngood = ["a"]\nmatch = [\n%s]\n' % (
            phrases[0],
            "".join(f'  "{phrase}",\n' for phrase in phrases),
        )
        (self.settings / "pack.toml").write_text(pack)

    def reference(self, path: pathlib.Path, threads: int = 1) -> Command:
        """R: ripgrep looking for the phrases, without understanding a sentence."""
        search = ["-niwF", "-f", PHRASES, path]
        return Command("R", [self.rg, f"-j{threads}", "--no-config", "--no-unicode", *search], threads)

    def unblame(self, path: pathlib.Path, rules: str = "all", threads: int = 1) -> Command:
        """The command on one thread, with all built-in rules or the phrases alone."""
        config = self.settings / f"{rules}.toml"
        command = [self.binary, "check", "--config", config, f"-j{threads}", "--format", "concise", path]
        return Command(f"unblame, {rules}", command, threads)

    def run(self):
        """Measures everything, the goals first."""
        self.bulk()
        self.start_up()
        self.rules()
        self.memory_and_threads()
        self.scaling()
        self.scripts()
        if not self.options.goals_only:
            self.others()

    def bulk(self):
        folders = {"generated": self.corpora.bulk()} | ({"real": self.options.prose} if self.options.prose else {})
        for name, folder in folders.items():
            ours, theirs = paired([self.unblame(folder), self.reference(folder)], self.rounds)
            size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
            self.page.goals.append(Goal(f"bulk, {name} prose ({size:.0f} MB), one thread", "<= 2.5 R", f"{ours.ratio(theirs):.2f} R",
                                        f"{ours.median('cpu'):.3f} s against {theirs.median('cpu'):.3f} s of CPU time"))
            memory = ours.median("memory") / theirs.median("memory")
            self.page.goals.append(Goal(f"peak memory, {name} prose ({size:.0f} MB)", "<= 1.5 rg", f"{memory:.2f} rg",
                                        f"{ours.median('memory'):.1f} MiB against {theirs.median('memory'):.1f} MiB"))

    def start_up(self):
        path = self.corpora.small()
        ours, theirs = paired([self.unblame(path), self.reference(path)], self.rounds * 5)
        self.page.goals.append(Goal("start-up to the end of a 12 KB file", "<= 0.5 R", f"{ours.ratio(theirs):.2f} R",
                                    f"{ours.median('cpu') * 1e3:.1f} ms against {theirs.median('cpu') * 1e3:.1f} ms of CPU time"))

    def rules(self):
        folder = self.corpora.bulk()
        everything, phrases = paired([self.unblame(folder), self.unblame(folder, "phrases")], self.rounds)
        self.page.goals.append(Goal("all rules against 300 phrases, same build", "<= 1.5", f"{everything.ratio(phrases):.2f}",
                                    f"{everything.median('cpu'):.3f} s against {phrases.median('cpu'):.3f} s"))

    def memory_and_threads(self):
        folder = self.corpora.bulk()
        one, two, rg_one, rg_two = paired(
            [self.unblame(folder), self.unblame(folder, threads=2), self.reference(folder), self.reference(folder, 2)], self.rounds)
        self.page.goals.append(Goal("2 threads, on the clock", "<= 0.58 of one", f"{two.ratio(one, 'wall'):.2f}",
                                    f"R in the same rounds: {rg_two.ratio(rg_one, 'wall'):.2f}; depends on the second core being free"))
        self.page.goals.append(Goal("2 threads, CPU time", "-", f"{two.ratio(one):.2f} of one", "what sharing costs"))

    def scaling(self):
        whole, quarter, nothing = paired(
            [self.unblame(self.corpora.bulk()), self.unblame(self.corpora.quarter()), self.unblame(self.corpora.single("empty", 1))], self.rounds)
        self.page.goals.append(self.scaled("4 times as many files", whole, quarter, nothing))
        sizes = (500_000, 2_000_000) if self.options.quick else (4_000_000, 16_000_000)
        small, large = (self.corpora.single("one", size) for size in sizes)
        whole, quarter, nothing = paired([self.unblame(large), self.unblame(small), self.unblame(self.corpora.single("empty", 1))], self.rounds)
        self.page.goals.append(self.scaled(f"one file, {sizes[0] / 1e6:g} to {sizes[1] / 1e6:g} MB", whole, quarter, nothing))

    def scaled(self, name, whole, quarter, nothing) -> Goal:
        net = (whole.median("cpu") - nothing.median("cpu")) / max(quarter.median("cpu") - nothing.median("cpu"), 1e-6)
        return Goal(name, "<= 4.2 times", f"{net:.2f} times", f"{quarter.median('cpu'):.3f} s to {whole.median('cpu'):.3f} s, net of start-up")

    def scripts(self):
        # Of the same length in characters, so that the same sentences are there.
        other, plain = paired([self.unblame(self.corpora.other_scripts()), self.unblame(self.corpora.quarter())], self.rounds)
        self.page.goals.append(Goal("a copy that is not ASCII, against ASCII", "<= 1.2", f"{other.ratio(plain):.2f}",
                                    f"{other.median('cpu'):.3f} s against {plain.median('cpu'):.3f} s"))

    def others(self):
        """The peers, which do other work: so many of them as there are."""
        for name, path, rounds in (("12 KB", self.corpora.small(), self.rounds), ("2 MB", self.corpora.medium(), 3)):
            tools = [self.unblame(path), self.unblame(path, "phrases"), self.reference(path), *self.other_tools(path)]
            results = paired(tools, rounds)
            for result in results:
                self.page.rows.append(Row(name, result.command.name, result.median("cpu"), result.ratio(results[2]), result.median("memory")))

    def other_tools(self, path: pathlib.Path) -> list[Command]:
        files = sorted(str(one) for one in path.rglob("*.md")) if path.is_dir() else [str(path)]
        commands = {
            "typos": ["-j1", "--isolated", path],
            "codespell": [path],
            "write-good": files,
            "proselint": ["check", *files],
            "alex": ["-q", *files],
            "textlint": ["--rule", "terminology", *files],
            "vale": [],
        }
        found = []
        for name, rest in commands.items():
            if program := self.peers.find(name):
                found.append(Command(f"{name} {version(program)}", [program, *rest], folder=self.options.tools.resolve()))
        return found


def main():
    options = arguments()
    comparison = Comparison(options)
    comparison.run()
    rg = comparison.rg
    features = subprocess.run([rg, "--version"], capture_output=True, text=True).stdout
    comparison.page.versions = {
        "unblame": version(options.binary),
        "ripgrep": version(rg) + (" (SIMD)" if re.search(r"AVX2", features) else ""),
    }
    comparison.page.left_out = comparison.peers.left_out
    text = comparison.page.text()
    print(text)
    if options.write:
        options.write.write_text(text)


if __name__ == "__main__":
    main()
