"""What a questionnaire promises beyond its shape, each broken promise with its place.

Used for every questionnaire, wherever it was read from: the caller turns a place into a line of a
file, a cell of a sheet or a path in JSON.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from content.problems import nearest
from content.questionnaire import Question, Questionnaire, ScoreBand, Section
from content.risk_conditions import ConditionFault, choices_in, parse
from content.values import Value

MOST_QUESTIONS = 2_000
"""Questions of the largest questionnaire that is taken; more are no questionnaire but a catalogue."""


class Fault(Value):
    """A broken promise. ``kind`` and ``id`` say of what; ``field`` and ``at`` where within it."""

    kind: str
    """``pack``, ``section``, ``question`` or ``band``."""
    id: str = ""
    field: str = ""
    at: int | None = None
    """Place in the list that ``field`` is, from 0."""
    message: str
    nearest: str | None = None


def faults(pack: Questionnaire) -> tuple[Fault, ...]:
    """Everything that keeps the questionnaire from being asked or judged."""
    found = [*_sizes(pack), *_ids(pack), *_tree(pack), *_questions(pack)]
    return (*found, *RULES[pack.scoring](pack))


def _sizes(pack: Questionnaire) -> Iterator[Fault]:
    if len(pack.questions) > MOST_QUESTIONS:
        message = f"has {len(pack.questions):,} questions; at most {MOST_QUESTIONS:,} are taken"
        yield Fault(kind="pack", field="questions", message=message)


def _ids(pack: Questionnaire) -> Iterator[Fault]:
    kinds = (("section", pack.sections), ("question", pack.questions))
    for kind, items in kinds:
        for name in _twice(item.id for item in items):
            message = f"{kind} id {name!r} stands twice; ids are unique"
            yield Fault(kind=kind, id=name, field="id", message=message)
    for question in pack.questions:
        for name in _twice(item.id for item in question.choices):
            message = f"choice id {name!r} stands twice in question {question.id!r}"
            yield Fault(kind="question", id=question.id, field="choices", message=message)


def _tree(pack: Questionnaire) -> Iterator[Fault]:
    known = {item.id for item in pack.sections}
    for section in pack.sections:
        if section.parent and section.parent not in known:
            message = f"there is no section {section.parent!r} to be part of"
            yield _of_section(section, "parent", message, nearest(section.parent, known))
        elif _circular(pack, section):
            yield _of_section(section, "parent", f"section {section.id!r} is part of itself")
    for question in pack.questions:
        if question.section not in known:
            message = f"there is no section {question.section!r}"
            near = nearest(question.section, known)
            yield Fault(
                kind="question", id=question.id, field="section", message=message, nearest=near
            )


def _questions(pack: Questionnaire) -> Iterator[Fault]:
    for question in pack.questions:
        if not question.title.strip():
            message = f"question {question.id!r} has no words"
            yield _of(question, "title", None, message)
        refused = [item.id for item in question.choices if item.none_of_these]
        if len(refused) > 1:
            message = "only one choice can say that no other holds"
            yield _of(question, "choices", None, message)


def _by_points(pack: Questionnaire) -> Iterator[Fault]:
    for question in pack.questions:
        if all(item.points is None for item in question.choices):
            continue  # asked and told, never scored
        for place, choice in enumerate(question.choices):
            if choice.points is None:
                message = f"choice {choice.id!r} needs points, as the other choices have them"
                yield _of(question, "choices", place, message)
    yield from _bands(pack.bands)


def _by_risk(pack: Questionnaire) -> Iterator[Fault]:
    for question in pack.questions:
        known = {item.id for item in question.choices}
        for place, rule in enumerate(question.rules):
            try:
                named = choices_in(parse(rule.condition))
            except ConditionFault as fault:
                yield _of(question, "rules", place, f"condition cannot be read {fault}")
                continue
            for name in sorted(named - known):
                message = f"question {question.id!r} has no choice {name!r}"
                yield _of(question, "rules", place, message, nearest(name, known))


def _bands(bands: tuple[ScoreBand, ...]) -> Iterator[Fault]:
    for place, band in enumerate(bands):
        last = place == len(bands) - 1
        if band.upto is None and not last:
            yield Fault(kind="band", at=place, message="only the last band is without an upper end")
        if last and band.upto is not None:
            yield Fault(
                kind="band", at=place, message="the last band has no upper end: leave upto out"
            )
        before = bands[place - 1].upto if place else None
        if before is not None and band.upto is not None and band.upto <= before:
            message = f"bands rise: {band.upto:g} does not come after {before:g}"
            yield Fault(kind="band", at=place, message=message)


RULES: dict[str, Callable[[Questionnaire], Iterable[Fault]]] = {
    "minimum-of-sections": _by_points,
    "additive": _by_points,
    "risk-rules": _by_risk,
}


def _circular(pack: Questionnaire, section: Section) -> bool:
    parents = {item.id: item.parent for item in pack.sections}
    seen, at = {section.id}, section.parent
    while at:
        if at == section.id:
            return True
        if at in seen:
            return False  # a circle further up is told where it is
        seen.add(at)
        at = parents.get(at, "")
    return False


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def _of(
    question: Question, field: str, at: int | None, message: str, near: str | None = None
) -> Fault:
    return Fault(kind="question", id=question.id, field=field, at=at, message=message, nearest=near)


def _of_section(section: Section, field: str, message: str, near: str | None = None) -> Fault:
    return Fault(kind="section", id=section.id, field=field, message=message, nearest=near)
