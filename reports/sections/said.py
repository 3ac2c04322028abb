"""What people wrote, word for word: the use case, and every comment, reason and link by capability."""

from assessment.model import Answer, AnswerKind
from reports.blocks import Block, Heading, Line, Prose, Section, Words
from reports.model import Report
from reports.people import respondents, role
from reports.wording import BEFORE_A_WORKSHOP, GRADE_WORDS, capital, plural

ORDER = 102
_KINDS = {AnswerKind.DONT_KNOW: "don’t know", AnswerKind.NOT_APPLICABLE: "not applicable"}
_SURE = {1: "not sure", 2: "fairly sure", 3: "sure"}


def build(report: Report) -> Section | None:
    """A paragraph for each answer that came with words; none where nobody wrote any."""
    blocks = (*_use_case(report), *_answers(report))
    if not blocks:
        return None
    return Section(
        id="said", name="Appendix: in their words", title=title(report), blocks=blocks,
        shares_page=True,
    )  # fmt: skip


def title(report: Report) -> str:
    """*What people wrote: 41 remarks on 30 capabilities*."""
    held = [item for item in report.every_answer() if _has_words(item)]
    if not held:
        return "What people wrote about the use case"
    about = len({item.capability for item in held})
    remarks = plural(len(held), "remark")
    return f"What people wrote: {remarks} on {plural(about, 'capability', 'capabilities')}"


def _use_case(report: Report) -> list[Block]:
    facts = report.use_case
    told = [
        (name, text.strip())
        for name, text in (("What it does", facts.summary), ("Its value", facts.value_statement))
        if text.strip()
    ]
    if not told:
        return []
    lines = (Prose(content=(Words(text=f"{name}: ", strong=True), Words(text=text)))
             for name, text in told)  # fmt: skip
    return [Heading(text="The use case"), *lines]


def _answers(report: Report) -> list[Block]:
    """By capability in the order of the pack; one that it does not know any more comes last."""
    names = {item.id: item.name for item in report.pack.capabilities}
    places = {name: place for place, name in enumerate(names)}
    people = respondents(report)
    blocks: list[Block] = []
    before = ""
    for item in sorted(
        report.every_answer(), key=lambda one: places.get(one.capability, len(places))
    ):
        if not _has_words(item):
            continue
        if item.capability != before:
            blocks.append(Heading(text=names.get(item.capability, item.capability)))
        blocks.append(Prose(content=_line(report, item, people)))
        before = item.capability
    return blocks


def _has_words(item: Answer) -> bool:
    return bool(item.comment.strip() or item.reason.strip() or item.link.strip())


def _line(report: Report, item: Answer, people: dict[str, str]) -> Line:
    who = people.get(item.respondent) or role(report, item.role)
    words = "\n".join(part for part in (item.comment.strip(), item.reason.strip()) if part)
    link = item.link.strip()
    before = "" if report.counts(item) else f", {BEFORE_A_WORKSHOP}"
    told = (
        Words(text=f"{capital(who)}, ", strong=True),
        Words(text=f"{_gave(item)}{before}: ", quiet=True),
    )
    where = (Words(text=f" {link}" if words else link, target=link),) if link else ()
    return (*told, Words(text=words), *where)


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
