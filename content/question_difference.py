"""What tells one version of a questionnaire from another: each place with both its values."""

from collections.abc import Iterator

from content.difference import Difference, Kind
from content.questionnaire import Choice, Question, Questionnaire, Section

ADDS = ("minimum-of-sections", "additive")
"""Scorings in which points are added, and so weights and bands count."""
LONGEST_NAME = 60
RISKS = {"high": "high risk", "medium": "medium risk", "none": "no risk"}


def question_differences(before: Questionnaire, after: Questionnaire) -> tuple[Difference, ...]:
    """Everything in which two versions differ, question by question, then the whole."""
    return (*_questions(before, after), *_whole(before, after))


def short_title(question: Question) -> str:
    """The question in a few words."""
    title = " ".join(question.title.split())
    if len(title) <= LONGEST_NAME:
        return title
    words = title[:LONGEST_NAME].rsplit(" ", 1)[0]
    return f"{words.rstrip(' ,;:.')}…"


def texts_of(question: Question) -> dict[str, str]:
    """Every text of a question that a client may word otherwise, by the field of its change."""
    found = {"title": question.title, "description": question.description}
    for choice in question.choices:
        found[f"choice:{choice.id}"] = choice.title
        found[f"help:{choice.id}"] = choice.help
        if choice.advice is not None:
            found[f"advice:{choice.id}"] = choice.advice.text
    return {name: text.strip() for name, text in found.items()}


def label_of(question: Question, field: str) -> str:
    """What a text field of a question is called on screens and in reports."""
    part, _, choice = field.partition(":")
    if not choice:
        return {"title": "Question", "description": "What it means"}.get(part, part)
    title = next((item.title for item in question.choices if item.id == choice), choice)
    head = {"choice": "Choice", "help": "More on the choice", "advice": "Advice where not held"}
    return f"{head.get(part, part)} “{title.strip()}”"


def figures_of(pack: Questionnaire) -> dict[str, float]:
    """Every weight and threshold that counts under the pack's own rule, by the name of its change.

    ``thresholds.least_coverage``, ``thresholds.bands.<name>`` (the upper end of a band),
    ``weights.sections.<section>`` and ``weights.questions.<question>``.
    """
    found = {"thresholds.least_coverage": pack.least_coverage}
    if pack.scoring in ADDS:
        found |= {
            f"thresholds.bands.{band.name}": band.upto
            for band in pack.bands
            if band.upto is not None
        }
        found |= {f"weights.sections.{item.id}": item.weight for item in _weighing(pack)}
    return found | {f"weights.questions.{item.id}": item.weight for item in pack.questions}


def figure_name(pack: Questionnaire, name: str) -> str:
    """What a weight or threshold is called, by the name of its change."""
    if name == "thresholds.least_coverage":
        return "Least share judged before the whole is told"
    if name.startswith("thresholds.bands."):
        return f"Band “{name.removeprefix('thresholds.bands.')}” reaches up to"
    section = name.removeprefix("weights.sections.")
    if section != name:
        found = {item.id: item.title for item in pack.sections}
        return f"Weight of the section {found.get(section, section)}"
    question = name.removeprefix("weights.questions.")
    titles = {item.id: short_title(item) for item in pack.questions}
    return f"Weight of {titles.get(question, question)}"


def _weighing(pack: Questionnaire) -> tuple[Section, ...]:
    """Sections whose weight counts: the weakest of the top ones decides whatever they weigh."""
    if pack.scoring == "additive":
        return pack.sections
    return tuple(item for item in pack.sections if item.parent)


def _questions(before: Questionnaire, after: Questionnaire) -> Iterator[Difference]:
    old = {item.id: item for item in before.questions}
    new = {item.id: item for item in after.questions}
    for name, item in old.items():
        if name not in new:
            yield _one(f"gone:{name}", "gone", item, "Question", item.title.strip(), "")
    for name, item in new.items():
        if name not in old:
            choices = "; ".join(choice.title.strip() for choice in item.choices)
            told = f"{item.title.strip()} ({choices})"
            yield _one(f"added:{name}", "added", item, "Question", "", told)
        elif old[name] != item:
            yield from text_differences(old[name], item)
            yield from _standing(before, after, old[name], item)


