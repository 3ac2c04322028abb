"""Why a figure is what it is, in words: the same trail on the screen and in the appendix."""

import math
from typing import Literal

from content.locales import written
from content.model import Pack
from content.values import Value
from reports import forecast_words
from reports.wording import VERDICT_WORDS, count, level, percent, plain_level, plural, signed
from scoring.explanation import (
    Explanation,
    of_area,
    of_claim_gap,
    of_coverage,
    of_in_place,
    of_index,
    of_strength,
)
from scoring.forecast import Forecast
from scoring.model import CapabilityScore, GateReason, Scorecard, Verdict

Number = Literal[
    "verdict", "index", "coverage", "strength", "confidence", "claim_gap", "in_place", "forecast"
]
NUMBERS: tuple[Number, ...] = (
    "verdict", "confidence", "in_place", "index", "coverage", "strength", "claim_gap", "forecast"
)  # fmt: skip


class Part(Value):
    """One term of the figure; ``capability`` or ``area`` is where its own trail goes on."""

    name: str
    words: str
    capability: str = ""
    area: str = ""


class Trail(Value):
    """The figure, the arithmetic in sentences, and the parts it is made of."""

    title: str
    lines: tuple[str, ...]
    parts: tuple[Part, ...] = ()


def of(number: Number, card: Scorecard, pack: Pack, forecast: Forecast | None) -> Trail | None:
    """The trail of one figure; ``None`` where the scorecard has no such figure."""
    if number == "forecast":
        return _forecast(forecast, pack) if forecast else None
    made = {
        "verdict": _verdict,
        "confidence": _confidence,
        "in_place": _in_place,
        "index": _index,
        "coverage": _coverage,
        "strength": _strength,
        "claim_gap": _claim_gap,
    }
    return made[number](card, pack)


def reason(pack: Pack, item: GateReason) -> str:
    """One reason of the gate as a sentence, with its threshold."""
    value, limit = item.value or 0.0, item.limit or 0.0
    area = pack.area(item.area).name if item.area else ""
    return {
        "coverage": f"{percent(value)} of the weight is answered or seen; {percent(limit)} needed.",
        "not_answered": "Nobody has answered, and nothing was found.",
        "open_dont_know": "Nobody who was asked knows.",
        "probability": f"{percent(value)} likely in place; {percent(limit)} is needed.",
        "unsupported": "No artefact, and nothing seen at level 3 or above.",
        "area_level": f"The level of {area} is {level(value)}; {level(limit)} is needed.",
        "conflict": "People claim more than was found.",
    }[item.code]


def _verdict(card: Scorecard, pack: Pack) -> Trail | None:
    if not card.gives_verdict:
        return None
    held = pack.judgements.thresholds
    grouped: dict[tuple[str, str], list[GateReason]] = {}
    for item in card.reasons:
        key = (item.capability or "", "" if item.capability else item.area or "")
        grouped.setdefault(key, []).append(item)
    parts = [_ground(pack, *key, reasons) for key, reasons in grouped.items()]
    lines = (
        "The verdict is the best one that no reason forbids.",
        f"Ready asks of each of the {count(card.critical_total)} critical capabilities a chance of "
        f"{percent(held.ready_probability)} to be at level 3 or above, with an artefact or a finding "
        f"behind it and no open conflict, and of each dimension an index of "
        f"{level(held.ready_area_level)}. Conditional asks for {percent(held.conditional_probability)}. "
        f"Any verdict asks for {percent(held.coverage_for_verdict)} coverage and an answer to every "
        "critical one.",
    )
    said = f"{VERDICT_WORDS[card.verdict]}: " + (
        plural(len(parts), "reason") if parts else "no reason stands in the way"
    )
    return Trail(title=said, lines=lines, parts=tuple(parts))


def _ground(pack: Pack, capability: str, area_id: str, reasons: list[GateReason]) -> Part:
    """All reasons of one capability, of one dimension, or of the whole, worst first."""
    name = "Coverage"
    if capability:
        name = pack.capability(capability).short_name
    elif area_id:
        name = pack.area(area_id).name
    words = " ".join(reason(pack, item) for item in reasons)
    return Part(
        name=name,
        words=f"{words} {_forbids(reasons[0].blocks)}",
        capability=capability,
        area=area_id,
    )


def _forbids(blocked: Verdict) -> str:
    if blocked is Verdict.NOT_READY:
        return "So there can be no verdict."
    return f"So not {VERDICT_WORDS[blocked].lower()}."


