"""``python -m benchmarks.accuracy FOLDER``: runs the repository probes on every labelled repository.

FOLDER holds one clone a repository, named ``OWNER+NAME``, at the commit of its reading.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import yaml

from assessment.connectors import repository
from assessment.model import Finding
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, Source
from benchmarks.accuracy.cases import Reading, readings, said_file
from benchmarks.accuracy.page import render

PAGE = Path(__file__).resolve().parents[2] / "docs" / "probe-accuracy.md"


def main(folder: Path) -> int:
    """Look at each, keep what was said, write the page; 1 where a clone is missing or elsewhere."""
    missing = [reading.repository for reading in readings() if not _looked_at(folder, reading)]
    for name in missing:
        print(f"{name}: no clone of it at the commit of its reading")
    PAGE.write_text(render(), encoding="utf-8")
    return 1 if missing else 0


def _looked_at(folder: Path, reading: Reading) -> bool:
    place = folder / reading.repository.replace("/", "+")
    place = place / "repo" if (place / "repo" / "HEAD").is_file() else place  # a bare clone inside
    if not place.is_dir():
        return False
    # The day on which the newest clone was made, so that ages come out alike whenever this is run.
    now = datetime(2026, 11, 26, tzinfo=UTC)
    source = Source(id="case", kind="repository", name=reading.repository, address=str(place))
    around = Circumstances(now=lambda: now, permission=Permission(), budget=timedelta(minutes=5))
    evidence = repository.read(source, around)
    if evidence.commit != reading.commit:
        return False
    _keep(reading, examine(discover(), source, evidence, now))
    return True


def _keep(reading: Reading, findings: tuple[Finding, ...]) -> None:
    said = {
        finding.probe: {"outcome": str(finding.outcome.value), "observed": finding.observed}
        for finding in sorted(findings, key=lambda item: item.probe)
        if finding.probe in reading.labels
    }
    kept = yaml.safe_dump(
        {"commit": reading.commit, "said": said}, sort_keys=False, allow_unicode=True, width=120
    )
    said_file(reading.repository).write_text(kept, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
