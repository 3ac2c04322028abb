"""The page that a reader checks with a pencil: each quarter's movement, and what adds up to it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from content.model import Pack
from engagement.demonstration.quarters.story import Told
from engagement.frozen.results import Workings
from reports.movement_words import CAUSES, MEANINGS, under_told
from reports.proof_words import STANDING_WORDS
from reports.wording import VERDICT_WORDS, count, day
from scoring.comparison import Comparison, Movement
from scoring.movement_causes import Cause
from scoring.movement_split import Part
from scoring.proof_model import InitiativeProof, Standing

Proofs = Mapping[str, InitiativeProof]
_CLOSED = (Standing.PROVED, Standing.ATTESTED, Standing.REGRESSED)


def render(
    pack: Pack,
    told: Told,
    movements: Sequence[Comparison],
    standings: Sequence[Proofs],
    made: Workings,
) -> str:
    """The page as Markdown; ``standings`` are those at the end of each quarter.

    ``made`` is what the movement of the last quarter was computed from.
    """
    return "\n".join(
        (
            *_head(told),
            *_overall(told, movements),
            *_levels(pack, movements[-1]),
            *_several(pack, movements[-1], made),
            *_changed(pack, movements[-1], made),
            *_alone(pack, movements),
            *_proofs(pack, told, standings),
            *_second(pack, told),
            *_again(),
        )
    )


def _head(told: Told) -> Iterator[str]:
    place = told.places[0]
    yield "# Four quarters of one client"
    yield ""
    yield (
        f"{place.client.name} is **fictional**: its people and what they say are invented. What was looked "
        "at is real: a git repository that grew by commits, tables, and a Prometheus with ten months of "
        f"history. This page was made on {day(told.ended.date())} by `prodworthy demo --four-quarters "
        "--out DIR`, through the actions that screens and commands call, each at its own day."
    )
    yield ""


def _overall(told: Told, movements: Sequence[Comparison]) -> Iterator[str]:
    yield f"## The index of *{told.places[0].use_case.name}*, and what moved it"
    yield ""
    yield (
        f"Every row adds up: *before* and the {count(len(Cause))} shares make *after*, to the last digit "
        "but for rounding."
    )
    yield ""
    yield f"| to | before | {' | '.join(CAUSES[cause] for cause in Cause)} | after | verdict |"
    yield f"|---|{'---:|' * (len(Cause) + 2)}---|"
    for item in movements:
        shares = " | ".join(_signed(_share(item.parts, cause)) for cause in Cause)
        before, after = item.index_before or 0.0, item.index_after or 0.0
        verdict = VERDICT_WORDS[item.verdict_after].lower()
        yield (
            f"| {day(item.after_at.date())} | {before:.4f} | {shares} | {after:.4f} | {verdict} |"
        )
    yield ""
    yield from (f"- *{CAUSES[cause]}*: {MEANINGS[cause]}" for cause in Cause)
    yield ""
    for item in movements:
        if item.under is not None:
            yield f"To {day(item.after_at.date())}: {under_told(item, verdicts=True)}"
            yield ""


def _levels(pack: Pack, last: Comparison) -> Iterator[str]:
    yield "## What moved in the last quarter, level by level"
    yield ""
    yield "Levels are 1 to 5. These are the rows of the report's section *Since the last snapshot*."
    yield ""
    yield f"| capability | before | {' | '.join(CAUSES[cause] for cause in Cause)} | after |"
    yield f"|---|{'---:|' * (len(Cause) + 2)}"
    for item in _ranked(last):
        shares = " | ".join(_signed(_share(item.parts, cause)) for cause in Cause)
        name = _name(pack, item.capability)
        yield f"| {name} | {item.before:.4f} | {shares} | {item.after:.4f} |"
    yield ""


def _several(pack: Pack, last: Comparison, made: Workings) -> Iterator[str]:
    """The workings of each level on which two causes act: four levels, and the means of two differences."""
    yield "Where two causes act, each share is the mean of what it adds when it comes first and second:"
    yield ""
    for item in last.movements:
        causes = sorted({part.cause for part in item.parts} - {Cause.TIME, Cause.PACK})
        if len(causes) == _TWO:
            one, other = causes
            none, first, second, both = (
                made.mixed[frozenset(taken)][item.capability]
                for taken in ((), (one,), (other,), (one, other))
            )
            share = ((first - none) + (both - second)) / 2
            yield (
                f"- *{_name(pack, item.capability)}*: {none:.4f} with neither, {first:.4f} with "
                f"{CAUSES[one]} alone, {second:.4f} with {CAUSES[other]} alone, {both:.4f} with both. So "
                f"{CAUSES[one]} has (({first:.4f} − {none:.4f}) + ({both:.4f} − {second:.4f})) / 2 = "
                f"{_signed(share)}, and {CAUSES[other]} the rest of {_signed(both - none)}."
            )
    yield ""


_TWO = 2


def _changed(pack: Pack, last: Comparison, made: Workings) -> Iterator[str]:
    """What differs one by one, for each level that moved: the look or the answer, then and now."""
    yield "## What was seen or said otherwise in the last quarter"
    yield ""
    yield "| capability | cause | look or answer | before | after |"
    yield "|---|---|---|---|---|"
    for item in _ranked(last):
        for one in made.changes:
            if item.capability in one.capabilities:
                yield (
                    f"| {_name(pack, item.capability)} | {CAUSES[one.cause]} | {one.what} | "
                    f"{one.before or 'none'} | {one.after or 'none'} |"
                )
    yield ""


def _ranked(last: Comparison) -> list[Movement]:
    """The widest movement first."""
    return sorted(
        last.movements, key=lambda item: (-abs(item.after - item.before), item.capability)
    )


def _alone(pack: Pack, movements: Sequence[Comparison]) -> Iterator[str]:
    yield "## Rose on word alone"
    yield ""
    for item in movements:
        alone = [_name(pack, one.capability) for one in item.movements if one.on_word_alone]
        yield f"- To {day(item.after_at.date())}: {', '.join(alone) or 'nothing'}."
    yield ""


def _proofs(pack: Pack, told: Told, standings: Sequence[Proofs]) -> Iterator[str]:
    read = sum(item.read for item in told.readings)
    days = ", ".join(day(item.at.date()) for item in told.readings)
    yield "## What is proved"
    yield ""
    yield f"Exit metrics were read again on {days}: {read} readings. At the end of each quarter:"
    yield ""
    yield f"| initiative | {' | '.join(day(item.taken_at.date()) for item in told.frozen)} |"
    yield f"|---|{'---|' * len(told.frozen)}"
    for item in pack.initiatives:
        course = [held[item.id] for held in standings]
        if any(one.standing in _CLOSED for one in course):
            words = " | ".join(STANDING_WORDS[one.standing] for one in course)
            yield f"| {item.id} {item.title} | {words} |"
    yield ""


def _second(pack: Pack, told: Told) -> Iterator[str]:
    names = [_name(pack, key) for key in told.carried]
    began = day(told.second.assessment.started_at.date())
    yield f"## The second use case, *{told.second.use_case.name}*"
    yield ""
    yield (
        f"Begun on {began}. {len(names)} capabilities were answered for the first one and count "
        f"here as well: {', '.join(names)}."
    )
    yield ""


def _again() -> Iterator[str]:
    yield "## How to check it"
    yield ""
    yield "1. Add a row up. Its shares are what the report prints with fewer decimals."
    yield (
        "2. A level with one cause has that one share: its *after* less *before*. Where several act, each "
        "share is the mean of what the cause adds over every order in which they may have come: "
        "[decision 26](decisions/0026-how-a-movement-is-shared-out.md) says how, and with two causes it "
        "is the mean of two differences."
    )
    yield (
        "3. Run the command again, on any day and at any minute: the days are other ones, and every "
        "figure is the same."
    )
    yield ""


def _share(parts: Iterable[Part], cause: Cause) -> float:
    return sum(item.levels for item in parts if item.cause is cause)


def _signed(value: float) -> str:
    return f"{value:+.4f}".replace("-", "\N{MINUS SIGN}") if abs(value) >= 0.00005 else "0"


def _name(pack: Pack, capability: str) -> str:
    return next(item.name for item in pack.capabilities if item.id == capability)
