"""Many Python files are parsed by two processes, and it shows in nothing but the time."""

import io
import os
import pickle
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessment.repository.parsing import child
from assessment.repository.parsing.parsed import Parsed
from assessment.repository.parsing.second_process import SecondProcess, second_process
from assessment.repository.parsing.sharing import WORTH, Meanwhile, PythonFiles, python_files
from assessment.repository.python_code import read_python
from assessment.sources import SourceUnavailable, Stopped
from tests.assessment.git_repositories import look, made

TEXT = '''"""Part {n}."""
import boto3

KEY = "{key}"


class Item(models.Model):
    """A row."""

    name = models.CharField()


@app.get("/score/{n}")
def work_{n}(rows, limit={n}):
    client = boto3.client("bedrock-runtime", model="gpt-4o")
    if metrics["accuracy"] > limit:
        promote(model_version=1, prediction=2, at=3)
    return client
'''
FILLING = "# what is written here says nothing\n" * 400
KEY = "sk-" + "a1B2c3D4e5F6g7H8" * 2

two_cores = pytest.mark.skipif(os.cpu_count() == 1, reason="one core parses alone")


def texts(many: int = 60) -> dict[str, str]:
    found = {
        f"app/part{n}.py": TEXT.format(n=n, key=KEY if n == 7 else "") + FILLING
        for n in range(many)
    }
    found["tests/test_all.py"] = "def test_all(model):\n    assert model.predict(1) > 0.5\n"
    found["app/old.py"] = "print 'no Python of today'\n"
    return found


def later() -> float:
    return time.monotonic() + 60


def given_to(files: PythonFiles, contents: dict[str, str]) -> dict[str, Parsed]:
    for path, text in contents.items():
        files.add(path, text.encode())
    files.finish(Meanwhile())
    return {item.path: item for item in files.found}


@pytest.fixture
def pipes() -> Iterator[tuple[SecondProcess, int, int]]:
    """A second process that is this test: where it reads, and where it answers."""
    asked, sending = os.pipe()
    receiving, answering = os.pipe()
    with os.fdopen(sending, "wb") as given, os.fdopen(receiving, "rb") as taken:
        yield SecondProcess(given, taken), asked, answering
        for end in (asked, answering):
            try:
                os.close(end)
            except OSError:
                continue


def test_a_repository_with_much_python_reads_as_its_files_do_one_by_one(tmp_path: Path) -> None:
    contents = texts()
    assert sum(map(len, contents.values())) > WORTH
    evidence = look(made(tmp_path / "r", {**contents}))
    expected = [read_python(p, t) for p, t in sorted(contents.items()) if p != "app/old.py"]
    assert list(evidence.modules) == expected
    assert evidence.unparsed == ("app/old.py",)
    assert [(item.path, item.kind) for item in evidence.secrets] == [
        ("app/part7.py", "model provider key")
    ]


@two_cores
def test_the_second_process_reads_what_is_handed_over_to_it() -> None:
    with second_process(later()) as second:
        assert second is not None
        for n in range(3):
            second.hand_over((f"a{n}.py", b"import kserve\n"))
        found: list[Parsed] = []
        while len(found) < 3 and not second.ended:
            second.wait(10)
            found += second.answers()
    assert [item.path for item in found] == ["a0.py", "a1.py", "a2.py"]
    assert all(item.module and item.module.imports == {"kserve": 1} for item in found)


def test_few_files_start_no_second_process() -> None:
    with python_files(WORTH - 1, later(), lambda: False) as files:
        assert files.second is None


def test_nothing_is_lost_where_the_second_process_cannot_be_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    contents = texts(5)
    with python_files(WORTH, later(), lambda: False) as files:
        assert given_to(files, contents).keys() == contents.keys()


def test_nothing_is_lost_where_the_second_process_ends_before_its_time(
    pipes: tuple[SecondProcess, int, int],
) -> None:
    second, asked, answering = pipes
    files = PythonFiles(deadline=later(), second=second)
    contents = texts(20)
    for path, text in contents.items():
        files.add(path, text.encode())
    files.look()
    first = io.BytesIO()
    child.serve(io.BytesIO(os.read(asked, 1 << 16)), first)  # all that is whole so far
    os.write(answering, first.getvalue()[:-5])
    os.close(asked)
    os.close(answering)
    files.finish(Meanwhile())
    assert sorted(item.path for item in files.found) == sorted(contents)


def test_an_answer_that_is_no_fact_makes_nothing_and_the_files_are_read_here(
    tmp_path: Path, pipes: tuple[SecondProcess, int, int]
) -> None:
    class Harm:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, (f"touch {tmp_path / 'ran'}",)

    second, _, answering = pipes
    answer = pickle.dumps(Harm())
    os.write(answering, child.ANSWERED.pack(len(answer)) + answer)
    contents = texts(4)
    found = given_to(PythonFiles(deadline=later(), second=second), contents)
    assert found.keys() == contents.keys()
    assert not (tmp_path / "ran").exists()


def test_a_file_that_is_made_to_exhaust_a_parser_takes_no_other_with_it() -> None:
    contents = texts(10)
    contents["app/deep.py"] = "x = " + "(" * 50_000 + ")" * 50_000
    contents["app/long.py"] = "x = '" + "a" * 900_000 + "'\n"
    with python_files(WORTH, later(), lambda: False) as files:
        found = given_to(files, contents)
    unread = {path for path, item in found.items() if item.module is None}
    assert unread == {"app/deep.py", "app/long.py", "app/old.py"}


@two_cores
def test_parsing_stops_when_it_is_told_to_and_when_its_time_is_up() -> None:
    for around, error in (
        (PythonFiles(deadline=later(), stopped=lambda: True), Stopped),
        (PythonFiles(deadline=time.monotonic() - 1), SourceUnavailable),
    ):
        with second_process(later()) as around.second, pytest.raises(error):
            given_to(around, texts())
