"""Words and marks of the screens; figures and dates are worded as the reports word them."""

import re

from reports.wording import (
    STATE_WORDS,
    VERDICT_WORDS,
    capital,
    count,
    moment,
    percent,
    plain_level,
    plural,
)
from reports.wording import join as listed
from reports.wording import short_day as day
from scoring.model import State, Verdict

__all__ = [
    "COLOURS", "GRADES", "SHAPES", "STATE_WORDS", "VERDICT_WORDS", "Verdict", "capital", "count",
    "counted", "day", "is_web", "listed", "moment", "number", "odds", "percent", "plain", "plain_level",
    "plural", "spoken", "state_mark", "verdict_mark",
]  # fmt: skip

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>:$&])")

_ADDRESS = re.compile(r"(?i)https?(?=\\:)|www(?=\\\.)|@")
_PARTED = r"\g<0>:small[]"
"""An element without content: no reader sees it, and no address is whole that could become a link."""

SHAPES = {
    Verdict.READY: "●",
    Verdict.CONDITIONAL: "◆",
    Verdict.NOT_READY: "■",
    Verdict.INSUFFICIENT_EVIDENCE: "◌",
}
COLOURS = {
    Verdict.READY: "green",
    Verdict.CONDITIONAL: "orange",
    Verdict.NOT_READY: "red",
    Verdict.INSUFFICIENT_EVIDENCE: "gray",
}
GRADES = {"E0": "Statement", "E1": "Recent example", "E2": "Artefact", "E3": "Accepted"}


def plain(text: str) -> str:
    """Client text as it was typed: nothing in it is taken for markup, a link or a formula."""
    escaped = _MARKDOWN.sub(r"\\\1", text.replace("\n", " "))
    return _ADDRESS.sub(_PARTED, escaped)


_MARKS = re.compile(
    r"[\\`*_{}\[\]|~<>$@#]|:\S+:|&[\w#]+;|^\s*(?:[+-]|\d+[.)])\s|(?i:https?:|www\.)"
)


def spoken(text: str) -> str:
    """Client text for the label of a field, which is read aloud sign by sign as it stands.

    What could be taken for markup is escaped as :func:`plain` does; anything else stays bare.
    """
    return plain(text) if _MARKS.search(text) else text.replace("\n", " ")


def verdict_mark(verdict: Verdict) -> str:
    """Shape and word of a verdict in its colour, as markdown."""
    return f":{COLOURS[verdict]}[{SHAPES[verdict]} **{VERDICT_WORDS[verdict]}**]"


def state_mark(state: State, *, waived: bool = False) -> str:
    """The state of a capability; an open conflict in red."""
    words = f"{STATE_WORDS[state]}, waived" if waived else STATE_WORDS[state]
    return f":red[**{words}**]" if state is State.CONFLICT and not waived else f":gray[{words}]"


def number(value: int) -> str:
    """A count that opens a sentence."""
    return capital(count(value))


def counted(value: int, one: str, many: str = "") -> str:
    """``1 source``, ``2 sources``, in figures."""
    return f"{value} {one if value == 1 else many or one + 's'}"


def odds(share: float) -> str:
    """A chance in words: no reader has to know what a probability is."""
    if share >= 0.95:
        return "almost certain"
    if share >= 0.80:
        return "very likely"
    if share >= 0.60:
        return "likely"
    if share >= 0.45:
        return "even odds"
    if share >= 0.20:
        return "unlikely"
    return "very unlikely"


def is_web(url: str) -> bool:
    """Whether an address that somebody else wrote may stand behind a link of ours."""
    return bool(re.fullmatch(r"https?://[^\s()<>\[\]@\\]{1,1000}", url))
