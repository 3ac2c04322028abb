"""The PDF report, against reportlab writing as many pages of plain text in the same embedded fonts."""

import io
from collections.abc import Callable

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks.measure import Row, paired_seconds
from reports.pdf import render
from tests.reports.example_report import report

LINES = 60
SENTENCE = "Level 3 is claimed, level 2 was observed; the exit criterion names the number that will prove it."


def rows() -> list[Row]:
    """One row: charts, tables, contents and links over plain text."""
    example = report()
    pages = render(example).count(b"/Type /Page\n") or 26
    subject, peer = paired_seconds(lambda: render(example), _plain(pages))
    return [
        Row(
            name=f"The PDF report, {pages} pages, with contents, links and vector charts",
            subject=subject,
            peer=peer,
            peer_name=f"reportlab drawing {pages} pages of {LINES} lines",
            limit=120,
        )
    ]


def _plain(pages: int) -> Callable[[], bytes]:
    def draw() -> bytes:
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=A4)
        for _ in range(pages):
            canvas.setFont("Helvetica", 9)
            for line in range(LINES):
                canvas.drawString(48, 780 - 12 * line, SENTENCE)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    return draw
