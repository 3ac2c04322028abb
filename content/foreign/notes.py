"""What a reader has to say of a foreign file: what keeps it out, and what is only told."""

from dataclasses import dataclass, field

from content.problems import Problem

MOST_TOLD = 200
"""Problems of one kind of trouble are told up to here; more help nobody."""


@dataclass
class Notes:
    """Collects while a reader goes on; ``problems`` refuse the file, ``remarks`` do not."""

    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    _unknown: dict[tuple[str, str], list[tuple[str, int]]] = field(default_factory=dict)
    _once: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    def wrong(self, file: str, line: int, message: str, near: str | None = None) -> None:
        """One thing to put right before the file can be used."""
        if len(self.problems) < MOST_TOLD:
            self.problems.append(Problem(file=file, line=line, message=message, nearest=near))

    def told(self, file: str, line: int, message: str) -> None:
        """One thing to know; the file is read all the same."""
        self.remarks.append(Problem(file=file, line=line, message=message))

    def once(self, file: str, line: int, message: str) -> None:
        """One thing to know that may come often; it is told at its first place, with a count."""
        self._once.setdefault(message, []).append((file, line))

    def unknown(self, what: str, name: str, file: str, line: int) -> None:
        """A field that this reader does not know, and ignores."""
        self._unknown.setdefault((what, name), []).append((file, line))

    def all_remarks(self) -> tuple[Problem, ...]:
        """Everything told, what came often only once."""
        found = list(self.remarks)
        for message, places in self._once.items():
            found.append(_first(places, message))
        for (what, name), places in self._unknown.items():
            found.append(_first(places, f"unknown field {name!r} of a {what} is ignored"))
        return tuple(sorted(found, key=lambda item: (item.file, item.line)))


def _first(places: list[tuple[str, int]], message: str) -> Problem:
    file, line = places[0]
    more = f" ({len(places)} times, here first)" if len(places) > 1 else ""
    return Problem(file=file, line=line, message=f"{message}{more}")
