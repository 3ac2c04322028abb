"""What is said of a client's use cases together; screen and report say it from here."""

from content.locales import written
from content.portfolio import FeasibilityPart, PortfolioJudgement
from content.traits import RiskClass
from reports.wording import (
    NBSP,
    capital,
    count,
    join,
    level,
    money,
    percent,
    person_weeks,
    plural,
    short_day,
    weeks_range,
)
from scoring.portfolio_model import (
    Overtake,
    PartStanding,
    Portfolio,
    Ranking,
    SequenceStep,
    Span,
    Standing,
    Work,
)

RISK_WORDS = {
    RiskClass.MINIMAL: "minimal",
    RiskClass.LIMITED: "limited",
    RiskClass.HIGH: "high",
}
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth")


def headline(held: Portfolio) -> str:
    """The recommendation as a title."""
    first, second = held.ranking.first, held.ranking.runner_up
    if first is None:
        return "No use case yet"
    if second is None:
        return f"One use case: {first.name}"
    if held.ranking.close:
        return f"Start with one: {first.name}, narrowly before {second.name}"
    return f"Start with one: {first.name}"


def impact_title(held: Portfolio) -> str:
    """What the picture of value against feasibility shows of the one that comes first."""
    first, *others = held.ranking.standings
    able = all(first.feasibility.middle >= item.feasibility.middle for item in others)
    if first.value is None:
        return "The first is the most feasible" if able else "The first is not the most feasible"
    worth = all(item.value is None or first.value.middle >= item.value.middle for item in others)
    if worth and able:
        return "The first is worth most and is the most feasible"
    if worth or able:
        return (
            "The first is worth most, though not the most feasible"
            if worth
            else "The first is the most feasible, though not worth most"
        )
    return "The first leads on neither alone, but on both together"


def impact_spoken(held: Portfolio) -> str:
    """The picture of value against feasibility in words."""
    parts = [
        f"{item.place}. {item.name}: value a quarter {value_cell(item, held)}, feasibility "
        f"{feasibility_cell(item)}, risk {RISK_WORDS[item.risk_class]}"
        for item in held.ranking.standings
    ]
    return f"{headline(held)}. {'; '.join(parts)}."


def why_first(held: Portfolio, judgement: PortfolioJudgement) -> tuple[str, ...]:
    """Why the first comes first, and how firmly."""
    first, second = held.ranking.first, held.ranking.runner_up
    if first is None:
        return ("Describe the systems that are being considered; they are compared here.",)
    if second is None:
        return (
            "There is nothing to compare it with. Add the other systems that are being considered.",
            reason(first, held, judgement),
        )
    share = percent(first.first)
    draws = written(held.ranking.draws, ",")
    firmness = (
        f"It comes first in {share} of {draws} perturbed judgements; "
        f"{second.name} in {percent(second.first)}."
    )
    if held.ranking.close:
        firmness += (
            f" Under {percent(judgement.close)} the order of the two is open: what is unknown below "
            "would settle it."
        )
    return (firmness, reason(first, held, judgement))


def reason(item: Standing, held: Portfolio, judgement: PortfolioJudgement) -> str:
    """Why a use case stands where it stands, in sentences."""
    return " ".join((_impact(item, held), _able(item, judgement)))


def _impact(item: Standing, held: Portfolio) -> str:
    if item.value is None:
        return "Nobody has stated what any of them is worth: they stand by feasibility alone."
    if not item.value_stated:
        return (
            f"Nobody has stated its value: taken as anything from {amounts(item.value, held)} "
            "a quarter, by what the others are worth."
        )
    others = [other for other in held.ranking.standings if other.value and other.value_stated]
    above = sum(1 for other in others if other.value and other.value.middle > item.value.middle)
    rank = f", the {_ordinal(above)} highest value" if above else ", the highest value"
    return f"Worth {amounts(item.value, held)} a quarter{rank if len(others) > 1 else ''}."


def _able(item: Standing, judgement: PortfolioJudgement) -> str:
    known = [part for part in item.parts if part.origin != "nobody"]
    words = f"Feasibility {level(item.feasibility.middle)} of 5"
    if not known:
        return f"{words}: nobody has judged it."
    weakest = min(known, key=lambda part: part.level.middle)
    strongest = max(known, key=lambda part: part.level.middle)
    words += f": weakest {_named(weakest, judgement)}"
    if strongest.level.middle > weakest.level.middle:
        words += f", strongest {_named(strongest, judgement)}"
    if item.unknown:
        names = [judgement.part(part).name.lower() for part in item.unknown]
        words += f". Nobody has judged {join(names)}"
    return words + "."


def _named(part: PartStanding, judgement: PortfolioJudgement) -> str:
    return f"{judgement.part(part.part).name.lower()} ({part_level(part)})"


