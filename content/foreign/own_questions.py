"""The questions that a requirement brings along, in each of the shapes the format has had."""

from collections.abc import Iterator
from dataclasses import dataclass

from content.foreign.fields import Fields
from content.foreign.located import Located
from content.foreign.scales import RESULTS
from content.questionnaire import Choice, RiskRule

ASKABLE = frozenset({"unique_choice", "multiple_choice", "boolean"})
BOOLEAN = (Choice(id="yes", title="Yes"), Choice(id="no", title="No"))


@dataclass(frozen=True, kw_only=True)
class Own:
    """One question: ``key`` is its last name, ``most`` the most points it can give."""

    key: str
    text: str
    several: bool = False
    choices: tuple[Choice, ...] = ()
    rules: tuple[RiskRule, ...] = ()
    scored: bool = False
    weight: float = 1.0

    @property
    def most(self) -> float:
        """The most points an answer can give."""
        points = [item.points or 0.0 for item in self.choices if self.scored]
        return (
            sum(point for point in points if point > 0) if self.several else max(points, default=0)
        )


def own_questions(node: Fields) -> list[Own]:
    """Every question of a requirement, those without choices too."""
    return [_read(key, fields) for key, fields in _found(node)]


def _found(node: Fields) -> Iterator[tuple[str, Fields]]:
    """Questions by their urn: a mapping today, a list or one shared block in older versions."""
    inner = node.node.value.get("questions") if isinstance(node.node.value, dict) else None
    if inner is not None and isinstance(inner.value, list):
        for fields in node.parts("questions", "question"):
            yield fields.text("urn"), fields
    else:
        yield from node.keyed("questions", "question")
    block = node.part("question", "question")
    if block is not None:
        yield from _old(block)


def _old(block: Fields) -> Iterator[tuple[str, Fields]]:
    """The block of old versions: one type and one list of choices for all its questions."""
    held = block.node.value if isinstance(block.node.value, dict) else {}
    shared = {
        new: held[old]
        for old, new in (("question_type", "type"), ("question_choices", "choices"))
        if old in held
    }
    for fields in block.parts("questions", "question"):
        own = fields.node.value if isinstance(fields.node.value, dict) else {}
        whole = Located({**shared, **own}, fields.line)
        yield fields.text("urn"), Fields(fields.notes, fields.file, whole, "question")


def _read(urn: str, fields: Fields) -> Own:
    fields.knows(
        "urn", "type", "text", "choices", "depends_on", "weight", "order", "translations", "ref_id",
        "annotation", "config",
    )  # fmt: skip
    if fields.has("depends_on"):
        message = "a question that depends on another's answer is asked always"
        fields.notes.once(fields.file, fields.at("depends_on"), message)
    key, kind, text = urn.rpartition(":")[2], fields.text("type"), fields.text("text")
    if kind not in ASKABLE:
        return Own(key=key, text=text)
    if kind == "boolean" and not fields.items("choices"):
        return Own(key=key, text=text, choices=BOOLEAN)
    several = kind == "multiple_choice"
    choices, rules, scored = _choices(fields)
    weight = fields.number("weight")
    return Own(
        key=key, text=text, several=several, choices=choices, rules=rules, scored=scored,
        weight=weight if weight is not None and weight > 0 else 1.0,
    )  # fmt: skip


def _choices(question: Fields) -> tuple[tuple[Choice, ...], tuple[RiskRule, ...], bool]:
    choices: list[Choice] = []
    rules: list[RiskRule] = []
    scored = False
    for index, item in enumerate(question.items("choices")):
        choice, result, points = _choice(question, item, index + 1)
        if choice is None:
            continue
        if result == "not_applicable":
            message = "a choice that says «not applicable» is left out; it is an answer everywhere"
            question.notes.once(question.file, item.line, message)
            continue
        scored = scored or points
        if result in RESULTS:
            rules.append(RiskRule(condition=choice.id, risk=RESULTS[result]))
        choices.append(choice)
    # the worst result that is ticked decides, whatever the order of the choices
    order = {"high": 0, "medium": 1, "none": 2}
    return tuple(_told_apart(choices)), tuple(sorted(rules, key=lambda r: order[r.risk])), scored


def _choice(question: Fields, item: Located, number: int) -> tuple[Choice | None, str, bool]:
    if isinstance(item.value, str):
        return Choice(id=f"choice-{number}", title=item.value), "", False
    if not isinstance(item.value, dict):
        question.notes.wrong(question.file, item.line, "expected a choice with its fields")
        return None, "", False
    fields = Fields(question.notes, question.file, item, "choice")
    fields.knows(
        "urn", "value", "add_score", "compute_result", "description", "color", "annotation",
        "select_implementation_groups", "translations", "order", "ref_id",
    )  # fmt: skip
    if fields.has("select_implementation_groups"):
        message = "a choice that selects implementation groups selects nothing here"
        fields.notes.once(fields.file, fields.at("select_implementation_groups"), message)
    points = fields.number("add_score")
    made = Choice(
        id=f"choice-{fields.text('urn').rpartition(':')[2] or number}",
        title=fields.needed("value"), help=fields.text("description"), points=points,
    )  # fmt: skip
    return made, fields.text("compute_result").lower(), points is not None


def _told_apart(choices: list[Choice]) -> list[Choice]:
    """Choices whose urns end alike are numbered in their order."""
    if len({item.id for item in choices}) == len(choices):
        return choices
    return [item.model_copy(update={"id": f"choice-{n + 1}"}) for n, item in enumerate(choices)]
