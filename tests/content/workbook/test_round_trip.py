"""A pack written to a workbook and read back is the same pack."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.loading import shipped, shipped_packs
from content.questionnaire import Advice, Choice, Question, Questionnaire, RiskRule, Section
from content.workbook.writing import TooLong, workbook_of
from tests.content.workbook.workbooks import again


@pytest.mark.parametrize("folder", shipped_packs(), ids=lambda folder: folder.name)
def test_every_shipped_pack_comes_back_whole_with_its_digest(folder: Path, tmp_path: Path) -> None:
    assert again(shipped(folder.name), tmp_path) == shipped(folder.name)


TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), min_size=1
).filter(lambda text: bool(text.strip()) and "_x" not in text.lower())
POINTS = st.none() | st.floats(-1e6, 1e6).map(lambda number: round(number, 3))


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    titles = draw(st.lists(TEXTS, min_size=1, max_size=4))
    questions = tuple(
        Question(
            id=f"q{index}", section="s", title=title, answer=draw(st.sampled_from(["one", "many"])),
            description=draw(st.just("") | TEXTS), weight=draw(st.sampled_from([0.5, 1, 3])),
            choices=(
                Choice(
                    id="a", title=draw(TEXTS), points=draw(POINTS), help=draw(st.just("") | TEXTS),
                    advice=draw(st.none() | TEXTS.map(lambda text: Advice(text=text))),
                ),
                Choice(id="b", title="B", none_of_these=draw(st.booleans())),
            ),
            rules=draw(st.sampled_from([(), (RiskRule(condition="a && !b", risk="none"),
                                             RiskRule(risk="high"))])),
        )
        for index, title in enumerate(titles)
    )  # fmt: skip
    return Questionnaire(
        id="any", version="1.10", title=draw(TEXTS), scoring="risk-rules",
        sections=(Section(id="s", title=draw(TEXTS)),), questions=questions,
        notes=("First: it is so.", "Second"),
    )  # fmt: skip


@given(questionnaires())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_questionnaire_comes_back_whole(tmp_path: Path, pack: Questionnaire) -> None:
    found = again(pack, tmp_path)
    assert found is not None
    assert found.model_copy(update={"digest": ""}) == pack


def test_a_text_that_no_cell_can_hold_is_named() -> None:
    pack = Questionnaire(
        id="long", version="1", title="L" * 40_000, scoring="risk-rules",
        sections=(Section(id="s", title="S"),),
        questions=(
            Question(
                id="q", section="s", title="Q", answer="one", choices=(Choice(id="a", title="A"),)
            ),
        ),
    )  # fmt: skip
    with pytest.raises(TooLong, match="Pack:B4 would hold 40,000 characters"):
        workbook_of(pack)
