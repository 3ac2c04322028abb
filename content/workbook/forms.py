"""What may stand in a cell: how each kind of value is written there and read back."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from content.traits import Traits
from content.values import LARGEST_NUMBER
from content.yaml_reading import Data

Cell = str | int | float | bool | None
COMPARISONS = ("is", "at_least", "at_most")


class Misread(ValueError):
    """A cell does not hold what its column wants; the text says what it wants."""


@dataclass(frozen=True)
class Form:
    """``read`` turns a cell that is not empty into data, ``write`` data into a cell."""

    name: str
    read: Callable[[Cell], Data]
    write: Callable[[Any], Cell]


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _id(cell: Cell) -> str:
    return _text(cell).strip()


def _number(cell: Cell) -> Data:
    if isinstance(cell, bool):
        raise Misread("expected a number")
    try:
        found = float(_text(cell).strip().replace(",", "."))
    except ValueError:
        found = math.nan
    if not abs(found) <= LARGEST_NUMBER:
        raise Misread(f"expected a number, found {_text(cell)[:40]!r}")
    return int(found) if found.is_integer() else found


def _flag(cell: Cell) -> Data:
    if isinstance(cell, bool):
        return cell
    word = _text(cell).strip().lower()
    if word in {"yes", "true", "x"}:
        return True
    if word in {"no", "false"}:
        return False
    raise Misread(f"expected yes or no, found {word[:40]!r}")


def _lines(cell: Cell) -> list[str]:
    return [line.strip() for line in _text(cell).split("\n") if line.strip()]


def _words(cell: Cell) -> Data:
    return [part.strip() for line in _lines(cell) for part in line.split(",") if part.strip()]


def plain(word: str) -> str | int | float | bool:
    """A word as true, false, a number or itself."""
    if word.lower() in {"true", "false"}:
        return word.lower() == "true"
    if re.fullmatch(r"-?\d+", word):
        return int(word)
    if re.fullmatch(r"-?\d+\.\d+(e-?\d+)?", word):
        return float(word)
    return word


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _pairs(cell: Cell) -> Data:
    found: dict[str, Data] = {}
    for line in _lines(cell):
        name, colon, value = line.partition(":")
        if not colon or not value.strip():
            raise Misread(f"expected lines such as «name: value», found {line[:40]!r}")
        found[name.strip()] = plain(value.strip())
    return found


def _write_pairs(value: dict[str, Any]) -> Cell:
    held = {name: inner for name, inner in value.items() if inner is not None}
    return "\n".join(f"{name}: {_said(inner)}" for name, inner in held.items()) or None


def _tests(cell: Cell) -> Data:
    found: list[Data] = []
    for line in _lines(cell):
        words = line.split(maxsplit=2)
        if len(words) != 3 or words[1] not in COMPARISONS:
            raise Misread(f"expected lines such as «stage is pilot», found {line[:40]!r}")
        is_text = words[0] in Traits.model_fields and not _is_number(words[2])
        value = words[2] if is_text and words[2] not in {"true", "false"} else plain(words[2])
        found.append({"trait": words[0], "comparison": words[1], "value": value})
    return found


def _is_number(word: str) -> bool:
    return not isinstance(plain(word), str | bool)


def _write_tests(value: list[dict[str, Any]]) -> Cell:
    rows = [f"{item['trait']} {item['comparison']} {_said(item['value'])}" for item in value]
    return "\n".join(rows) or None


def records(first: str, second: str) -> Form:
    """Lines «a: b», each a small record of two fields."""

    def read(cell: Cell) -> Data:
        found: list[Data] = []
        for line in _lines(cell):
            left, colon, right = line.partition(":")
            if not colon or not right.strip():
                raise Misread(f"expected lines such as «{first}: {second}», found {line[:40]!r}")
            found.append({first: left.strip(), second: right.strip()})
        return found

    def write(value: list[dict[str, Any]]) -> Cell:
        return "\n".join(f"{item[first]}: {item[second]}" for item in value) or None

    return Form("lines", read, write)


TEXT = Form("text", _text, lambda value: value)
ID = Form("id", _id, lambda value: value)
NUMBER = Form("number", _number, lambda value: value)
FLAG = Form("yes or no", _flag, lambda value: "yes" if value else "no")
WORDS = Form("ids, one a line", _words, lambda value: "\n".join(map(str, value)) or None)
LINES = Form("texts, one a line", lambda cell: [*_lines(cell)],
             lambda value: "\n".join(map(str, value)) or None)  # fmt: skip
PAIRS = Form("lines «name: value»", _pairs, _write_pairs)
TESTS = Form("lines «trait is value»", _tests, _write_tests)
