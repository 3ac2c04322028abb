"""Repositories made to harm whoever looks at them: each trick gets its own test."""

import json
import os
import shutil
import time
import zlib
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from assessment.connectors import repository
from assessment.model import Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, SourceUnavailable
from tests.assessment.git_repositories import (
    NOW,
    circumstances,
    commit,
    git,
    look,
    made,
    new,
    raw_tree,
    source,
)

DEEP = 20_000


def test_a_symbolic_link_is_neither_followed_nor_listed(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n"})
    (folder / "passwords.py").symlink_to("/etc/passwd")
    commit(folder, {})
    assert [file.path for file in look(folder).files] == ["a.py"]


def test_a_submodule_is_not_entered(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n"})
    sha = git(folder, "rev-parse", "HEAD")
    git(folder, "update-index", "--add", "--cacheinfo", f"160000,{sha},inside")
    git(folder, "commit", "--quiet", "-m", "submodule")
    assert [file.path for file in look(folder).files] == ["a.py"]


@pytest.mark.parametrize(
    "name",
    [b"..", b".git", b".GIT", b"a\nb.py", b"a\tb.py", b"\xff\xfe.py", b"C:\\x.py", b"a\x1b[31m.py"],
)
def test_a_name_that_could_not_be_shown_or_linked_is_left_out_and_said_so(
    tmp_path: Path, name: bytes
) -> None:
    folder = new(tmp_path / "r")
    raw_tree(folder, [("100644", name, b"x = 1\n"), ("100644", b"fine.py", b"x = 1\n")])
    evidence = look(folder)
    assert [file.path for file in evidence.files] == ["fine.py"]
    assert evidence.incomplete == ("1 files with names that cannot be shown",)


def test_a_huge_file_is_listed_and_not_read(tmp_path: Path) -> None:
    evidence = look(made(tmp_path / "r", {"big.py": b"#" * 40_000_000, "a.py": "x = 1\n"}))
    assert evidence.unparsed == ("big.py",)
    assert {file.path: file.size for file in evidence.files}["big.py"] == 40_000_000
    assert [module.path for module in evidence.modules] == ["a.py"]


def loose(folder: Path, name: str, stated: int, content: bytes) -> str:
    """An object under a name of our choosing that states a size of its own."""
    target = folder / ".git/objects" / name[:2] / name[2:]
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(zlib.compress(f"blob {stated}\0".encode() + content))
    return name


def test_a_file_of_two_gigabytes_is_listed_without_being_read(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n"})
    name = loose(folder, "ab" * 20, 2 * 1024**3, b"#" * 1000)
    git(folder, "update-index", "--add", "--cacheinfo", f"100644,{name},huge.py")
    git(folder, "commit", "--quiet", "--no-verify", "-m", "huge")
    around = circumstances()
    evidence = repository.read(source(folder), around)
    assert {file.path: file.size for file in evidence.files}["huge.py"] == 2 * 1024**3
    assert evidence.unparsed == ("huge.py",)
    assert sum(item.bytes for item in around.made) < 10_000


def test_an_object_that_is_not_as_large_as_it_states_is_no_file(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n"})
    name = loose(folder, "cd" * 20, 900_000, b"x = 1\n")
    git(folder, "update-index", "--add", "--cacheinfo", f"100644,{name},short.py")
    git(folder, "commit", "--quiet", "--no-verify", "-m", "short")
    with pytest.raises(SourceUnavailable, match="could not read"):
        look(folder)


def test_a_file_that_is_kept_outside_of_git_is_not_fetched_and_makes_nothing_absent(
    tmp_path: Path,
) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "a" * 64 + "\nsize 9\n"
    folder = made(
        tmp_path / "r",
        {"app.py": pointer, "b.py": "x = 1\n", ".gitattributes": "*.py filter=lfs diff=lfs\n"},
    )
    for key in ("filter.lfs.smudge", "filter.lfs.process", "filter.lfs.clean"):
        git(folder, "config", key, f"touch {tmp_path / 'ran'}")
    git(folder, "config", "lfs.url", "https://169.254.169.254/")
    evidence = look(folder, kind="service")
    assert evidence.incomplete == ("1 files that are kept outside of git (LFS)",)
    found = {f.probe: f.outcome for f in examine(discover(), source(folder), evidence, NOW)}
    assert found["metrics_are_exposed"] is Outcome.UNAVAILABLE
    assert not (tmp_path / "ran").exists()


def test_the_address_of_a_submodule_is_never_called(tmp_path: Path) -> None:
    modules = f'[submodule "x"]\n\tpath = x\n\turl = "ext::touch {tmp_path / "ran"}"\n'
    folder = made(tmp_path / "r", {"a.py": "x = 1\n", ".gitmodules": modules})
    sha = git(folder, "rev-parse", "HEAD")
    git(folder, "update-index", "--add", "--cacheinfo", f"160000,{sha},x")
    git(folder, "commit", "--quiet", "-m", "submodule")
    git(folder, "config", "submodule.recurse", "true")
    git(folder, "config", "protocol.ext.allow", "always")
    git(folder, "config", "submodule.x.update", f"!touch {tmp_path / 'ran'}")
    assert [module.path for module in look(folder).modules] == ["a.py"]
    assert not (tmp_path / "ran").exists()


def hurried() -> Circumstances:
    """Three seconds for all of it."""
    return Circumstances(now=lambda: NOW, permission=Permission(), budget=timedelta(seconds=3))


@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "missing", "pipe"])
def test_settings_that_take_in_another_file_hold_nothing_up(tmp_path: Path, target: str) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n"})
    if target == "pipe":
        target = str(tmp_path / "pipe")
        os.mkfifo(target)
    with (folder / ".git/config").open("a") as config:
        config.write(f"[include]\n\tpath = {target}\n")
    began = time.monotonic()
    with suppress(SourceUnavailable):
        assert repository.read(source(folder), hurried()).files
    assert time.monotonic() - began < 8


@pytest.mark.parametrize("name", ["HEAD", "packed-refs", "objects/info/packs", "shallow", "index"])
def test_a_pipe_in_the_place_of_one_of_gits_files_holds_nothing_up(
    tmp_path: Path, name: str
) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n"})
    (folder / ".git" / name).unlink(missing_ok=True)
    os.mkfifo(folder / ".git" / name)
    began = time.monotonic()
    with suppress(SourceUnavailable):
        repository.read(source(folder), hurried())
    assert time.monotonic() - began < 8


def test_two_names_that_differ_in_case_alone_are_two_files(tmp_path: Path) -> None:
    folder = new(tmp_path / "r")
    raw_tree(folder, [("100644", b"A.py", b"import os\n"), ("100644", b"a.py", b"import sys\n")])
    assert [list(module.imports) for module in look(folder).modules] == [["os"], ["sys"]]


def test_more_files_than_are_looked_at_make_nothing_absent(tmp_path: Path) -> None:
    folder = new(tmp_path / "r")
    blob = git(folder, "hash-object", "-w", "--stdin", stdin=b"x")
    rows = "".join(f"100644 blob {blob}\tf{number:06}\n" for number in range(50_001))
    tree = git(folder, "mktree", stdin=rows.encode())
    git(folder, "update-ref", "refs/heads/main", git(folder, "commit-tree", tree, "-m", "many"))
    evidence = look(folder)
    assert evidence.incomplete == ("files after the first 50000 of 50001",)
    found = examine(discover(), source(folder), evidence, NOW)
    assert Outcome.ABSENT not in {f.outcome for f in found if f.places == () and not f.readings}


LAUGHS = "b0: &b0 [x]\n" + "".join(f"b{n}: &b{n} [{f'*b{n - 1}, ' * 9}]\n" for n in range(1, 12))
BOMBS: dict[str, str | bytes] = {
    "parentheses.py": "(" * DEEP + ")" * DEEP,
    "brackets.py": "x = " + "[" * 90 + "]" * 90 + "\n" + "y = " + "-" * 19_000 + "1\n",
    "minus.py": "x = \\\n" + "-\\\n" * DEEP + "1\n",
    "attributes.py": "x = a" + ".b\\\n" * DEEP + "\n",
    "sum.py": "x = 1" + "+1\\\n" * DEEP + "\n",
    "ifs.py": "".join(" " * level + "if x:\n" for level in range(2_000)),
    "nul.py": b"x = 1\x00\n",
    "latin.py": b"# -*- coding: latin-1 -*-\nname = '\xe9\xff'\n",
    "wide.py": "x = 1\n".encode("utf-16"),
    "laughs.yml": LAUGHS,
    "deep.yml": "[" * DEEP,
    "indented.yaml": "".join(" " * level + "a:\n" for level in range(900)),
    "itself.yml": "a: &a\n  - *a\n",
    "tagged.yml": "!!python/object/apply:os.system ['touch boom']\n",
    "deep.ipynb": '{"cells": ' + "[" * DEEP,
    "odd.ipynb": json.dumps({"cells": ["x", 3, None]}),
    "pyproject.toml": "a = " + "[" * DEEP,
    "package.json": "[" * DEEP,
    "setup.cfg": "no section\n[[\n",
    "setup.py": "from setuptools import setup\nsetup(name=open('/etc/passwd').read())\n",
    "Dockerfile": "FROM " + "a" * 500_000 + "\nRUN " + "\\\n" * 5_000,
    "README.md": "#" * 100_000 + " " * 100_000 + "\n" + "=" * 100_000,
    "CODEOWNERS": "*a*a*a*a*a*a*a*b @x\n" + "a" * 100_000 + " @y\n",
    "requirements.txt": "a" * 500_000 + "\n==" * 1_000,
    "deploy.sh": "kubectl " * 50_000,
    ".github/workflows/ci.yml": "on: push\njobs: " + "{a: " * 5_000,
    ".env": "SECRET_TOKEN=" + "a" * 500_000 + "\n",
    "keys.json": '{"password": "' + "ab1" * 100_000 + '"}',
    "Makefile": "a " * 200_000 + ": b\n\t" + "make -C a " * 50_000 + "\n" + "x: " * 20_000,
    "justfile": "a " * 100_000 + ":\n" + "    just " * 50_000,
    "tox.ini": "[testenv]\ncommands = " + "tox -e " * 50_000 + "\n[" * 1_000,
    "noxfile.py": "import nox\n@nox.session\ndef t(s):\n    s.run(" + "'a'," * 4_000 + ")\n",
    "Taskfile.yml": "tasks: " + "{a: " * 5_000,
    "Jenkinsfile": "/* " * 80_000 + "stage('a') { sh " + "'" * 3 + "make " * 40_000,
    "main.tf": "/* " * 170_000,
    "more.tf": "# " * 100_000 + "\na = " + "b." * 100_000 + "\n",
    "chart/Chart.yaml": "name: a\ndependencies: " + "[" * 5_000,
    "chart/templates/a.yaml": "{{ " * 100_000,
    "chart/templates/b.yaml": "{{ if " + "(" * 1_900 + " }}",
    "kustomization.yaml": "resources: [" + "a, " * 50_000 + "]\n",
    "docker-compose.yml": "services: {" + "a: {build: .}, " * 20_000 + "}\n",
    "grafana/dashboard.json": '{"panels": ' + '[{"panels": ' * 20_000,
    ".pipelines/a.yml": "steps:\n" + "- template: a.yml\n" * 5_000,
    ".gitlab-ci.yml": "include: [.gitlab-ci.yml]\na: {script: ['" + "make " * 50_000 + "']}\n",
    "azure-pipelines.yml": "jobs:\n" + "- ${{ if x }}:\n  - " * 100 + "a\n",
    "package-lock.json": "{" * 500_000,
    "install.md": "pip " * 100_000 + "\n" + "pip" + " " * 100_000,
    "README.rst": "pip install " + "-a " * 100_000,
    "data.sql": "insert overwrite " * 50_000,
    "run_load.js": "import from 'k6/" + "a/" * 100_000,
    "app.py": "x = '" + "gpt-4/" * 3_000 + "'\ny = f(a=" + "b." * 9_000 + "c)\n",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_file_made_to_exhaust_a_parser_harms_nothing(tmp_path: Path, name: str) -> None:
    folder = made(tmp_path / "r", {name: BOMBS[name], "fine.py": "import os\n"})
    began = time.process_time()
    evidence = look(folder)
    assert time.process_time() - began < 8
    assert [module.path for module in evidence.modules if module.path == "fine.py"] == ["fine.py"]
    found = examine(discover(), source("/x"), evidence, NOW)
    assert Outcome.ERROR not in {finding.outcome for finding in found}


def test_settings_of_the_repository_that_start_programs_are_not_obeyed(tmp_path: Path) -> None:
    folder = made(
        tmp_path / "r", {"a.py": "x = 1\n", ".gitattributes": "*.py diff=evil filter=evil\n"}
    )
    touch = f"touch {tmp_path / 'ran'}; cat"
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "core.askPass", "gpg.program",
                "diff.external", "diff.evil.textconv", "diff.evil.command", "filter.evil.smudge",
                "filter.evil.clean", "core.editor", "alias.log", "pager.log"):  # fmt: skip
        git(folder, "config", key, touch if not key.startswith("alias") else f"!{touch}")
    git(folder, "config", "log.showSignature", "true")
    (folder / ".git/hooks/post-checkout").write_text(f"#!/bin/sh\n{touch}\n")
    (folder / ".git/hooks/post-checkout").chmod(0o755)
    assert look(folder).modules
    assert not (tmp_path / "ran").exists()


def test_a_missing_object_is_not_fetched_by_a_program_of_the_repository(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n", "b.py": "y = 1\n"})
    blob = git(folder, "rev-parse", "HEAD:a.py")
    (folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    git(folder, "config", "remote.origin.url", f"ext::touch {tmp_path / 'ran'}")
    git(folder, "config", "remote.origin.promisor", "true")
    git(folder, "config", "protocol.ext.allow", "always")
    git(folder, "config", "extensions.partialClone", "origin")
    evidence = look(folder)
    assert not (tmp_path / "ran").exists()
    assert [module.path for module in evidence.modules] == ["b.py"]


def test_what_a_partial_copy_lacks_is_never_absent(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n", "b.py": "y = 1\n"})
    blob = git(folder, "rev-parse", "HEAD:a.py")
    (folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    evidence = look(folder, kind="service")
    found = {f.probe: f.outcome for f in examine(discover(), source(folder), evidence, NOW)}
    assert found["metrics_are_exposed"] is Outcome.UNAVAILABLE
    assert found["service_is_packaged_in_a_container"] is Outcome.UNAVAILABLE


def test_a_broken_repository_is_unavailable(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n"})
    tree = git(folder, "rev-parse", "HEAD^{tree}")
    (folder / ".git/objects" / tree[:2] / tree[2:]).unlink()
    with pytest.raises(SourceUnavailable, match="could not read") as broken:
        look(folder)
    assert str(tmp_path) not in str(broken.value)


def test_a_replaced_object_is_read_as_it_was_committed(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"a.py": "import os\n"})
    old = git(folder, "rev-parse", "HEAD:a.py")
    other = git(folder, "hash-object", "-w", "--stdin", stdin=b"import sys\n")
    git(folder, "replace", old, other)
    assert list(look(folder).modules[0].imports) == ["os"]


@pytest.mark.parametrize(
    "subject", ["\x01\x02", "a\x02b\x01c", "%x00%H", "\u202eevil", "x" * 50_000]
)
def test_a_commit_message_with_odd_characters_is_survived(tmp_path: Path, subject: str) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n"})
    commit(folder, {"a.py": "x = 2\n"}, message=subject)
    assert look(folder).history.total >= 1


@pytest.mark.parametrize("at", ["99999999999999999", "-5", "0"])
def test_a_commit_time_out_of_sense_is_survived(tmp_path: Path, at: str) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n"})
    tree = git(folder, "rev-parse", "HEAD^{tree}")
    text = f"tree {tree}\nauthor A <a@b> {at} +0000\ncommitter A <a@b> {at} +0000\n\nodd\n"
    odd = git(folder, "hash-object", "-w", "-t", "commit", "--literally", "--stdin",
              stdin=text.encode())  # fmt: skip
    git(folder, "update-ref", "refs/heads/main", odd)
    assert len(look(folder).history.commits) <= 1


def test_a_branch_name_that_looks_like_an_option_is_a_name(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n"})
    with pytest.raises(SourceUnavailable, match="no branch"):
        look(folder, branch="--output=/tmp/x")


def fenced(tmp_path: Path, name: str) -> None:
    """Read ``allowed/NAME`` where only ``allowed`` may be read."""
    allowed = Permission(local_mode=False, roots=(tmp_path / "allowed",))
    repository.read(source(tmp_path / "allowed" / name), circumstances(allowed))


def test_a_link_out_of_the_allowed_folder_is_refused(tmp_path: Path) -> None:
    made(tmp_path / "private", {"a.py": "x = 1\n"})
    (tmp_path / "allowed").mkdir()
    (tmp_path / "allowed/r").symlink_to(tmp_path / "private")
    with pytest.raises(SourceUnavailable, match="not under a folder"):
        fenced(tmp_path, "r")


def test_a_git_file_that_points_out_of_the_allowed_folder_is_refused(tmp_path: Path) -> None:
    made(tmp_path / "private", {"a.py": "x = 1\n"})
    (tmp_path / "allowed/r").mkdir(parents=True)
    (tmp_path / "allowed/r/.git").write_text(f"gitdir: {tmp_path / 'private/.git'}\n")
    with pytest.raises(SourceUnavailable, match="not under a folder"):
        fenced(tmp_path, "r")


def test_objects_borrowed_from_out_of_the_allowed_folder_are_refused(tmp_path: Path) -> None:
    made(tmp_path / "private", {"a.py": "x = 1\n"})
    folder = made(tmp_path / "allowed/r", {"b.py": "x = 1\n"})
    store = tmp_path / "private/.git/objects"
    (folder / ".git/objects/info/alternates").write_text(f"{store}\n")
    with pytest.raises(SourceUnavailable, match="not under a folder"):
        fenced(tmp_path, "r")


def test_an_object_store_linked_from_out_of_the_allowed_folder_is_refused(tmp_path: Path) -> None:
    private = made(tmp_path / "private", {"a.py": "x = 1\n"})
    folder = new(tmp_path / "allowed/r")
    shutil.rmtree(folder / ".git/objects")
    (folder / ".git/objects").symlink_to(private / ".git/objects")
    with pytest.raises(SourceUnavailable, match="not under a folder"):
        fenced(tmp_path, "r")


def test_people_are_joined_by_the_repositorys_own_mailmap_and_no_other_file(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {".mailmap": "Ann Able <ann@example.org> <a@old.example>\n"})
    commit(folder, {"a.py": "x = 1\n"}, author=("a", "a@old.example"))
    commit(folder, {"a.py": "x = 2\n"}, author=("b", "b@old.example"))
    outside = tmp_path / "outside"
    outside.write_text("Ann Able <ann@example.org> <b@old.example>\n")
    git(folder, "config", "mailmap.file", str(outside))
    assert sorted(item.commits for item in look(folder).history.authors) == [1, 2]


def test_reading_ends_when_its_time_is_up(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n"})
    around = Circumstances(now=lambda: NOW, permission=Permission(), budget=timedelta(0))
    with pytest.raises(SourceUnavailable, match="longer than allowed"):
        repository.read(source(folder), around)


def test_half_a_character_in_a_literal_reaches_no_finding(tmp_path: Path) -> None:
    source_text = 'import mlflow\n\nmlflow.set_tracking_uri("\\ud800\\0")\nAPI_KEY = "\\udfff"\n'
    folder = made(tmp_path / "r", {"serve.py": source_text, "requirements.txt": "mlflow\n"})
    found = examine(discover(), source(folder), look(folder), NOW)
    assert found
    assert all(item.outcome is not Outcome.ERROR for item in found)
    assert all(json.loads(item.model_dump_json()) for item in found)