def text_differences(old: Question, new: Question) -> Iterator[Difference]:
    """Where two versions of one question read otherwise."""
    was, now = texts_of(old), texts_of(new)
    ours, theirs = {item.id for item in new.choices}, {item.id for item in old.choices}
    for field in {**was, **now}:
        choice = field.partition(":")[2]
        both = not choice or choice in ours & theirs
        if both and was.get(field, "") != now.get(field, ""):
            yield _one(
                f"reworded:{new.id}:{field}", "text", old, label_of(old, field),
                was.get(field, ""), now.get(field, ""), asks=not field.startswith("advice:"),
            )  # fmt: skip
    if ours != theirs:
        yield _one(
            f"choices:{new.id}", "text", old, "Choices",
            _only(old, ours), _only(new, theirs), asks=True,
        )  # fmt: skip
    if old.answer != new.answer:
        words = {"one": "one choice is taken", "many": "any number is ticked"}
        yield _one(
            f"answer:{new.id}", "text", old, "Answered by", words[old.answer], words[new.answer],
            asks=True,
        )  # fmt: skip


def _only(question: Question, others: set[str]) -> str:
    return "; ".join(item.title.strip() for item in question.choices if item.id not in others)


def _standing(
    before: Questionnaire, after: Questionnaire, old: Question, new: Question
) -> Iterator[Difference]:
    """What it weighs, what its choices are worth, which risk its rules give, where it stands."""
    if old.weight != new.weight:
        yield _one(
            f"figure:weights.questions.{new.id}", "weight", old, "Weight", f"{old.weight:g}",
            f"{new.weight:g}",
        )  # fmt: skip
    worth = {item.id: item for item in old.choices}
    for choice in new.choices:
        then = worth.get(choice.id)
        if then is not None and then.points != choice.points:
            yield _one(
                f"points:{new.id}:{choice.id}", "weight", old, f"Points of “{choice.title}”",
                _points(then), _points(choice),
            )  # fmt: skip
    yield from _rules(old, new)
    if old.section != new.section:
        yield _one(
            f"section:{new.id}", "other", old, "Section", before.section(old.section).title,
            after.section(new.section).title,
        )  # fmt: skip
    if old.minutes != new.minutes:
        yield _one(
            f"minutes:{new.id}", "other", old, "Minutes", f"{old.minutes:g}", f"{new.minutes:g}"
        )


def _rules(old: Question, new: Question) -> Iterator[Difference]:
    """The rules one by one where only their risks differ, else as a whole."""
    was, now = ([item.condition for item in one.rules] for one in (old, new))
    if was == now and len(set(was)) == len(was):
        for before, after in zip(old.rules, new.rules, strict=True):
            if before.risk != after.risk:
                yield _one(
                    f"risk:{new.id}:{after.condition}", "risk", old, rule_name(after.condition),
                    RISKS[before.risk], RISKS[after.risk],
                )  # fmt: skip
    elif old.rules != new.rules:
        yield _one(f"rules:{new.id}", "risk", old, "Rules", _told(old), _told(new))


def rule_name(condition: str) -> str:
    """A rule by when it decides."""
    return f"Where {condition}" if condition.strip() else "In every other case"


def _told(question: Question) -> str:
    return "; ".join(f"{rule_name(item.condition)}: {RISKS[item.risk]}" for item in question.rules)


def _points(choice: Choice) -> str:
    return "none" if choice.points is None else f"{choice.points:g}"


def _one(
    key: str, kind: Kind, question: Question, part: str, before: str, after: str,
    *, asks: bool = False,
) -> Difference:  # fmt: skip
    return Difference(
        key=key, kind=kind, about=question.id, name=short_title(question), part=part,
        before=before, after=after, asks_otherwise=asks,
    )  # fmt: skip


def _whole(before: Questionnaire, after: Questionnaire) -> Iterator[Difference]:
    old, new = figures_of(before), figures_of(after)
    for name in {**old, **new}:
        if name.startswith("weights.questions.") or old.get(name) == new.get(name):
            continue
        kind: Kind = "weight" if name.startswith("weights") else "threshold"
        yield Difference(
            key=f"figure:{name}", kind=kind, name="Whole pack", part=figure_name(after, name),
            before=_figure(old.get(name)), after=_figure(new.get(name)),
        )  # fmt: skip
    for field, label in (("scoring", "Scoring"), ("combine", "Sections are combined as")):
        was, now = str(getattr(before, field)), str(getattr(after, field))
        if was != now:
            yield Difference(
                key=f"{field}:", kind="other", name="Whole pack", part=label, before=was, after=now
            )
    yield from _sections(before, after)


def _sections(before: Questionnaire, after: Questionnaire) -> Iterator[Difference]:
    def told(item: Section | None) -> str:
        if item is None:
            return ""
        below = f", part of {item.parent}" if item.parent else ""
        return f"{item.title.strip()}{below}, questions by {item.combine}"

    old, new = ({item.id: item for item in one.sections} for one in (before, after))
    for name in {**old, **new}:
        was, now = told(old.get(name)), told(new.get(name))
        if was != now:
            yield Difference(
                key=f"sections:{name}", kind="other", name="Whole pack", part="Section",
                before=was, after=now,
            )  # fmt: skip


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
