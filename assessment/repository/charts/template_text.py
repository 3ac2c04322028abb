"""The text of a chart's template as a tree: literal text, actions, and blocks with their ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_ACTION_LIMIT = 4_000
_DEPTH = 40
_WORD = re.compile(
    r"""\s*(?:(?P<text>"(?:\\.|[^"\\])*"|`[^`]*`)|(?P<number>-?\d+(?:\.\d+)?)(?![\w.])|
    (?P<variable>\$\w*)|(?P<field>\.[A-Za-z_][\w-]*)|(?P<dot>\.)|(?P<name>[A-Za-z_]\w*)|
    (?P<sign>:=|=|\||\(|\)|,))""",
    re.VERBOSE,
)
_BLOCKS = {"if", "with", "range", "define", "block"}


class UnreadableTemplate(Exception):
    """The text is no template that is understood here."""


@dataclass(frozen=True)
class Word:
    """One word of an action; ``close`` where it follows the one before without a space."""

    kind: str
    text: str
    close: bool = False


@dataclass
class Node:
    """``text``, ``action`` or the name of a block; a block has branches of (condition, body)."""

    kind: str
    line: int
    text: str = ""
    words: tuple[Word, ...] = ()
    branches: list[tuple[tuple[Word, ...], list["Node"]]] = field(default_factory=list)


@dataclass(frozen=True)
class _Piece:
    kind: str
    line: int
    text: str


def parse_template(text: str) -> list[Node]:
    """The nodes of a template; raises :class:`UnreadableTemplate`."""
    pieces = list(_pieces(text))
    nodes, at = _nodes(pieces, 0, 0)
    if at != len(pieces):
        raise UnreadableTemplate
    return nodes


def _pieces(text: str) -> Iterator[_Piece]:
    """Text and actions in turn, with the spaces cut that ``{{-`` and ``-}}`` ask to cut."""
    position, line, cut = 0, 1, False
    while position < len(text):
        start = text.find("{{", position)
        literal = text[position:] if start < 0 else text[position:start]
        raw, first = literal, line
        if cut:
            literal = literal.lstrip()
            first += raw.count("\n", 0, len(raw) - len(literal))
        if start >= 0 and text.startswith("{{-", start):
            literal = literal.rstrip()
        if literal:
            yield _Piece("text", first, literal)
        line += raw.count("\n")
        if start < 0:
            return
        end = _end(text, start + 2)
        inside = text[start + 2 : end]
        cut = inside.endswith("-")
        yield _Piece("action", line, inside.removeprefix("-").removesuffix("-").strip())
        line += inside.count("\n")
        position = end + 2


def _end(text: str, start: int) -> int:
    """Where an action ends: the first ``}}`` outside of a string or comment."""
    comment = re.compile(r"-?\s*/\*").match(text, start)
    quote = ""
    position = text.find("*/", start) + 2 if comment else start
    last = min(len(text), start + _ACTION_LIMIT)
    while start < position < last or position == start:
        letter = text[position : position + 1]
        if quote:
            if letter == "\\" and quote == '"':
                position += 1
            elif letter == quote:
                quote = ""
        elif letter in {'"', "`"}:
            quote = letter
        elif text.startswith("}}", position):
            return position
        position += 1
    raise UnreadableTemplate


def _nodes(pieces: list[_Piece], at: int, depth: int) -> tuple[list[Node], int]:
    """Nodes up to the ``else`` or ``end`` that belongs to the block around them."""
    if depth > _DEPTH:
        raise UnreadableTemplate
    found: list[Node] = []
    while at < len(pieces):
        piece = pieces[at]
        if piece.kind == "text":
            found.append(Node("text", piece.line, piece.text))
            at += 1
            continue
        words = words_of(piece.text)
        head = words[0].text if words and words[0].kind == "name" else ""
        if head in {"else", "end"}:
            return found, at
        at += 1
        if head in _BLOCKS:
            node, at = _block(pieces, at, depth, Node(head, piece.line, words=words[1:]))
            found.append(node)
        elif words:
            found.append(Node("action", piece.line, words=words))
    return found, at


def _block(pieces: list[_Piece], at: int, depth: int, node: Node) -> tuple[Node, int]:
    condition = node.words
    while True:
        body, at = _nodes(pieces, at, depth + 1)
        node.branches.append((condition, body))
        if at >= len(pieces):
            raise UnreadableTemplate
        words = words_of(pieces[at].text)
        at += 1
        if words[0].text == "end":
            return node, at
        # ``else if x`` and ``else with x`` carry a condition of their own; a bare ``else`` none.
        condition = words[2:] if len(words) > 1 else ()


def words_of(text: str) -> tuple[Word, ...]:
    """The words of an action, a comment has none; raises :class:`UnreadableTemplate`."""
    if text.startswith("/*"):
        return ()
    found: list[Word] = []
    position = 0
    while position < len(text):
        match = _WORD.match(text, position)
        if match is None:
            if text[position:].strip():
                raise UnreadableTemplate
            break
        kind = str(match.lastgroup)
        close = position > 0 and match.start(kind) == position
        found.append(Word(kind, match[kind], close))
        position = match.end()
    return tuple(found)
