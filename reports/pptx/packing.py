"""A deck as bytes that are the same for the same report, whatever the clock says."""

import io
import re
import zipfile
from datetime import datetime

from pptx.presentation import Presentation as Deck

_EPOCH = (1980, 1, 1, 0, 0, 0)
_DATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def packed(deck: Deck, made_at: datetime) -> bytes:
    """The deck with the report's own time in every file of it, those inside charts too."""
    written = io.BytesIO()
    deck.save(written)
    return _fixed(written.getvalue(), f"{made_at:%Y-%m-%dT%H:%M:%SZ}".encode())


def _fixed(content: bytes, moment: bytes) -> bytes:
    """The same archive, its entries dated alike and its properties with ``moment``."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename.endswith(".xlsx"):
                data = _fixed(data, moment)
            if item.filename == "docProps/core.xml":
                data = _DATED.sub(rb"\g<1>" + moment + rb"\g<2>", data)
            entry = zipfile.ZipInfo(item.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, data)
    return made.getvalue()
