"""Archives of a repository are read like the repository, and cannot harm whoever reads them."""

import bz2
import gzip
import io
import lzma
import stat
import struct
import subprocess
import tarfile
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from assessment.connectors import repository
from assessment.model import Outcome
from assessment.probing import discover, examine
from assessment.repository.evidence import RepositoryEvidence
from assessment.sources import Permission, SourceUnavailable
from tests.assessment.git_repositories import (
    NOW,
    circumstances,
    commit,
    git,
    look,
    made,
    source,
)

FILES: dict[str, str | bytes] = {
    "app/main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get('/healthz')\n"
    "def health():\n    return 'ok'\n",
    "tests/test_app.py": "def test_one():\n    assert 1\n",
    ".github/workflows/ci.yml": "on: push\njobs:\n  a:\n    steps: [{run: pytest -q}]\n",
    "Dockerfile": "FROM python:3.12\nUSER app\nCMD uvicorn app.main:app\n",
}


def exported(folder: Path, form: str) -> Path:
    """What a forge hands out for download: everything below one folder."""
    target = folder.with_suffix(f".{form}")
    kind = "zip" if form == "zip" else "tar"
    data = subprocess.run(
        ["git", "-C", folder, "archive", f"--format={kind}", "--prefix=r-main/", "HEAD"],
        check=True, capture_output=True,
    ).stdout  # fmt: skip
    packers: dict[str, Callable[[bytes], bytes]] = {
        "tar.gz": gzip.compress, "tar.bz2": bz2.compress, "tar.xz": lzma.compress,
    }  # fmt: skip
    target.write_bytes(packers.get(form, bytes)(data))
    return target


def facts(evidence: RepositoryEvidence) -> dict[str, object]:
    """Everything that does not come from the history."""
    left = {"history", "branch", "link"}
    return {name: value for name, value in evidence.model_dump().items() if name not in left}


@pytest.mark.parametrize("form", ["zip", "tar", "tar.gz", "tar.bz2", "tar.xz"])
def test_an_archive_says_what_the_clone_says_but_for_its_history(tmp_path: Path, form: str) -> None:
    folder = made(tmp_path / "r", FILES)
    archive = look(exported(folder, form))
    assert facts(archive) == facts(look(folder))
    assert archive.history.total == 0


def test_what_only_commits_tell_is_not_available_from_an_archive(tmp_path: Path) -> None:
    evidence = look(exported(made(tmp_path / "r", FILES), "zip"))
    seen = {f.probe: f for f in examine(discover(), source("/x"), evidence, NOW)}
    for probe in ("changes_are_reviewed", "knowledge_is_shared"):
        assert seen[probe].outcome is Outcome.UNAVAILABLE, probe
    assert seen["health_endpoint_exists"].places[0].label == "app/main.py:7"
    assert seen["ci_runs_the_tests"].outcome is Outcome.PRESENT


def packed(folder: Path, target: Path) -> Path:
    """The folder as somebody packs it by hand, hidden files and all."""
    if target.suffix == ".zip":
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(folder.rglob("*")):
                archive.write(file, file.relative_to(folder.parent))
    else:
        with tarfile.open(target, "w:gz") as archive:
            archive.add(folder, folder.name)
    return target


@pytest.mark.parametrize("name", ["r.zip", "r.tar.gz"])
def test_an_archive_of_a_clone_has_its_history_and_none_of_its_settings(
    tmp_path: Path, name: str
) -> None:
    folder = made(tmp_path / "clone", FILES)
    commit(folder, {"app/more.py": "x = 1\n"}, message="More (#2)")
    touch = f"touch {tmp_path / 'ran'}"
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "diff.external"):
        git(folder, "config", key, touch)
    (folder / ".git/hooks/post-checkout").write_text(f"#!/bin/sh\n{touch}\n")
    (folder / ".git/objects/info").mkdir(exist_ok=True)
    (folder / ".git/objects/info/alternates").write_text("/etc\n")
    around = circumstances()
    evidence = repository.read(source(packed(folder, tmp_path / name)), around)
    assert (evidence.history.total, evidence.commit) == (2, git(folder, "rev-parse", "HEAD"))
    assert [item.request.verb for item in around.made][:2] == ["read archive", "git rev-parse"]
    assert not (tmp_path / "ran").exists()