def _confidence(card: Scorecard, pack: Pack) -> Trail | None:
    if not card.gives_verdict:
        return None
    how = pack.judgements.perturbation
    shares = ", ".join(
        f"{VERDICT_WORDS[verdict].lower()} {percent(share)}"
        for verdict, share in reversed(card.confidence.items())
        if share
    )
    low, high = how.discount_factor
    lines = (
        f"{written(how.draws, ',')} times each judgement of ours was moved as far as a reasonable "
        f"colleague might, "
        "and the verdict was given again.",
        f"Weights and prior drawn around their values, discounts × {written(low, 'g')} to "
        f"{written(high, 'g')}, spreads × "
        f"{written(how.spread_factor[0], 'g')} to {written(how.spread_factor[1], 'g')}, a probe's "
        f"sensitivity "
        f"{written(how.sensitivity[0], 'g')} to {written(how.sensitivity[1], 'g')}, its "
        f"false-pass rate {written(how.false_pass[0], 'g')} to "
        f"{written(how.false_pass[1], 'g')}; fixed seed {how.seed}.",
        f"They ended: {shares}.",
    )
    near = sorted(
        (item for item in card.capabilities if item.critical and item.applicable),
        key=lambda item: (_distance(item, pack), item.id),
    )
    parts = tuple(_chance(pack, item) for item in near[:6])
    title = f"Confidence {percent(card.confidence[card.verdict])}: nearest to a threshold first"
    return Trail(title=title, lines=lines, parts=parts)


def _distance(item: CapabilityScore, pack: Pack) -> float:
    held = pack.judgements.thresholds
    limits = (held.ready_probability, held.conditional_probability)
    return min(abs(item.p3 - limit) for limit in limits)


def _chance(pack: Pack, item: CapabilityScore) -> Part:
    return Part(
        name=pack.capability(item.id).short_name,
        words=f"{percent(item.p3)} likely at level 3 or above" if item.answered else "not answered",
        capability=item.id,
    )


def _in_place(card: Scorecard, pack: Pack) -> Trail:
    held = of_in_place(card)
    sum_ = " + ".join(written(term.value, ".2f") for term in held.terms if term.counts) or "0"
    lines = (
        "The expected number is the sum of each critical capability's chance to be at level 3 or above.",
        f"{sum_} = {written(held.result, '.1f')}, of {len(held.terms)}. What nobody answered is not counted.",
    )
    ranked = sorted(held.terms, key=lambda term: (term.value, term.id))
    parts = tuple(_chance(pack, card.capability(term.id)) for term in ranked)
    return Trail(
        title=f"{written(held.result, '.1f')} of {len(held.terms)} critical in place",
        lines=lines,
        parts=parts,
    )


def _index(card: Scorecard, pack: Pack) -> Trail | None:
    held = of_index(card, pack.judgements)
    if held is None or card.index is None:
        return None
    parts = tuple(
        Part(
            name=pack.area(term.id).name,
            words=f"index {level(math.exp(term.value))}, ln {written(term.value, '.2f')}, "
            f"weight {written(term.weight, 'g')}",
            area=term.id,
        )
        for term in held.terms
    )
    index, low, high = card.index.of_100
    lines = (
        "The geometric mean of the areas, so that a weak one is not bought off by a strong one: "
        f"exp(({_sum(held)}) / {written(held.total, 'g')}) = {written(held.result, '.2f')} on levels 1 to 5.",
        _drawn(held, pack),
        f"On 0 to 100: 100 × ({written(card.index.level, '.2f')} − 1) / 4 = {index:.0f} "
        f"[{low:.0f} to {high:.0f}].",
    )
    return Trail(title=f"Index {index:.0f} of 100", lines=lines, parts=parts)


def area(card: Scorecard, pack: Pack, area_id: str) -> Trail | None:
    """The trail of one area's index; ``None`` where nothing of it is known."""
    held = of_area(card, pack.judgements, area_id)
    score = card.area(area_id)
    if held is None or score.band is None:
        return None
    parts = tuple(_term(card, pack, term.id, term.weight, term.value) for term in held.terms)
    lines: tuple[str, ...] = (
        "The weighted geometric mean of the expected levels: "
        f"exp(({_sum(held)}) / {written(held.total, 'g')}) = {written(held.result, '.2f')}.",
        _drawn(held, pack),
    )
    left = [
        pack.capability(item.id).short_name
        for item in card.capabilities
        if item.area == area_id and item.id not in {term.id for term in held.terms}
    ]
    if left:
        left_out = f"Not in it, as it does not apply or nothing is known: {', '.join(left)}."
        lines = (*lines, left_out)
    return Trail(
        title=f"{pack.area(area_id).name}: index {level(score.band.level)}",
        lines=lines,
        parts=parts,
    )


