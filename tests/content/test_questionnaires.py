"""Questionnaires as folders of YAML: the one that is shipped, and every mistake with its line."""

import shutil
from pathlib import Path

import pytest

from content.checking import check
from content.digests import canonical, digest_of, from_canonical
from content.loading import load_any, load_shipped, shipped, shipped_packs
from content.questionnaire import Questionnaire

ML = next(path for path in shipped_packs() if path.name == "ml-test-score")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ML, tmp_path / "pack"))


def broken(folder: Path, file: str, old: str, new: str) -> list[str]:
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return [str(item) for item in check(folder)]


def the_score() -> Questionnaire:
    pack = shipped("ml-test-score")
    assert isinstance(pack, Questionnaire)
    return pack


def test_the_ml_test_score_has_seven_tests_in_each_of_four_sections() -> None:
    pack = the_score()
    assert {item.id: len(pack.asked_in(item.id)) for item in pack.sections} == {
        "data": 7, "model": 7, "infrastructure": 7, "monitoring": 7,
    }  # fmt: skip
    assert [item.id for item in pack.questions[:2]] == ["data-1", "data-2"]


def test_its_scale_and_bands_are_those_of_2017() -> None:
    pack = the_score()
    assert all([item.points for item in q.choices] == [0, 0.5, 1] for q in pack.questions)
    assert [band.upto for band in pack.bands] == [0, 1, 2, 3, 5, None]


def test_every_test_says_what_to_do() -> None:
    for question in the_score().questions:
        advice = question.choices[-1].advice
        assert advice is not None
        assert len(advice.text) > 60


def test_every_reference_is_one_that_the_other_pack_knows() -> None:
    pack = the_score()
    grid = load_shipped("ai-production")
    framework = next(item for item in grid.frameworks if item.id == pack.framework)
    known = {item.id for item in framework.items}
    assert {name for question in pack.questions for name in question.references} == known


def test_a_pack_that_is_kept_as_text_comes_back_in_its_shape() -> None:
    for folder in shipped_packs():
        pack = load_any(folder)
        assert from_canonical(canonical(pack), pack.digest) == pack
        assert digest_of(pack) == pack.digest


def test_a_questionnaire_is_not_taken_for_a_pack_with_a_grid() -> None:
    with pytest.raises(KeyError, match="evidence grid"):
        load_shipped("ml-test-score")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("pack.yaml", "scoring: minimum-of-sections", "scoring: least", "expected"),
        ("pack.yaml", "publisher:", "publsher:", "did you mean 'publisher'"),
        ("pack.yaml", "[data, model,", "[data, modle,", "did you mean 'model'"),
        ("pack.yaml", "upto: 3,", "upto: 1.5,", "bands rise"),
        ("pack.yaml", "points: 0.5", "points: half", "a number"),
        ("sections/data.yaml", "id: data\n", "id: dat\n", "expected id 'data'"),
        ("sections/data.yaml", "- id: data-2", "- id: data-1", "stands twice"),
        ("sections/data.yaml", "scale: done", "scale: don", "did you mean 'done'"),
        ("sections/data.yaml", "scale: done", "scale: [done]", "there is no scale ['done']"),
        ("sections/data.yaml", "scale: done", "scale: {done: 1}", "there is no scale"),
        (
            "sections/data.yaml",
            "advice:\n      automated:",
            "advice: none\n    more:",
            "the advice of choices",
        ),
        ("sections/data.yaml", "automated: >-", "automatic: >-", "did you mean 'automated'"),
        ("sections/data.yaml", "references:", "refrences:", "did you mean 'references'"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(
    folder: Path, file: str, old: str, new: str, told: str
) -> None:
    problems = broken(folder, file, old, new)
    assert any(told in item for item in problems), problems
    assert all(item.split(":")[1].strip().isdigit() for item in problems)


@pytest.mark.parametrize("points", [".nan", "1.0e+999", "yes"])
def test_a_mistake_in_its_first_file_tells_of_that_file_and_of_no_other(
    folder: Path, points: str
) -> None:
    told = broken(folder, "pack.yaml", "points: 0\n", f"points: {points}\n")
    assert told
    assert all("pack.yaml:" in item for item in told), told


@pytest.mark.parametrize("points", ["NaN", "1e999"])
def test_points_that_are_no_number_are_refused_where_they_are_used(
    folder: Path, points: str
) -> None:
    told = broken(folder, "pack.yaml", "points: 0\n", f"points: {points}\n")
    assert all(f"expected a finite number, found '{points}'" in item for item in told), told
    assert told


def test_a_section_that_is_part_of_itself_is_refused(folder: Path) -> None:
    problems = broken(folder, "sections/data.yaml", "combine: sum", "parent: data\ncombine: sum")
    assert any("part of itself" in item for item in problems)


RISKY = """\
id: small
version: 1.0.0
title: Small
scoring: risk-rules
sections: [one]
"""
SECTION = """\
id: one
title: One
questions:
  - id: q1
    title: Is there a plan?
    answer: many
    choices:
      - {id: plan, title: There is one}
      - {id: tried, title: It was tried}
    rules:
      - {condition: plan && tried, risk: none}
      - {condition: CONDITION, risk: medium}
      - {risk: high}
"""


@pytest.mark.parametrize(
    ("condition", "told"),
    [("plan", ""), ("plann", "did you mean 'plan'"), ("'plan &'", "at character 6")],
)
def test_a_risk_rule_names_what_there_is(tmp_path: Path, condition: str, told: str) -> None:
    (tmp_path / "sections").mkdir()
    (tmp_path / "pack.yaml").write_text(RISKY)
    (tmp_path / "sections" / "one.yaml").write_text(SECTION.replace("CONDITION", condition))
    problems = [str(item) for item in check(tmp_path)]
    assert bool(problems) == bool(told)
    assert all(told in item and item.startswith("sections/one.yaml:12") for item in problems)
