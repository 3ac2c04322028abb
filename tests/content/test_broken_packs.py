"""Each mistake that an author can make is said with its file, its line and what to do."""

from typing import Any, NamedTuple

import pytest

from content.checking import check
from content.loading import load_pack
from content.problems import PackProblems


class Mistake(NamedTuple):
    """A text of the shipped pack, what an author made of it, and what the check must say."""

    file: str
    old: str
    new: str
    said: str
    at: str | None = None


MISTAKES = {
    "a prerequisite nobody knows": Mistake(
        "initiatives.yaml",
        "prerequisites: [I-DATA-01]",
        "prerequisites: [IDATA-01]",
        "no initiative has the id 'IDATA-01'; did you mean 'I-DATA-01'?",
    ),
    "a field nobody knows": Mistake(
        "areas/data.yaml",
        "    definition: >-",
        "    definitoin: >-",
        "unknown field 'definitoin'; did you mean 'definition'?",
    ),
    "a nested field nobody knows": Mistake(
        "initiatives.yaml",
        "    proof_days: 30",
        "    proof_day: 30",
        "unknown field 'proof_day'; did you mean 'proof_days'?",
    ),
    "a word of no list": Mistake(
        "metrics.yaml",
        "better: higher",
        "better: hihger",
        "better: expected 'lower' or 'higher', found 'hihger'; did you mean 'higher'?",
    ),
    "a key twice": Mistake(
        "judgements.yaml",
        "  sensitivity: 0.95",
        "  false_pass: 0.95",
        "'false_pass' stands twice here",
        "  false_pass: 0.30",
    ),
    "a bare no": Mistake(
        "pack.yaml",
        "name: Product,",
        "name: No,",
        "YAML reads a bare No as true or false; quote it",
    ),
    "a bare on as key": Mistake(
        "judgements.yaml",
        "  other: 1.0",
        "  on: 1.0",
        "YAML reads a bare on as true or false; quote it",
    ),
    "a version that is a number": Mistake(
        "pack.yaml",
        "version: 1.1.0",
        "version: 1.0",
        "version: expected a text, found 1.0; quote it",
    ),
    "a unit that is not the metric's": Mistake(
        "initiatives.yaml",
        "        unit: h\n",
        "        unit: min\n",
        "backfill_drill_h is in 'h', this condition in 'min'",
    ),
    "a metric nobody knows": Mistake(
        "initiatives.yaml",
        "metric: rows_passing_rules",
        "metric: rows_pasing_rules",
        "no metric has the id 'rows_pasing_rules'; did you mean 'rows_passing_rules'?",
    ),
    "a role nobody knows": Mistake(
        "initiatives.yaml",
        "lead_role: data_engineering",
        "lead_role: data_engineer",
        "no role has the id 'data_engineer'; did you mean 'data_engineering'?",
    ),
    "an item its framework does not have": Mistake(
        "areas/data.yaml",
        "id: MAP 2.3}",
        "id: MAP 2.9}",
        "nist-ai-rmf has no item 'MAP 2.9'",
    ),
    "a framework nobody knows": Mistake(
        "areas/data.yaml",
        "framework: iso-42001,",
        "framework: iso-4201,",
        "no framework has the id 'iso-4201'; did you mean 'iso-42001'?",
    ),
    "a trait nobody knows": Mistake(
        "areas/data.yaml",
        "trait: trained_by_us",
        "trait: trained_by",
        "no trait has the id 'trained_by'; did you mean 'trained_by_us'?",
    ),
    "a trait that cannot have the value": Mistake(
        "profiles.yaml",
        "{trait: risk_class, value: high}",
        "{trait: risk_class, value: severe}",
        "'severe' is not a value that the trait 'risk_class' can have",
    ),
    "a critical capability nobody knows": Mistake(
        "profiles.yaml",
        "    - data.pipelines",
        "    - data.pipeline",
        "no capability has the id 'data.pipeline'; did you mean 'data.pipelines'?",
    ),
    "a hidden critical capability": Mistake(
        "profiles.yaml",
        "capability: reliable.latency",
        "capability: reliable.availability",
        "'reliable.availability' is critical here and cannot be hidden",
    ),
    "a critical capability that a rule takes out": Mistake(
        "profiles.yaml",
        "    - data.quality-monitoring",
        "    - data.realtime",
        "critical, yet a rule takes 'data.realtime' out",
    ),
    "an unknown question of the pulse": Mistake(
        "pack.yaml",
        "      - eng.ci-cd",
        "      - eng.cicd",
        "no capability has the id 'eng.cicd'; did you mean 'eng.ci-cd'?",
    ),
    "a depth that promises too few minutes": Mistake(
        "pack.yaml", "minutes: 40", "minutes: 30", "promises 30 minutes; 'internal-batch' needs"
    ),
    "a weight of nothing": Mistake(
        "judgements.yaml", "  critical: 2.0", "  critical: 0", "weights.critical: expected greater"
    ),
    "a prior that does not sum to one": Mistake(
        "judgements.yaml",
        "prior: [0.25, 0.30,",
        "prior: [0.35, 0.30,",
        "prior must be five positive shares that sum to 1",
        "prior: [0.35",
    ),
    "a base rate without provenance": Mistake(
        "base-rates.yaml",
        "  publisher: VentureBeat\n",
        "",
        "'publisher' is missing in base rate",
        "- id: venturebeat-2019",
    ),
    "a taken id": Mistake(
        "metrics.yaml", "- id: error_ratio", "- id: availability", "the id 'availability' is taken"
    ),
    "a capability that nothing lifts": Mistake(
        "initiatives.yaml",
        "  capability: data.late-data",
        "  capability: data.pipelines",
        "'data.pipelines' already has the initiative 'I-DATA-01'",
    ),
    "an alias": Mistake(
        "base-rates.yaml",
        "figure: 87%",
        "figure: &bomb 87%",
        "anchors and aliases are not used in packs",
    ),
    "a tag": Mistake(
        "base-rates.yaml",
        "figure: 87%",
        "figure: !!python/name:os.system 87%",
        "is not used in packs; remove it",
    ),
    "an empty text": Mistake("pack.yaml", "name: Pulse", 'name: ""', "name is empty; write it"),
    "a window without a unit": Mistake(
        "initiatives.yaml", "window: 30d", 'window: "30"', "expected a number with m, h or d"
    ),
    "a proof shorter than its window": Mistake(
        "initiatives.yaml", "proof_days: 30", "proof_days: 7", "shorter than the longest window"
    ),
    "four anchors": Mistake(
        "areas/data.yaml",
        "      - A scheduled job exists; users notice its failures, and running it again needs its "
        "author.\n",
        "",
        "anchors: entry 5 is missing",
        "    anchors:",
    ),
    "a word where a number stands": Mistake(
        "areas/data.yaml",
        "    minutes: 0.65",
        "    minutes: short",
        "minutes: expected a number, found 'short'",
    ),
    "a condition of no kind": Mistake(
        "initiatives.yaml",
        "kind: measured",
        "kind: mesured",
        "expected 'measured' or 'attested', found 'mesured'; did you mean 'measured'?",
    ),
    "nine critical capabilities": Mistake(
        "profiles.yaml",
        "    - data.pipelines\n    - data.quality-monitoring\n    - data.training-serving-skew\n"
        "    - eng.containerization\n    - eng.rollback\n",
        "",
        "critical: expected at least 10 entries, found 9",
        "  critical:",
    ),
    "a share above one": Mistake(
        "initiatives.yaml",
        "target: 0.99\n",
        "target: 99\n",
        "a ratio lies between 0 and 1, found 99",
    ),
    "an effort the wrong way round": Mistake(
        "initiatives.yaml",
        "{role: data_engineering, low: 4, mid: 5.6, high: 8}",
        "{role: data_engineering, low: 9, mid: 5.6, high: 8}",
        "expected low <= mid <= high person-weeks",
    ),
    "an area without a file": Mistake(
        "pack.yaml", "areas: [data,", "areas: [dat,", "no file areas/dat.yaml for this area"
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_said_with_file_line_and_a_way_out(name: str, copy: Any) -> None:
    mistake = MISTAKES[name]
    line = copy.replace(mistake.file, mistake.old, mistake.new)
    if mistake.at:
        text = (copy.folder / mistake.file).read_text()
        line = text[: text.index(mistake.at)].count("\n") + 1
    near = [item for item in copy.problems() if mistake.said in item]
    assert any(item.startswith(f"{mistake.file}:{line}: ") for item in near), copy.problems()


def test_all_mistakes_are_reported_at_once(copy: Any) -> None:
    for name in ("a field nobody knows", "a role nobody knows", "a key twice", "a taken id"):
        mistake = MISTAKES[name]
        copy.replace(mistake.file, mistake.old, mistake.new)
    files = {problem.file for problem in check(copy.folder)}
    assert {"areas/data.yaml", "judgements.yaml", "metrics.yaml"} <= files


def test_references_are_checked_even_where_another_part_is_misshapen(copy: Any) -> None:
    copy.replace("areas/data.yaml", "    definition: >-", "    definitoin: >-")
    line = copy.replace("initiatives.yaml", "metric: data_age_hours", "metric: data_age")
    assert any(item.startswith(f"initiatives.yaml:{line}: ") for item in copy.problems())


def test_an_unreadable_file_does_not_make_its_ids_unknown_elsewhere(copy: Any) -> None:
    copy.replace("metrics.yaml", "- id: availability", "- id: [availability")
    assert {problem.file for problem in check(copy.folder)} == {"metrics.yaml"}


def test_prerequisites_in_a_circle_are_refused_with_the_circle(copy: Any) -> None:
    line = copy.replace(
        "initiatives.yaml",
        "  capability: data.pipelines\n",
        "  capability: data.pipelines\n  prerequisites: [I-DATA-02]\n",
    )
    said = "prerequisites go in a circle: I-DATA-01 needs I-DATA-02 needs I-DATA-01"
    assert f"initiatives.yaml:{line + 1}: {said}" in copy.problems()


def test_a_profile_without_a_critical_capability_in_a_dimension_is_refused(copy: Any) -> None:
    copy.replace("profiles.yaml", "    - scalable.unit-cost", "    - data.privacy")
    said = "no critical capability in the dimension 'scalable'; name at least one"
    assert any(item.endswith(said) for item in copy.problems())


def test_a_capability_without_an_initiative_is_refused_at_the_capability(copy: Any) -> None:
    copy.replace("initiatives.yaml", "capability: data.late-data", "capability: data.pipelines")
    found = [item for item in copy.problems() if "no initiative lifts 'data.late-data'" in item]
    assert [item.split(":")[0] for item in found] == ["areas/data.yaml"]


def test_a_depth_that_cannot_reach_the_verdict_it_promises_is_refused(copy: Any) -> None:
    copy.replace("pack.yaml", "gives_verdict: false", "gives_verdict: true")
    problems = copy.problems()
    assert any("a pulse never gives a verdict" in item for item in problems)
    copy.replace("pack.yaml", "gives_verdict: true", "gives_verdict: false")
    copy.replace("pack.yaml", "minutes: 40\n", "minutes: 40\n    questions: [data.pipelines]\n")
    assert any("asks 4% of the weight; a verdict needs 70%" in item for item in copy.problems())


def test_a_huge_file_is_refused_unread(copy: Any) -> None:
    (copy.folder / "metrics.yaml").write_text("# " + "x" * 1_000_001)
    assert "metrics.yaml: larger than 1 MB; shorten it" in copy.problems()


def test_a_link_out_of_the_folder_is_not_followed(copy: Any) -> None:
    (copy.folder / "metrics.yaml").unlink()
    (copy.folder / "metrics.yaml").symlink_to("/etc/hostname")
    assert "metrics.yaml: expected a regular file here" in copy.problems()


def test_an_area_file_that_is_not_listed_is_named(copy: Any) -> None:
    (copy.folder / "areas" / "extra.yaml").write_text("id: extra\n")
    assert "areas/extra.yaml:1: not listed under areas in pack.yaml" in copy.problems()


def test_a_folder_without_a_pack_says_what_to_name(tmp_path: Any) -> None:
    with pytest.raises(PackProblems, match="name the folder of a pack"):
        load_pack(tmp_path)
