"""What each reader makes of a text, and that no text makes one fail."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.repository.authorship import truck_factor
from assessment.repository.container_files import container_format, read_container
from assessment.repository.dependencies import Unreadable, read_manifest, read_requirements
from assessment.repository.notebooks import NoNotebook, read_notebook
from assessment.repository.owners import read_owners
from assessment.repository.pages import read_page
from assessment.repository.pipelines import build_system, read_pipeline
from assessment.repository.python_code import Unparsed, read_python
from assessment.repository.reading import readers
from assessment.repository.roles import role_of
from assessment.repository.scripts import read_script
from assessment.repository.secrets import read_secrets
from assessment.repository.yaml_text import UnreadableYaml, documents

ALPHABET = st.characters(codec="utf-8")
LINES = st.lists(
    st.sampled_from(
        ["FROM a", "a: [", "- b", "key: &x", "*x", "def f(:", "import a.b as c", "@app.get('/x')",
         "# T", "====", "* @a", "/a/** @b", "x==1", "password = 'q'", "{{ .Values.x }}", "[tool]",
         "helm upgrade x", "\\", '"""', "class A(B):", "    x: int"]
    )
)  # fmt: skip
TEXT = st.one_of(st.text(ALPHABET), LINES.map("\n".join))


@given(TEXT)
def test_no_text_makes_a_reader_fail_in_an_unknown_way(text: str) -> None:
    for path in ("a.py", "pyproject.toml", "setup.cfg", "setup.py", "package.json", "go.mod"):
        try:
            read_python(path, text) if path == "a.py" else read_manifest(path, text)
        except (Unparsed, Unreadable):
            continue
    for read in (documents, lambda t: read_pipeline(".gitlab-ci.yml", t)):
        try:
            read(text)
        except UnreadableYaml:
            continue
    read_container("Dockerfile", text)
    read_page("README.md", text)
    read_requirements("requirements.txt", text)
    read_script("deploy.sh", text)
    list(read_secrets("a.py", text))


@given(TEXT, st.lists(st.text(ALPHABET, min_size=1)))
def test_owned_files_never_exceed_the_files_looked_at(text: str, paths: list[str]) -> None:
    owners = read_owners("CODEOWNERS", text, paths)
    assert 0 <= owners.owned <= owners.files <= max(1, len(paths))


@given(TEXT)
def test_a_text_that_is_no_notebook_is_told_so(text: str) -> None:
    with pytest.raises(NoNotebook):
        read_notebook("a.ipynb", text)


@given(st.text(ALPHABET, max_size=40))
def test_every_path_has_a_role_and_others_code_has_no_reader(path: str) -> None:
    assert role_of(path) in {"source", "test", "example", "docs", "vendor"}
    assert readers(f"node_modules/{path}.py") == ()


@given(
    st.dictionaries(
        st.text(min_size=1), st.lists(st.sampled_from("abcde"), min_size=1, max_size=9), min_size=1
    )
)
def test_a_truck_factor_lies_between_one_and_the_number_of_authors(
    changes: dict[str, list[str]],
) -> None:
    people = {author for order in changes.values() for author in order}
    factor = truck_factor(changes)
    assert factor is not None
    assert 1 <= factor <= len(people)


def test_the_truck_factor_of_one_main_author_is_one_and_of_shared_files_is_two() -> None:
    alone = {f"f{n}": ["a"] * 9 for n in range(3)} | {"g": ["b"]}
    assert truck_factor(alone) == 1
    assert truck_factor({"f": ["a"], "g": ["a"], "h": ["b"], "i": ["b"], "j": ["c"]}) == 2
    assert truck_factor({}) is None


@pytest.mark.parametrize(
    ("path", "format_name"),
    [
        ("Dockerfile", "dockerfile"),
        ("infra/dockerfile.base", "dockerfile"),
        ("api/Dockerfile.gpu", "dockerfile"),
        ("worker.Dockerfile", "dockerfile"),
        ("Containerfile", "dockerfile"),
        ("bentofile.yaml", "bentoml"),
        ("docs/dockerfile.md", ""),
        ("dockerfile_parser.py", ""),
    ],
)
def test_a_container_file_is_known_by_its_name(path: str, format_name: str) -> None:
    assert container_format(path) == format_name


