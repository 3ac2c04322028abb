"""Templates to test with: real files of the libraries, with parts put in, taken out or changed."""

import io
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pptx
from PIL import Image

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_EMPTY_RELS = (
    '<?xml version="1.0"?><Relationships '
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


def unzipped(content: bytes) -> dict[str, bytes]:
    """Name -> bytes of every part."""
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    """A file of these parts."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def word(change: Callable[["docx.document.Document"], None] | None = None) -> bytes:
    """A client's Word file: a house style, a head with a logo, text of its own."""
    document = docx.Document()
    document.styles["Heading 1"].font.name = "Georgia"
    document.add_paragraph("Secret text of the last client")
    head = document.sections[0].header.paragraphs[0]
    head.text = "Northwind house style"
    head.add_run().add_picture(png())
    if change:
        change(document)
    return _saved(document)


def slides() -> bytes:
    """A client's presentation with one sample slide."""
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Secret slide"
    return _saved(deck)


def png() -> io.BytesIO:
    """A small real picture."""
    buffer = io.BytesIO()
    Image.new("RGB", (40, 12), (11, 74, 134)).save(buffer, "PNG")
    buffer.seek(0)
    return buffer


def _saved(file: "docx.document.Document | pptx.presentation.Presentation") -> bytes:
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def with_part(
    content: bytes,
    name: str,
    data: bytes,
    *,
    content_type: str = "",
    related: tuple[str, str, str] | None = None,
    outside: bool = False,
    target: str = "",
) -> bytes:
    """The file with one more part; ``related`` is (the part it hangs from, id, type)."""
    parts = unzipped(content)
    if data:
        parts[name] = data
    if content_type:
        override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
        parts = changed(parts, "[Content_Types].xml", "</Types>", override)
    if related:
        source, rel_id, kind = related
        folder, _, file = source.rpartition("/")
        place = f"{folder}/_rels/{file}.rels".lstrip("/")
        parts.setdefault(place, _EMPTY_RELS.encode())
        mode = ' TargetMode="External"' if outside else ""
        row = f'<Relationship Id="{rel_id}" Type="{kind}" Target="{target or "/" + name}"{mode}/>'
        parts = changed(parts, place, "</Relationships>", row + "</Relationships>")
    return zipped(parts)


def changed(parts: dict[str, bytes], name: str, old: str, new: str) -> dict[str, bytes]:
    """The parts with words of one replaced; a mistake of the test where they are not there."""
    text = parts[name].decode()
    assert old in text, (name, old)
    return {**parts, name: text.replace(old, new, 1).encode()}


def in_head(content: bytes, xml: str) -> bytes:
    """The Word file with ``xml`` in the first paragraph of its head."""
    parts = unzipped(content)
    name = next(item for item in parts if Path(item).name.startswith("header"))
    return zipped(changed(parts, name, "</w:p>", f"{xml}</w:p>"))


def retyped(content: bytes, old: str, new: str) -> bytes:
    """The file with a content type replaced, as saving it as another kind would."""
    return zipped(changed(unzipped(content), "[Content_Types].xml", old, new))
