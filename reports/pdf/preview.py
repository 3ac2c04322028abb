"""Pages of a PDF as pictures, to look at before it is saved."""

import io
import threading

import pypdfium2
from PIL import ImageOps

_EDGE = "#C4CCD4"
_LOCK = threading.Lock()
"""The library must not be used by two threads at once."""


def pages(content: bytes) -> int:
    """How many pages the PDF has."""
    with _LOCK, pypdfium2.PdfDocument(content) as document:
        return len(document)


def picture(content: bytes, page: int, dots_per_inch: float = 110.0) -> bytes:
    """One page (from 1) as a PNG with the paper's edge.

    Raises ``IndexError`` where there is no page of that number.
    """
    if page < 1:
        raise IndexError(f"pages begin at 1, not {page}")
    with _LOCK, pypdfium2.PdfDocument(content) as document:
        if page > len(document):
            raise IndexError(f"there are {len(document)} pages, no page {page}")
        image = document[page - 1].render(scale=dots_per_inch / 72).to_pil()
        buffer = io.BytesIO()
        ImageOps.expand(image.convert("RGB"), border=1, fill=_EDGE).save(buffer, "PNG")
    return buffer.getvalue()
