"""The deck parted in two where something is hidden: what is shown, and what stands behind it."""

from typing import Any

from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck

_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_KIND = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_PARTS = (
    ("Read-out", "{5C0B5D4B-6D0E-4E4A-9B0C-1A6C0E3F7A01}"),
    ("Behind the read-out, hidden", "{5C0B5D4B-6D0E-4E4A-9B0C-1A6C0E3F7A02}"),
)


def part(deck: Deck) -> None:
    """Name both parts as sections; a deck without hidden slides stays as it is."""
    held: Any = deck.slides._sldIdLst
    hidden = [slide._element.get("show") == "0" for slide in deck.slides]
    if not any(hidden):
        return
    ids = [item.get("id") for item in held]
    parts = "".join(
        f'<p14:section name="{name}" id="{key}"><p14:sldIdLst>'
        + "".join(
            f'<p14:sldId id="{one}"/>' for one, behind in zip(ids, hidden, strict=True)
            if behind == bool(place)
        )
        + "</p14:sldIdLst></p14:section>"
        for place, (name, key) in enumerate(_PARTS)
    )  # fmt: skip
    extension = parse_xml(
        f'<p:ext xmlns:p="{_P}" uri="{_KIND}"><p14:sectionLst xmlns:p14="{_P14}">{parts}'
        "</p14:sectionLst></p:ext>"
    )
    root: Any = deck.element
    extensions = root.find(f"{{{_P}}}extLst")
    if extensions is None:
        extensions = parse_xml(f'<p:extLst xmlns:p="{_P}"/>')
        root.append(extensions)
    extensions.append(extension)
