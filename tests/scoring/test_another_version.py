"""The same answers and findings, judged by another version of the pack."""

import pytest

from content.model import Depth, Pack
from scoring.model import Verdict
from scoring.other_pack import Beside, beside, judged_under, under
from scoring.readiness import judge
from tests.scoring.builders import DEPTHS, NOW, answer, inputs, pack

PACK = pack(per_area=2, draws=20)
IDS = tuple(item.id for item in PACK.capabilities)
FEW = (IDS[0], IDS[3])


def asking(*names: str) -> Pack:
    """The pack whose standard depth asks for these alone."""
    standard = next(item for item in DEPTHS if item.id == "standard")
    fixed = standard.model_copy(update={"questions": names})
    depths: tuple[Depth, ...] = tuple(fixed if item.id == "standard" else item for item in DEPTHS)
    return PACK.model_copy(update={"depths": depths, "version": "2"})


def test_what_is_asked_is_the_other_packs_affair_and_the_rest_of_the_inputs_stays() -> None:
    given = inputs(answers=[answer(name, 3) for name in IDS], depth="standard", asked=IDS[:1])
    found = under(asking(*FEW), given)
    assert found.asked == FEW
    assert found.model_copy(update={"asked": given.asked}) == given
    full = given.model_copy(update={"depth": "full"})
    assert under(asking(*FEW), full).asked == IDS


def test_it_is_judged_as_if_the_assessment_had_been_made_with_the_other_pack() -> None:
    given = inputs(answers=[answer(name, 3, "E2") for name in IDS], depth="standard")
    other = asking(*FEW)
    found = judged_under(other, given, NOW)
    assert found == judge(other, given.model_copy(update={"asked": FEW}), NOW)
    assert found.pack.version == "2"
    assert [item.id for item in found.capabilities if item.asked] == list(FEW)


def test_answers_to_what_the_other_pack_does_not_have_are_passed_over() -> None:
    given = inputs(answers=[answer(name, 3) for name in (*IDS, "gone.c0")], depth="full")
    without = inputs(answers=given.answers[:-1], depth="full")
    assert judged_under(PACK, given, NOW) == judged_under(PACK, without, NOW)


def test_a_profile_that_the_other_pack_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        judged_under(PACK, inputs(profile="another"), NOW)


def test_what_stands_beside_is_the_verdict_with_its_index_and_its_coverage() -> None:
    card = judge(PACK, inputs(answers=[answer(name, 3, "E3") for name in IDS], depth="full"), NOW)
    found = beside(card)
    assert found == Beside(
        pack=card.pack, verdict=card.verdict, gives_verdict=True, index=card.index,
        coverage=1.0, in_place=card.expected_in_place, critical_total=card.critical_total,
    )  # fmt: skip
    assert found.index is not None
    assert found.in_place > 0
    assert found.critical_total == len(PACK.profile("service").critical)
    nothing = beside(judge(PACK, inputs(depth="pulse"), NOW))
    assert (nothing.verdict, nothing.gives_verdict) == (Verdict.INSUFFICIENT_EVIDENCE, False)
    assert (nothing.coverage, nothing.index) == (0.0, None)
