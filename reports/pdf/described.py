"""What a PDF says of itself: title, language, maker, client and moment, in both of its two places."""

import unicodedata
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase.pdfdoc import XMP, PDFDocument
from reportlab.pdfgen.canvas import Canvas

from reports.around import Around

LANGUAGE = "en-GB"
MAKER = "Prodworthy"
UNTAGGED = "Without tags for screen readers; its accessible twin is the web page (HTML) of the same result."
"""What the file says of itself, because the engine makes no tagged files."""
_OURS = "urn:prodworthy:report"
_JOINERS = "\u200c\u200d"


def dated(around: Around, *places: Any, **named: Any) -> Canvas:
    """An empty file that carries the moment and the words of ``around``, and no other time."""
    canvas = Canvas(*places, **named)
    canvas._doc._timeStamp = _Moment(around.moment)
    canvas._doc.Catalog.Metadata = XMP(creator=lambda document: _packet(document, around))
    return canvas


def subject_of(around: Around) -> str:
    """What the file is about, and which form of it a screen reader can use."""
    return told(f"{around.subject}. {UNTAGGED}" if around.subject else UNTAGGED)


def told(words: str) -> str:
    """Words without what no reader sees and some readers stumble over; any script is kept."""
    return "".join(
        char
        for char in " ".join(words.split())
        if char in _JOINERS or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Cn"}
    )


class _Moment(TimeStamp):  # type: ignore[misc]  # the engine carries no types
    """The report's own moment in place of the clock; a fixed one where it has none."""

    def __init__(self, moment: datetime | None) -> None:
        super().__init__(invariant=1)
        if moment is not None:
            self.t = int(moment.timestamp())
            self.lt = moment.astimezone(UTC).timetuple()
            self.YMDhms = tuple(self.lt)[:6]


def _packet(document: PDFDocument, around: Around) -> bytes:
    """The same as the file's own information, for readers and archives that look in XMP."""
    at = datetime.fromtimestamp(document._timeStamp.t, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    title, subject, client = told(around.title), subject_of(around), told(around.client)
    lines = [
        _tag("dc:format", "application/pdf"),
        _tag("dc:title", _alternative(title)),
        _tag("dc:creator", f"<rdf:Seq>{_tag('rdf:li', MAKER)}</rdf:Seq>"),
        _tag("dc:language", f"<rdf:Bag>{_tag('rdf:li', LANGUAGE)}</rdf:Bag>"),
        *(_tag(f"xmp:{name}Date", at) for name in ("Create", "Modify", "Metadata")),
        _tag("xmp:CreatorTool", MAKER),
        _tag("pdf:Producer", escape(document.info.producer)),
        _tag("dc:description", _alternative(subject)),
    ]
    if around.mark:
        lines.append(_tag("dc:rights", _alternative(told(around.mark))))
    if client:
        lines += [_tag("pdf:Keywords", escape(client)), _tag("own:client", escape(client))]
    if around.snapshot:
        lines.append(_tag("own:snapshot", escape(around.snapshot)))
    return "\n".join((_OPEN, *lines, _CLOSE, "")).encode()


def _tag(name: str, held: str) -> str:
    return f"<{name}>{held}</{name}>"


def _alternative(words: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(words)}</rdf:li></rdf:Alt>'


_OPEN = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:own="{_OURS}">"""
_CLOSE = """</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
