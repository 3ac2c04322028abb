"""What people attached: whose it is, what it proves, who accepted it, and until when it holds."""

from reports.attached import Attached, attached, headline
from reports.blocks import Column, Line, Prose, Row, Section, Table, Words
from reports.model import Report
from reports.numbering import capability_anchor
from reports.wording import capital, join, short_day

ORDER = 108

_COLUMNS = (
    Column(title="Artefact", width=140),
    Column(title="Owner", width=68),
    Column(title="Proves", width=128),
    Column(title="Read", width=110),
    Column(title="Valid until", width=63),
)
_NOTE = (
    "A claim with an artefact counts for more than a statement, and for most once somebody other "
    "than who attached it has read and accepted it. A new version takes the place of the old one "
    "everywhere, and is read again. Letters and digits: the beginning of its SHA-256."
)


def build(report: Report) -> Section | None:
    """One row an artefact; none where nothing was attached."""
    every = attached(report)
    if not every:
        return None
    return Section(
        id="artefacts",
        name="Appendix: artefacts",
        title=headline(report),
        blocks=(
            Table(columns=_COLUMNS, rows=tuple(_row(report, item) for item in every)),
            Prose(content=(Words(text=_NOTE),), kind="note"),
        ),
        shares_page=True,
    )


def _row(report: Report, item: Attached) -> Row:
    file = item.artefact
    version = f", version {file.version}" if file.version > 1 else ""
    return Row(
        cells=(
            (
                Words(text=file.filename, target=file.link),
                Words(text=f"\n{file.digest[:12]}{version}", quiet=True, mono=True),
            ),
            (Words(text=item.owner),),
            _proves(report, item),
            (Words(text=_read(item)),),
            (Words(text=short_day(file.valid_until.date())),),
        )
    )


def _proves(report: Report, item: Attached) -> Line:
    words: list[Words] = []
    for place, capability in enumerate(item.capabilities):
        name = report.pack.capability(capability).short_name
        words += [Words(text=", ")] if place else []
        words.append(Words(text=name, target=f"#{capability_anchor(capability)}"))
    return tuple(words)


def _read(item: Attached) -> str:
    if not item.readers:
        return capital(item.standing)
    part = len(item.accepted) < len(item.capabilities) and bool(item.accepted)
    share = f" for {len(item.accepted)} of {len(item.capabilities)}" if part else ""
    return f"{capital(item.standing)}{share}, {join(item.readers)}"
