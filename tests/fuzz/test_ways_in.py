"""Every parser of foreign bytes is known, answers or refuses, and does nothing else besides.

The search itself is ``make fuzz``, outside of these tests; here stand its beginning and its list.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

from assessment.connectors import connectors
from assessment.repository import reading
from tests.fuzz.changing import Changer
from tests.fuzz.looked_at import recorded
from tests.fuzz.target import ROOT, Target, tried
from tests.fuzz.targets import BY_NAME, TARGETS
from tests.fuzz.ways_in import BY_A_DRIVER, NOT_FOREIGN, parsers_of, parsing_modules

CHANGED = 1
"""Changed inputs of each; the search makes thousands."""


@pytest.fixture(scope="module", autouse=True)
def _data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRODWORTHY_DATA", str(tmp_path_factory.mktemp("data")))
        yield


def test_a_module_that_parses_is_fuzzed_or_what_it_parses_is_our_own() -> None:
    fuzzed = {module for target in TARGETS for module in target.reads}
    found = parsing_modules()
    assert sorted(found.keys() - fuzzed - NOT_FOREIGN.keys()) == [], (
        "give it a target of tests/fuzz"
    )
    assert sorted(NOT_FOREIGN.keys() - found.keys()) == []
    assert sorted(fuzzed & NOT_FOREIGN.keys()) == []


@pytest.mark.parametrize(
    "code",
    [
        "import json\nx = json.loads(y)",
        "from json import loads as read\nread(y)",
        "import yaml as y\ny.load(z)",
        "from zipfile import ZipFile\nZipFile(x)",
        "from PIL import Image\nImage.open(x)",
        "form.model_validate_json(x)",
        "import csv\nkind = csv.reader\nkind(x)",
        "from prometheus_client.parser import text_string_to_metric_families as f\nf(x)",
    ],
)
def test_a_parser_is_found_however_it_is_named(code: str) -> None:
    assert parsers_of(code)


def test_what_only_writes_is_no_parser() -> None:
    assert not parsers_of("import json, csv\njson.dumps(x)\ncsv.writer(f)\n")
    assert not parsers_of("from zipfile import ZipFile\nZipFile(x, 'w')")


def test_every_kind_of_source_is_fuzzed() -> None:
    files = {"repository", "sarif", "scorecard", "data_checks", "dbt", "number", "dataset"}
    assert connectors().keys() == files | recorded().keys() | BY_A_DRIVER.keys()


@pytest.mark.parametrize("name", [item.name for item in TARGETS if item.quick])
def test_it_answers_what_is_right_and_does_nothing_besides(name: str, tmp_path: Path) -> None:
    """The modules that it is said to reach are reached by what it answers."""
    target, reached = BY_NAME[name], set[str]()
    seeds = target.seeds()
    with _noting(reached):
        trials = [_tried(target, item, tmp_path, number) for number, item in enumerate(seeds)]
    assert any(trials)
    files = {str(ROOT / f"{module.replace('.', '/')}.py") for module in target.reads}
    assert files <= reached
    changer = Changer(random.Random(name))
    for number in range(CHANGED):
        data = changer.changed(seeds[number % len(seeds)], target.shape, target.largest)
        _tried(target, target.sealed(data) if target.sealed else data, tmp_path, 100 + number)


def test_every_reader_of_files_of_a_repository_is_reached(tmp_path: Path) -> None:
    target, reached = BY_NAME["a repository in a zip, file by file"], set[str]()
    with _noting(reached):
        assert _tried(target, target.seeds()[0], tmp_path, 0)
    wanted = {
        name
        for name, item in vars(reading).items()
        if getattr(item, "__annotations__", {}).keys() == {"facts", "path", "text", "return"}
    } - {"_python", "_nothing"}  # read together with all others; nothing is read
    assert len(wanted) > 10
    assert wanted <= reached


def test_what_does_more_than_answer_is_found(tmp_path: Path) -> None:
    def once(data: bytes, folder: Path) -> bool:
        if data == b"write":
            (folder.parent / "elsewhere").write_bytes(data)
        if data == b"raise":
            raise KeyError("x")
        return True

    target = Target("made up", once, list, "bytes", ())
    own = tmp_path / "own"
    own.mkdir()
    assert tried(target, b"", own).wrong == []
    assert [item[:27] for item in tried(target, b"write", own).wrong] == [
        "open outside of its folder:"
    ]
    assert tried(target, b"raise", own).wrong == ["KeyError outside of the product"]


def _tried(target: Target, data: bytes, folder: Path, number: int) -> bool:
    own = folder / str(number)
    own.mkdir()
    trial = tried(target, data, own)
    assert trial.wrong == [], trial.trace
    return trial.answered


class _noting:  # noqa: N801  read as one word where it is used
    """The files and functions of the product that are entered meanwhile."""

    def __init__(self, reached: set[str]) -> None:
        self._reached = reached

    def __enter__(self) -> None:
        self._before = sys.getprofile()
        sys.setprofile(self._enter)

    def __exit__(self, *ignored: object) -> None:
        sys.setprofile(self._before)

    def _enter(self, frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            self._reached.add(frame.f_code.co_filename)
            self._reached.add(frame.f_code.co_name)
