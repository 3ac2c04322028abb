"""Words and small formats that every page shares; client text is made safe here."""

import re
from datetime import date, datetime

from scoring.model import State, Verdict

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>:$&])")

VERDICTS = {
    Verdict.READY: "Ready",
    Verdict.CONDITIONAL: "Conditional",
    Verdict.NOT_READY: "Not ready",
    Verdict.INSUFFICIENT_EVIDENCE: "Insufficient evidence",
}
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
STATES = {
    State.CONFLICT: "conflict",
    State.DISPUTED: "disputed",
    State.STALE: "out of date",
    State.SHORTFALL: "one level apart",
    State.UNCHECKED: "nothing looked at",
    State.ALIGNED: "agrees",
    State.UNKNOWN: "not known",
}
GRADES = {"E0": "Statement", "E1": "Recent example", "E2": "Artefact", "E3": "Accepted"}
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def plain(text: str) -> str:
    """Client text as it was typed: nothing in it is taken for markup, a link or a formula."""
    return _MARKDOWN.sub(r"\\\1", text.replace("\n", " "))


def verdict_mark(verdict: Verdict) -> str:
    """Shape and word of a verdict in its colour, as markdown."""
    return f":{COLOURS[verdict]}[{SHAPES[verdict]} **{VERDICTS[verdict]}**]"


def percent(share: float) -> str:
    """A share of 0–1 as whole per cent, never 0 or 100 unless it is exactly that."""
    whole = round(100 * share)
    if whole == 100 and share < 1:
        return "99 %"
    if whole == 0 and share > 0:
        return "1 %"
    return f"{whole} %"


def number(count: int) -> str:
    """A count that opens a sentence: a word up to ten."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def counted(count: int, one: str, many: str = "") -> str:
    """``1 source``, ``2 sources``."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def day(when: date) -> str:
    """A day as ``12 Nov 2026``."""
    return f"{when.day} {when:%b %Y}"


def moment(when: datetime) -> str:
    """A moment as ``12 Nov 2026, 09:40 UTC``."""
    return f"{day(when)}, {when:%H:%M} UTC"


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


def listed(words: list[str]) -> str:
    """``a, b and c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
