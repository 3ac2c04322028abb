"""How an input is changed into the next: by what it is, so that it gets past the first check.

A changed byte in a zip is a broken zip and no more. So an archive is taken apart, one of its parts is
changed by what that part is, and it is put together again; JSON is changed value by value, text line
by line; and now and then the bytes themselves, by whatever the fuzzer has learnt.
"""

import contextlib
import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from typing import Any

Raw = Callable[[bytes, int], bytes]
"""Change bytes to at most so many others."""

ODD_TEXTS = (
    "",
    " ",
    "0",
    "-1",
    "1e999",
    "NaN",
    "null",
    "true",
    "no",
    "~",
    "9" * 500,
    "1_000",
    "0o9",
    "0x",
    "2026-99-99",
    "2026-02-30T25:61:00Z",
    "0000-00-00",
    "12:30:45",
    "é" * 300,
    "\u202e",
    "\ud800",
    "=1+1",
    "A1:XFD1048576",
    "../../etc/passwd",
    "/etc/passwd",
    "file:///etc/passwd",
    "a\x00b",
    "%s%n",
    "&a",
    "*a",
    "<<: *a",
    "? x",
    "!!binary x",
    "!!timestamp x",
    "!!python/object:os.system x",
    "[" * 90,
    "{{",
    "{{ .Values.a | toYaml | nindent 4 }}",
    "{{ range }}",
    "${a}",
    "$(",
    "`",
    "'",
    '"',
    "\\",
    ": ",
    "- - - -",
    "---",
    "x" * 5_000,
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "&b;",
    "<![CDATA[",
    "]]>",
    "#",
    "1,2,3",
    ";",
    "\t",
    "\r",
    "NULL",
    "Infinity",
    "١٢",
    "１",
    "²",
    "1/0",
    "-0.0",
    "1e-400",
    "18446744073709551616",
)
ODD_VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    2**63,
    -(2**70),
    10**400,
    1e308,
    float("nan"),
    float("inf"),
    -0.0,
    0.5,
    "",
    "x",
    [],
    {},
    [[]],
    [None],
    {"": None},
    {"a": {"b": []}},
    [1, "a", None],
    *ODD_TEXTS,
)
_ARCHIVES = (".zip", ".xlsx", ".docx", ".pptx")


