"""A pack in any form that a person can hand over, read to a pack or to everything wrong with it.

A folder or a zip of YAML in our own layout, one workbook made from our template, or a questionnaire
of another tool.
"""

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from content.digests import AnyPack, sealed
from content.foreign.located import Unreadable
from content.foreign.opening import opened
from content.foreign.reading import read_foreign
from content.loading import load_any
from content.problems import PackProblems, Problem
from content.questionnaire import Questionnaire
from content.workbook.packs import read_workbook

OWN = "Prodworthy pack (YAML)"
HEADER = "pack.yaml"
WORKBOOK = "Prodworthy pack (workbook)"
ENDINGS = (".json", ".yaml", ".yml", ".zip", ".xlsx")


@dataclass(frozen=True, kw_only=True)
class Handed:
    """What was handed over: its ``kind`` in words, the pack or its problems, and what is only told.

    ``ours`` tells a pack in our own form from one of another tool; ``states_version`` is false where
    the source has no version, so that whoever keeps it numbers it.
    """

    kind: str
    pack: AnyPack | None
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    ours: bool = True
    states_version: bool = True


def read_handed(path: Path) -> Handed:
    """Whatever lies at ``path``; never raises for what is in it."""
    if path.suffix.lower() == ".xlsx" and path.is_file():
        pack, problems, remarks = read_workbook(path)
        return Handed(kind=WORKBOOK, pack=pack, problems=problems, remarks=remarks)
    try:
        if path.is_dir() and ((path / HEADER).is_file() or not any(path.iterdir())):
            return _own(path)
        if path.is_dir() or path.suffix.lower() == ".zip":
            files = opened(path)
            if (root := _root_of(files)) is not None:
                return _unpacked(files, root)
    except Unreadable as error:
        return Handed(kind="not readable", pack=None, problems=(error.problem,), ours=False)
    return _foreign(path)


def numbered(handed: Handed, version: str) -> Handed:
    """The same, as another version; for a source that states none."""
    if not isinstance(handed.pack, Questionnaire):
        return handed
    return replace(handed, pack=sealed(handed.pack.model_copy(update={"version": version})))


def _own(folder: Path) -> Handed:
    try:
        return Handed(kind=OWN, pack=load_any(folder))
    except PackProblems as error:
        return Handed(kind=OWN, pack=None, problems=error.problems)


def _root_of(files: dict[str, bytes]) -> str | None:
    """The folder of the outermost ``pack.yaml``, with a closing slash, or ``None``."""
    found = [name for name in files if PurePosixPath(name).name == HEADER]
    return min(found, key=len).removesuffix(HEADER) if found else None


def _unpacked(files: dict[str, bytes], root: str) -> Handed:
    """The checked files of an archive, laid out for a moment so that the one loader reads them."""
    with TemporaryDirectory(prefix="prodworthy-pack-") as temporary:
        for name, content in files.items():
            if name.startswith(root):
                place = Path(temporary) / name.removeprefix(root)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
        return _own(Path(temporary))


def _foreign(path: Path) -> Handed:
    found = read_foreign(path)
    return Handed(
        kind=found.kind, pack=found.questionnaire, problems=found.problems,
        remarks=found.remarks, ours=False, states_version=found.states_version,
    )  # fmt: skip
