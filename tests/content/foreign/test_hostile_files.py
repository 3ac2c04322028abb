"""Files made to do harm cost one sentence, little time and little memory."""

import json
import time
import tracemalloc
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.foreign.json_tokens import read_json
from content.foreign.located import Unreadable
from content.foreign.reading import read_foreign
from tests.content.foreign.foreign_files import (
    lens,
    lens_question,
    library,
    node,
    samm_files,
)


def refusal(path: Path) -> str:
    """The one sentence, after at most twenty seconds, also on a machine that is busy."""
    started = time.monotonic()
    found = read_foreign(path)
    assert time.monotonic() - started < 20
    assert found.questionnaire is None
    assert len(found.problems) == 1
    return str(found.problems[0])


def written(tmp_path: Path, text: str | bytes, name: str = "bad.yaml") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_file_of_fifty_megabytes_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    assert "larger than 10 MB" in refusal(path)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_aliases_that_multiply_are_refused_before_they_do(tmp_path: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    assert "more than 200,000 values" in refusal(written(tmp_path, "\n".join(lines)))


def test_an_alias_within_itself_is_refused(tmp_path: Path) -> None:
    assert "stands within itself" in refusal(written(tmp_path, "pillars: &a [1, *a]"))


def test_requirements_nested_without_end_are_refused(tmp_path: Path) -> None:
    chain = [node(str(n), str(n - 1) if n else "") for n in range(3_000)]
    path = written(tmp_path, json.dumps(library(*chain)), "deep.json")
    started = time.monotonic()
    found = read_foreign(path)
    assert time.monotonic() - started < 20
    assert "more than 40 levels deep" in found.problems[0].message


@pytest.mark.parametrize("name", ["deep.json", "deep.yaml"])
def test_deep_nesting_is_refused(tmp_path: Path, name: str) -> None:
    assert "deeper than 64" in refusal(written(tmp_path, "[" * 900, name))


def test_more_values_than_any_questionnaire_has_are_refused(tmp_path: Path) -> None:
    text = "[" + "1," * 200_001 + "1]"
    assert "more than 200,000 values" in refusal(written(tmp_path, text, "many.json"))


def test_a_tag_that_would_make_an_object_is_refused(tmp_path: Path) -> None:
    said = refusal(written(tmp_path, "pillars: !!python/object/apply:os.system ['true']"))
    assert "the tag" in said


@pytest.mark.parametrize(
    "name", ["../out.yml", "/etc/out.yml", "a/../../out.yml", "c:\\out.yml", "a\\..\\b.yml"]
)
def test_a_zip_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "out.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr(ZipInfo(name), "x: 1")
    assert "leads out of the archive" in refusal(path)
    assert {item.name for item in tmp_path.iterdir()} == {"out.zip"}


def test_a_zip_whose_names_are_not_in_the_letters_that_it_says_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "names.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("ä.yaml", b"id: a")  # kept with the mark of UTF-8
    path.write_bytes(path.read_bytes().replace("ä".encode(), b"\xff\xff"))
    assert "not readable as a zip archive" in refusal(path)


def test_a_zip_with_a_link_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "link.zip"
    entry = ZipInfo("model/questions/q.yml")
    entry.external_attr = 0o120777 << 16
    with ZipFile(path, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    assert "is a link" in refusal(path)


def test_a_zip_bomb_is_stopped_at_the_limit(tmp_path: Path) -> None:
    one, many = tmp_path / "one.zip", tmp_path / "many.zip"
    with ZipFile(one, "w", ZIP_DEFLATED) as archive:
        archive.writestr("big.yml", b" " * 60_000_000)
    assert "larger than 10 MB" in refusal(one)
    with ZipFile(many, "w", ZIP_DEFLATED) as archive:
        for number in range(9):
            archive.writestr(f"{number}.yml", b" " * 9_000_000)
    assert "more than 50 MB" in refusal(many)


def test_too_many_files_in_a_zip_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "crowd.zip"
    with ZipFile(path, "w") as archive:
        for number in range(5_001):
            archive.writestr(f"{number}.txt", "")
    assert "more than 5,000 files" in refusal(path)


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    outside = written(tmp_path, json.dumps(lens(lens_question())), "lens.json")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "lens.json").symlink_to(outside)
    assert "holds no .json or .yaml file" in refusal(folder)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("\xff\xfe\xfa".encode("latin-1"), "UTF-8"),
        (b'{"name": "\xe9"}', "UTF-8"),
        ('{"name": "x", }', "a key in quotes should stand"),
        ('{"pillars": [1, 2', "ends before"),
        ('{"pillars": "x" "y"}', "',' or a closing bracket"),
        ('{"pillars": []]', "found ']'"),
        ('{"a": 01}', "a closing bracket"),
        ("{'a': 1}", 'found "\'"'),
        ("[1, 2, 3]", "not one of these"),
        ('"just a text"', "not one of these"),
        ("PK not a zip", "not one of these"),
    ],
)  # fmt: skip
def test_what_is_no_questionnaire_is_told_in_one_sentence(
    tmp_path: Path, text: str | bytes, said: str
) -> None:
    assert said in refusal(written(tmp_path, text, "bad.json"))


def test_a_zip_that_is_none_and_a_path_that_is_not_there_are_told(tmp_path: Path) -> None:
    assert "not readable as a zip" in refusal(written(tmp_path, "PK\x03\x04 no", "bad.zip"))
    assert "no such file" in refusal(tmp_path / "nowhere.json")


def test_a_bad_file_in_a_model_folder_is_told_by_its_path(tmp_path: Path) -> None:
    files = {f"core/model/{name}": text for name, text in samm_files(1).items()}
    files["core/model/questions/bad.yml"] = "a: [1,"
    path = tmp_path / "core.zip"
    with ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    assert refusal(path).startswith("core/model/questions/bad.yml:")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
NAMES = st.sampled_from(
    ["pillars", "questions", "choices", "riskRules", "id", "title", "condition", "risk", "objects",
     "framework", "requirement_nodes", "urn", "parent_urn", "assessable", "scores_definition", "name"]
)  # fmt: skip
SHAPES = st.recursive(
    JSON, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=25,
)  # fmt: skip


@given(st.dictionaries(NAMES, SHAPES, min_size=1))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_the_shape_nothing_crashes(tmp_path: Path, content: object) -> None:
    path = tmp_path / "any.json"
    path.write_text(json.dumps(content))
    found = read_foreign(path)
    assert (found.questionnaire is None) == bool(found.problems)


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_json_is_taken_exactly_where_the_standard_library_takes_it(text: str) -> None:
    try:
        json.loads(text, strict=False, parse_constant=lambda name: None if name == "NaN" else 1 / 0)
        taken = True
    except (ValueError, ZeroDivisionError):
        taken = False
    try:
        read_json(text, "x")
        assert taken
    except Unreadable:
        assert not taken