def part_level(part: PartStanding) -> str:
    """A part's level: whole where it was estimated, one decimal where it was measured."""
    if part.origin == "nobody":
        return "unknown"
    middle = part.level.middle
    return f"{middle:.0f}" if part.origin == "estimate" else level(middle)


def origin(part: PartStanding) -> str:
    """Who says so."""
    if part.origin == "assessment":
        day = short_day(part.day) if part.day else ""
        told = f"; the sponsor had said {part.estimate}" if part.estimate else ""
        return f"from the assessment, {day}{told}"
    return "sponsor’s own estimate" if part.origin == "estimate" else "nobody has judged it"


def anchor(part: PartStanding, of: FeasibilityPart) -> str:
    """The text of an estimated level; empty for what was measured or not judged."""
    return of.anchors[part.estimate - 1] if part.origin == "estimate" and part.estimate else ""


def amounts(span: Span, held: Portfolio) -> str:
    """Money from low to high."""
    low, high = money(span.low, held.currency), money(span.high, held.currency)
    return low if low == high else f"{low} to {high}"


def value_cell(item: Standing, held: Portfolio) -> str:
    """The value for a table: never a number where nobody stated one."""
    if item.value is None or not item.value_stated:
        return "not stated"
    return amounts(item.value, held)


def feasibility_cell(item: Standing) -> str:
    """The feasibility with its interval."""
    able = item.feasibility
    return f"{level(able.middle)}{NBSP}[{level(able.low)}–{level(able.high)}]"


def firmness_cell(item: Standing) -> str:
    """In how many of the perturbed judgements it comes first, and keeps its place."""
    return f"{percent(item.first)} first, {percent(item.kept)} here"


def overtaking(held: Portfolio, judgement: PortfolioJudgement) -> tuple[str, ...]:
    """What would have to be true, alone, for the runner-up to come first."""
    first, second = held.ranking.first, held.ranking.runner_up
    if first is None or second is None:
        return ()
    return tuple(_overtake(item, first, second, held, judgement) for item in held.ranking.overtakes)


def _overtake(
    item: Overtake, first: Standing, second: Standing, held: Portfolio,
    judgement: PortfolioJudgement,
) -> str:  # fmt: skip
    figure = money(item.figure, held.currency)
    now = money(item.now, held.currency)
    if item.kind == "own_value":
        return f"{second.name} is worth {figure} a quarter or more (taken as {now} now)"
    if item.kind == "first_value":
        return f"{first.name} is worth {figure} a quarter or less (taken as {now} now)"
    part = judgement.part(item.part)
    text = part.anchors[round(item.figure) - 1].rstrip(".")
    return f"{second.name}: {part.name.lower()} at {item.figure:.0f} or above (“{text}”)"


def start_title(first: Standing) -> str:
    """The title of the decision to begin with it."""
    return start_title_of(first.name)


def start_title_of(name: str) -> str:
    """The title of the decision to begin with the use case of this name."""
    return f"Start with {name}"


def stop_sentences(held: Portfolio, judgement: PortfolioJudgement) -> tuple[str, ...]:
    """The stop rule of the first use case, in sentences that say what is missing for it."""
    first, rule = held.ranking.first, held.stop
    if first is None or rule is None:
        return ()
    return (_stop_day(held), _stop_value(held, judgement))


def _stop_day(held: Portfolio) -> str:
    rule = held.stop
    if rule is None or rule.by is None or rule.planned is None:
        return "Its plan has no date for the gate yet, so there is no last day either."
    return (
        f"Stop if its gate is not passed by {short_day(rule.by)}; "
        f"the plan says {short_day(rule.planned)}, four chances in five."
    )


def _stop_value(held: Portfolio, judgement: PortfolioJudgement) -> str:
    rule, second = held.stop, held.ranking.runner_up
    if rule is None or rule.value is None:
        return (
            "Nobody has stated its value: state it before the work starts, or nothing can stop it."
        )
    figure = money(rule.value, held.currency)
    why = f"{percent(judgement.stop.value_share)} of the lowest that was promised"
    if rule.overtaken and second:
        why = f"under that, {second.name} is the better bet"
        if held.ranking.first and held.ranking.first.value and (
            rule.value == held.ranking.first.value.low
        ):  # fmt: skip
            why = "the lowest that was promised"
    return f"Stop if the evidence of its value falls under {figure} a quarter ({why})."


def sequence_title(held: Portfolio) -> str:
    """What coming second saves, as a title."""
    later = [item for item in held.sequence[1:] if item.alone and item.after]
    if not later:
        return "What the next one costs is not known yet"
    item = later[0]
    if not item.inherits:
        return f"{item.name} inherits nothing: it costs what it costs alone"
    return f"{item.name} is {percent(_whole_share(item))} cheaper after the first{_of_gate(item)}"


