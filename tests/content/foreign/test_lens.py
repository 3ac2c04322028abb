"""Custom lenses: read whole, with every trouble at its line."""

from pathlib import Path
from zipfile import ZipFile

from content.foreign.reading import read_foreign
from content.questionnaire import RiskRule
from tests.content.foreign.foreign_files import (
    choice,
    lens,
    lens_question,
    put,
    read,
    reading,
)


def test_a_lens_becomes_pillars_questions_choices_and_rules_in_their_order(tmp_path: Path) -> None:
    found = read(tmp_path, lens(lens_question()))
    assert (found.id, found.title, found.scoring) == (
        "bakery-resilience",
        "Bakery Resilience",
        "risk-rules",
    )
    assert [item.title for item in found.sections] == ["Ovens"]
    question = found.questions[0]
    assert [item.id for item in question.choices] == ["backups", "drills"]
    assert question.rules == (
        RiskRule(condition="backups && drills", risk="none"),
        RiskRule(condition="backups", risk="medium"),
        RiskRule(condition="", risk="high"),
    )
    assert question.answer == "many"


def test_a_lens_in_yaml_reads_as_its_json_does(tmp_path: Path) -> None:
    content = lens(lens_question())
    as_json = read(tmp_path, content, "one.json")
    as_yaml = read(tmp_path, content, "one.yaml")
    named = {"source": "", "digest": ""}
    assert as_json.model_copy(update=named) == as_yaml.model_copy(update=named)


def test_the_improvement_plan_of_a_choice_is_its_advice_with_every_further_resource(
    tmp_path: Path,
) -> None:
    more = [
        {
            "type": "IMPROVEMENT_PLAN",
            "content": [{"displayText": "Read on", "url": "https://example.org/2"}],
        },
        {"type": "HELPFUL_RESOURCE", "content": [{"displayText": "A film"}]},
    ]
    choices = [choice("backups", additionalResources=more), choice("drills")]
    first = read(tmp_path, lens(lens_question(choices=choices))).questions[0].choices[0]
    assert first.advice is not None
    assert first.advice.text == "Introduce backups\n\nRead on https://example.org/2"
    assert first.advice.url == "https://example.org/plan"
    assert first.help == "On backups\n\nA film"


def test_none_of_these_is_known_by_its_id_and_by_its_words_and_brings_no_advice(
    tmp_path: Path,
) -> None:
    by_id = [choice("backups"), choice("drills"), choice("restore_no", title="Nothing yet")]
    by_words = [choice("backups"), choice("drills"), choice("c3", title="None of the above")]
    found = read(
        tmp_path, lens(lens_question("a", choices=by_id), lens_question("b", choices=by_words))
    )
    for question in found.questions:
        assert [item.none_of_these for item in question.choices] == [False, False, True]
        assert question.choices[2].advice is None


def test_a_lens_without_default_rules_is_read_and_says_so(tmp_path: Path) -> None:
    found = read(tmp_path, lens(lens_question(rules=RULES_WITHOUT_DEFAULT)))
    assert all(rule.condition for rule in found.questions[0].rules)
    assert "One question has no default rule" in found.notes[0]


RULES_WITHOUT_DEFAULT = (("backups && drills", "NO_RISK"), ("!backups", "HIGH_RISK"))


def test_a_rule_that_names_no_choice_is_refused_at_its_line_with_the_nearest(
    tmp_path: Path,
) -> None:
    path = put(
        tmp_path, lens(lens_question(rules=(("backup", "NO_RISK"), ("default", "HIGH_RISK"))))
    )
    problem = read_foreign(path).problems[0]
    assert "has no choice 'backup'" in problem.message
    assert problem.nearest == "backups"
    assert '"condition": "backup"' in path.read_text().splitlines()[problem.line - 1]


def test_a_condition_that_is_no_condition_is_refused_and_never_run(tmp_path: Path) -> None:
    bad = ("backups & drills", "__import__('os').system('x')", "backups &&", "(backups", "")
    for condition in bad:
        found = reading(tmp_path, lens(lens_question(rules=((condition, "NO_RISK"),))))
        assert found.questionnaire is None, condition
        assert len(found.problems) == 1, condition


