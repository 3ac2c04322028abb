"""What the long runs judge by: a search that sees into files, and growth that is told from unrest."""

import base64
import io
import zipfile
import zlib
from dataclasses import replace
from urllib.parse import quote

import pytest

from tests.endurance.growing import Measured, wrong
from tests.endurance.seeing_into import told

SECRET = "cnry-made-up+Q7r/z="
PACKED = zlib.compress(f"word {SECRET} word".encode() * 3)


def _zipped(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner/part.xml", content)
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        SECRET.encode(), f"a={quote(SECRET, safe='')}&b".encode(), base64.b64encode(SECRET.encode()),
        base64.b64encode(b"user:" + SECRET.encode()),
        base64.urlsafe_b64encode(b"ab" + SECRET.encode() + b"c"),
        SECRET.encode().hex().encode(), SECRET.encode("utf-16-le"), _zipped(SECRET.encode()),
        _zipped(_zipped(PACKED)), b"rows" + PACKED + b"rows",
        base64.b64encode(_zipped(SECRET.encode()) + bytes(200)),
        b'{"a": "cnry-made-up%2BQ7r%2Fz%3D"}',
    ],
)  # fmt: skip
def test_a_secret_is_seen_however_it_is_packed_or_spelt(content: bytes) -> None:
    assert told("a file", content, {"made up": SECRET})
    assert not told("a file", content, {"another": "cnry-another+Q7r/z="})


CALM = Measured(350.0, 10, 200, {"answer": 100, "client": 1}, 4)


def _rounds(**grown: float) -> list[Measured]:
    """24 rounds in which something grows by so much a round."""
    seen = []
    for number in range(24):
        more = {
            name: type(getattr(CALM, name))(getattr(CALM, name) + step * number)
            for name, step in grown.items() if name != "client"
        }  # fmt: skip
        rows = {"answer": 100 + 9 * number, "client": 1 + int(grown.get("client", 0) * number)}
        seen.append(replace(CALM, rows=rows, **more))
    return seen


def test_steady_use_grows_nothing_but_the_tables_of_what_was_done() -> None:
    assert wrong(_rounds()) == []


@pytest.mark.parametrize(
    ("grown", "said"),
    [
        ({"megabytes": 3.0}, "memory grew by 36 MB in 1 hours"), ({"handles": 1}, "handles stay open"),
        ({"threads": 1}, "threads stay"), ({"temporary": 1}, "files for a moment stay"),
        ({"client": 1}, "client grew from 7 to 24 rows"),
    ],
)  # fmt: skip
def test_what_stays_or_grows_is_told(grown: dict[str, float], said: str) -> None:
    assert wrong(_rounds(**grown)) == [said]


def test_a_table_that_grows_ever_faster_is_told() -> None:
    seen = [replace(CALM, rows={"answer": number**2}) for number in range(24)]
    assert wrong(seen) == ["answer grows faster and faster"]
