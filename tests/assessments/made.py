"""The assessments as reports, made once in a run of the tests."""

import zipfile
from dataclasses import dataclass
from functools import cache
from html import unescape
from io import BytesIO
from re import DOTALL, sub

from pypdf import PdfReader

from engagement import reporting
from engagement.looks.from_files import store_of_its_own
from reports.formats import SUFFIXES, Choices, of
from reports.model import Report
from reports.progress import untold
from tests.assessments.full import fill
from tests.assessments.kept import texts
from tests.reports import pdf_reading, pptx_reading

COPIES = frozenset({
    "snapshot.inputs", "snapshot.scorecard", "snapshot.roadmap", "choice_snapshot.inputs",
    "choice_snapshot.result", "choice_snapshot.items", "pack_version.content", "finding.value",
    "request_made.value", "kept_history.value", "kept_history.options",
})  # fmt: skip
"""Columns that freeze what stands elsewhere, or that hold what was read and nobody typed."""


@dataclass(frozen=True)
class Made:
    """A report, what each word was typed as that has to be in it, and where it is kept."""

    report: Report
    words: dict[str, str]
    kept: dict[str, set[str]]


@cache
def full() -> Made:
    """The full assessment, told with the names of its people."""
    with store_of_its_own() as store:
        held = fill(store, voices_elsewhere=2)
        report = reporting.report(store, held.id, show_names=True)
        return Made(report, held.words.typed, texts(store, COPIES))


@cache
def full_as(suffix: str) -> bytes:
    """The full assessment in one format; ``suffix`` is one of :data:`reports.formats.SUFFIXES`."""
    assert suffix in SUFFIXES
    return of(suffix).render(full().report, Choices(), untold)


@cache
def text_of(suffix: str, content: bytes) -> str:
    """Everything that a reader can find in a file of a format, addresses of links among it."""
    if suffix == "pdf":
        pages = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        return f"{pages} {' '.join(pdf_reading.addresses(content))}"
    if suffix == "pptx":
        return f"{pptx_reading.whole(content)} {' '.join(pptx_reading.targets(content))}"
    if suffix in ("docx", "xlsx"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = (archive.read(name).decode() for name in archive.namelist()
                     if name.endswith((".xml", ".rels")))  # fmt: skip
            return " ".join(f"{_plain(part)} {_targets(part)}" for part in parts)
    if suffix == "html":
        page = sub(r"<(style|svg)\b.*?</\1>", " ", content.decode(), flags=DOTALL)
        return f"{_plain(page)} {unescape(page)}"
    return content.decode()


def _plain(part: str) -> str:
    return unescape(sub(r"<[^>]+>", " " if "<w:document" not in part[:4000] else "", part))


def _targets(part: str) -> str:
    return " ".join(sub(r'.*?Target="([^"]*)"|.+', r"\1 ", part, flags=DOTALL).split())