def test_a_bundle_has_its_history(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", FILES)
    git(folder, "bundle", "create", str(tmp_path / "r.bundle"), "--all")
    evidence = look(tmp_path / "r.bundle")
    assert evidence.history.total == 1
    assert {module.path for module in evidence.modules} == {"app/main.py", "tests/test_app.py"}
    (tmp_path / "r.bundle").write_bytes((tmp_path / "r.bundle").read_bytes()[:-40])
    with pytest.raises(SourceUnavailable, match="bundle is broken"):
        look(tmp_path / "r.bundle")


def test_what_the_repository_keeps_out_of_archives_is_not_called_absent(tmp_path: Path) -> None:
    files = {**FILES, ".gitattributes": "tests export-ignore\n.github export-ignore\n"}
    evidence = look(exported(made(tmp_path / "r", files), "zip"))
    assert evidence.incomplete == ("what is kept out of archives (tests, .github)",)
    seen = {f.probe: f.outcome for f in examine(discover(), source("/x"), evidence, NOW)}
    assert seen["ci_runs_the_tests"] is Outcome.UNAVAILABLE


def test_nothing_is_left_behind_and_nothing_is_unpacked(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    around = circumstances()
    around = around.__class__(now=around.now, permission=Permission(), scratch=scratch)
    repository.read(source(packed(made(tmp_path / "r", FILES), tmp_path / "r.zip")), around)
    repository.read(source(exported(made(tmp_path / "s", FILES), "tar")), around)
    assert list(scratch.iterdir()) == []


def test_an_archive_outside_of_the_allowed_folders_is_not_opened(tmp_path: Path) -> None:
    archive = exported(made(tmp_path / "r", FILES), "zip")
    fenced = circumstances(Permission(local_mode=False, roots=(tmp_path / "other",)))
    with pytest.raises(SourceUnavailable, match="not under a folder"):
        repository.read(source(archive), fenced)


def test_a_branch_of_an_archive_without_git_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="no branches"):
        look(exported(made(tmp_path / "r", FILES), "zip"), branch="release")


def zipped(target: Path, members: list[tuple[zipfile.ZipInfo | str, bytes]]) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target


def tarred(target: Path, members: list[tuple[tarfile.TarInfo, bytes]], mode: str = "") -> Path:
    with tarfile.open(target, f"w{mode}") as archive:  # type: ignore[call-overload]
        for info, content in members:
            info.size = len(content) if info.isreg() else info.size
            archive.addfile(info, io.BytesIO(content))
    return target


NAMES = ["/etc/passwd.py", "../out.py", "a/../../out.py", "C:\\out.py", "C:/out.py", "\\\\host\\x.py",
         "a\\..\\..\\x.py"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["zip", "tar"])
def test_a_name_that_leads_out_of_the_archive_refuses_it(
    tmp_path: Path, name: str, form: str
) -> None:
    if form == "zip":
        archive = zipped(tmp_path / "r.zip", [(name, b"x = 1\n"), ("a.py", b"x = 1\n")])
    else:
        archive = tarred(tmp_path / "r.tar", [(tarfile.TarInfo(name), b"x = 1\n")])
    with pytest.raises(SourceUnavailable, match="leads out of it"):
        look(archive)
    assert not (tmp_path.parent / "out.py").exists()


def test_a_nul_in_a_name_refuses_the_archive(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "r.zip", [("aXb.py", b"x = 1\n")])
    archive.write_bytes(archive.read_bytes().replace(b"aXb.py", b"a\0b.py"))
    with pytest.raises(SourceUnavailable, match="leads out of it"):
        look(archive)


def test_links_are_neither_followed_nor_listed(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("passwords.py")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    evidence = look(zipped(tmp_path / "r.zip", [(link, b"/etc/passwd"), ("a.py", b"x = 1\n")]))
    assert [file.path for file in evidence.files] == ["a.py"]
    symbolic, hard = tarfile.TarInfo("s.py"), tarfile.TarInfo("h.py")
    symbolic.type, symbolic.linkname = tarfile.SYMTYPE, "/etc/passwd"
    hard.type, hard.linkname = tarfile.LNKTYPE, "/etc/shadow"
    members = [(symbolic, b""), (hard, b""), (tarfile.TarInfo("a.py"), b"x = 1\n")]
    evidence = look(tarred(tmp_path / "r.tar", members))
    assert [file.path for file in evidence.files] == ["a.py"]
    assert evidence.incomplete == ("1 files that the archive holds as links to others",)


@pytest.mark.parametrize("kind", [tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_a_device_or_a_pipe_refuses_the_archive(tmp_path: Path, kind: bytes) -> None:
    device = tarfile.TarInfo("a.py")
    device.type = kind
    with pytest.raises(SourceUnavailable, match="device or a pipe"):
        look(tarred(tmp_path / "r.tar", [(device, b"")]))


def test_git_inside_a_folder_of_the_archive_is_no_file_of_it(tmp_path: Path) -> None:
    members: list[tuple[zipfile.ZipInfo | str, bytes]] = [
        ("a.py", b"x = 1\n"), ("lib/.git/config", b"[core]\n"), (".GIT/hooks/x", b"x"),
    ]  # fmt: skip
    evidence = look(zipped(tmp_path / "r.zip", members))
    assert [file.path for file in evidence.files] == ["a.py"]


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", [("hidden.py", b"import os\n")]).read_bytes()
    evidence = look(zipped(tmp_path / "r.zip", [("inner.zip", inner), ("a.py", b"x = 1\n")]))
    assert [module.path for module in evidence.modules] == ["a.py"]


def zeros_zip(target: Path) -> Path:
    """More than a gigabyte of zeros in one megabyte."""
    info = zipfile.ZipInfo("zeros.py")
    info.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(target, "w") as archive, archive.open(info, "w", force_zip64=True) as file:
        for _ in range(1100):
            file.write(bytes(1 << 20))
    return target


def zeros_tar(target: Path) -> Path:
    """The same as a packed tar, written without ever holding it."""
    info = tarfile.TarInfo("zeros.py")
    info.size = 1100 * 1024**2
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    with target.open("wb") as file:
        file.write(packer.compress(info.tobuf()))
        for _ in range(1100):
            file.write(packer.compress(bytes(1 << 20)))
        file.write(packer.flush())
    return target


def dense_zip(target: Path) -> Path:
    """Below the limit of size, and a thousand times as large as it is packed."""
    return zipped(target, [("zeros.csv", bytes(64 * 1024 * 1024)), ("a.py", b"x = 1\n")])


def crowded_zip(target: Path) -> Path:
    """More files than are listed."""
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(70_000):
            archive.writestr(f"{number}", b"")
    return target


def locked_zip(target: Path) -> Path:
    """The mark of a password upon every member."""
    data = bytearray(zipped(target, [("a.py", b"x = 1\n")]).read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    target.write_bytes(data)
    return target


def long_header_tar(target: Path) -> Path:
    """A header of a gigabyte for one name."""
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 1024**3 - 1
    target.write_bytes(info.tobuf() + bytes(4096))
    return target


def sparse_tar(target: Path) -> Path:
    """A file of holes."""
    info = tarfile.TarInfo("a.py")
    info.type, info.size = tarfile.GNUTYPE_SPARSE, 512
    target.write_bytes(info.tobuf() + bytes(4096))
    return target


def large_dictionary(target: Path) -> Path:
    """Packed so that unpacking asks for more than a gigabyte of memory."""
    small = lzma.compress(bytes(600), filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 4096}])
    block = bytearray(small)
    size = (block[12] + 1) * 4
    at = (
        block.index(b"\x21\x01", 12) + 2
    )  # the filter, its one property: the size of the dictionary
    block[at] = 36  # one gigabyte
    checksum = zlib.crc32(block[12 : 12 + size - 4])
    block[12 + size - 4 : 12 + size] = struct.pack("<I", checksum)
    target.write_bytes(block)
    return target


BOMBS: dict[str, tuple[Callable[[Path], Path], str, str]] = {
    "a gigabyte of zeros, zip": (zeros_zip, "zip", "more than"),
    "a gigabyte of zeros, tar": (zeros_tar, "tar.gz", "larger than is read"),
    "a thousand times its size": (dense_zip, "zip", "more than 100 times"),
    "too many files": (crowded_zip, "zip", "more files than are read"),
    "a password": (locked_zip, "zip", "password"),
    "a header of a gigabyte": (long_header_tar, "tar", "larger than is read"),
    "a file of holes": (sparse_tar, "tar", "holes"),
    "a dictionary of a gigabyte": (large_dictionary, "tar.xz", "broken"),
}


@pytest.mark.parametrize("why", sorted(BOMBS))
def test_an_archive_made_to_exhaust_is_refused_in_a_sentence(tmp_path: Path, why: str) -> None:
    make, ending, reason = BOMBS[why]
    archive = make(tmp_path / f"r.{ending}")
    began = time.monotonic()
    tracemalloc.start()
    with pytest.raises(SourceUnavailable, match=reason) as refused:
        look(archive)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused.value.remedy.endswith(".")
    assert peak < 120 * 1024 * 1024
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("name", ["r.zip", "r.tar", "r.tar.gz", "r.tar.xz", "r.tar.bz2"])
@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"no archive" * 100, bytes(5000)]
)
def test_a_file_that_is_no_archive_is_said_to_be_none(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceUnavailable, match=r"broken|no file"):
        look(tmp_path / name)


@pytest.mark.parametrize("form", ["zip", "tar.gz", "tar.bz2", "tar.xz", "tar"])
def test_an_archive_that_breaks_off_is_refused(tmp_path: Path, form: str) -> None:
    files = {**FILES, **{f"m{n}.py": f"x = {n}\n" * 50 for n in range(50)}}
    archive = exported(made(tmp_path / "r", files), form)
    whole = archive.read_bytes()
    for share in (0.2, 0.5, 0.8):
        archive.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(SourceUnavailable, match="broken"):
            look(archive)


def test_a_member_that_is_larger_than_it_says_is_told_as_missing(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "r.zip", [("a.py", b"x = 1\n" * 500), ("b.py", b"y = 1\n")])
    data = bytearray(archive.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 6)
    archive.write_bytes(data)
    evidence = look(archive)
    assert [module.path for module in evidence.modules] == ["b.py"]
    assert evidence.incomplete == ("1 files that this copy of the repository lacks",)


def test_a_long_name_of_either_kind_of_tar_is_read(tmp_path: Path) -> None:
    name = "d" * 120 + "/" + "f" * 120 + ".py"
    for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        with tarfile.open(tmp_path / "r.tar", "w", format=form) as archive:
            info = tarfile.TarInfo(name)
            info.size = 6
            archive.addfile(info, io.BytesIO(b"x = 1\n"))
            archive.addfile(tarfile.TarInfo("a.py"))
        assert {module.path for module in look(tmp_path / "r.tar").modules} == {name, "a.py"}
