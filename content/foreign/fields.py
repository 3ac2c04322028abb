"""Reads the fields of one mapping of a foreign file, by the kind of value that is wanted."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from content.foreign.located import Located
from content.foreign.notes import Notes
from content.values import LARGEST_NUMBER

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
YES = frozenset({"true", "yes", "on"})
NO = frozenset({"false", "no", "off"})
LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class Fields:
    """One mapping: ``what`` it is in a sentence, and where its troubles are noted."""

    notes: Notes
    file: str
    node: Located
    what: str

    @property
    def line(self) -> int:
        """Where the mapping stands."""
        return self.node.line

    def knows(self, *names: str) -> "Fields":
        """Note every field that is not one of these."""
        for name, value in self._map().items():
            if name not in names:
                self.notes.unknown(self.what, name, self.file, value.line)
        return self

    def has(self, name: str) -> bool:
        """Whether the field is there with anything in it."""
        found = self._map().get(name)
        return found is not None and found.value is not None

    def at(self, name: str) -> int:
        """The line of a field, or of the mapping where it is missing."""
        found = self._map().get(name)
        return found.line if found else self.line

    def text(self, name: str, default: str = "") -> str:
        """The field as text, exactly as it stands in the file; ``default`` where it is missing."""
        found = self._map().get(name)
        if found is None or found.value is None:
            return default
        if not isinstance(found.value, str):
            self.wrong(name, f"{name}: expected a text")
            return default
        clean = CONTROL.sub("", found.value).strip()
        if len(clean) > LONGEST_TEXT:
            self.notes.told(
                self.file, found.line, f"{name} is cut after {LONGEST_TEXT:,} characters"
            )
        return clean[:LONGEST_TEXT]

    def needed(self, name: str) -> str:
        """The text of a field that has to be there; noted as wrong where it is not."""
        found = self.text(name)
        if not found and not self._is_list(name):
            self.wrong(name, f"{name!r} is missing in a {self.what}")
        return found

    def number(self, name: str) -> float | None:
        """The field as a finite number, or ``None``."""
        text = self.text(name)
        if not text:
            return None
        try:
            found = float(text)
        except ValueError:
            found = math.nan
        if not math.isfinite(found) or abs(found) > LARGEST_NUMBER:
            self.wrong(name, f"{name}: expected a number, found {text[:40]!r}")
            return None
        return found

    def flag(self, name: str) -> bool | None:
        """The field as true or false in any of YAML's words, or ``None``."""
        text = self.text(name).lower()
        return True if text in YES else False if text in NO else None

    def link(self, name: str) -> str:
        """The field where it is a web address; anything else is noted and left out."""
        found = self.text(name)
        if found and not re.match(r"https?://[^\s]+$", found):
            self.notes.once(self.file, self.at(name), "a link that is no web address is left out")
            return ""
        return found

    def part(self, name: str, what: str) -> "Fields | None":
        """The mapping in a field, or ``None`` where there is none."""
        found = self._map().get(name)
        if found is None or found.value is None:
            return None
        if not isinstance(found.value, dict):
            self.wrong(name, f"{name}: expected fields with values")
            return None
        return Fields(self.notes, self.file, found, what)

    def parts(self, name: str, what: str) -> Iterator["Fields"]:
        """The mappings in a list; anything else in it is noted as wrong."""
        for item in self.items(name):
            if isinstance(item.value, dict):
                yield Fields(self.notes, self.file, item, what)
            else:
                self.notes.wrong(self.file, item.line, f"expected a {what} with its fields")

    def items(self, name: str) -> list[Located]:
        """The entries of a list, none where it is missing."""
        found = self._map().get(name)
        if found is None or found.value is None:
            return []
        if not isinstance(found.value, list):
            self.wrong(name, f"{name}: expected a list")
            return []
        return found.value

    def keyed(self, name: str, what: str) -> Iterator[tuple[str, "Fields"]]:
        """The mappings of a mapping with their keys."""
        inner = self.part(name, what)
        for key, item in (inner.node.value if inner else {}).items():  # type: ignore[union-attr]
            if isinstance(item.value, dict):
                yield key, Fields(self.notes, self.file, item, what)
            else:
                self.notes.wrong(self.file, item.line, f"expected a {what} with its fields")

    def wrong(self, name: str, message: str, near: str | None = None) -> None:
        """Note a problem at a field."""
        self.notes.wrong(self.file, self.at(name), message, near)

    def _is_list(self, name: str) -> bool:
        found = self._map().get(name)
        return found is not None and found.value is not None and not isinstance(found.value, str)

    def _map(self) -> dict[str, Located]:
        return self.node.value if isinstance(self.node.value, dict) else {}


def words(items: Iterable[Located]) -> list[str]:
    """The texts of a list; anything else in it is passed over."""
    return [item.value.strip() for item in items if isinstance(item.value, str)]
