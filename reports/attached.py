"""What people attached, once each: whose it is, what it proves, and who read it."""

from collections.abc import Iterable

from assessment.model import Answer, Artefact, is_stale
from content.values import Value
from reports.model import Report
from reports.people import respondents
from reports.wording import BEFORE_A_WORKSHOP, capital, count, join, plural


class Attached(Value):
    """One artefact with all that it is to prove; ``standing`` is its worst over those."""

    artefact: Artefact
    owner: str
    capabilities: tuple[str, ...]
    accepted: tuple[str, ...]
    returned: tuple[str, ...]
    readers: tuple[str, ...]
    standing: str


def attached(report: Report) -> tuple[Attached, ...]:
    """Every artefact behind an answer; what proves most stands first."""
    uses: dict[str, list[tuple[Answer, Artefact]]] = {}
    for answer in report.every_answer():
        for file in answer.artefacts:
            uses.setdefault(file.digest, []).append((answer, file))
    found = [_attached(report, pairs) for pairs in uses.values()]
    return tuple(sorted(found, key=lambda item: (-len(item.capabilities), item.artefact.filename)))


def headline(report: Report) -> str:
    """*Seven artefacts stand behind the answers: six accepted, one waits for a reviewer*."""
    every = attached(report)
    read = sum(item.standing == "accepted" for item in every)
    waiting = sum(item.standing == "waits for a reviewer" for item in every)
    head = f"{plural(len(every), 'artefact stands', 'artefacts stand')} behind the answers"
    parts = [f"{count(read)} accepted"] if read else []
    parts += [f"{plural(waiting, 'waits', 'wait')} for a reviewer"] if waiting else []
    rest = len(every) - read - waiting
    parts += [f"{plural(rest, 'proves', 'prove')} nothing now"] if rest else []
    return f"{capital(head)}: {join(parts)}"


def _attached(report: Report, pairs: list[tuple[Answer, Artefact]]) -> Attached:
    file = pairs[0][1]
    accepted = [answer.capability for answer, one in pairs if one.accepted_by]
    returned = [answer.capability for answer, one in pairs if one.returned_by]
    readers = [one.accepted_by or one.returned_by or "" for _, one in pairs]
    return Attached(
        artefact=file,
        owner=_owner(report, file),
        capabilities=_once(answer.capability for answer, _ in pairs),
        accepted=_once(accepted),
        returned=_once(returned),
        readers=tuple(name for name in _once(readers) if name),
        standing=_standing(report, file, len(pairs), len(accepted), len(returned))
        if any(report.counts(answer) for answer, _ in pairs)
        else BEFORE_A_WORKSHOP,
    )


def _standing(report: Report, file: Artefact, uses: int, accepted: int, returned: int) -> str:
    if is_stale(file.valid_until, report.scorecard.as_of):
        return "out of date"
    if returned:
        return "returned"
    return "accepted" if accepted == uses else "waits for a reviewer"


def _owner(report: Report, file: Artefact) -> str:
    """A respondent as the report calls people; somebody else by name only where names are shown."""
    called = respondents(report)
    mine = [called[person.id] for person in report.respondents if person.name == file.owner]
    return next(iter(mine), file.owner if report.show_names else "–")


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
