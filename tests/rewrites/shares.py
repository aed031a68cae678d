#!/usr/bin/env python3
"""How many passages get another wording, by category.

usage: shares.py --bin target/release/unblame [--sample N] [--seed S] [--failing] SENTENCES.jsonl

SENTENCES.jsonl holds one {"text", "label"} per line; only those with the label `flag` count, each linted as a document of its own. A passage
is a finding of severity `error` or `warning`. `automatic` is a suggestion that can be carried out (safe or unsafe), `any` is any suggestion.
--sample prints N of the automatic rewrites, drawn at random, for reading; --failing prints the passages that have none.
"""
import argparse
import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile

AIM = {"individual-cause", "omission", "hindsight", "violation", "group-blame"}


def lint(binary, texts):
    """Pairs of a text and one of its findings."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, text in enumerate(texts):
            path = pathlib.Path(folder) / f"{number:05}.md"
            path.write_bytes((text + "\n").encode())
            paths.append(str(path))
        for start in range(0, len(paths), 200):
            command = [binary, "check", "--format", "json", "--isolated", *paths[start:start + 200]]
            run = subprocess.run(command, capture_output=True, text=True, check=False)
            if run.returncode not in (0, 1):
                sys.exit(f"the linter failed with {run.returncode}: {run.stderr.strip()[:500]}")
            for finding in json.loads(run.stdout):
                yield texts[int(pathlib.Path(finding["path"]).stem)], finding


def edited(text, suggestion):
    data = text.encode()
    for edit in reversed(suggestion["edits"]):
        start, end = edit["range"]["start"]["offset"], edit["range"]["end"]["offset"]
        data = data[:start] + edit["replacement"].encode() + data[end:]
    return data.decode()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--failing", action="store_true")
    parser.add_argument("sentences", type=pathlib.Path)
    args = parser.parse_args()
    rows = (json.loads(line) for line in args.sentences.read_text(encoding="utf-8").splitlines() if line.strip())
    texts = [row["text"] for row in rows if row["label"] == "flag"]
    counts = collections.defaultdict(collections.Counter)
    rewrites = []
    for text, finding in lint(args.bin, texts):
        if finding["severity"] not in ("error", "warning"):
            continue
        count = counts[finding["category"]]
        automatic = [one for one in finding["suggestions"] if one["edits"]]
        count["found"] += 1
        count["automatic"] += bool(automatic)
        count["any"] += bool(finding["suggestions"])
        if automatic:
            rewrites.append((finding["rule"], automatic[0]["applicability"], text, edited(text, automatic[0])))
        elif args.failing and finding["category"] in AIM:
            print(f"{finding['rule']}\n  {text}\n  » {finding['text']}\n  = {finding['suggestions'][0]['title']}")
    if args.sample:
        random.Random(args.seed).shuffle(rewrites)
        for rule, applicability, before, after in rewrites[:args.sample]:
            print(f"{rule} ({applicability})\n  - {before}\n  + {after}")
    total = collections.Counter()
    for category, count in sorted(counts.items()):
        print(f"{category:18} found {count['found']:4}  automatic {count['automatic'] / count['found']:5.0%}  "
              f"any {count['any'] / count['found']:5.0%}")
        if category in AIM:
            total.update(count)
    print(f"{'the five':18} found {total['found']:4}  automatic {total['automatic'] / total['found']:5.1%}  "
          f"any {total['any'] / total['found']:5.1%}")


if __name__ == "__main__":
    main()
