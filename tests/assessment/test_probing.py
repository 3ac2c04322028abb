"""The engine: probes are found by being there, mistakes are told, one failure takes no other."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assessment.connectors import connectors
from assessment.model import Finding, Outcome
from assessment.probing import BrokenProbes, definitions, discover, examine, examples, unavailable
from assessment.repository.evidence import File, RepositoryEvidence
from assessment.sources import Source
from content.loading import load_shipped

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
SOURCE = Source(id="repo", kind="repository", name="repo", address="/srv/repo")
EVIDENCE = RepositoryEvidence(read_at=NOW, files=(File(path="LICENSE"),))
YAML = """
id: {id}
statement: There is a licence.
expected: a file named LICENSE
why: Others must know what they may do.
how: Looks for the file.
does_not_prove: That the licence fits.
connectors: [repository]
absent_remedy: Choose a licence.
unavailable_remedy: Give a clone.
effort: low
valid_days: 10
"""
CODE = """
from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence


def observe(evidence: RepositoryEvidence) -> Observation:
    names = [file.path for file in evidence.files]
    return Observation(outcome="present" if "LICENSE" in names else "absent", observed=str(names))
"""


def probe_folder(
    top: Path, name: str = "licence_exists", yaml: str = YAML, code: str = CODE
) -> Path:
    folder = top / name
    (folder / "examples").mkdir(parents=True)
    (folder / "probe.yaml").write_text(yaml.format(id=name))
    (folder / "probe.py").write_text(code)
    case = {"read_at": "2026-06-01T09:00:00Z", "files": [{"path": "LICENSE"}]}
    (folder / "examples" / "present.has_one.json").write_text(json.dumps(case))
    (folder / "examples" / "absent.has_none.json").write_text(json.dumps({**case, "files": []}))
    return folder


def mistakes(top: Path) -> str:
    with pytest.raises(BrokenProbes) as broken:
        discover(top)
    return "\n".join(broken.value.mistakes)


def test_a_probe_is_added_by_adding_one_folder(tmp_path: Path) -> None:
    probe_folder(tmp_path)
    (finding,) = examine(discover(tmp_path), SOURCE, EVIDENCE, NOW)
    assert (finding.probe, finding.outcome) == ("licence_exists", Outcome.PRESENT)
    assert finding.statement == "There is a licence."
    assert finding.valid_until == NOW + timedelta(days=10)


def test_the_examples_of_an_added_probe_are_found_with_their_promise(tmp_path: Path) -> None:
    probe_folder(tmp_path)
    (probe,) = discover(tmp_path)
    assert [(case.outcome, case.why) for case in examples(probe)] == [
        (Outcome.ABSENT, "has none"),
        (Outcome.PRESENT, "has one"),
    ]


def test_an_id_that_is_not_the_name_of_its_folder_is_a_mistake(tmp_path: Path) -> None:
    probe_folder(tmp_path, yaml=YAML.replace("{id}", "license_exists"))
    assert "id is license_exists, expected licence_exists" in mistakes(tmp_path)


def test_a_typo_in_a_field_is_told_with_file_and_line_and_the_known_fields(tmp_path: Path) -> None:
    probe_folder(tmp_path, yaml=YAML.replace("statement:", "statment:"))
    told = mistakes(tmp_path)
    assert "probe.yaml:3: statment is not a field of a probe; known are id, statement" in told
    assert "statement is missing" in told


def test_a_field_given_twice_is_a_mistake(tmp_path: Path) -> None:
    probe_folder(tmp_path, yaml=YAML + "effort: high\n")
    assert "effort is given twice" in mistakes(tmp_path)


def test_a_connector_that_does_not_exist_is_a_mistake(tmp_path: Path) -> None:
    probe_folder(tmp_path, yaml=YAML.replace("[repository]", "[repositry]"))
    assert "no connector repositry; known are" in mistakes(tmp_path)


def test_a_probe_without_observe_is_a_mistake(tmp_path: Path) -> None:
    probe_folder(tmp_path, code="def look(): ...")
    assert "has no function observe" in mistakes(tmp_path)


def test_a_probe_without_code_is_a_mistake(tmp_path: Path) -> None:
    (probe_folder(tmp_path) / "probe.py").unlink()
    assert "probe.py: is missing" in mistakes(tmp_path)


def test_a_probe_whose_code_cannot_be_loaded_is_a_mistake(tmp_path: Path) -> None:
    probe_folder(tmp_path, code="import nothing_of_this_name")
    assert "cannot be loaded: ModuleNotFoundError" in mistakes(tmp_path)


@pytest.mark.parametrize("annotation", ["", ": str", ": 'Unknown'"])
def test_evidence_of_another_type_than_the_connectors_is_a_mistake(
    tmp_path: Path, annotation: str
) -> None:
    probe_folder(tmp_path, code=f"def observe(evidence{annotation}): ...")
    assert "must be annotated as RepositoryEvidence" in mistakes(tmp_path)


@pytest.mark.parametrize("missing", ["present", "absent"])
def test_a_probe_without_a_case_for_present_and_absent_is_a_mistake(
    tmp_path: Path, missing: str
) -> None:
    folder = probe_folder(tmp_path)
    for file in (folder / "examples").glob(f"{missing}.*"):
        file.unlink()
    assert f"needs a case {missing}.<why>.json" in mistakes(tmp_path)


def test_an_example_that_promises_no_outcome_is_a_mistake(tmp_path: Path) -> None:
    folder = probe_folder(tmp_path)
    shutil.copy(folder / "examples/present.has_one.json", folder / "examples/good.one.json")
    assert "good.one.json is not <outcome>.<why>.json" in mistakes(tmp_path)


def test_all_mistakes_of_all_folders_are_told_at_once(tmp_path: Path) -> None:
    probe_folder(tmp_path, "one", yaml=YAML.replace("effort: low", "effort: tiny"))
    probe_folder(tmp_path, "two", code="x = 1")
    told = mistakes(tmp_path)
    assert "one/probe.yaml" in told
    assert "two/probe.py" in told


def test_two_probes_of_one_id_are_a_mistake(tmp_path: Path) -> None:
    probe_folder(tmp_path / "a")
    probe_folder(tmp_path / "b")
    with pytest.raises(BrokenProbes, match="already has a probe of this id"):
        discover(tmp_path / "a", tmp_path / "b")


def test_a_probe_that_raises_becomes_an_error_and_the_others_run(tmp_path: Path) -> None:
    probe_folder(
        tmp_path, "broken", code=CODE.replace("    names", "    raise OSError('secret')\n    names")
    )
    probe_folder(tmp_path, "licence_exists")
    broken, fine = examine(discover(tmp_path), SOURCE, EVIDENCE, NOW)
    assert (broken.outcome, fine.outcome) == (Outcome.ERROR, Outcome.PRESENT)
    assert "secret" not in broken.observed + broken.remedy


def test_a_probe_that_returns_something_else_is_an_error(tmp_path: Path) -> None:
    code = CODE.replace("    names", "    return None\n    names")
    probe_folder(tmp_path, code=code)
    assert examine(discover(tmp_path), SOURCE, EVIDENCE, NOW)[0].outcome is Outcome.ERROR


def test_a_stopped_run_keeps_what_it_found(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        probe_folder(tmp_path, name)
    told: list[Finding] = []
    found = examine(
        discover(tmp_path), SOURCE, EVIDENCE, NOW,
        stopped=lambda: len(told) >= 2, on_finding=told.append,
    )  # fmt: skip
    assert [finding.probe for finding in found] == ["one", "three"]


def test_a_source_that_cannot_be_read_is_unavailable_and_never_absent() -> None:
    found = unavailable(discover(), SOURCE, "no such folder", "Check the path.", NOW)
    assert {finding.outcome for finding in found} == {Outcome.UNAVAILABLE}
    assert {finding.remedy for finding in found} == {"Check the path."}
    assert all(finding.observed == "no such folder" for finding in found)


def test_only_probes_of_the_sources_kind_are_run() -> None:
    other = SOURCE.model_copy(update={"kind": "nothing_of_this_kind"})
    assert examine(discover(), other, EVIDENCE, NOW) == ()


def test_the_same_run_has_the_same_ids_and_another_time_has_others(tmp_path: Path) -> None:
    probe_folder(tmp_path)
    probes = discover(tmp_path)
    ids = [
        examine(probes, SOURCE, EVIDENCE, at)[0].id for at in (NOW, NOW, NOW + timedelta(hours=1))
    ]
    assert ids[0] == ids[1] != ids[2]


def test_every_connector_has_the_whole_shape() -> None:
    for kind, module in connectors().items():
        assert kind == module.KIND
        assert module.TITLE
        assert module.ADDRESS_HELP.endswith(".")


def test_every_shipped_probe_bears_on_capabilities_and_reads_metrics_that_the_pack_has() -> None:
    pack = load_shipped("ai-production")
    metrics = {metric.id for metric in pack.metrics}
    known = {capability.id for capability in pack.capabilities}
    for probe in discover():
        bearings = [b for b in probe.definition.bearings if b.pack == "ai-production"]
        assert {b.capability for b in bearings} <= known, probe.definition.id
        assert set(probe.definition.metrics) <= metrics, probe.definition.id


def test_every_shipped_probe_bears_on_something_with_a_reason_and_never_on_level_five() -> None:
    for probe in discover():
        assert probe.definition.bearings, probe.definition.id
        for bearing in probe.definition.bearings:
            assert bearing.anchor < 5, probe.definition.id
            assert bearing.reason, probe.definition.id


def test_what_probes_say_of_themselves_is_known_without_loading_one() -> None:
    assert definitions() == tuple(probe.definition for probe in discover())
    program = (
        "import sys; from assessment.probing import definitions; assert definitions(); "
        "loaded = [name for name in sys.modules if name.startswith('prodworthy_probe_')]; "
        "sys.exit(1 if loaded or 'scipy' in sys.modules else 0)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
