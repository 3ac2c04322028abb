"""The loader knows no pack by name, and no mistake in one makes it fall."""

import copy as copying
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from content.checking import check
from content.loading import load_pack, shipped_packs

NAMES = [f"kiln.k{index}" for index in range(10)]


def _capability(name: str) -> dict[str, Any]:
    texts = dict.fromkeys(("name", "definition", "why", "evidence", "who"), "Text.")
    own = {"id": name, "short_name": "Kiln", "scope": "use_case", "minutes": 1.5}
    return {**own, **texts, "anchors": [f"Level {level}." for level in range(1, 6)]}


def _initiative(name: str) -> dict[str, Any]:
    shown = {"id": "c", "kind": "attested", "statement": "S.", "who": "Potter", "artefact": "Pot"}
    return {
        "id": f"do-{name}",
        "title": "Fire it",
        "capability": name,
        "summary": "S.",
        "lead_role": "potter",
        "effort": [{"role": "potter", "low": 1, "mid": 2, "high": 4}],
        "effort_reason": "R.",
        "exit": {"sentence": "S.", "proof_days": 0, "conditions": [shown]},
    }


def _profile() -> dict[str, Any]:
    verdicts = ("ready", "conditional", "not_ready", "insufficient_evidence")
    return {
        "id": "pot",
        "name": "Pot",
        "description": "D.",
        "default_traits": {},
        "critical": NAMES,
        "permits": dict.fromkeys(verdicts, "S."),
        "reason": "R.",
    }


def _files() -> dict[str, Any]:
    depth = {"id": "full", "name": "Full", "promise": "P.", "minutes": 20, "gives_verdict": True}
    header = {"id": "pottery", "version": "1.0.0", "title": "Pottery", "question": "Ready?"}
    role = {"id": "potter", "name": "Potter", "group": "leader"}
    area = {"id": "kiln", "name": "Kiln", "kind": "dimension", "question": "Q?", "summary": "S."}
    shipped = next(path for path in shipped_packs() if path.name == "ai-production")
    return {
        "pack.yaml": {
            **header,
            "areas": ["kiln"],
            "roles": [role],
            "depths": [{**depth, "reason": "R."}],
        },
        "areas/kiln.yaml": {**area, "capabilities": [_capability(name) for name in NAMES]},
        "initiatives.yaml": [_initiative(name) for name in NAMES],
        "profiles.yaml": [_profile()],
        "metrics.yaml": [],
        "base-rates.yaml": [],
        "judgements.yaml": yaml.safe_load((shipped / "judgements.yaml").read_text()),
    }


def _write(folder: Path, files: dict[str, Any]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(yaml.safe_dump(content, sort_keys=False))
    return folder


def test_a_pack_of_other_words_loads(tmp_path: Path) -> None:
    pack = load_pack(_write(tmp_path, _files()))
    assert (pack.id, len(pack.capabilities)) == ("pottery", 10)
    assert pack.initiative_for("kiln.k3") == pack.initiative("do-kiln.k3")


@pytest.mark.parametrize("missing", ["judgements.yaml", "areas/kiln.yaml", "profiles.yaml"])
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    folder = _write(tmp_path, _files())
    (folder / missing).unlink()
    assert any(missing in str(problem) for problem in check(folder))


def _places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, item in pairs:
        yield (*path, key)
        if isinstance(item, dict | list):
            yield from _places(item, (*path, key))


FILES = _files()
PLACES = list(_places(FILES))
STRANGE: list[Any] = [None, 3, -1.5, True, "other", "", [], {}, ["kiln.k1"] * 2, {"id": "potter"}]


@given(st.sampled_from(PLACES), st.sampled_from(STRANGE))
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_a_wrong_place_the_check_answers(place: Any, strange: Any) -> None:
    files = copying.deepcopy(FILES)
    parent = files
    for key in place[:-1]:
        parent = parent[key]
    parent[place[-1]] = strange
    with tempfile.TemporaryDirectory() as folder:
        for problem in check(_write(Path(folder), files)):
            assert problem.message
            assert problem.line >= 0
