"""What the search once found: each refused in a sentence since."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from engagement.access.signing_in import person_of
from engagement.answers.answers_file import read_answers
from engagement.client_archive.reading import opened
from engagement.faults import Refused
from engagement.looks.history_file import read_history
from engagement.sources.as_typed import typed_yaml
from tests.fuzz.changing import packed
from tests.fuzz.targets import BY_NAME
from tests.reports.office_files import unzipped


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", b'sheetId="1"', b'sheetId=""'),
        ("xl/workbook.xml", b"<sheets>", b"<sheets><"),
        ("xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData>&b;"),
        ("xl/worksheets/sheet2.xml", b"</sheetData>", b"</sheetData"),
        ("xl/worksheets/sheet3.xml", b'min="1"', b'min=""'),
    ],
)
def test_a_sheet_of_answers_with_a_damaged_part_is_a_sentence(
    tmp_path: Path, part: str, old: bytes, new: bytes
) -> None:
    parts = unzipped(BY_NAME["a sheet of answers"].seeds()[0])
    assert old in parts[part]
    file = tmp_path / "answers.xlsx"
    file.write_bytes(packed([*(parts | {part: parts[part].replace(old, new, 1)}).items()]))
    with pytest.raises(Refused, match=r"is not a readable .xlsx workbook; save it again\.$"):
        read_answers(file)


def test_a_sheet_of_answers_that_unpacks_without_end_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "answers.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(11):
            archive.writestr(f"xl/{number}", bytes(10_000_000))
    assert file.stat().st_size < 1_000_000
    with pytest.raises(Refused, match="unpacks to far more"):
        read_answers(file)


@pytest.mark.parametrize(
    "text", ["a: !!timestamp x", "a: [" * 2_000, "a: !!python/object:os.system x", "- a"]
)
def test_options_that_are_no_names_with_values_are_a_sentence(text: str) -> None:
    with pytest.raises(Refused, match=r"^Options: write one 'name: value' a line\.$"):
        typed_yaml("Options", text)


def test_an_option_of_another_kind_is_named_and_a_day_is_a_text() -> None:
    with pytest.raises(Refused, match=r"^Options: a takes a text, a number, true or false"):
        typed_yaml("Options", "a: [[1]]")
    assert typed_yaml("Options", "since: 2026-02-30\nlabels: {job: a}") == {
        "since": "2026-02-30", "labels": {"job": "a"},
    }  # fmt: skip


@pytest.mark.parametrize("manifest", [b"[]", b"7", b'{"format": []}'])
def test_an_archive_whose_manifest_is_something_else_is_a_sentence(manifest: bytes) -> None:
    with pytest.raises(Refused):
        opened(packed([("manifest.json", manifest)]))


def test_an_archive_whose_directory_points_before_its_beginning_is_a_sentence() -> None:
    whole = bytearray(packed([("manifest.json", b"{}")]))
    at = whole.rindex(b"PK\x05\x06")
    whole[at + 16 : at + 20] = (int.from_bytes(whole[at + 16 : at + 20], "little") + 9).to_bytes(
        4, "little"
    )
    with pytest.raises(Refused):
        opened(bytes(whole))


def test_an_archive_that_says_that_it_is_locked_is_a_sentence() -> None:
    kept = io.BytesIO(packed([("manifest.json", b"{}")]))
    whole = bytearray(kept.getvalue())
    whole[whole.rindex(b"PK\x01\x02") + 8] |= 1
    whole[6] |= 1
    with pytest.raises(Refused):
        opened(bytes(whole))


def test_a_history_nested_without_end_is_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "history.json"
    file.write_bytes(b"[" * 100_000)
    with pytest.raises(Refused, match="is no file of history"):
        read_history(file)


def test_half_a_sign_in_a_name_of_the_provider_is_kept_as_text() -> None:
    told = json.loads('{"iss": "https://id.example.org", "sub": "a\\ud800", "name": "Ana \\udfff"}')
    person = person_of(told)
    assert (person.name, person.subject) == ("Ana \\udfff", "https://id.example.org a\\ud800")
