"""The JSON Schemas against every configuration and pack of the repository, and against mistakes."""

import json
import re
import sys
import tomllib
from pathlib import Path

from jsonschema import Draft7Validator

root, scratch = Path(sys.argv[1]), Path(sys.argv[2])


def validator(name: str) -> Draft7Validator:
    schema = json.loads((scratch / name).read_text())
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


CONFIG, PACK = validator("unblame.schema.json"), validator("pack.schema.json")


def fits(schema: Draft7Validator, name: str, text: str) -> None:
    problems = [f"{name}: {'.'.join(map(str, one.path))}: {one.message}" for one in schema.iter_errors(tomllib.loads(text))]
    assert not problems, "\n".join(problems)


def fails(schema: Draft7Validator, text: str) -> None:
    assert not schema.is_valid(tomllib.loads(text)), text


def uncommented(text: str) -> str:
    """The keys that `unblame init` writes as comments."""
    return re.sub(r"^# ", "", text.split("\n\n", 1)[1], flags=re.MULTILINE)


def shown(page: str) -> list[str]:
    """The TOML blocks of a page that are whole files: those that start with a table or key of one."""
    return re.findall(r"^```toml\n(.*?)^```$", (root / page).read_text(), flags=re.MULTILINE | re.DOTALL)


packs = [path for folder in ("rules", "examples/packs", "tests/packs", "tests/cli") for path in sorted((root / folder).rglob("*.toml"))]
packs = [path for path in packs if path.name != "Cargo.toml"] + [scratch / "packs/starter.toml"]
for path in packs:
    fits(PACK, str(path), path.read_text())
blocks = [(page, block) for page in ("docs/packs.md", "docs/pack-syntax.md", "docs/configuration.md", "README.md") for block in shown(page)]
configs = [(page, block) for page, block in blocks if re.match(r"(# unblame\.toml\n)?(#.*\n)*(extends|profile|packs) = ", block)]
pack_blocks = [(page, block) for page, block in blocks if "[pack]\n" in block or block.startswith("[pack] ")]
assert configs and pack_blocks
for page, block in configs:
    fits(CONFIG, page, block)
for page, block in pack_blocks:
    # The page on the syntax leaves nothing out.
    fits(PACK, page, block)
fits(CONFIG, "unblame init", uncommented((scratch / "unblame.toml").read_text()))

for wrong in (
    'profil = "core"', 'profile = "cor"', "max-file-size = -1", 'max-file-size = "20 potatoes"', 'select = "core"',
    '[severity]\nhuman-error = "fatal"', '[voice]\nwe = "loud"', '[people]\nnaming = "never"', '[[overrides]]\nignore = ["a"]',
):  # fmt: skip
    fails(CONFIG, wrong)
for right in ('max-file-size = "20MiB"', "max-file-size = 4096", '[voice]\nwe = "off"', 'max-file-size = "20 mb"'):
    fits(CONFIG, right, right)
RULE = '[[rule]]\nid = "a"\ncategory = "b"\nseverity = "hint"\nmessage = "m"\nwhy = "w"\nquestion = "q"\n'
fits(PACK, RULE, RULE)
for wrong in (
    '[pack]\nversion = "1"', '[[rule]]\nid = "a"', RULE + 'mach = ["a"]', RULE + 'match = [{ pattern = "a", tens = "any" }]',
    RULE + 'rewrites = [{ txt = "a" }]', RULE + 'severity-for = { we = "quiet" }', "[lists]\na = { verb = [] }",
):  # fmt: skip
    fails(PACK, wrong)
print(f"schemas: {len(packs)} packs, {len(configs) + 1} configurations and {len(pack_blocks)} snippets fit, mistakes don't")
