"""The PDF report, against WeasyPrint on the equal web page, and against reportlab's plain text."""

import io
import json
import statistics
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks.measure import Row, median_seconds, paired_seconds
from reports import html
from reports.around import around_report
from reports.blocks import Block, Section
from reports.pdf import render, render_sections
from reports.pdf.preview import pages as count
from reports.sections import build
from tests.reports.example_report import report

LINES = 60
SENTENCE = "Level 3 is claimed, level 2 was observed; the exit criterion names the number that will prove it."
RUNS = 3
ROOT = Path(__file__).resolve().parent.parent


def rows() -> list[Row]:
    """Against WeasyPrint with charts and without, and over plain text."""
    sections = build(report())
    bare = tuple(_without_charts(section) for section in sections)
    return [
        _over_weasyprint(sections, "", 0.8),
        _over_weasyprint(bare, ", charts left out of both", 0.6),
        _over_plain_text(),
    ]


def _over_weasyprint(sections: tuple[Section, ...], what: str, limit: float) -> Row:
    """The same sections as PDF, and their web page set by WeasyPrint."""
    around = around_report(report())
    pages = count(render_sections(sections, around, "A4"))
    with tempfile.TemporaryDirectory() as scratch:
        page = Path(scratch) / "report.html"
        page.write_bytes(html.render(sections, around))
        command = [str(ROOT / ".venv-peers/bin/python"), "benchmarks/page_alone.py", str(page)]
        taken = []
        for _ in range(RUNS):
            own = median_seconds(lambda: render_sections(sections, around, "A4"), runs=1)
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
            taken.append((own, float(json.loads(done.stdout.splitlines()[-1])["seconds"])))
    return Row(
        name=f"The full PDF report, {pages} pages{what}",
        subject=statistics.median(own for own, _ in taken),
        peer=statistics.median(other for _, other in taken),
        peer_name="WeasyPrint on the same report as a web page",
        limit=limit,
    )


def _without_charts(section: Section) -> Section:
    kept: tuple[Block, ...] = tuple(block for block in section.blocks if not hasattr(block, "alt"))
    return section.model_copy(update={"blocks": kept})


def _over_plain_text() -> Row:
    """Charts, tables, contents and links over plain text."""
    example = report()
    pages = count(render(example))
    subject, peer = paired_seconds(lambda: render(example), _plain(pages))
    return Row(
        name=f"The PDF report, {pages} pages, with contents, links and vector charts",
        subject=subject,
        peer=peer,
        peer_name=f"reportlab drawing {pages} pages of {LINES} lines",
        limit=120,
    )


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
