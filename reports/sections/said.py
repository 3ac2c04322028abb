"""What people wrote, word for word: every comment, reason and link by capability."""

from assessment.model import Answer, AnswerKind
from reports.blocks import Column, Row, Section, Table, Words
from reports.model import Report
from reports.people import respondents, role
from reports.wording import BEFORE_A_WORKSHOP, GRADE_WORDS, capital, plural, shortened

ORDER = 106
_KINDS = {AnswerKind.DONT_KNOW: "don’t know", AnswerKind.NOT_APPLICABLE: "not applicable"}
_NAME = 60
"""Letters of a name after its first remark, beside which it stands whole."""
_SURE = {1: "not sure", 2: "fairly sure", 3: "sure"}


def build(report: Report) -> Section | None:
    """A row for each answer that came with words; none where nobody wrote any."""
    rows = _answers(report)
    if not rows:
        return None
    return Section(
        id="said", name="Appendix: in their words", title=title(report),
        blocks=(Table(columns=_COLUMNS, rows=rows),), shares_page=True,
    )  # fmt: skip


def title(report: Report) -> str:
    """*What people wrote: 41 remarks on 30 capabilities*."""
    held = [item for item in report.every_answer() if _has_words(item)]
    about = len({item.capability for item in held})
    remarks = plural(len(held), "remark")
    return f"What people wrote: {remarks} on {plural(about, 'capability', 'capabilities')}"


_COLUMNS = (
    Column(title="Capability", width=104),
    Column(title="Who, and what it stands beside", width=146, kind="quiet"),
    Column(title="What they wrote", width=249),
)


def _answers(report: Report) -> tuple[Row, ...]:
    """By capability in the order of the pack; one that it does not know any more comes last."""
    names = {item.id: item.name for item in report.pack.capabilities}
    places = {name: place for place, name in enumerate(names)}
    people = respondents(report)
    rows: list[Row] = []
    named: set[str] = set()
    before = ""
    for item in sorted(
        report.every_answer(), key=lambda one: places.get(one.capability, len(places))
    ):
        if not _has_words(item):
            continue
        name = names.get(item.capability, item.capability) if item.capability != before else ""
        who = people.get(item.respondent) or role(report, item.role)
        rows.append(_row(report, item, name, shortened(who, _NAME) if who in named else who))
        named.add(who)
        before = item.capability
    return tuple(rows)


def _has_words(item: Answer) -> bool:
    return bool(item.comment.strip() or item.reason.strip() or item.link.strip())


def _row(report: Report, item: Answer, name: str, who: str) -> Row:
    words = "\n".join(part for part in (item.comment.strip(), item.reason.strip()) if part)
    link = item.link.strip()
    before = "" if report.counts(item) else f", {BEFORE_A_WORKSHOP}"
    told = (Words(text=capital(who), strong=True), Words(text=f", {_gave(item)}{before}"))
    where = (Words(text=f" {link}" if words else link, target=link),) if link else ()
    about = (Words(text=name, strong=True),) if name else ()
    return Row(cells=(about, told, (Words(text=words), *where)))


def _gave(item: Answer) -> str:
    """What the words stand beside: *level 4, statement only, sure*."""
    if item.tally is not None:
        votes = (f"{number} × level {level}"
                 for level, number in enumerate(item.tally.levels, 1) if number)  # fmt: skip
        return ", ".join((*votes, f"{item.tally.dont_know} × don’t know"))
    if item.level is None:
        return _KINDS[item.kind]
    sure = f", {_SURE[item.confidence]}" if item.confidence else ""
    return f"level {item.level}, {GRADE_WORDS[item.grade.value]}{sure}"
