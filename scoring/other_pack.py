"""The same answers and findings under another version of the pack."""

from datetime import datetime

from content.applicability import questions
from content.model import Pack
from content.questionnaire import Scoring
from content.values import Value
from scoring.model import Band, Inputs, PackStamp, Scorecard, Verdict
from scoring.readiness import judge
from scoring.result_model import Result, Span


class Beside(Value):
    """What another version of the pack makes of the same answers and findings."""

    pack: PackStamp
    verdict: Verdict
    gives_verdict: bool
    index: Band | None
    coverage: float
    in_place: float
    critical_total: int


class BesideChoices(Value):
    """What another version of a questionnaire makes of the same answers.

    ``total`` is in points, of ``most``; ``counts`` are questions by risk and by state.
    """

    pack: PackStamp
    rule: Scoring
    total: Span | None
    most: float | None
    band: str
    band_at_best: str
    counts: dict[str, int]
    coverage: float
    answered: int
    silent: str
    not_scorable: str


def under(pack: Pack, given: Inputs) -> Inputs:
    """The inputs as they are with ``pack``: what is asked at the depth is the pack's own affair.

    Answers to what the pack does not have stay where they are; a judgement passes them over.
    """
    profile = pack.profile(given.profile)
    asked = questions(pack, profile, given.traits, pack.depth(given.depth))
    return given.model_copy(update={"asked": asked})


def judged_under(pack: Pack, given: Inputs, as_of: datetime) -> Scorecard:
    """The judgement of the same inputs with ``pack``; ``KeyError`` for a profile it has not."""
    return judge(pack, under(pack, given), as_of)


def beside(card: Scorecard) -> Beside:
    """The part of a scorecard that is shown beside another."""
    return Beside(
        pack=card.pack, verdict=card.verdict, gives_verdict=card.gives_verdict, index=card.index,
        coverage=card.coverage, in_place=card.expected_in_place, critical_total=card.critical_total,
    )  # fmt: skip


def beside_choices(result: Result) -> BesideChoices:
    """The part of a questionnaire's result that is shown beside another."""
    return BesideChoices(
        pack=result.pack, rule=result.rule, total=result.total, most=result.most, band=result.band,
        band_at_best=result.band_at_best, counts=result.counts, coverage=result.coverage,
        answered=result.answered, silent=result.silent, not_scorable=result.not_scorable,
    )  # fmt: skip
