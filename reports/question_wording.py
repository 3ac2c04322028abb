"""How the result of a questionnaire is said: the same words on screens, on paper and in cells."""

from content.locales import trimmed
from content.questionnaire import Questionnaire, ScoreBand
from reports.wording import capital, count, join, percent, plural
from scoring.advised import AdviceRow, AdviceStatus
from scoring.other_pack import BesideChoices
from scoring.result_comparison import ResultComparison
from scoring.result_model import QuestionResult, Result, SectionResult, Span, Told

RISK_WORDS = {"high": "High risk", "medium": "Medium risk", "none": "No risk"}
STATE_WORDS = {
    Told.JUDGED: "Judged",
    Told.UNDECIDED: "Undecided: no rule fits",
    Told.DONT_KNOW: "Nobody knows",
    Told.NOT_ANSWERED: "Not answered",
    Told.NOT_APPLICABLE: "Does not apply",
    Told.UNSCORED: "Not scored by the pack",
}
COUNT_WORDS = {**RISK_WORDS, **{str(key): words for key, words in STATE_WORDS.items()}}
STATUS_WORDS = {
    AdviceStatus.OPEN: "Open",
    AdviceStatus.IN_PROGRESS: "In progress",
    AdviceStatus.DONE: "Done",
    AdviceStatus.DROPPED: "Dropped",
}


def points(value: float) -> str:
    """Points with as many decimals as they need, two at most."""
    return trimmed(value, 2)


def span(value: Span | None) -> str:
    """``2.5``, or ``1.5 to 3`` where open questions can still move it."""
    if value is None:
        return "–"
    if value.open:
        return f"{points(value.low)} to {points(value.high)}"
    return points(value.low)


def of_most(value: Span | None, most: float | None) -> str:
    """``2.5 of 7``."""
    return span(value) if most is None or value is None else f"{span(value)} of {points(most)}"


def headline(result: Result | BesideChoices) -> str:
    """The result in a few words; what may not be said is not said."""
    if result.not_scorable:
        return "Not scorable"
    if result.silent:
        return _of_silence(result)
    if result.total is None:
        return _by_risk(result)
    if result.band and result.band == result.band_at_best:
        return result.band
    if result.band:
        return f"At least: {result.band.lower()}"
    return f"{of_most(result.total, result.most)} points"


def _of_silence(result: Result | BesideChoices) -> str:
    if set(result.counts) == {"not_applicable"}:
        return "Nothing applies"
    return "Too little is judged" if result.answered else "Nothing answered yet"


def _by_risk(result: Result | BesideChoices) -> str:
    high, medium = result.counts.get("high", 0), result.counts.get("medium", 0)
    if not high and not medium:
        return "No risk among what was judged"
    if not high:
        return capital(f"{count(medium)} medium {_risks(medium)}, none high")
    if not medium:
        return capital(plural(high, "high risk"))
    return capital(f"{count(high)} high and {count(medium)} medium {_risks(medium)}")


def explained(pack: Questionnaire, result: Result) -> str:
    """What the headline means, in a sentence or two."""
    if result.not_scorable or result.silent:
        return result.not_scorable or result.silent
    if result.total is None:
        judged = sum(item.state is Told.JUDGED for item in result.questions)
        return f"Of {plural_of(judged, 'judged question')}; {still_open(result)}."
    if not pack.bands:
        judged = sum(item.state is Told.JUDGED for item in result.questions)
        return f"From {plural_of(judged, 'judged question')}; {still_open(result)}."
    figure = f"{of_most(result.total, result.most)} points."
    meaning = next((item.meaning for item in pack.bands if item.name == result.band), "")
    best = ""
    if result.band_at_best != result.band:
        best = f" If every open question turned out best: {result.band_at_best.lower()}."
    return f"{figure} {meaning}{best}".strip()


def still_open(result: Result) -> str:
    """What is not known, in words."""
    open_ = [
        (result.counts.get(str(state), 0), words)
        for state, words in (
            (Told.NOT_ANSWERED, "not answered"),
            (Told.DONT_KNOW, "that nobody knows"),
            (Told.UNDECIDED, "undecided by the rules"),
            (Told.UNSCORED, "not scored by the pack"),
        )
    ]
    said = [f"{number} {words}" for number, words in open_ if number]
    return join(said) if said else "nothing is open"


def weakest(result: Result) -> tuple[SectionResult, ...]:
    """The top sections with the fewest points at worst; all of them where they are alike."""
    known = [item for item in result.sections if not item.parent and item.total is not None]
    low = min((item.total.low for item in known if item.total), default=0.0)
    return tuple(item for item in known if item.total and item.total.low <= low + 1e-9)


