"""Files that a person hands over to be looked at."""

import io
from pathlib import Path

import pytest

from assessment.connectors.tables.files import allowed_file
from assessment.sources import Source, SourceUnavailable
from engagement.faults import Refused
from engagement.looks import collecting
from engagement.looks.reading import may_look
from engagement.outside.settings import settings
from engagement.sources import uploads
from tests.engagement.desk import Desk


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_a_file_is_kept_under_its_digest_with_its_ending(data: Path) -> None:
    kept = uploads.keep_upload("live.csv", io.BytesIO(b"a,b\n1,2\n"))
    assert kept.read_bytes() == b"a,b\n1,2\n"
    assert kept.suffix == ".csv"
    assert data in kept.parents


def test_the_same_file_twice_is_kept_once() -> None:
    first = uploads.keep_upload("live.csv", io.BytesIO(b"a,b\n1,2\n"))
    again = uploads.keep_upload("live.csv", io.BytesIO(b"a,b\n1,2\n"))
    assert first == again
    assert [item.name for item in settings().uploads.iterdir()] == [first.parent.name]


def test_what_was_handed_over_may_be_read_where_only_the_operators_folders_may(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PRODWORTHY_LOCAL_MODE", "false")
    kept = uploads.keep_upload("live.csv", io.BytesIO(b"a,b\n1,2\n"))
    source = Source(id="1", kind="dataset", name="S", address=str(kept))
    assert allowed_file(str(kept), may_look(source, "acme")) == kept.resolve()


@pytest.mark.parametrize("named", [".", "{digest}", "x/../{digest}/..", "{digest}/../../data"])
def test_a_source_reaches_no_handed_over_file_but_its_own(
    monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """Nobody lists what others handed over, whatever folder is given as the address."""
    monkeypatch.setenv("PRODWORTHY_LOCAL_MODE", "false")
    theirs = uploads.keep_upload("theirs.csv", io.BytesIO(b"a,b\n1,2\n"))
    own = uploads.keep_upload("own.csv", io.BytesIO(b"c,d\n"))
    for address in (f"{settings().uploads}/{named.format(digest=theirs.parent.name)}", str(own)):
        source = Source(id="1", kind="dataset", name="S", address=address)
        with pytest.raises(SourceUnavailable):
            allowed_file(str(theirs), may_look(source, "acme"))


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.csv", "C:\\Users\\me\\live.csv", "..", ".ssh", "a\x00b\n.csv", "/"]
)
def test_a_name_never_leaves_the_folder(name: str) -> None:
    kept = uploads.keep_upload(name, io.BytesIO(b"x"))
    assert kept.resolve().parent.parent == settings().uploads.resolve()
    assert not kept.name.startswith(".")


def test_a_file_that_is_too_large_is_refused_and_nothing_of_it_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(uploads, "MEGABYTES", 1)
    with pytest.raises(Refused, match="larger than 1 MB"):
        uploads.keep_upload("big.parquet", io.BytesIO(b"x" * 1_000_001))
    assert not list(settings().uploads.iterdir())


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Refused, match="is empty"):
        uploads.keep_upload("live.csv", io.BytesIO(b""))


def test_what_was_handed_over_goes_with_the_last_source_that_reads_it(desk: Desk) -> None:
    kept = uploads.keep_upload("live.csv", io.BytesIO(b"a,b\n1,2\n"))
    sources = [
        collecting.add_source(
            desk.store, assessment_id=desk.id, kind="dataset", address=str(kept),
            authorised_by="Ana", options={"key": column},
        )
        for column in "ab"
    ]  # fmt: skip
    collecting.remove_source(desk.store, sources[0].id)
    assert kept.is_file()
    collecting.remove_source(desk.store, sources[1].id)
    assert not kept.exists()


def test_a_file_of_the_operator_stays_when_its_source_is_removed(
    desk: Desk, tmp_path: Path
) -> None:
    theirs = tmp_path / "live.csv"
    theirs.write_text("a,b\n1,2\n", encoding="utf-8")
    source = collecting.add_source(
        desk.store, assessment_id=desk.id, kind="dataset", address=str(theirs),
        authorised_by="Ana",
    )  # fmt: skip
    collecting.remove_source(desk.store, source.id)
    assert theirs.is_file()
