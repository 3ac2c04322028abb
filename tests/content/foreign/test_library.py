"""Frameworks of libraries: by their own questions, by their scale, or by what is met."""

from pathlib import Path
from typing import Any

from content.foreign.reading import read_foreign
from tests.content.foreign.foreign_files import library, node, read, reading

START = "urn:bakers:risk:req_node:bread:"


def asked(name: str, kind: str = "unique_choice", **choices: Any) -> dict[str, Any]:
    """A requirement with one question; each choice is its words and what it carries."""
    listed = [
        {"urn": f"{START}{name}:question:1:choice:{n + 1}", "value": value, **carried}
        for n, (value, carried) in enumerate(choices.items())
    ]
    question = {"type": kind, "text": f"Is {name} done?", "choices": listed}
    return {"questions": {f"{START}{name}:question:1": question}}


def test_a_requirement_without_scale_or_questions_is_met_partly_met_or_not(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        library(
            node("1", name="Flour"), node("1.1", "1", assessable=True, description="Keep it dry.")
        ),
        "bread.yaml",
    )
    assert (found.id, found.version, found.publisher) == ("bread-1", "3", "Guild of bakers")
    question = found.questions[0]
    assert (question.id, question.section, question.answer) == ("1.1", "1", "one")
    assert question.title == "1.1 Keep it dry."
    assert [item.risk for item in question.rules] == ["none", "medium", "high"]
    assert found.scoring == "risk-rules"
    assert any("declares no scale" in item for item in found.notes)


def test_the_scale_of_a_framework_gives_the_points_and_what_is_outside_it_is_left_out(
    tmp_path: Path,
) -> None:
    scores = [{"score": n, "name": f"Step {n}", "description": None} for n in range(4)]
    content = library(
        node("1", assessable=True, name="Flour", description="Dry"),
        scores_definition=scores, min_score=1, max_score=3,
    )  # fmt: skip
    found = reading(tmp_path, content, "bread.yaml")
    assert found.questionnaire is not None
    question = found.questionnaire.questions[0]
    assert [item.points for item in question.choices] == [1, 2, 3]
    assert question.choices[-1].advice is not None
    assert question.choices[0].advice is None
    assert found.questionnaire.scoring == "additive"
    assert any("outside min_score and max_score" in item.message for item in found.remarks)


def test_a_section_weighs_what_is_asked_in_it_so_that_the_mean_is_over_requirements(
    tmp_path: Path,
) -> None:
    nodes = [node("a", name="A"), node("b", name="B")]
    nodes += [node(f"a{n}", "a", assessable=True, name="x") for n in range(3)]
    nodes += [node("b0", "b", assessable=True, name="x", weight=2)]
    found = read(tmp_path, library(*nodes, min_score=0, max_score=5), "bread.yaml")
    assert {item.id: item.weight for item in found.sections} == {"a": 3, "b": 2}
    assert found.combine == "mean"


def test_points_on_choices_make_it_additive_and_questions_without_points_are_asked_unscored(
    tmp_path: Path,
) -> None:
    content = library(
        node("1", assessable=True, name="Flour", **asked("1", No={"add_score": 0}, Yes={"add_score": 4})),
        node("2", assessable=True, name="Salt", **asked("2", No={}, Yes={})),
    )  # fmt: skip
    found = read(tmp_path, content, "bread.yaml")
    assert found.scoring == "additive"
    assert [item.title for item in found.questions] == ["Is 1 done?", "Is 2 done?"]
    assert [item.points for item in found.questions[0].choices] == [0, 4]
    assert [item.points for item in found.questions[1].choices] == [None, None]
    assert any("asked, not judged" in item for item in found.notes)


def test_results_on_choices_become_risks_and_not_applicable_is_no_choice(tmp_path: Path) -> None:
    choices: dict[str, Any] = {
        "All": {"compute_result": "compliant"}, "Some": {"compute_result": "partially_compliant"},
        "None": {"compute_result": "non_compliant"}, "NA": {"compute_result": "not_applicable"},
    }  # fmt: skip
    found = reading(
        tmp_path, library(node("1", assessable=True, **asked("1", **choices))), "a.yaml"
    )
    assert found.questionnaire is not None
    question = found.questionnaire.questions[0]
    assert [item.title for item in question.choices] == ["All", "Some", "None"]
    told = {rule.condition: rule.risk for rule in question.rules}
    assert told == {"choice-1": "none", "choice-2": "medium", "choice-3": "high"}
    assert any("not applicable" in item.message for item in found.remarks)