def test_an_unknown_risk_is_refused(tmp_path: Path) -> None:
    found = reading(tmp_path, lens(lens_question(rules=(("default", "LOW_RISK"),))))
    assert "expected one of HIGH_RISK, MEDIUM_RISK, NO_RISK" in found.problems[0].message


def test_an_unknown_field_is_told_once_with_its_count_and_ignored(tmp_path: Path) -> None:
    asked = [lens_question("a", owner="x"), lens_question("b", owner="y")]
    found = reading(tmp_path, lens(*asked))
    assert found.questionnaire is not None
    told = [str(item) for item in found.remarks if "owner" in item.message]
    assert len(told) == 1
    assert "2 times, here first" in told[0]


def test_a_choice_id_that_stands_twice_is_refused_and_a_question_id_of_two_pillars_is_kept_apart(
    tmp_path: Path,
) -> None:
    twice = lens(lens_question(choices=[choice("backups"), choice("drills"), choice("drills")]))
    assert "is taken (first at given.json:" in reading(tmp_path, twice).problems[0].message
    both = lens(lens_question("same"))
    both["pillars"].append({"id": "till", "name": "Till", "questions": [lens_question("same")]})
    found = read(tmp_path, both)
    assert [item.id for item in found.questions] == ["same", "till.same"]


def test_a_link_that_is_no_web_address_is_left_out(tmp_path: Path) -> None:
    bad = choice("backups", improvementPlan={"displayText": "Go", "url": "javascript:alert(1)"})
    found = reading(tmp_path, lens(lens_question(choices=[bad, choice("drills")])))
    assert found.questionnaire is not None
    advice = found.questionnaire.questions[0].choices[0].advice
    assert advice is not None
    assert not advice.url
    assert any("no web address" in item.message for item in found.remarks)


def test_a_question_without_title_choices_or_rules_costs_only_itself(tmp_path: Path) -> None:
    bare = lens_question("bare", choices=[], rules=())
    untitled = lens_question("untitled")
    untitled["title"] = None
    unruled = lens_question("unruled", rules=())
    found = reading(tmp_path, lens(lens_question(), bare, untitled, unruled))
    assert found.questionnaire is not None
    assert [item.id for item in found.questionnaire.questions] == ["restore", "untitled", "unruled"]
    assert found.questionnaire.questions[1].title == "untitled"
    assert any("no risk rules" in item for item in found.questionnaire.notes)


def test_five_hundred_questions_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, lens(*(lens_question(f"q{n}") for n in range(500))))
    assert len(found.questions) == 500


def test_a_key_that_stands_twice_is_told_and_the_later_one_counts(tmp_path: Path) -> None:
    text = put(tmp_path, lens(lens_question())).read_text()
    doubled = text.replace('"name": "Bakery', '"name": "Old", "name": "Bakery', 1)
    path = tmp_path / "twice.json"
    path.write_text(doubled)
    found = read_foreign(path)
    assert found.questionnaire is not None
    assert found.questionnaire.title == "Bakery Resilience"
    assert any("'name' stands twice" in item.message for item in found.remarks)


def test_without_a_name_or_a_question_a_lens_is_refused(tmp_path: Path) -> None:
    unnamed = lens(lens_question())
    del unnamed["name"]
    assert "'name' is missing" in reading(tmp_path, unnamed).problems[0].message
    assert "no question" in reading(tmp_path, lens()).problems[0].message


def test_a_lens_in_a_zip_is_read_past_the_files_of_an_operating_system(tmp_path: Path) -> None:
    path = tmp_path / "packed.zip"
    with ZipFile(path, "w") as archive:
        archive.write(put(tmp_path, lens(lens_question())), "lens/lens.json")
        archive.writestr("__MACOSX/lens/._lens.json", b"\x00\x05")
        archive.writestr("lens/.github/workflow.yml", "on: push")
    assert read_foreign(path).questionnaire is not None


def test_a_folder_of_several_lenses_asks_for_one_of_them(tmp_path: Path) -> None:
    for name in ("one.json", "two.json"):
        put(tmp_path, lens(lens_question()), name)
    assert "holds 2 files; hand over one of them" in str(read_foreign(tmp_path).problems[0])
