"""The named styles of the report: sizes and leadings in points, colours by name.

``others`` are names under which a client's template may have a style for the same purpose; it is
taken in place of ours. ``colour`` is a name of :data:`COLOURS`.
"""

from dataclasses import dataclass, field

from reports import colours
from reports.colours import Tone

COLOURS: dict[str, tuple[str, str]] = {
    "ink": ("1B2733", "text1"),
    "soft": ("3B4857", "text2"),
    "mist": ("F4F6F8", "background2"),
    "accent": ("0F62A8", "accent1"),
    "quiet": ("5A6774", ""),
    "line": ("D5DCE3", ""),
    "white": ("FFFFFF", "background1"),
    **{
        f"tone-{tone}": (colour.hexval()[2:].upper(), "")
        for tone, colour in colours.VERDICT_WORDS.items()
    },
}
"""Name -> colour in hex, and the name by which a client's theme replaces it."""

SHAPES: dict[Tone, str] = {
    "ready": "●",
    "conditional": "◆",
    "not_ready": "■",
    "insufficient_evidence": "○",
    "quiet": "○",
}


@dataclass(frozen=True)
class Look:
    """One style of paragraphs or words."""

    role: str
    name: str
    size: float = 0
    leading: float = 0
    before: float = 0
    after: float = 0
    colour: str = ""
    bold: bool = False
    face: str = ""
    """*major* or *minor* font of the theme, or *mono*; the one of the base where empty."""
    based: str = "normal"
    follows: str = ""
    outline: int | None = None
    keep_next: bool = False
    keep_lines: bool = False
    align: str = ""
    left: float = 0
    hanging: float = 0
    tabs: tuple[tuple[str, float], ...] = ()
    line_above: tuple[str, float] | None = None
    shade: str = ""
    bullet: bool = False
    words: bool = False
    """A style of words in place of one of paragraphs."""
    underline: bool = False
    tight: bool = False
    """Lines as close as the leading says, closer than the font asks for."""
    gallery: bool = True
    others: tuple[str, ...] = field(default=())

    @property
    def id(self) -> str:
        """The id: the name without spaces."""
        return self.name.replace(" ", "")