class Changer:
    """Changes inputs; ``raw`` is libFuzzer's where it is at hand."""

    def __init__(self, chance: random.Random, raw: Raw | None = None) -> None:
        self._chance = chance
        self._raw = raw or self._bytes

    def changed(self, data: bytes, shape: str, most: int) -> bytes:
        """Another input of the same shape: ``zip``, ``json``, ``lines``, ``text``, ``xml``, ``bytes``."""
        if self._chance.random() < 0.1:
            return self._raw(data, most)
        changed = data
        for _ in range(self._chance.choice((1, 1, 2, 4))):
            changed = self._once(changed, shape, most)
        return changed[:most] if shape != "zip" else changed

    def _once(self, data: bytes, shape: str, most: int) -> bytes:
        # It may not be that any more, and whatever takes it apart says so in its own way.
        with contextlib.suppress(Exception):
            if shape == "zip":
                return self._zip(data, most)
            if shape == "json":
                return self._json(data)
            if shape == "lines":
                return self._one_line(data)
            if shape in {"text", "xml"}:
                return self._text(data, xml=shape == "xml")
        return self._raw(data, most)

    def _bytes(self, data: bytes, most: int) -> bytes:
        held, chance = bytearray(data or b"\0"), self._chance
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(held) + 1)
            end = min(len(held), at + chance.choice((1, 1, 4, 64)))
            kind = chance.randrange(4)
            if kind == 0:
                held[at:end] = chance.randbytes(end - at)
            elif kind == 1:
                del held[at:end]
            elif kind == 2:
                held[at:at] = held[at:end]
            else:
                held[at:at] = chance.choice(ODD_TEXTS).encode("utf-8", "replace")
        return bytes(held[:most])

    def _zip(self, data: bytes, most: int) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(item.filename, archive.read(item)) for item in archive.infolist()]
        kind = self._chance.random()
        if not parts or kind < 0.05:
            parts.append((self._chance.choice(ODD_TEXTS).replace("\ud800", "?")[:60] or "x", b"x"))
        elif kind < 0.1:
            parts.pop(self._chance.randrange(len(parts)))
        elif kind < 0.13:
            parts.append(self._chance.choice(parts))
        else:
            at = self._chance.randrange(len(parts))
            name, content = parts[at]
            parts[at] = name, self._once(content, shape_of(name), most)
        return packed(parts)

    def _json(self, data: bytes) -> bytes:
        whole = json.loads(data)
        places = list(_places(whole))
        if not places or self._chance.random() < 0.02:
            whole = self._chance.choice(ODD_VALUES)
        else:
            holder, key = self._chance.choice(places)
            kind = self._chance.randrange(10)
            if kind == 0:
                del holder[key]
            elif kind == 1 and isinstance(holder, list):
                holder.insert(key, self._chance.choice(ODD_VALUES))
            elif kind == 2:
                other, at = self._chance.choice(places)
                holder[key] = other[at] if at in _keys(other) else None
            elif kind == 3 and isinstance(holder, dict):
                holder[self._chance.choice(ODD_TEXTS)] = holder[key]
            else:
                holder[key] = self._chance.choice(ODD_VALUES)
        return json.dumps(whole).encode()

    def _one_line(self, data: bytes) -> bytes:
        """One line of JSON among many."""
        lines = data.split(b"\n")
        at = self._chance.randrange(len(lines))
        lines[at] = self._json(lines[at])
        return b"\n".join(lines)

    def _text(self, data: bytes, *, xml: bool) -> bytes:
        text = data.decode("utf-8", "surrogateescape")
        if not xml and self._chance.random() < 0.4:
            return self._lines(text).encode("utf-8", "surrogateescape")
        pattern = r"\"[^\"<>]*\"|>[^<>]*<" if xml else r"[^\s:,=\"'\[\]{}()|]+|[:,=\"'\[\]{}()|]"
        found = [match.span() for match in re.finditer(pattern, text)]
        if not found:
            return self._bytes(data, len(data) + 100)
        first, last = self._chance.choice(found)
        if xml:
            first, last = first + 1, last - 1
        odd = self._chance.choice(ODD_TEXTS)
        if self._chance.random() < 0.2:
            other = self._chance.choice(found)
            odd = text[other[0] + xml : other[1] - xml]
        return (text[:first] + odd + text[last:]).encode("utf-8", "surrogatepass")

    def _lines(self, text: str) -> str:
        lines = text.split("\n")
        at, kind = self._chance.randrange(len(lines)), self._chance.randrange(6)
        if kind == 0:
            del lines[at]
        elif kind == 1:
            lines.insert(at, lines[self._chance.randrange(len(lines))])
        elif kind == 2:
            lines[at] = "  " * self._chance.randint(1, 40) + lines[at]
        elif kind == 3:
            lines[at] = lines[at].lstrip()
        elif kind == 4:
            lines[at : at + 1] = [lines[at]] * self._chance.choice((2, 30))
        else:
            lines = lines[: at + 1]
        return "\n".join(lines)


def shape_of(name: str) -> str:
    """The shape of a part by its name."""
    ending = name.rpartition(".")[2].lower()
    return {
        "json": "json",
        "ipynb": "json",
        "sarif": "json",
        "jsonl": "lines",
        "xml": "xml",
        "rels": "xml",
        "png": "bytes",
        "jpeg": "bytes",
        "bin": "bytes",
    }.get(ending, "text")


def packed(parts: list[tuple[str, bytes]]) -> bytes:
    """A zip of the parts, in their order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        seen: set[str] = set()
        for name, content in parts:
            if name in seen:
                archive.NameToInfo.pop(name, None)  # twice is what is wanted, without a warning
            seen.add(name)
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every place of a value as its holder and key."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting and len(found) < 5_000:
        holder = waiting.pop()
        for key in _keys(holder):
            found.append((holder, key))
            waiting.append(holder[key])
    return found


def _keys(holder: Any) -> list[Any]:
    if isinstance(holder, dict):
        return list(holder)
    return list(range(len(holder))) if isinstance(holder, list) else []
