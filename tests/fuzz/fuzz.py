"""Fuzzes every parser of foreign bytes, guided by coverage: ``make fuzz``.

Prints a table, and keeps each wrong input under ``build/fuzz``. The seed is told, so that a run can be
made again.
"""

import argparse
import importlib
import json
import os
import re
import sys
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECONDS = 60
KEPT = Path("build/fuzz")
WATCHED = [
    "assessment",
    "content",
    "engagement",
    "reports",
    "ui",
    "json",
    "yaml",
    "zipfile",
    "tarfile",
    "csv",
    "openpyxl",
    "prometheus_client",
    "itsdangerous",
]
"""Whose branches guide the search: ours, and those of libraries that parse in Python."""
_COVERED = re.compile(r"cov: (\d+)")


@dataclass
class Result:
    """What the search through one target came to."""

    name: str
    answered: int = 0
    refused: int = 0
    began: int = 0
    covered: int = 0
    slowest: float = 0
    wrong: dict[str, int] = field(default_factory=dict)
    seconds: float = 0

    def row(self) -> str:
        """One line of the table."""
        wrong = "; ".join(f"{what} ({often})" for what, often in self.wrong.items()) or "0"
        return (
            f"| {self.name} | {self.seconds:.0f} s | {self.answered:,} | {self.refused:,} | "
            f"{self.began:,} → {self.covered:,} | {self.slowest:.1f} s | {wrong} |"
        )


def fuzzed(target: Any, seconds: float, seed: int) -> Result:
    """Search through one target for so long, again after whatever ends it."""
    place = KEPT / re.sub(r"\W+", "-", target.name)
    place.mkdir(parents=True, exist_ok=True)
    result = Result(target.name)
    while (left := seconds - result.seconds) > 1:
        (place / "told.json").unlink(missing_ok=True)
        with tempfile.TemporaryDirectory(prefix="fuzz-") as data:
            status = _forked(target, place, left, seed, data)
        said = (place / "said.txt").read_text(encoding="utf-8", errors="replace")
        _add(result, place, said)
        if status == 0:
            break
        ended = re.search(r"ERROR: libFuzzer: ([^\n(]+)", said)
        what = ended.group(1).strip() if ended else f"ended with {status}"
        result.wrong[what] = result.wrong.get(what, 0) + 1
        (place / "said.txt").rename(place / f"ended-{seed}.txt")
        seed += 1
        if not ended:
            break
    return result


def _forked(target: Any, place: Path, seconds: float, seed: int, data: str) -> int:
    from tests.fuzz.search import search

    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        os.dup2(os.open(place / "said.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        os.environ["PRODWORTHY_DATA"] = data
        search(target, place, seconds, seed)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _add(result: Result, place: Path, said: str) -> None:
    covered = [int(item) for item in _COVERED.findall(said)]
    if covered:
        result.began = result.began or covered[0]
        result.covered = max(result.covered, *covered)
    if not (place / "told.json").exists():
        result.seconds = float("inf")
        return
    told = json.loads((place / "told.json").read_text(encoding="utf-8"))
    result.answered += told["answered"]
    result.refused += told["refused"]
    result.seconds += told["seconds"]
    result.slowest = max(result.slowest, told["slowest"])
    for what, often in told["wrong"].items():
        result.wrong[what] = result.wrong.get(what, 0) + often


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(given: Sequence[str] | None = None) -> int:
    """The table on standard output; 1 where anything was wrong."""
    atheris: Any = importlib.import_module("atheris")  # its own requirements
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--seconds", type=float, default=SECONDS, help="of processor for each target"
    )
    asked.add_argument("--seed", type=int, default=20261127)
    asked.add_argument("only", nargs="*", help="parts of the names of targets")
    chosen = asked.parse_args(given)
    with atheris.instrument_imports(include=WATCHED):
        from tests.fuzz.targets import TARGETS
    wanted = [
        item
        for item in TARGETS
        if not chosen.only or any(part in item.name for part in chosen.only)
    ]
    _say(f"{len(wanted)} ways in, {chosen.seconds:g} s each, seed {chosen.seed}")
    _say("| bytes of | processor | answered | refused | branches reached | slowest | wrong |")
    _say("|---|---|---|---|---|---|---|")
    wrong = 0
    for target in wanted:
        result = fuzzed(target, chosen.seconds, chosen.seed)
        _say(result.row())
        wrong += len(result.wrong)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