_TEXT = 499.0
PARAGRAPHS: tuple[Look, ...] = (
    Look("normal", "Normal", 9, 13, colour="soft", based="", face="minor"),
    Look("title", "Title", 34, 39, colour="ink", bold=True, face="major", follows="subtitle"),
    Look("title-small", "Title Small", 26, 31, based="title"),
    Look("title-smaller", "Title Smaller", 18, 23, based="title"),
    Look("title-least", "Title Least", 13, 17, based="title"),
    Look("subtitle", "Subtitle", 14, 21, before=14, colour="soft", follows="body"),
    Look("kicker", "Cover Kicker", 11, 15, before=104, after=10, colour="quiet"),
    Look("mark", "Cover Mark", 7.5, 10, colour="ink", align="right"),
    Look("wordmark", "Cover Wordmark", 11, 14, colour="ink", bold=True, face="major"),
    Look("heading1", "heading 1", 9, 12, before=30, after=5, colour="accent", bold=True,
         face="major", outline=0, keep_next=True, keep_lines=True, follows="heading2"),
    Look("heading2", "heading 2", 19, 24, after=7, colour="ink", bold=True, face="major",
         outline=1, keep_next=True, keep_lines=True, follows="body"),
    Look("heading3", "heading 3", 10.5, 14, before=10, after=3, colour="ink", bold=True,
         face="major", outline=2, keep_next=True, keep_lines=True, follows="body"),
    Look("lead", "Lead", 10.5, 15.5, after=8, colour="soft", others=("Intro", "Introduction")),
    Look("body", "Body Text", after=6, others=("Body",)),
    Look("body-flat", "Card Text", based="body"),
    Look("bullet", "List Bullet", after=3, left=11, hanging=11, bullet=True, based="body"),
    Look("note", "Note", 7.5, 10.5, after=6, colour="quiet", others=("Source", "Footnote")),
    Look("note-flat", "Card Note", based="note"),
    Look("caption", "caption", 7.5, 10.5, before=3, after=10, colour="quiet", keep_lines=True),
    Look("caption-above", "Table Caption", 7.5, 10.5, before=6, after=4, colour="quiet",
         keep_next=True, based="caption"),
    Look("picture", "Figure", 9, 12, before=4, keep_next=True),
    Look("emblem", "Cover Emblem", before=40, after=6),
    Look("fact", "Cover Fact", 9, 13, colour="ink", bold=True, based="table"),
    Look("code", "Code", 7.2, 10.5, before=3, after=7, colour="soft", face="mono", shade="mist",
         left=6, keep_lines=True, others=("Source Code", "HTML Preformatted")),
    Look("table", "Table Text", 8, 11, colour="ink"),
    Look("table-head", "Table Heading", 7.3, 10, colour="quiet", bold=True, keep_next=True,
         based="table"),
    Look("table-number", "Table Number", bold=True, align="right", based="table"),
    Look("table-quiet", "Table Quiet", 7.5, 11, colour="quiet", based="table"),
    Look("table-code", "Table Code", 7.2, 11, colour="soft", face="mono", based="table"),
    Look("table-close", "Table Close", 7, 8.6, colour="ink", tight=True, based="table"),
    Look("table-close-head", "Table Close Heading", 7, 8.6, tight=True, based="table-head",
         keep_next=True),
    Look("table-close-number", "Table Close Number", bold=True, align="right", based="table-close"),
    Look("table-close-quiet", "Table Close Quiet", colour="quiet", based="table-close"),
    Look("table-close-code", "Table Close Code", colour="soft", face="mono", based="table-close"),
    Look("table-tight", "Table Tight", 7, 7.9, tight=True, based="table"),
    Look("strong", "Block Title", 9.5, 13, colour="ink", bold=True, keep_next=True),
    Look("figure", "Figure Value", 17, 22, colour="ink", bold=True, face="major"),
    Look("figure-small", "Figure Value Small", 11.5, 16, before=4, after=2, colour="ink",
         bold=True, face="major", based="figure"),
    Look("verdict", "Verdict", 22, 27, colour="ink", bold=True, face="major"),
    Look("entry", "Evidence Entry", 8, 11, before=7, colour="ink", keep_next=True, left=64,
         hanging=64, line_above=("line", 0.6), tabs=(("left", 64),), based="table"),
    Look("entry-first", "Evidence State", left=64, hanging=64, tabs=(("left", 64),), based="table"),
    Look("entry-text", "Evidence Text", left=64, tabs=(("left", 64),), based="table"),
    Look("entry-code", "Evidence Code", left=70, based="code"),
    Look("gap", "Table Gap", 3, 4),
    Look("header", "header", 7.5, 10, colour="quiet", tabs=(("right", _TEXT),)),
    Look("footer", "footer", 7, 10, colour="quiet", tabs=(("right", _TEXT),)),
    Look("toc-head", "TOC Heading", 19, 24, after=10, colour="ink", bold=True, face="major"),
    Look("toc1", "toc 1", 9, 12, before=7, colour="ink", bold=True, keep_next=True,
         tabs=(("right", _TEXT),), gallery=False),
    Look("toc2", "toc 2", 7.5, 10, colour="quiet", gallery=False),
)  # fmt: skip

WORDS: tuple[Look, ...] = (
    Look("words-strong", "Strong", bold=True, words=True, based=""),
    Look("words-quiet", "Quiet", colour="quiet", words=True, based=""),
    Look("words-code", "Inline Code", face="mono", words=True, based=""),
    Look("words-link", "Hyperlink", colour="accent", underline=True, words=True, based=""),
    Look("words-ready", "State Ready", colour="tone-ready", words=True, based=""),
    Look("words-conditional", "State Conditional", colour="tone-conditional", words=True, based=""),
    Look("words-not_ready", "State Not Ready", colour="tone-not_ready", words=True, based=""),
    Look("words-insufficient_evidence", "State Open", colour="tone-insufficient_evidence",
         words=True, based=""),
    Look("words-quiet-state", "State Unread", colour="tone-quiet", words=True, based=""),
)  # fmt: skip

LOOKS = PARAGRAPHS + WORDS


@dataclass(frozen=True)
class TableLook:
    """A style of tables by its lines: side -> (colour, points)."""

    role: str
    name: str
    lines: tuple[tuple[str, str, float], ...] = ()
    under_head: bool = False

    @property
    def id(self) -> str:
        """The id: the name without spaces."""
        return self.name.replace(" ", "")


TABLES = (
    TableLook("table-report", "Report Table", (("bottom", "line", 0.6), ("insideH", "line", 0.6)),
              under_head=True),
    TableLook("table-rules", "Report Rules", (("top", "line", 0.7), ("insideH", "line", 0.7))),
    TableLook("table-figures", "Report Figures", (("top", "ink", 0.9),)),
    TableLook("table-heat", "Report Heat Map", under_head=True),
    TableLook("table-plain", "Report Layout"),
)  # fmt: skip
