"""Nothing that a person typed is lost: a unique word in every text field is found in the deck."""

from datetime import date, timedelta
from functools import cache
from itertools import count
from typing import Any

import pytest
from pydantic import BaseModel

from assessment.model import Answer, Artefact, GoodEnough, Overrule, Waiver
from content.difference import Difference
from reports import blocks
from reports.blocks import Block
from reports.client_changes import ChangeRow, ClientChanges
from reports.kept_scenarios import KeptScenario
from reports.model import Decision, Report, RiskEntry, UseCaseFacts
from reports.pptx import render
from reports.pptx.telling import lines
from scoring.conflict import Conflict, ConflictEvent, Resolution
from scoring.other_pack import Beside
from scoring.roadmap_model import Duty, Freeze
from tests.reports import example_report as example
from tests.reports import pptx_reading as deck

NOW = example.AS_OF
LATER = NOW + timedelta(days=200)

TYPED = {
    "Report": {"client", "mark"},
    "UseCaseFacts": {"name", "summary", "sponsor", "value_statement"},
    "Respondent": {"name"},
    "Answer": {"comment", "reason", "link", "entered_by"},
    "Artefact": {"filename", "owner", "link", "accepted_by", "returned_by", "returned_for"},
    "Overrule": {"by", "second", "reason"},
    "Waiver": {"by", "second", "reason"},
    "GoodEnough": {"by", "reason"},
    "Conflict": {"owner"},
    "ConflictEvent": {"by", "second", "note"},
    "Source": {"name", "authorised_by"},
    "Decision": {"title", "text", "owner"},
    "ChangeRow": {"by", "reason"},
    "Freeze": {"name"},
    "PlannedDuty": {"name"},
    "PlannedInitiative": {"owner"},
    "RiskEntry": {"owner", "response"},
    "KeptScenario": {"name"},
}
"""Fields that a person types into, by the value that holds them."""
COMPUTED = {
    "Report": {"snapshot", "assessment"},
    "UseCaseFacts": {"id"},
    "RiskEntry": {"capability"},
    "KeptScenario": {"currency", "impossible", "kept_by", "verdict"},
    "Respondent": {"id", "role"},
    "Answer": {"id", "capability", "respondent", "role"},
    "Artefact": {"digest"},
    "Overrule": {"finding"},
    "Waiver": {"capability"},
    "GoodEnough": {"capability"},
    "Conflict": {"capability", "state"},
    "ConflictEvent": {"respondent", "finding", "what"},
    "Source": {"id", "kind", "address", "reader_address", "secret"},
    "PlannedDuty": {"initiative", "state"},
    "PlannedInitiative": {
        "id", "title", "capability", "lead_role", "why", "horizon", "exit_sentence",
    },
}  # fmt: skip
"""Their other texts: ids, words of the pack, and what was reckoned."""


def _artefact(name: str, **more: Any) -> Artefact:
    return Artefact(
        digest=name * 8, filename=f"{name}.pdf", size=10, owner=name, added_at=NOW, valid_until=LATER,
        link=f"https://files.example/{name}", **more,
    )  # fmt: skip


def _answers() -> tuple[Answer, ...]:
    """All of the example, the first of them with everything that can be typed."""
    held = list(example.answers())
    held[0] = held[0].model_copy(update={
        "comment": "c", "link": "https://wiki.example/page", "entered_by": "e",
        "artefacts": (_artefact("one", accepted_by="a", accepted_at=NOW),
                      _artefact("two", returned_by="b", returned_for="r")),
    })  # fmt: skip
    held[4] = held[4].model_copy(update={"comment": "d"})
    first = held[0].model_dump()
    held[5] = Answer.model_validate(
        first | {"id": "na", "capability": held[5].capability, "kind": "not_applicable", "level": None,
                 "reason": "n", "artefacts": (), "respondent": held[5].respondent}
    )  # fmt: skip
    return tuple(held)


def _conflict() -> Conflict:
    opened = ConflictEvent(at=NOW, what="opened", claim=4, observed_high=2, finding="f1")
    given = ConflictEvent(at=NOW, what="assigned", by="g", note="o")
    corrected = ConflictEvent(
        at=NOW, what="changed", by="h", respondent="r1", claim=3, observed_high=2
    )
    waived = ConflictEvent(at=NOW, what="closed", how=Resolution.WAIVED, by="w", second="s", note="x",
                           until=LATER)  # fmt: skip
    again = ConflictEvent(at=NOW, what="reopened", claim=4, observed_high=2)
    closed = ConflictEvent(at=NOW, what="closed", how=Resolution.OVERRULED, by="y", note="z")
    return Conflict(
        number=1, capability="eng.rollback", critical=True, state="closed", claim=4, observed_high=2,
        findings=("f1",), eyes=(), owner="o", due=date(2026, 12, 1),
        events=(opened, given, corrected, waived, again, closed),
    )  # fmt: skip


