"""What was last measured, by area, and the table that is made of it for the README and the docs."""

import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import Row

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docs" / "benchmarks.json"
BEGIN, END = "<!-- benchmarks: written by make bench -->", "<!-- end of benchmarks -->"
HEAD = """# Benchmarks

Written by `make bench`; `python -m benchmarks AREA` measures one area again. Seconds depend on the
machine; the ratio to a peer measured in the same run is what counts, and each has a limit.

"""


@dataclass(frozen=True, kw_only=True)
class Area:
    """The rows of one area, with the day and the machine they were measured on."""

    name: str
    measured: str
    rows: list[Row]


def now() -> str:
    """The day, and the machine in a few words."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{datetime.now(UTC).date().isoformat()}, {platform.machine()} with {os.cpu_count()} cores and "
        f"{memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"
    )


def keep(area: Area) -> None:
    """Put an area's newest rows in the place of its former ones; a new area comes last."""
    held = {item.name: item for item in areas()} | {area.name: area}
    text = json.dumps([asdict(item) for item in held.values()], indent=1, ensure_ascii=False)
    FILE.write_text(text + "\n", encoding="utf-8")


def areas() -> list[Area]:
    """Every area that was measured."""
    found = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else []
    return [Area(**item | {"rows": [Row(**row) for row in item["rows"]]}) for item in found]


def page() -> str:
    """``docs/benchmarks.md``."""
    return HEAD + _table() + "\n"


def readme() -> str:
    """The README with the newest table between its two marks.

    :raises ValueError: where it has not both marks, once each and in their order.
    """
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"README.md needs {BEGIN} and then {END}.")
    return f"{before}{BEGIN}\n\n{_table()}\n\n{END}{after}"


def _table() -> str:
    head = "| area | what | took | peer | took | ratio | limit |\n|---|---|---|---|---|---|---|\n"
    lines = [_line(area.name, row) for area in areas() for row in area.rows]
    return head + "\n".join(lines) + "\n\n" + _when()


def _line(area: str, row: Row) -> str:
    return (
        f"| {area} | {row.name} | {row.subject:.3f} {row.unit} | {row.peer_name} | {row.peer:.3f} {row.unit} "
        f"| {row.ratio:.3g} | {row.limit:.3g} |"
    )


def _when() -> str:
    """One line where all was measured alike, else one for each moment and machine."""
    moments: dict[str, list[str]] = {}
    for area in areas():
        moments.setdefault(area.measured, []).append(area.name)
    if len(moments) == 1:
        return f"Measured {next(iter(moments))}."
    return "\n".join(f"- Measured {when}: {', '.join(names)}." for when, names in moments.items())