def _whole_share(item: SequenceStep) -> float:
    """Share of its whole plan that coming later saves, 0–1."""
    whole = item.alone.whole_effort_mid if item.alone else 0.0
    return item.saved_whole / whole if whole else 0.0


def _of_gate(item: SequenceStep) -> str:
    gate = item.alone.effort_mid if item.alone else 0.0
    if not gate or item.saved_effort <= 0:
        return ", though its gate waits for none of that"
    return f", {percent(item.saved_effort / gate)} up to its gate"


def whole(item: SequenceStep) -> str:
    """Its whole plan as it comes, and alone."""
    if item.alone is None or item.after is None:
        return ""
    own = person_weeks(item.after.whole_effort_mid)
    if item.saved_whole <= 0:
        return own
    return f"{own}; {person_weeks(item.alone.whole_effort_mid)} alone"


def step_sentence(item: SequenceStep, place: int, held: Portfolio) -> str:
    """One use case of the sequence in a sentence."""
    if item.alone is None or item.after is None:
        return (
            f"{capital(_ordinal(place))}: {item.name}. {item.why_not} What it costs is not known."
        )
    words = [f"{capital(_ordinal(place))}: {item.name}, {work(item.after, held)} to its gate."]
    if place:
        words.append(_saved(item, held))
    if item.waits:
        words.append(
            "It waits for one whose gate has no date, so its own dates are not to be used."
        )
    elif item.after.gate_p50 and item.start:
        words.append(
            f"Starts {short_day(item.start)}, gate {short_day(item.after.gate_p50)} at even odds."
        )
    if item.blockers:
        words.append(
            f"{capital(plural(item.blockers, 'critical capability', 'critical capabilities'))} "
            "must be asked or seen first; that work is not in these figures."
        )
    return " ".join(words)


def _saved(item: SequenceStep, held: Portfolio) -> str:
    if not item.inherits:
        return "It inherits nothing."
    names = plural(len(item.inherits), "initiative")
    if item.alone is None or item.saved_effort <= 0:
        spared = person_weeks(sum(one.effort_mid for one in item.inherits))
        return f"It inherits {names} ({spared}) of its whole plan; its gate waits for none of them."
    saved = person_weeks(item.saved_effort)
    if item.saved_cost is not None:
        saved += f", {money(item.saved_cost, held.currency)},"
    return f"It inherits {names}: {saved} less than alone ({person_weeks(item.alone.effort_mid)})."


def inherited(held: Portfolio) -> tuple[str, ...]:
    """What each use case inherits, by name."""
    return tuple(
        f"{item.name} inherits: {join([one.title for one in item.inherits])}."
        for item in held.sequence
        if item.inherits
    )


def work(item: Work, held: Portfolio) -> str:
    """Effort to the gate with its range, and its cost where rates are known."""
    ends = weeks_range(item.effort_low, item.effort_high).partition(f"{NBSP}person")[0]
    words = f"{person_weeks(item.effort_mid)} ({ends})"
    if item.cost_mid is not None:
        words += f", {money(item.cost_mid, held.currency)}"
    return words


def unknowns(ranking: Ranking, judgement: PortfolioJudgement) -> tuple[str, ...]:
    """What nobody has said, use case by use case."""
    found = []
    for item in ranking.standings:
        names = [judgement.part(part).name.lower() for part in item.unknown]
        if not item.value_stated:
            names.insert(0, "value")
        if names:
            found.append(f"{item.name}: {join(names)}")
    return tuple(found)


def method(judgement: PortfolioJudgement) -> tuple[str, ...]:
    """How the ranking is made, with every judgement in it and its reason."""
    chances = join([f"{at}: {percent(one)}" for at, one in enumerate(judgement.chances, start=1)])
    weights = join(
        [
            f"{part.name.lower()} {written(judgement.weights[part.id], 'g')}"
            for part in judgement.parts
        ]
    )
    return (
        "Worth = value a quarter × the chance that belongs to its feasibility "
        f"({chances}). {judgement.chances_reason}",
        f"Feasibility is the geometric mean of {count(len(judgement.parts))} parts, weighted: "
        f"{weights}. {judgement.weights_reason}",
        f"An estimate counts ± {written(judgement.spread, 'g')} level. {judgement.spread_reason}",
        judgement.value_reason,
        f"Robustness: {written(judgement.draws, ',')} perturbed judgements, seed {judgement.seed}. "
        f"{judgement.draws_reason}",
        f"{judgement.stop.reason}",
    )


def _ordinal(place: int) -> str:
    return _PLACES[place] if place < len(_PLACES) else f"{place + 1}th"
