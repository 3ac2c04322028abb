"""The forecast in sentences that screen and report share: a band with its provenance."""

import math

from content.locales import written
from content.model import BaseRate, Pack
from reports.wording import capital, count, level, percent, plural
from scoring.forecast import Forecast, Scenario

_IN_TEN = 10


def title(held: Forecast) -> str:
    """Of ten pilots like this …: never a percentage alone."""
    low, middle, high = (_of_ten(share) for share in _shares(held.today))
    return (
        f"A scenario: of ten pilots like this about {middle} would reach production; "
        f"{low} to {high} is possible"
    )


def _shares(item: Scenario) -> tuple[float, float, float]:
    return item.low, item.chance, item.high


def _of_ten(share: float) -> str:
    number = round(_IN_TEN * share)
    return count(number) if number else "none"


def band(item: Scenario) -> str:
    """The band first, its middle in brackets."""
    return f"{percent(item.low)} to {percent(item.high)} (middle {percent(item.chance)})"


def history(held: Forecast) -> str:
    """The client's own pilots, or that nobody entered any."""
    own = held.history
    if not own.pilots:
        return (
            "No pilots of the client's own are entered, so it rests on published shares alone; "
            "enter them where the client is edited."
        )
    return (
        f"The client's own history is in it, {own.in_production} of {plural(own.pilots, 'pilot')} in "
        f"production: the start is {percent(held.prior_chance)}."
    )


def plainly(held: Forecast, pack: Pack) -> tuple[str, ...]:
    """The same steps as :func:`arithmetic` for who reads no formulas: from which chance to which."""
    start, end = percent(held.prior_chance), percent(held.today.chance)
    by_level = percent(held.unblocked.chance) if held.unblocked else end
    own = held.history
    rests = (
        f"published shares and the client’s own history, {own.in_production} of "
        f"{plural(own.pilots, 'pilot')} in production"
        if own.pilots
        else "published shares alone: no pilots of the client’s own are entered where the client is edited"
    )
    side, index = _side(held.today.level - held.pivot), level(held.today.level)
    at = f"The index of {index} lies {side} {level(held.pivot)}, where it would move nothing"
    if side == "at":
        at = f"The index of {index} is where it moves nothing"
    lines = [f"Start: {start}. It rests on {rests}.", f"{at}: {_from_to(start, by_level)}."]
    if held.blocked_by:
        name = pack.capability(held.blocked_by).short_name
        lines.append(
            f"{name}, which is critical, is likelier missing than not: {_from_to(by_level, end)}."
        )
    return tuple(lines)


def _from_to(before: str, after: str) -> str:
    return f"it stays at {after}" if before == after else f"from {before} to {after}"


def _side(away: float) -> str:
    size = abs(away)
    if size < 0.05:
        return "at"
    near = "just " if size < 0.25 else "far " if size >= 1.25 else ""
    return f"{near}{'above' if away > 0 else 'below'}"


def arithmetic(held: Forecast, pack: Pack) -> tuple[str, ...]:
    """Each step from the start to today's chance, in log odds."""
    start = math.log(held.prior_chance / (1 - held.prior_chance))
    by_level = held.slope * (held.today.level - held.pivot)
    lines = [
        f"Start: Beta({written(held.alpha, 'g')}, {written(held.beta, 'g')}), mean "
        f"{percent(held.prior_chance)}, "
        f"log odds {_signed(start)}",
        f"Index: {written(held.slope, 'g')} × ({level(held.today.level)} − "
        f"{written(held.pivot, 'g')}) = {_signed(by_level)}",
    ]
    if held.blocked_by:
        name = pack.capability(held.blocked_by).short_name
        lines.append(f"{name} is likelier missing than not: {_signed(held.blocked)}")
    total = start + held.moved
    lines.append(f"Together: log odds {_signed(total)}, which is {percent(held.today.chance)}")
    return tuple(lines)


def _signed(value: float) -> str:
    return f"{'−' if value < 0 else '+'}{written(abs(value), '.2f')}"


def provenance(held: Forecast, pack: Pack) -> tuple[tuple[str, BaseRate], ...]:
    """(what it is used for, the published rate), in the order of the arithmetic."""
    known = {rate.id: rate for rate in pack.base_rates}
    start = [("start", known[name]) for name in held.rates if name in known]
    return (*start, *(("slope", known[name]) for name in held.slope_rates if name in known))


def source(rate: BaseRate) -> str:
    """One rate with who published it, what it counts and its weakness."""
    return (
        f"{rate.figure}, {rate.publisher} {rate.year} ({rate.kind}): {rate.claim} {rate.criticism}"
    )


def caution() -> str:
    """What it is not."""
    return capital(
        "published shares count different things and none is about this use case: it is a scenario "
        "to talk about, not a promise."
    )
