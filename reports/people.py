"""People as a report calls them: by name, or by role and number."""

from collections.abc import Sequence

from assessment.model import ROOM_ROLE, Answer
from reports.model import Report
from reports.wording import count, join, plural


def respondents(report: Report) -> dict[str, str]:
    """Respondent id -> name, or role and number where names are not shown."""
    if report.show_names:
        return {person.id: person.name for person in report.respondents}
    counted: dict[str, int] = {}
    called = {}
    for person in report.respondents:
        counted[person.role] = counted.get(person.role, 0) + 1
        called[person.id] = f"{role(report, person.role)} {counted[person.role]}"
    return called


def role(report: Report, role_id: str) -> str:
    """A role's name; its id where the pack does not know it (such as a room)."""
    return next((item.name for item in report.pack.roles if item.id == role_id), role_id)


def voices(answers: Sequence[Answer]) -> tuple[int, tuple[int, ...]]:
    """How many people answered one by one, and of each room how many voted at most, largest first.

    A room answers as one respondent and is no person; its size is that of its fullest vote.
    """
    alone = {item.respondent for item in answers if item.role != ROOM_ROLE}
    rooms: dict[str, int] = {}
    for item in answers:
        if item.role == ROOM_ROLE:
            cast = sum(item.tally.levels) + item.tally.dont_know if item.tally else 0
            rooms[item.respondent] = max(cast, rooms.get(item.respondent, 0))
    return len(alone), tuple(sorted(rooms.values(), reverse=True))


def voice_count(answers: Sequence[Answer]) -> int:
    """How many voices there are for a verb to agree with: each person is one, and each room."""
    alone, rooms = voices(answers)
    return alone + len(rooms)


def voice_words(answers: Sequence[Answer]) -> list[str]:
    """*six people*, *a room of eight*: parts of a list; empty where nobody has answered."""
    alone, rooms = voices(answers)
    return ([plural(alone, "person", "people")] if alone else []) + rooms_in_words(rooms)


def rooms_in_words(rooms: tuple[int, ...]) -> list[str]:
    """*a room of eight*, *two rooms of eight and five*; a size of 0 is not known and not told."""
    if not rooms:
        return []
    head = "a room" if len(rooms) == 1 else plural(len(rooms), "room")
    return [f"{head} of {join([count(size) for size in rooms])}" if all(rooms) else head]


def all_voices(answers: Sequence[Answer]) -> str:
    """Who answered, in words: *six people and a room of eight*; *no people* where nobody has."""
    return join(voice_words(answers)) or plural(0, "person", "people")
