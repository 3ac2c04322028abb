"""The bytes of the document: the same for the same content, whenever it is written."""

from io import BytesIO

from docx.document import Document

from reports.undated import undated


def saved(document: Document) -> bytes:
    """The file, with no time of this run in it."""
    written = BytesIO()
    document.save(written)
    return undated(written)
