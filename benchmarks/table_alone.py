"""Profile and drift of one table against another, in a process of its own; prints seconds and memory."""

import json
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.files_read import read_files
from assessment.sources import Circumstances, Permission, Source


def compared(live: Path, reference: Path) -> DatasetEvidence:
    """The evidence of a live table against its training table."""
    source = Source(
        id="bench", kind="dataset", name="bench", address=str(live),
        options={"reference": str(reference)},
    )  # fmt: skip
    around = Circumstances(
        now=lambda: datetime.now(UTC), permission=Permission(), budget=timedelta(minutes=10)
    )
    seen = read_files(source, around)
    assert seen.shift is not None
    assert len(seen.shift.shifts) == 19, seen.shift.reason
    return seen


def _peak() -> float:
    """The most memory that this program held, in MB.

    Not what the system counts for the process (``ru_maxrss``): that begins with what the program
    which started this one held at that moment.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


def main(live: str, reference: str) -> None:
    """Compare two Parquet files and say what it took."""
    began = time.perf_counter()
    compared(Path(live), Path(reference))
    seconds = time.perf_counter() - began
    peak = _peak()
    print(json.dumps({"seconds": seconds, "megabytes": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:3])
