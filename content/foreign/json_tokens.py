"""Reads JSON into located data token by token: a position for every value, no recursion."""

import re
from bisect import bisect_right
from collections.abc import Callable
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Literal

from content.foreign.located import Builder, Unreadable

SPACE = re.compile(r"[ \t\r\n]*")
BARE = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null|NaN")
EMPTY = frozenset({"null", "NaN"})
"""``NaN`` is not JSON; tools that write tables out leave it where a cell is empty."""
Wanted = Literal["value", "value or ]", "key", "key or }", ":", "after", "nothing"]


def read_json(text: str, file: str) -> Builder:
    """The file's one value; raises ``Unreadable`` with the line where it stops being JSON."""
    reader = _Reader(text, file)
    reader.run()
    return reader.builder


class _Reader:
    """Walks once over the text; ``wanted`` says what may come next."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.at = text, 0
        self.builder = Builder(file)
        self.wanted: Wanted = "value"
        self.open: list[str] = []
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def run(self) -> None:
        while True:
            self._space()
            if self.at >= len(self.text):
                break
            self._token(self.text[self.at])
        if self.wanted != "nothing":
            raise self._fault("the file ends before its last value is complete")

    def _token(self, sign: str) -> None:
        steps: dict[str, Callable[[str], None]] = {
            "{": self._begin, "[": self._begin, "}": self._end, "]": self._end,
            ",": self._comma, ":": self._colon, '"': self._string,
        }  # fmt: skip
        steps.get(sign, self._bare)(sign)

    def _begin(self, sign: str) -> None:
        self._expect_value(sign)
        self.builder.begin({} if sign == "{" else [], self._line())
        self.open.append("}" if sign == "{" else "]")
        self.wanted = "key or }" if sign == "{" else "value or ]"
        self.at += 1

    def _end(self, sign: str) -> None:
        fits = bool(self.open) and self.open[-1] == sign
        if not fits or self.wanted not in {"after", f"key or {sign}", f"value or {sign}"}:
            raise self._fault(f"found {sign!r} where {self._expected()} should stand")
        self.builder.end()
        self.open.pop()
        self.at += 1
        self._done()

    def _comma(self, sign: str) -> None:
        if self.wanted != "after":
            raise self._fault(f"found {sign!r} where {self._expected()} should stand")
        self.wanted = "key" if self.open[-1] == "}" else "value"
        self.at += 1

    def _colon(self, sign: str) -> None:
        if self.wanted != ":":
            raise self._fault(f"found {sign!r} where {self._expected()} should stand")
        self.wanted = "value"
        self.at += 1

    def _string(self, sign: str) -> None:
        is_key = self.wanted in {"key", "key or }"}
        if not is_key:
            self._expect_value(sign)
        try:
            found, after = scanstring(self.text, self.at + 1, False)
        except ValueError as error:
            raise self._fault("a text is not closed or has a wrong escape") from error
        self.builder.scalar(_whole(found), self._line())
        self.at = after
        if is_key:
            self.wanted = ":"
        else:
            self._done()

    def _bare(self, sign: str) -> None:
        match = BARE.match(self.text, self.at)
        if match is None:
            raise self._fault(f"found {sign!r} where {self._expected()} should stand")
        self._expect_value(sign)
        text = match.group()
        self.builder.scalar(None if text in EMPTY else text, self._line(), bare=True)
        self.at = match.end()
        self._done()

    def _expect_value(self, sign: str) -> None:
        if self.wanted not in {"value", "value or ]"}:
            raise self._fault(f"found {sign!r} where {self._expected()} should stand")

    def _done(self) -> None:
        self.wanted = "after" if self.open else "nothing"

    def _expected(self) -> str:
        plain = {
            "value": "a value", "value or ]": "a value or ]", "key": "a key in quotes",
            "key or }": "a key in quotes or }", ":": "':'", "after": "',' or a closing bracket",
            "nothing": "the end of the file",
        }  # fmt: skip
        return plain[self.wanted]

    def _space(self) -> None:
        match = SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _line(self) -> int:
        return bisect_right(self.starts, self.at)

    def _fault(self, message: str) -> Unreadable:
        return Unreadable(self.builder.file, self._line(), f"not readable as JSON: {message}")


def _whole(text: str) -> str:
    """The text without halves of characters, which no file or table could keep."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