def sections_sentence(result: Result) -> str:
    """The finding over the sections, as a chart's title."""
    known = [item for item in result.sections if not item.parent and item.total is not None]
    if not any(item.people for item in result.questions) or not known:
        return "Nothing is known of the sections yet"
    if result.silent or result.not_scorable:
        return "Points by section, so far"
    low = weakest(result)
    if len(low) == len(known) and len(known) > 1:
        return f"All {count(len(known))} sections are at {span(low[0].total)}"
    names = join([item.title for item in low])
    verb = "decides" if len(low) == 1 else "decide"
    worst = " at worst" if any(item.total and item.total.open for item in known) else ""
    if result.rule == "minimum-of-sections":
        return f"{names} {verb}{worst}: {points(low[0].total.low if low[0].total else 0)} points"
    return f"{names} {'has' if len(low) == 1 else 'have'} the fewest points{worst}"


def risks_sentence(result: Result) -> str:
    """Where the high risks are, as a chart's title."""
    tops = [item for item in result.sections if not item.parent]
    worst = max((item.counts.get("high", 0) for item in tops), default=0)
    if not result.answered:
        return "Nothing is answered yet"
    if result.silent:
        return "Risks by section, so far"
    if not worst:
        return "No section has a high risk among what was judged"
    names = [item.title for item in tops if item.counts.get("high", 0) == worst]
    if len(names) > 3:
        return f"{capital(count(len(names)))} sections have {plural_of(worst, 'high risk')} each"
    return f"Most high risks: {join(names)}, {worst}{' each' if len(names) > 1 else ''}"


def question_words(question: QuestionResult) -> str:
    """What is known of one question: its risk, its points, or why neither."""
    if question.state is not Told.JUDGED:
        return STATE_WORDS[question.state]
    if question.risk is not None:
        return RISK_WORDS[question.risk]
    return of_most(question.points, question.most)


def worth_words(row: AdviceRow) -> str:
    """What following a piece of advice changes."""
    advised = row.advised
    if row.held:
        return "in place by now"
    if advised.gain is not None:
        whole = f"+{points(advised.gain)} on the whole" if advised.gain > 1e-9 else ""
        own = f"+{points(advised.own_gain or 0)} on the question"
        return f"{whole}, {own}" if whole else own
    if advised.risk is None:
        return "no rule judges it"
    now = RISK_WORDS[advised.risk].lower()
    if advised.leads_to is None or advised.leads_to == advised.risk:
        return f"{now}; alone it changes nothing yet"
    return f"{now}; alone it leads to {RISK_WORDS[advised.leads_to].lower()}"


def band_range(bands: tuple[ScoreBand, ...], place: int) -> str:
    """``above 1 to 2`` of the band in this place."""
    upto = bands[place].upto
    before = bands[place - 1].upto if place else None
    if before is None:
        return f"up to {points(upto)}" if upto is not None else "any"
    if upto is None:
        return f"above {points(before)}"
    return f"above {points(before)} to {points(upto)}"


def coverage_words(result: Result) -> str:
    """How much is judged, of what."""
    return f"{percent(result.coverage)} of the weight is judged"


def plural_of(number: int, one: str) -> str:
    """``one question``, ``two questions``."""
    return plural(number, one)


def _risks(number: int) -> str:
    return "risk" if number == 1 else "risks"


def plan_sentence(rows: tuple[AdviceRow, ...]) -> str:
    """What the plan says, as a title."""
    running = [
        row
        for row in rows
        if not row.held and row.item.status not in (AdviceStatus.DROPPED, AdviceStatus.DONE)
    ]
    if not running:
        return "Nothing is left to do"
    high = sum(row.advised.risk == "high" for row in running)
    if high:
        return (
            f"{capital(plural(len(running), 'thing'))} to do, {count(high)} of them on high risks"
        )
    lifts = sum((row.advised.gain or 0) > 1e-9 for row in running)
    things = capital(plural(len(running), "thing"))
    if any(row.advised.gain is not None for row in running):
        alone = f"{count(lifts)} of them {'lifts' if lifts == 1 else 'lift'} the whole alone"
        return f"{things} to do; " + (alone if lifts else "the weakest sections come first")
    return f"{capital(plural(len(running), 'thing'))} to do"


def moved_sentence(comparison: ResultComparison) -> str:
    """What moved since a snapshot, as a title."""
    if not comparison.comparable:
        return "Made with different versions of the questionnaire"
    if not comparison.moved:
        return "No question has moved"
    better = sum(item.better is True for item in comparison.moved)
    worse = sum(item.better is False for item in comparison.moved)
    other = len(comparison.moved) - better - worse
    told = [(better, "better"), (worse, "worse"), (other, "newly judged or no longer")]
    return capital(join([f"{count(number)} {word}" for number, word in told if number]))