def test_questions_in_the_old_shape_are_read_as_the_new_ones_are(tmp_path: Path) -> None:
    old: dict[str, Any] = {
        "question": {
            "question_type": "unique_choice",
            "question_choices": ["Yes", "No"],
            "questions": [{"urn": f"{START}1:question:1", "text": "Is it dry?"}],
        }
    }
    found = read(tmp_path, library(node("1", assessable=True, **old)), "old.yaml")
    assert [item.title for item in found.questions] == ["Is it dry?"]
    assert [item.title for item in found.questions[0].choices] == ["Yes", "No"]
    assert not found.questions[0].rules
    assert any("asked, not judged" in item for item in found.notes)


def test_yes_and_no_without_quotes_are_words(tmp_path: Path) -> None:
    path = tmp_path / "bare.yaml"
    text = (
        "urn: u\nname: Bare\nref_id: bare\nversion: 1\nobjects:\n  framework:\n    urn: f\n"
        "    name: Bare\n    requirement_nodes:\n    - urn: n1\n      assessable: true\n"
        "      questions:\n        q1:\n          type: unique_choice\n          text: Dry?\n"
        "          choices:\n          - urn: c1\n            value: No\n"
        "          - urn: c2\n            value: Yes\n"
    )
    path.write_text(text)
    found = read_foreign(path).questionnaire
    assert found is not None
    assert [item.title for item in found.questions[0].choices] == ["No", "Yes"]


def test_a_question_that_wants_a_text_leaves_the_requirement_to_be_answered_itself(
    tmp_path: Path,
) -> None:
    found = read(
        tmp_path,
        library(node("1", assessable=True, name="Flour", **asked("1", kind="text"))),
        "bread.yaml",
    )
    assert found.questions[0].title == "1 Flour"
    assert "Is 1 done?" in found.questions[0].description


def test_a_missing_parent_a_circle_and_a_urn_taken_twice_are_refused_together(
    tmp_path: Path,
) -> None:
    content = library(
        node("1", "nowhere", assessable=True),
        node("2", "3"), node("3", "2"),
        node("4", assessable=True), node("4", assessable=True),
    )  # fmt: skip
    said = [item.message for item in reading(tmp_path, content, "bread.yaml").problems]
    assert len(said) == 4
    assert any("nowhere" in item for item in said)
    assert sum("below itself" in item for item in said) == 2
    assert any("is taken" in item for item in said)


def test_a_library_that_holds_no_framework_says_what_it_holds(tmp_path: Path) -> None:
    content = library()
    content["objects"] = {"risk_matrix": [{"urn": "m"}]}
    found = reading(tmp_path, content, "matrix.yaml")
    assert "holds no framework to ask, only risk_matrix" in found.problems[0].message


def test_points_add_up_where_the_framework_says_that_its_most_is_their_sum(tmp_path: Path) -> None:
    nodes = [
        node(str(n), assessable=True, name="x", **asked(str(n), No={"add_score": 0}, Yes={"add_score": 5}))
        for n in range(3)
    ]  # fmt: skip
    assert read(tmp_path, library(*nodes, min_score=0, max_score=15), "a.yaml").combine == "sum"
    assert read(tmp_path, library(*nodes, min_score=0, max_score=5), "b.yaml").combine == "mean"


def test_choices_that_questions_share_by_an_alias_are_read_for_each(tmp_path: Path) -> None:
    path = tmp_path / "shared.yaml"
    path.write_text(
        "urn: u\nname: Shared\nref_id: shared\nversion: 1\nobjects:\n  framework:\n    urn: f\n"
        "    name: Shared\n    requirement_nodes:\n    - urn: n1\n      assessable: true\n"
        "      question:\n        question_type: unique_choice\n        question_choices: &id001\n"
        "        - Done\n        - Open\n        questions:\n        - {urn: q1, text: Dry?}\n"
        "    - urn: n2\n      assessable: true\n      question:\n"
        "        question_type: unique_choice\n        question_choices: *id001\n"
        "        questions:\n        - {urn: q2, text: Clean?}\n"
    )
    found = read_foreign(path).questionnaire
    assert found is not None
    assert [item.title for item in found.questions] == ["Dry?", "Clean?"]
    assert [[c.title for c in item.choices] for item in found.questions] == [["Done", "Open"]] * 2
