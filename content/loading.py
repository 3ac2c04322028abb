"""From a folder of YAML to a pack, or to everything that is wrong with it."""

import hashlib
import json
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from content.model import Pack
from content.pack_files import Kind, Part, Parts, read_folder
from content.problems import PackProblems, Problem
from content.promises import pack_promises, part_promises
from content.references import References, Shaped
from content.shapes import shape

FIELD_OF: dict[Kind, str] = {
    "area": "areas",
    "role": "roles",
    "capability": "capabilities",
    "initiative": "initiatives",
    "profile": "profiles",
    "depth": "depths",
    "metric": "metrics",
    "framework": "frameworks",
    "base_rate": "base_rates",
}


def load_pack(folder: Path) -> Pack:
    """The pack in ``folder``; raises ``PackProblems`` with all problems at once."""
    parts = read_folder(folder)
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
    if problems:
        raise PackProblems(problems)
    return _kept(_pack(parts, shaped), parts)


def shipped_packs() -> tuple[Path, ...]:
    """Folders of the packs that come with the product, by id."""
    with as_file(files("content") / "packs") as root:
        return tuple(sorted(path.parent for path in root.glob("*/pack.yaml")))


@lru_cache(maxsize=8)
def load_shipped(pack_id: str) -> Pack:
    """A pack that comes with the product; ``KeyError`` with the known ids where there is none."""
    folders = {folder.name: folder for folder in shipped_packs()}
    if pack_id not in folders:
        raise KeyError(f"no shipped pack {pack_id!r}; there are {', '.join(sorted(folders))}")
    return load_pack(folders[pack_id])


def canonical(pack: Pack) -> str:
    """The pack's content as one JSON text that depends on nothing but its content."""
    content = pack.model_dump(mode="json", exclude={"digest"})
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(pack: Pack) -> str:
    """SHA-256 of the canonical content in hexadecimal; comments and layout of the YAML leave it alone."""
    return hashlib.sha256(canonical(pack).encode()).hexdigest()


def _pack(parts: Parts, shaped: Shaped) -> Pack:
    fields: dict[str, Any] = {name: [] for name in FIELD_OF.values()}
    for part, value in shaped:
        if part.kind == "judgements":
            fields["judgements"] = value
        else:
            fields[FIELD_OF[part.kind]].append(value)
    header = _header(parts)
    pack = Pack.model_validate({**header, **fields, "digest": ""})
    return pack.model_copy(update={"digest": digest_of(pack)})


def _header(parts: Parts) -> dict[str, Any]:
    part = parts.of("header")[0]
    data = part.data if isinstance(part.data, dict) else {}
    names = ("id", "version", "title", "question")
    problems = [_not_a_text(part, name, data[name]) for name in names if not _is_text(data[name])]
    if problems:
        raise PackProblems(problems)
    return {name: data[name] for name in names}


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _not_a_text(part: Part, name: str, found: object) -> Problem:
    return part.problem((name,), f"{name}: expected a text, found {found!r}; quote it")


def _kept(pack: Pack, parts: Parts) -> Pack:
    problems = list(pack_promises(pack, parts))
    if problems:
        raise PackProblems(problems)
    return pack


