"""A report frozen as text: nothing is lost on the way there and back, and older texts are read."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import frozen
from reports.as_of import Frozen
from reports.brand import Brand
from reports.frozen import Unreadable, thawed
from reports.model import Report
from reports.result_json import render
from tests.assessments import made, small
from tests.reports.shipping_frozen import FOLDER

KINDS = ("frozen", "result")


@pytest.mark.parametrize("name", ["tiny", "example", "full"])
def test_what_comes_back_is_the_report_that_went_in(name: str) -> None:
    report = made.full().report if name == "full" else getattr(small, name)()
    assert thawed(frozen.frozen(report)) == report


TEXT = st.text(st.characters(codec="utf-8"), max_size=40)


@settings(max_examples=20, deadline=None)
@given(text=TEXT, note=TEXT, files=st.binary(max_size=60))
def test_any_word_and_any_file_comes_back(text: str, note: str, files: bytes) -> None:
    held = small.tiny()
    look = Brand(logo=files, word_template=files[::-1], slides_template=files * 2, locale=text)
    report = held.model_copy(
        update={
            "client": text, "brand": look, "online": note, "frozen_at": held.made_at,
            "frozen": Frozen(id="0" * 10, at=held.made_at, by=text, note=note),
        }
    )  # fmt: skip
    assert thawed(frozen.frozen(report)) == report


@pytest.mark.parametrize(
    "file", sorted(FOLDER.glob("*.frozen.json.gz")), ids=lambda file: file.name
)
def test_what_an_earlier_version_froze_is_read_with_the_same_figures(file: Path) -> None:
    told = thawed(gzip.decompress(file.read_bytes()).decode())
    assert isinstance(told, Report)
    then = file.with_name(file.name.replace(".frozen.", ".result."))
    printed = json.loads(gzip.decompress(then.read_bytes()))
    assert list(_other(printed, json.loads(render(told)), "")) == []


def test_every_form_that_was_ever_written_has_a_witness() -> None:
    held = {file.name for file in FOLDER.glob("*.gz")}
    wanted = [f"form-{n}.{kind}.json.gz" for n in range(1, frozen.FORM + 1) for kind in KINDS]
    assert held == set(wanted)


def _other(then: Any, now: Any, place: str) -> Iterator[str]:
    """Places where something that was printed then is otherwise now; what came since is let be."""
    if isinstance(then, dict) and isinstance(now, dict):
        for key, value in then.items():
            yield from _other(value, now.get(key), f"{place}.{key}")
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for number, (one, other) in enumerate(zip(then, now, strict=True)):
            yield from _other(one, other, f"{place}[{number}]")
    elif then != now:
        yield place


def test_a_field_that_came_since_has_its_default() -> None:
    whole = json.loads(frozen.frozen(small.tiny()))
    for name in ("attestations", "deeds", "burn_down", "frozen", "online"):
        del whole["report"][name]
    assert thawed(json.dumps(whole)) == small.tiny().model_copy(update={"burn_down": None})


def test_a_field_that_was_renamed_since_takes_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = json.loads(frozen.frozen(small.tiny()))
    whole["report"]["customer"] = whole["report"].pop("client")
    old = json.dumps(whole)
    with pytest.raises(Unreadable, match="does not hold"):
        thawed(old)
    monkeypatch.setattr(frozen, "FORM", 2)
    monkeypatch.setitem(
        frozen.STEPS, 1, lambda plain: {**plain, "client": plain["customer"], "customer": None}
    )
    with pytest.raises(Unreadable):
        thawed(old)
    monkeypatch.setitem(
        frozen.STEPS, 1,
        lambda plain: {("client" if k == "customer" else k): v for k, v in plain.items()},
    )  # fmt: skip
    assert thawed(old) == small.tiny()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"form":99,"kind":"report","report":{}}', "newer version"),
        ('{"form":1,"kind":"letter","report":{}}', "no frozen report"),
        ('{"form":1,"kind":"report","report":[]}', "does not hold"),
        ('{"form":1,"kind":"report","report":{"brand":{"logo":"?"}}}', "does not hold"),
        ("[]", "no frozen report"),
        ("{", "no frozen report"),
        ("[" * 100_000, "no frozen report"),
    ],
)
def test_any_other_text_is_refused_and_says_why(text: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        thawed(text)
