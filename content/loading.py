"""From a folder of YAML to a pack, or to everything that is wrong with it."""

from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from content.digests import AnyPack, canonical, digest_of
from content.model import Pack
from content.pack_files import FIELD_OF, HEADER_TEXTS, Parts, read_folder
from content.prerequisites import Shaped
from content.problems import PackProblems, Problem
from content.promises import part_promises
from content.questionnaire import Questionnaire
from content.questionnaire_loading import is_questionnaire, load_questionnaire
from content.reachability import unreachable
from content.references import References
from content.shapes import shape

__all__ = [
    "FIRST_PACK", "canonical", "digest_of", "load_any", "load_pack", "load_shipped",
    "shipped", "shipped_packs",
]  # fmt: skip


def load_pack(folder: Path) -> Pack:
    """The pack in ``folder``; raises ``PackProblems`` with all problems at once."""
    return assembled(read_folder(folder))


def assembled(parts: Parts) -> Pack:
    """The pack that raw parts make, wherever they were read; raises ``PackProblems``."""
    problems = list(parts.problems)
    shaped: Shaped = []
    for part in parts.found:
        if part.kind != "header":
            value, found = shape(part)
            problems.extend(found)
            if value is not None:
                shaped.append((part, value))
    problems.extend(References(parts, shaped).problems())
    problems.extend(part_promises(parts, shaped))
    _refuse(problems)
    pack = _pack(parts, shaped)
    _refuse(list(unreachable(pack, parts)))
    return pack


def shipped_packs() -> tuple[Path, ...]:
    """Folders of the packs that come with the product, by id."""
    with as_file(files("content") / "packs") as root:
        return tuple(sorted(path.parent for path in root.glob("*/pack.yaml")))


def load_any(folder: Path) -> AnyPack:
    """The pack in ``folder``, of either shape; raises ``PackProblems`` with all problems at once."""
    return load_questionnaire(folder) if is_questionnaire(folder) else load_pack(folder)


@lru_cache(maxsize=8)
def shipped(pack_id: str) -> AnyPack:
    """A pack that comes with the product; ``KeyError`` with the known ids where there is none."""
    folders = {folder.name: folder for folder in shipped_packs()}
    if pack_id not in folders:
        raise KeyError(f"no shipped pack {pack_id!r}; there are {', '.join(sorted(folders))}")
    return load_any(folders[pack_id])


def load_shipped(pack_id: str) -> Pack:
    """A shipped pack with an evidence grid; ``KeyError`` where it is none or unknown."""
    found = shipped(pack_id)
    if isinstance(found, Questionnaire):
        raise KeyError(f"{pack_id} is a questionnaire without an evidence grid")
    return found


FIRST_PACK = next(folder.name for folder in shipped_packs() if not is_questionnaire(folder))
"""The shipped pack that is meant where none is named: the first with an evidence grid."""


def _pack(parts: Parts, shaped: Shaped) -> Pack:
    fields: dict[str, Any] = {name: [] for name in FIELD_OF.values()}
    for part, value in shaped:
        if part.kind == "judgements":
            fields["judgements"] = value
        else:
            fields[FIELD_OF[part.kind]].append(value)
    header = parts.of("header")[0].data
    named = {name: header[name] for name in HEADER_TEXTS} if isinstance(header, dict) else {}
    pack = Pack.model_validate({**named, **fields, "digest": ""})
    return pack.model_copy(update={"digest": digest_of(pack)})


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise PackProblems(problems)
