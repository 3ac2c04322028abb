"""Letters that people typed and that the PDF's fonts do not hold."""

from collections.abc import Iterator

from content.report_checks import ReportChecks
from reports import fonts
from reports.lint.model import Item, Mend, Where
from reports.model import Report
from reports.people import respondents
from reports.scripts import faces
from reports.wording import plural, shortened
from scoring.conflict import Conflict

ORDER = 70
WHY = (
    "The PDF prints a mark in their place until a font for them is at hand. The web page shows every "
    "letter, and so do Word, Excel and slides where the reader's machine has a font for it."
)
_SHOWN = 6
CLIENT = "Client"
"""Its name stands on the cover and at the head of every page: a mark in it is grave."""


def title(number: int) -> str:
    """*Two texts with letters that the PDF cannot print*."""
    return plural(
        number, "text with letters that the PDF cannot print",
        "texts with letters that the PDF cannot print",
    )  # fmt: skip


def items(report: Report, _limits: ReportChecks) -> list[Item]:
    """Every text that people typed, once, with the letters that are missing."""
    return [
        Item(
            name=f"{place}: {shortened(text, 60)}",
            what=_told(lost),
            mend=mend,
            grave=place == CLIENT,
        )
        for (place, text), mend in dict(_typed(report)).items()
        if (lost := fonts.missing(text))
    ]


def _told(lost: tuple[str, ...]) -> str:
    shown = " ".join(lost[:_SHOWN])
    more = f" and {len(lost) - _SHOWN} more" if len(lost) > _SHOWN else ""
    return f"{plural(len(lost), 'letter')}: {shown}{more}. {faces.remedy(lost)}"


def _typed(report: Report) -> Iterator[tuple[tuple[str, str], Mend]]:
    """What people typed: where it stands and the text, and where it can be changed."""
    facts, form = report.use_case, Mend(where=Where.USE_CASES)
    yield (CLIENT, report.client), form
    for place, text in (
        ("Use case", facts.name), ("Summary", facts.summary), ("Sponsor", facts.sponsor),
        ("Value", facts.value_statement),
    ):  # fmt: skip
        yield (place, text), form
    for person in respondents(report).values():
        yield ("Respondent", person), Mend(where=Where.NAMES)
    yield from _answers(report)
    yield from _decided(report)
    for row in report.roadmap.rows if report.roadmap else ():
        yield ("Owner", row.owner), Mend(where=Where.PLAN)


def _answers(report: Report) -> Iterator[tuple[tuple[str, str], Mend]]:
    names = {item.id: item.short_name for item in report.pack.capabilities}
    for answer in report.every_answer():
        place = names.get(answer.capability, answer.capability)
        mend = Mend(where=Where.QUESTION, key=answer.capability)
        for text in (answer.comment, answer.reason):
            yield (place, text), mend
        for artefact in answer.artefacts:
            yield ("Artefact", artefact.filename), Mend(where=Where.ARTEFACTS)


def _decided(report: Report) -> Iterator[tuple[tuple[str, str], Mend]]:
    for decision in report.decisions:
        mend = Mend(where=Where.DECISIONS, key=decision.title)
        for text in (decision.title, decision.text, decision.owner):
            yield ("Decision", text), mend
    for mend, *texts in _settled(report):
        for text in texts:
            yield ("Settled", text), mend
    for source in report.sources:
        yield ("Source", source.name), Mend(where=Where.SOURCES)


def _settled(report: Report) -> Iterator[tuple[Mend, str, str]]:
    """Where each was settled, who did and why."""
    for overrule in report.overrules:
        about = next((item for item in report.conflicts if overrule.finding in item.findings), None)
        yield (
            _of_conflict(about, _capability(report, overrule.finding)),
            overrule.by,
            overrule.reason,
        )
    for waiver in report.waivers:
        held = [item for item in report.conflicts if item.capability == waiver.capability]
        yield _of_conflict(held[-1] if held else None, waiver.capability), waiver.by, waiver.reason
    for item in report.good_enough:
        mend = Mend(where=Where.GOOD_ENOUGH, key=item.capability)
        yield mend, item.by, item.reason


def _of_conflict(about: Conflict | None, capability: str) -> Mend:
    if about is None:
        return Mend(where=Where.QUESTION if capability else Where.SOURCES, key=capability)
    return Mend(where=Where.CONFLICT, key=str(about.number))


def _capability(report: Report, finding: str) -> str:
    """What the finding bears on first; empty for one that is not there any more."""
    held = next((item for item in report.findings if item.id == finding), None)
    return next((item.capability for item in held.bearings), "") if held else ""
