"""``make bench``: measures every figure, prints it, writes ``docs/benchmarks.md``; fails past a limit."""

import gc
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from benchmarks import answering, pdf, repository, runtime, scoring, tables, workbooks, workshop
from benchmarks.measure import Row

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench`. Seconds depend on the machine; the ratio to a peer measured in the same run is what
counts, and each has a limit.

"""


def main() -> int:
    """Run all, write the page; 1 where a ratio is past its limit."""
    modules = (answering, scoring, pdf, workbooks, repository, runtime, tables, workshop)
    rows = [row for module in modules for row in _alone(module)]
    for row in rows:
        print(
            f"{row.name}: {row.subject:.3f} {row.unit}, {row.ratio:.3g} x {row.peer_name}"
            f" ({row.peer:.3f} {row.unit})"
        )
    PAGE.write_text(HEAD + _table(rows) + _foot(), encoding="utf-8")
    return 0 if all(row.holds for row in rows) else 1


def _alone(module: ModuleType) -> list[Row]:
    """A module's rows as if it were measured by itself.

    What the modules before left behind is kept out of the search for garbage, which would slow down
    whoever makes many objects, and not both sides alike.
    """
    gc.collect()
    gc.freeze()
    found: list[Row] = module.rows()
    return found


def _table(rows: list[Row]) -> str:
    head = "| what | took | peer | took | ratio | limit |\n|---|---|---|---|---|---|\n"
    lines = (
        f"| {row.name} | {row.subject:.3f} {row.unit} | {row.peer_name} | {row.peer:.3f} {row.unit} "
        f"| {row.ratio:.3g} | {row.limit:.3g} |"
        for row in rows
    )
    return head + "\n".join(lines)


def _foot() -> str:
    when = datetime.now(UTC).date().isoformat()
    return f"\n\nMeasured {when} on {platform.machine()}, Python {platform.python_version()}.\n"


if __name__ == "__main__":
    sys.exit(main())
