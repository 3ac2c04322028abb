"""YAML as packs use it: what was written is what is read, on the line where it stands."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.yaml_reading import read_yaml

KEYS = st.text("abcdefghij_", min_size=3, max_size=12)
TREES = st.recursive(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z")), max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)
same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def _read(folder: Path, text: str) -> tuple[Any, list[str]]:
    path = folder / "file.yaml"
    path.write_text(text, encoding="utf-8", newline="\n")
    source, problems = read_yaml(path, "file.yaml")
    return (source.data if source else None), [str(problem) for problem in problems]


@given(tree=st.dictionaries(KEYS, TREES, min_size=1))
@same_folder
def test_quoted_text_comes_back_as_it_was_written(tmp_path: Path, tree: Any) -> None:
    text = yaml.safe_dump(tree, default_style='"', allow_unicode=True)
    assert _read(tmp_path, text) == (tree, [])


@given(keys=st.lists(KEYS, min_size=1, unique=True), gaps=st.lists(st.integers(0, 3)))
@same_folder
def test_each_key_is_found_on_its_line(tmp_path: Path, keys: list[str], gaps: list[int]) -> None:
    lines: list[str] = []
    stands: dict[str, int] = {}
    for index, key in enumerate(keys):
        lines += ["# a comment"] * (gaps[index] if index < len(gaps) else 0)
        lines.append(f"{key}: text")
        stands[key] = len(lines)
    path = tmp_path / "file.yaml"
    path.write_text("\n".join(lines))
    source, _ = read_yaml(path, "file.yaml")
    assert source is not None
    assert {key: source.line((key,)) for key in keys} == stands


@pytest.mark.parametrize("word", ["yes", "No", "ON", "off", "y", "N"])
def test_a_bare_word_that_yaml_turns_into_a_boolean_is_refused(tmp_path: Path, word: str) -> None:
    _, problems = _read(tmp_path, f"answer: {word}\n")
    said = f"file.yaml:1: YAML reads a bare {word} as true or false; quote it"
    assert problems == [said]
    assert _read(tmp_path, f'answer: "{word}"\n') == ({"answer": word}, [])


@pytest.mark.parametrize("number", ["010", "12:30", "1_000", "0x1F", ".inf"])
def test_a_number_in_a_surprising_notation_is_refused(tmp_path: Path, number: str) -> None:
    _, problems = _read(tmp_path, f"value: {number}\n")
    assert problems == [
        f"file.yaml:1: YAML would read {number} as a number it may not mean; quote it"
    ]


@pytest.mark.parametrize("number", ["1.0e+999", "-1.0e+300", "9" * 400])
def test_a_number_that_no_sum_can_hold_is_refused(tmp_path: Path, number: str) -> None:
    _, problems = _read(tmp_path, f"value: {number}\n")
    said = f"file.yaml:1: {number[:20]} is larger than any number of a pack; check it"
    assert problems == [said]


def test_plain_numbers_dates_and_booleans_are_what_they_look_like(tmp_path: Path) -> None:
    text = "a: 3\nb: -0.5\nc: true\nd: 2026-11-23\ne:\n"
    assert _read(tmp_path, text) == (
        {"a": 3, "b": -0.5, "c": True, "d": "2026-11-23", "e": None},
        [],
    )


def test_aliases_are_refused_before_they_can_multiply(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(9))
    data, problems = _read(tmp_path, bomb)
    assert data is None
    assert [item.split(": ", 2)[2] for item in problems] == [
        "anchors and aliases are not used in packs; repeat the text"
    ]


def test_endless_nesting_is_refused_in_a_sentence(tmp_path: Path) -> None:
    _, problems = _read(tmp_path, "[" * 20_000)
    assert problems == ["file.yaml: nested too deeply; flatten it"]


def test_every_bare_boolean_of_a_file_is_named_at_once(tmp_path: Path) -> None:
    _, problems = _read(tmp_path, "- on\n- ok\n- off\n")
    assert [problem.split(":")[1] for problem in problems] == ["1", "3"]


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes("name: Größe\n".encode("latin-1"))
    _, problems = read_yaml(path, "file.yaml")
    assert [str(item) for item in problems] == ["file.yaml: not UTF-8 text; save it as UTF-8"]
