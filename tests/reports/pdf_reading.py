"""What a test can read off a PDF: texts, links, places, fonts."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject


def reader(content: bytes) -> PdfReader:
    """The PDF, opened."""
    return PdfReader(io.BytesIO(content))


def texts(content: bytes) -> list[str]:
    """The text of each page with plain spaces and one space between words."""
    return [
        " ".join(page.extract_text().replace("\u00a0", " ").split())
        for page in reader(content).pages
    ]


def whole(content: bytes) -> str:
    """The text of all pages."""
    return " ".join(texts(content))


def annotations(content: bytes) -> Iterator[Any]:
    """Every link annotation."""
    for page in reader(content).pages:
        for item in page.get("/Annots", ArrayObject()):
            held = item.get_object()
            if held.get("/Subtype") == "/Link":
                yield held


def addresses(content: bytes) -> list[str]:
    """Every address that a link opens."""
    actions = (item.get("/A") for item in annotations(content))
    return [str(action["/URI"]) for action in actions if action and "/URI" in action]


def inner_pages(content: bytes) -> list[int | None]:
    """The page (from 1) that each inner link leads to; ``None`` where it leads nowhere."""
    held = reader(content)
    numbers: dict[Any, int] = {}
    for place, page in enumerate(held.pages, 1):
        numbers[getattr(page.indirect_reference, "idnum", None)] = place
    found: list[int | None] = []
    for item in annotations(content):
        if "/Dest" in item:
            found.append(
                numbers.get(item.raw_get("/Dest").get_object()[0:1][0].indirect_reference.idnum)
            )
    return found


def fonts(content: bytes) -> dict[str, bool]:
    """Name of every font -> whether its file is embedded."""
    found: dict[str, bool] = {}
    for page in reader(content).pages:
        resources: Any = page["/Resources"]
        for item in resources.get("/Font", {}).values():
            font = item.get_object()
            held = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
            described = held.get_object().get("/FontDescriptor")
            embedded = bool(described) and "/FontFile2" in described.get_object()
            found[str(font["/BaseFont"])] = embedded
    return found


def outline(content: bytes) -> list[str]:
    """The titles of the outline's entries."""

    def flat(items: list[Any]) -> Iterator[str]:
        for item in items:
            if isinstance(item, list):
                yield from flat(item)
            else:
                yield str(item.title)

    return list(flat(reader(content).outline))


Printed = tuple[float, float, str]
"""Size in points, height of the base line on the page, and the words."""


def printed(content: bytes) -> list[list[Printed]]:
    """What stands on each page, in the order in which it was set."""
    pages = []
    for page in reader(content).pages:
        held: list[Printed] = []

        def hear(text: str, cm: Any, tm: Any, _font: Any, size: float, to: Any = held) -> None:
            if text.strip():
                to.append((round(size * tm[0], 1), cm[5] + tm[5], text.strip()))

        page.extract_text(visitor_text=hear)
        pages.append(held)
    return pages