def everything() -> Report:
    """A report in which a person has typed wherever a person can."""
    freeze = Freeze(name="f", start=date(2026, 12, 14), end=date(2027, 1, 3))
    planned = example.roadmap_inputs(
        freezes=(freeze,), duties=(Duty(name="d", due=date(2027, 1, 1)),)
    )
    held = example.report(planned=planned, said=_answers())
    card = held.scorecard
    beside = Beside(
        pack=card.pack, gives_verdict=True, verdict=card.verdict, index=card.index, in_place=1.0,
        critical_total=2, coverage=0.9,
    )  # fmt: skip
    told = Difference(key="k", kind="text", name="n", part="p", before="b", after="a")
    change = ChangeRow(difference=told, by="b", at=NOW, reason="r")
    assert held.roadmap is not None
    rows = tuple(row.model_copy(update={"owner": "o"}) for row in held.roadmap.rows)
    return held.model_copy(update={
        "use_case": UseCaseFacts(name="n", summary="s", sponsor="p", value_statement="v",
                                 traits=example.TRAITS),
        "overrules": (Overrule(finding="f1", by="b", second="s", reason="r", at=NOW),),
        "waivers": (Waiver(capability="eng.rollback", by="b", second="s", reason="r", at=NOW,
                           until=LATER),),
        "good_enough": (GoodEnough(capability="eng.rollback", level=2, by="b", reason="r", at=NOW),),
        "conflicts": (_conflict(),),
        "decisions": tuple(Decision(title="t", text="x", owner="o", proposed=False) for _ in "123456789"),
        "client_changes": ClientChanges(version=1, rows=(change,), verdict=card.verdict, untouched=beside),
        "roadmap": held.roadmap.model_copy(update={"rows": rows}),
        "sources": tuple(one.model_copy(update={"authorised_by": "a"}) for one in held.sources),
        "risks": (RiskEntry(capability="eng.rollback", owner="o", response="r"),),
        "scenarios": (KeptScenario(name="the plan"), KeptScenario(name="n", kept_by="k")),
        "show_names": True,
    })  # fmt: skip


class _Marking:
    """Puts a word of its own into every typed field, and remembers which went where."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self._next = count(1)

    def marked(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self.marked(item) for item in value)
        if not isinstance(value, BaseModel):
            return value
        kind = type(value).__name__
        typed = TYPED.get(kind, set())
        update = {}
        for name in type(value).model_fields:
            held = getattr(value, name)
            if name in typed and isinstance(held, str) and held:
                word = f"zq{next(self._next):04d}x"
                self.words[word] = f"{kind}.{name}"
                update[name] = f"{held}/{word}" if held.startswith("http") else f"{held} {word}"
            elif name not in {"pack", "profile", "scorecard", "turning", "forecast", "findings"}:
                update[name] = self.marked(held)
        return value.model_copy(update=update)


@cache
def _made() -> tuple[dict[str, str], str]:
    marking = _Marking()
    report = marking.marked(everything())
    content = render(report)
    return marking.words, f"{deck.whole(content)} {' '.join(deck.targets(content))}"


def test_every_text_that_a_person_typed_is_in_the_slides_or_their_notes() -> None:
    words, text = _made()
    assert len(words) > 60
    assert {where for word, where in words.items() if word not in text} == set()


def test_the_test_above_types_into_every_field_that_there_is() -> None:
    words, _ = _made()
    wanted = {f"{kind}.{name}" for kind, names in TYPED.items() for name in names}
    assert wanted - set(words.values()) == set()


def _values(value: Any) -> dict[str, type[BaseModel]]:
    """Name -> type of every value inside a report, those of the lists above only."""
    found: dict[str, type[BaseModel]] = {}
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, BaseModel):
            found[type(item).__name__] = type(item)
            for name in type(item).model_fields:
                found |= _values(getattr(item, name))
    return {name: kind for name, kind in found.items() if name in TYPED}


def test_a_new_text_field_is_either_typed_or_known_to_be_computed() -> None:
    kinds = _values(everything())
    assert set(kinds) == set(TYPED)
    for name, kind in kinds.items():
        texts = {one for one, field in kind.model_fields.items() if _is_text(field.annotation)}
        assert texts - TYPED[name] - COMPUTED.get(name, set()) == set(), name


def _is_text(annotation: Any) -> bool:
    """Whether a field holds one text, however it is constrained."""
    names = str(annotation)
    return ("str" in names or "Literal['" in names) and "tuple" not in names and "dict" not in names


def test_names_are_told_only_where_they_may_be() -> None:
    report = example.report()
    text = deck.whole(render(report.model_copy(update={
        "use_case": UseCaseFacts(name="x", traits=example.TRAITS), "roadmap": None,
        "sources": (),
    })))  # fmt: skip
    assert "Executive sponsor 1" in text
    for person in example.PEOPLE:
        assert person.name not in text
    assert "L. Brandt" in deck.whole(render(report.model_copy(update={"show_names": True})))


def _kinds(kind: type[Block] = Block) -> set[type[Block]]:
    return {each for one in kind.__subclasses__() for each in (one, *_kinds(one))}


def test_the_notes_can_tell_every_kind_of_block() -> None:
    kinds = [kind for kind in _kinds() if kind.__module__.startswith("reports.blocks")]
    assert len(kinds) > 25
    plain = lines.dispatch(Block)
    assert [kind.__name__ for kind in kinds if lines.dispatch(kind) is plain] == []
    with pytest.raises(TypeError, match="cannot tell"):
        lines(Block(), {})


def test_a_table_is_told_row_by_row_with_its_heads() -> None:
    table = blocks.Table(
        columns=(blocks.Column(title="Who", width=9), blocks.Column(title="What", width=9)),
        rows=(blocks.Row(cells=(blocks.line("Ada"), blocks.State(tone="ready", word="met"))),),
    )
    assert lines(table, {}) == ["– Who: Ada; What: met"]
