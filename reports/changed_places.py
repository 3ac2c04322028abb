"""What a client has otherwise in a pack, and answers to earlier texts, as tables of any report."""

from collections.abc import Callable, Mapping

from reports.blocks import Column, Row, Table, Words
from reports.client_changes import ChangeRow, ClientChanges, EarlierText, QuestionChanges
from reports.question_wording import headline, of_most
from reports.wording import VERDICT_WORDS, capital, percent, plural, short_day
from scoring.other_pack import BesideChoices

AnyChanges = ClientChanges | QuestionChanges
NOTHING_SCORED = (
    "Nothing was scored again: what was answered counts until the question is answered anew."
)
SET_ASIDE = (
    "What was ticked cannot be ticked any more: the answer is kept and left out of the result."
)

_PLACES = (
    Column(title="What", width=88),
    Column(title="The pack says", width=140, kind="quiet"),
    Column(title="For this client", width=140),
    Column(title="Who, when and why", width=131, kind="quiet"),
)
_EARLIER = (
    Column(title="Answer", width=110),
    Column(title="It was given to", width=150, kind="quiet"),
    Column(title="It reads now", width=150),
    Column(title="Who and when", width=89, kind="quiet"),
)


def title(told: AnyChanges) -> str:
    """How much differs, and whether it turns what the report says."""
    places = plural(len(told.rows), "place")
    if isinstance(told, ClientChanges):
        turned = "turns" if told.differs else "does not turn"
        return f"The pack was changed for this client in {places}, which {turned} the verdict"
    turned = "makes another result" if told.differs else "leaves the result as it is"
    return f"The questionnaire was changed for this client in {places}, which {turned}"


def beside(told: AnyChanges) -> str:
    """What the untouched pack says of the same answers, in a sentence."""
    pack = told.untouched.pack
    head = f"The untouched pack {pack.id} {pack.version} gives, from the same answers"
    if isinstance(told, QuestionChanges):
        return f"{head}: {of_choices(told.untouched)}."
    if not told.untouched.gives_verdict:
        return f"{head}, {_index(told)}."
    return f"{head}: {VERDICT_WORDS[told.untouched.verdict].lower()}, {_index(told)}."


def of_choices(side: BesideChoices) -> str:
    """A questionnaire's result in a few words, with its points where something may be said."""
    word = headline(side)
    word = word[:1].lower() + word[1:]
    if side.total is None or not side.band:
        return word
    return f"{word}, {of_most(side.total, side.most)} points"


def places(rows: tuple[ChangeRow, ...]) -> Table:
    """Every place with both values, name, day and reason."""
    return Table(columns=_PLACES, rows=tuple(_place(item) for item in rows))


def judged_beside(told: QuestionChanges) -> str:
    """How much is judged on each side, and what becomes of answers to changed texts."""
    return (
        f"With the changes {percent(told.result.coverage)} of the weight is judged, under the "
        f"untouched questionnaire {percent(told.untouched.coverage)}. An answer to a text that was "
        "changed counts in both with what was ticked, where it can be ticked in both."
    )


def earlier_title(found: tuple[EarlierText, ...]) -> str:
    """How many answers were given to another text."""
    stands = "stands" if len(found) == 1 else "stand"
    return f"{capital(plural(len(found), 'answer'))} to an earlier text {stands}, marked as such"


def earlier(
    found: tuple[EarlierText, ...], people: Mapping[str, str], name: Callable[[str], str]
) -> Table:
    """Each answer with the text it was given to beside the one that is asked now."""
    rows = [
        Row(
            cells=(
                (Words(text=f"{name(item.capability)}: {part.part}"),),
                (Words(text=part.before or "not there"),),
                (Words(text=part.after or "not there"),),
                (Words(text=_who(item, people)),),
            )
        )
        for item in found
        for part in item.parts
    ]
    return Table(columns=_EARLIER, rows=tuple(rows))


def earlier_note(found: tuple[EarlierText, ...]) -> str:
    """That nothing was scored again, and what is left out."""
    left = sum(not item.counts for item in found)
    return f"{NOTHING_SCORED} {SET_ASIDE}" if left else NOTHING_SCORED


def _who(item: EarlierText, people: Mapping[str, str]) -> str:
    aside = "" if item.counts else "; set aside"
    return f"{people.get(item.respondent, item.respondent)}, {short_day(item.at.date())}{aside}"


def _index(told: ClientChanges) -> str:
    index = told.untouched.index
    return f"index {index.of_100[0]:.0f} of 100" if index else "no index"


def _place(item: ChangeRow) -> Row:
    told = item.difference
    who = f"{item.by}, {short_day(item.at.date())}: {item.reason}"
    return Row(
        cells=(
            (Words(text=f"{told.name}: {told.part}"),),
            (Words(text=told.before or "not there"),),
            (Words(text=told.after or "not there"),),
            (Words(text=who),),
        )
    )
