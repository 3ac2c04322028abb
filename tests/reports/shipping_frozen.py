"""Ships the report of the full assessment as this version freezes it, beside the figures that it prints.

``python -m tests.reports.shipping_frozen``, once for each form of the text: what is shipped stays, as the
witness of what an earlier version wrote.
"""

import gzip
from pathlib import Path

from reports import frozen
from reports.as_of import Frozen
from reports.result_json import render
from tests.assessments import made

FOLDER = Path(__file__).parent / "frozen_reports"


def main() -> None:
    """Write the two files of the present form."""
    held = made.full().report
    mark = Frozen(id="0123456789", at=held.made_at, by="Mara", note="Before the board")
    report = held.model_copy(
        update={"frozen": mark, "frozen_at": held.made_at, "snapshot": mark.id}
    )
    name = f"form-{frozen.FORM}"
    for suffix, content in (
        ("frozen", frozen.frozen(report).encode()),
        ("result", render(report)),
    ):
        (FOLDER / f"{name}.{suffix}.json.gz").write_bytes(gzip.compress(content, mtime=0))


if __name__ == "__main__":
    main()
