"""A Word file as a reader gets it: its words, styles, places, links, tables and pictures."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

Element = BaseOxmlElement
TEXT, BREAK, TAB = qn("w:t"), qn("w:br"), qn("w:tab")
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """Words with single spaces, as they are compared."""
    return _SPACE.sub(" ", text).strip()


@dataclass(frozen=True)
class Read:
    """A file taken apart."""

    content: bytes

    @cached_property
    def document(self) -> Document:
        """The file as the library opens it."""
        return docx.Document(io.BytesIO(self.content))

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """Name -> bytes of every part."""
        with ZipFile(io.BytesIO(self.content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @property
    def body(self) -> Element:
        """The body."""
        body: Element = self.document.element.body
        return body

    def all(self, tag: str) -> list[Element]:
        """Every element of a name of the main namespace, wherever it stands."""
        return list(self.body.iter(qn(tag)))

    @cached_property
    def text(self) -> str:
        """All words in order, those in tables and alternative texts too."""
        return plain(" ".join([*(words(item) for item in self.all("w:p")), *self.alts]))

    @property
    def alts(self) -> list[str]:
        """What stands for each picture."""
        return [item.get("descr", "") for item in self.all("wp:docPr")]

    def styled(self, name: str) -> list[str]:
        """The texts of the paragraphs of a style, by its name."""
        return [words(item) for item in self.all("w:p") if self.style_of(item) == name]

    def style_of(self, paragraph: Element) -> str:
        """The name of a paragraph's style."""
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._names[str(found.get(qn("w:val")))] if found is not None else ""

    @cached_property
    def _names(self) -> dict[str, str]:
        return {str(item.style_id): str(item.name) for item in self.document.styles}

    @property
    def places(self) -> list[str]:
        """The names of all bookmarks."""
        return [str(item.get(qn("w:name"))) for item in self.all("w:bookmarkStart")]

    @property
    def inner_links(self) -> set[str]:
        """The bookmarks that links and fields of pages lead to."""
        anchors = {item.get(qn("w:anchor")) for item in self.all("w:hyperlink")}
        fields = {found[1] for code in self.fields if (found := re.match(r" PAGEREF (\S+)", code))}
        return {str(name) for name in anchors if name} | fields

    @property
    def outer_links(self) -> set[str]:
        """The addresses that links lead to."""
        rels = self.document.part.rels
        ids = [item.get(qn("r:id")) for item in self.all("w:hyperlink")]
        return {rels[str(name)].target_ref for name in ids if name}

    @property
    def fields(self) -> list[str]:
        """The instruction of every field in the text."""
        return [item.text or "" for item in self.all("w:instrText")]


def words(paragraph: Element) -> str:
    """The words of a paragraph, without those of paragraphs inside of it."""
    return "".join(_pieces(paragraph))


def _pieces(paragraph: Element) -> Iterator[str]:
    for item in paragraph.iter(TEXT, BREAK, TAB):
        if item.tag == TEXT:
            yield item.text or ""
        else:
            yield " "
