"""Runs every case below in a fresh folder: `faults.py BINARY [NAME...]`; a name is that of the function without `case_`."""

import pathlib
import shutil
import sys
import tempfile
import traceback

import disk
import limits
import others
import privacy
import server
import signals
from tool import Skip, Tool

MODULES = (disk, signals, others, limits, server, privacy)


def main() -> int:
    binary, wanted = sys.argv[1], sys.argv[2:]
    cases = {
        name.removeprefix("case_").replace("_", "-"): case
        for module in MODULES
        for name, case in vars(module).items()
        if name.startswith("case_")
    }
    unknown = [name for name in wanted if name not in cases]
    if unknown:
        print(f"error: no case {', '.join(unknown)}; there are {', '.join(cases)}", file=sys.stderr)
        return 2
    failed = 0
    for name in wanted or cases:
        folder = pathlib.Path(tempfile.mkdtemp(prefix="unblame-faults-"))
        try:
            print(f"ok       {name}: {cases[name](Tool(binary, folder))}", flush=True)
        except Skip as reason:
            print(f"SKIPPED  {name}: {reason}", flush=True)
        except Exception:
            failed += 1
            print(f"FAILED   {name}\n{traceback.format_exc()}", flush=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
