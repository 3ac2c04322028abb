"""Movements in words: what moved, by which causes, and what rose on word alone."""

from collections.abc import Iterable

from content.locales import written
from reports.wording import VERDICT_WORDS, day, percent, signed
from scoring.comparison import Comparison, Movement
from scoring.movement_causes import Cause
from scoring.movement_split import Part

CAUSES = {
    Cause.WORK: "work done", Cause.OPINION: "opinion", Cause.REACH: "reach of the probes",
    Cause.DECISION: "decisions", Cause.PACK: "pack", Cause.TIME: "time",
}  # fmt: skip

MEANINGS = {
    Cause.WORK: "a probe that could judge both times saw something else, for better or worse, or an "
    "answer gained evidence",
    Cause.OPINION: "somebody says something else and shows nothing new for it",
    Cause.REACH: "a probe could judge where it could not before, or can no longer: it could not look "
    "there, or too little had happened to judge by",
    Cause.DECISION: "a finding was set aside, a conflict waived, people talked it over, or what the "
    "use case is was changed",
    Cause.PACK: "the questions, or how answers to them are judged, were changed; nobody did or said "
    "anything",
    Cause.TIME: "what was known grew old, or was looked at again and is the same",
}

_SHOWN = 0.05
"""Levels under which a part would print as nothing; where all are, the widest is told finer."""


def parts(found: tuple[Part, ...]) -> str:
    """Each cause with what it moved, widest first; parts too small to print are left out."""
    shown = [part for part in found if abs(part.levels) >= _SHOWN]
    if found and not shown:
        return f"{CAUSES[found[0].cause]}\xa0{signed(found[0].levels, 2)}"
    return ", ".join(f"{CAUSES[part.cause]}\xa0{signed(part.levels)}" for part in shown)


def chance(item: Movement) -> str:
    """The chance that a level really went where its mean went."""
    return "not known" if item.probability is None else percent(item.probability)


def meanings(found: Iterable[tuple[Part, ...]]) -> str:
    """What each cause that occurs means, in one sentence; empty where none does."""
    named = {part.cause for held in found for part in held}
    told = [f"{CAUSES[cause]}: {MEANINGS[cause]}" for cause in Cause if cause in named]
    return "; ".join(told)


def under_told(past: Comparison, *, verdicts: bool) -> str:
    """What the later version of the pack makes of the earlier result; empty between like and like."""
    if past.under is None:
        return ""
    held, then = past.under, day(past.before_at.date())
    named = f"{held.before.id} {held.before.version}"
    told = f"{named} was in force on {then}, {held.after.version} is now."
    if held.index is None or past.index_before is None:
        return told
    figures = f"{written(past.index_before, '.2f')} becomes {written(held.index, '.2f')}"
    told += f" By the later version the same answers and findings had another index then: {figures}"
    if not verdicts:
        return f"{told}."
    old, new = VERDICT_WORDS[past.verdict_before].lower(), VERDICT_WORDS[held.verdict].lower()
    return f"{told}; the verdict " + (f"stays {old}." if old == new else f"{old} becomes {new}.")


def on_word_alone(movements: Iterable[Movement]) -> tuple[Movement, ...]:
    """The rises for which nothing new was shown or seen."""
    return tuple(item for item in movements if item.on_word_alone)