def _term(card: Scorecard, pack: Pack, name: str, weight: float, value: float) -> Part:
    item = card.capability(name)
    return Part(
        name=pack.capability(name).short_name,
        words=f"level {level(item.mean)}, mean of ln {written(value, '.2f')}, weight {written(weight, 'g')}",
        capability=name,
    )


def _sum(held: Explanation) -> str:
    return " + ".join(
        written(term.value, ".2f")
        if term.weight == 1
        else f"{written(term.weight, 'g')} × {written(term.value, '.2f')}"
        for term in held.terms
    )


def _drawn(held: Explanation, pack: Pack) -> str:
    """Why the figure shown differs a little: it is the median of the draws."""
    if held.drawn is None:
        return ""
    return (
        f"Shown is the median of {written(pack.judgements.perturbation.draws, ',')} draws of the "
        f"levels from their "
        f"beliefs, {written(held.drawn.level, '.2f')}; four in five lie between "
        f"{written(held.drawn.low, '.2f')} and "
        f"{written(held.drawn.high, '.2f')}."
    )


def _coverage(card: Scorecard, pack: Pack) -> Trail:
    held = of_coverage(card)
    return _share(
        card, pack, held, f"Coverage {percent(held.result)}", "has a level or a conclusive finding",
        "Not covered", "nobody gave a level and no probe came to a conclusion",
    )  # fmt: skip


def _strength(card: Scorecard, pack: Pack) -> Trail:
    held = of_strength(card)
    return _share(
        card, pack, held, f"Evidence strength {percent(held.result)}",
        "has an artefact or a conclusive finding", "On words alone",
        "no artefact and no conclusive finding",
    )  # fmt: skip


def _share(
    card: Scorecard, pack: Pack, held: Explanation, title: str, what: str, missing: str, why: str
) -> Trail:
    counted = sum(term.weight for term in held.terms if term.counts)
    held_back = pack.judgements.weights
    lines = (
        f"Of the weight that applies, {written(held.total, 'g')}, {written(counted, 'g')} {what}: "
        f"{written(counted, 'g')} / {written(held.total, 'g')} = "
        f"{percent(held.result)}. A critical capability weighs {written(held_back.critical, 'g')}, any other "
        f"{written(held_back.other, 'g')}.",
        f"{missing}: {count(sum(not term.counts for term in held.terms))}, as {why}.",
    )
    left = [term for term in held.terms if not term.counts]
    left.sort(key=lambda term: (-term.weight, term.id))
    parts = tuple(
        Part(
            name=pack.capability(term.id).short_name,
            words=f"weight {written(term.weight, 'g')}"
            + (", critical" if card.capability(term.id).critical else ""),
            capability=term.id,
        )
        for term in left
    )
    return Trail(title=title, lines=lines, parts=parts)


def _claim_gap(card: Scorecard, pack: Pack) -> Trail | None:
    held = of_claim_gap(card)
    if held is None:
        return None
    interval = ""
    if card.claim_gap_low is not None and card.claim_gap_high is not None:
        interval = (
            f" Four draws in five lie between {signed(card.claim_gap_low)} and "
            f"{signed(card.claim_gap_high)}."
        )
    lines = (
        "The mean of claimed minus used, over every capability that has a claim: "
        f"{written(sum(term.value for term in held.terms), '.1f')} / {written(held.total, 'g')} = "
        f"{written(held.result, '.2f')} "
        f"levels.{interval}",
    )
    parts = tuple(_gap(card.capability(term.id), pack, term.value) for term in held.terms)
    return Trail(title=f"Claim gap {written(held.result, '.1f')} levels", lines=lines, parts=parts)


def _gap(item: CapabilityScore, pack: Pack, value: float) -> Part:
    claim = plain_level(item.claim or 0.0)
    return Part(
        name=pack.capability(item.id).short_name,
        words=f"claimed {claim}, used {level(item.mean)}: {signed(value)}",
        capability=item.id,
    )


def _forecast(held: Forecast, pack: Pack) -> Trail:
    lines = (*forecast_words.arithmetic(held, pack), forecast_words.history(held))
    rates = forecast_words.provenance(held, pack)
    parts = tuple(
        Part(
            name=f"{rate.figure}, {rate.publisher} {rate.year}",
            words=f"For the {use}: {rate.claim}",
        )
        for use, rate in rates
    )
    if held.blocked_by:
        name = pack.capability(held.blocked_by).short_name
        parts = (
            Part(name=name, words="likelier missing than not", capability=held.blocked_by),
            *parts,
        )
    return Trail(title=forecast_words.title(held), lines=lines, parts=parts)
