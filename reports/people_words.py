"""How far people agree, and leaders with practitioners: chosen and worded once for all formats."""

from collections.abc import Callable

from content.judgement import Thresholds
from content.locales import written
from reports.wording import capital, first_that_fits, join, plural
from scoring.model import CapabilityScore, Scorecard, State

Name = Callable[[str], str]
SHOWN = 10


def voted(card: Scorecard) -> tuple[CapabilityScore, ...]:
    """Capabilities with two votes or more: groups widest apart first, then the least agreed."""
    found = [item for item in card.capabilities if item.applicable and item.agreement is not None]

    def order(item: CapabilityScore) -> tuple[bool, float, float, str]:
        return not item.polarised, -abs(group_gap(item)), item.agreement or 0.0, item.id

    return tuple(sorted(found, key=order))


def divided(card: Scorecard) -> tuple[CapabilityScore, ...]:
    """Those of :func:`voted` where not everybody said the same."""
    return tuple(item for item in voted(card) if item.vote_range or group_gap(item))


def group_gap(item: CapabilityScore) -> float:
    """Leaders' median minus practitioners', in levels; 0 where a group has too few votes."""
    groups = item.group_medians
    return groups.leaders - groups.practitioners if groups else 0.0


def mean_gap(card: Scorecard) -> float | None:
    """The mean of :func:`group_gap` over what both groups voted on; ``None`` where none is."""
    gaps = [group_gap(item) for item in voted(card) if item.group_medians]
    return sum(gaps) / len(gaps) if gaps else None


def apart(card: Scorecard, thresholds: Thresholds) -> tuple[CapabilityScore, ...]:
    """Those where people are apart enough to talk about it."""
    return tuple(
        item
        for item in voted(card)
        if (item.agreement or 0.0) < thresholds.discuss_agreement
        or ((item.vote_range or 0) >= thresholds.discuss_range and item.votes >= 3)
    )


def title(card: Scorecard, thresholds: Thresholds, name: Name) -> str:
    """Whether people see the same system."""
    gap, split = mean_gap(card), apart(card, thresholds)
    head = ""
    if gap is not None and abs(gap) >= 0.1:
        side = "more" if gap > 0 else "less"
        head = f"Leaders claim {written(abs(gap), '.1f')} levels {side} than practitioners"
    if not split:
        if head:
            return f"{head}, and no capability divides people"
        return "People see the same system: no capability divides them"
    number = plural(len(split), "capability divides", "capabilities divide")
    widest = join([name(item.id) for item in split[:2]])
    if head:
        return first_that_fits(f"{head}; {number} people", head)
    return first_that_fits(
        capital(f"{number} people, most of all {widest}"), capital(f"{number} people")
    )


def agreement(item: CapabilityScore, thresholds: Thresholds) -> str:
    """r_wg to two decimals, in brackets where too few voted for a statistic."""
    if item.agreement is None:
        return "–"
    figure = written(item.agreement, ".2f")
    return f"({figure})" if item.votes < thresholds.few_raters else figure


def note(item: CapabilityScore, thresholds: Thresholds) -> str:
    """What to do about it in a word or two."""
    if item.state is State.DISPUTED:
        return "disputed after two rounds"
    if item.polarised:
        return "polarised, talk about it"
    if item.discuss:
        return "talk about it"
    return f"{item.votes} voices" if item.votes < thresholds.few_raters else "agreed"


def distance(item: CapabilityScore) -> str:
    """How far apart its people stand, without a statistic: *two levels apart*."""
    if item.vote_range is None or item.agreement is None:
        return "one voice"
    if not item.vote_range:
        return "all on one level"
    far = f"{plural(item.vote_range, 'level')} apart"
    return f"two camps, {far}" if item.polarised else far


def explained(agreement: float | None) -> str:
    """The statistic behind such words; empty where there is none (fewer than two votes)."""
    if agreement is None:
        return ""
    return (
        f"Agreement {written(agreement, '.2f')}: 1 is everybody on one level, 0 is votes spread "
        f"evenly over all "
        "five (r_wg)."
    )


def alpha(card: Scorecard) -> str:
    """How far people agree on the whole, as Krippendorff’s alpha, or why there is none."""
    if card.alpha is None:
        return (
            "How far people agree on the whole needs two votes on a capability, and more than one "
            "level (Krippendorff’s alpha)."
        )
    return (
        f"Over the whole questionnaire people agree by {written(card.alpha, '.2f')}, where 1 is "
        f"full agreement "
        "and 0 is chance (Krippendorff’s alpha, ordinal)."
    )


def key(thresholds: Thresholds) -> str:
    """How the picture is read."""
    return (
        "Square: leaders' median. Disc: practitioners', each from three votes on. Ring: what all "
        "say together, where a group has fewer. Band: the medians of the roles, or the votes of a room. "
        "The figure is how far they agree: 1 is everybody on one level, 0 is votes spread evenly over "
        "all five (r_wg, 1 − s²/2). From two levels apart, or under "
        f"{written(thresholds.discuss_agreement, 'g')}, talk about it. In brackets: fewer than "
        f"{thresholds.few_raters} votes, a cue and not a statistic."
    )