def test_continued_instructions_are_joined_and_keep_their_first_line() -> None:
    text = 'FROM python:3.11\n# why\nRUN pip install \\\n    a \\\n    b\nCMD ["run"]\n'
    steps = read_container("Dockerfile", text).instructions
    assert [(step.keyword, step.line) for step in steps] == [("FROM", 1), ("RUN", 3), ("CMD", 6)]
    assert steps[1].value == "pip install a b"


@pytest.mark.parametrize(
    ("path", "system"),
    [
        (".github/workflows/ci.yml", "github"),
        ("sub/.github/workflows/ci.yml", ""),
        (".gitlab-ci.yml", "gitlab"),
        (".pipelines/ci.yml", "azure"),
        (".pipeline/config.yaml", "pipelinelib"),
        ("Jenkinsfile", "jenkins"),
        (".taskcluster.yml", "taskcluster"),
        ("bitbucket-pipelines.yml", "bitbucket"),
    ],
)
def test_a_build_system_is_known_by_its_file(path: str, system: str) -> None:
    assert build_system(path) == system


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".github/workflows/c.yml", "on: push\njobs:\n  t:\n    steps:\n      - run: pytest -q\n"),
        (".gitlab-ci.yml", "unit:\n  script:\n    - x\n    - y\n    - pytest -q\n"),
        ("azure-pipelines.yml", "steps:\n- script: |\n    echo a\n    echo b\n- bash: pytest -q\n"),
        (".travis.yml", "language: python\n\n\nscript:\n  - pytest -q\n"),
        ("Jenkinsfile", "pipeline {\n stages {\n  steps {\n\n   sh 'pytest -q'\n"),
        ("bitbucket-pipelines.yml", "pipelines:\n  default:\n    - step:\n        script:\n"
         "          - pytest -q\n"),
    ],
)  # fmt: skip
def test_a_command_is_found_with_its_line_in_every_build_system(path: str, text: str) -> None:
    commands = [c for job in read_pipeline(path, text).jobs for c in job.commands]
    assert [command.line for command in commands if command.text == "pytest -q"] == [5]


def test_a_step_whose_failure_is_ignored_is_kept_apart() -> None:
    text = (
        "on: push\njobs:\n  t:\n    steps:\n      - run: ruff check\n"
        "      - run: pytest\n        continue-on-error: true\n"
    )
    firm, loose = read_pipeline(".github/workflows/c.yml", text).jobs
    assert [c.text for c in firm.commands] == ["ruff check"]
    assert (loose.may_fail, [c.text for c in loose.commands]) == (True, ["pytest"])


def test_names_are_resolved_through_aliases_and_relative_imports() -> None:
    text = (
        "import prometheus_client as p\nfrom . import rules as r\nx = p.Counter('a')\nr.check()\n"
    )
    module = read_python("app/m.py", text)
    assert module.calls == {"prometheus_client.Counter": 3, ".rules.check": 4}


def test_a_mocked_model_is_not_a_judged_one() -> None:
    text = (
        "def test_floor(model):\n    assert model.predict([1])[0] > 0.5\n\n"
        "def test_mocked(mocker):\n    assert mocker.predict() > 0\n"
    )
    real, mocked = read_python("tests/test_m.py", text).tests
    assert (real.calls_model, real.compares) == (True, True)
    assert not mocked.calls_model


@pytest.mark.parametrize("word", ["yes", "on", "no", "off", "1:30", "0x1F", "1e3"])
def test_a_word_that_looks_like_something_else_stays_text(word: str) -> None:
    (document,) = documents(f"a: {word}")
    assert document.value == {"a": word}


def test_a_file_is_read_by_every_reader_that_wants_it() -> None:
    assert len(readers("setup.py")) == 2
    assert readers("picture.png") == ()
    assert PurePosixPath("x").name == "x"
