"""Where the repository is: a git directory on this machine, and the link a reader can open."""

from pathlib import Path
from urllib.parse import quote, urlsplit

from assessment.sources import Permission, SourceUnavailable

_NOT_ALLOWED = SourceUnavailable(
    "this folder is not under a folder that the operator allows to be read",
    "Ask the operator to add its parent to the allowed folders.",
)


def git_directory(address: str, permission: Permission) -> Path:
    """The git directory of a local working copy or bare repository, symbolic links resolved.

    Outside local mode the folder, the git directory and any borrowed object stores must lie under
    an allowed root. Raises ``SourceUnavailable`` with what to type instead.
    """
    folder = _local(address, permission)
    if not folder.is_dir():
        raise SourceUnavailable(
            "there is no folder at this path",
            "Check the path on the machine that Prodworthy runs on.",
        )
    return _checked(_allowed(_pointed(folder), permission), permission)


def archive_file(address: str, permission: Permission) -> Path | None:
    """The file at an address, where it is one that may be read; ``None`` for a folder or nothing."""
    path = _local(address, permission)
    return path if path.is_file() else None


def _local(address: str, permission: Permission) -> Path:
    path = Path(address).expanduser()
    if not path.is_absolute():
        raise SourceUnavailable(
            "the path of the repository is not absolute", "Type the whole path, from / on."
        )
    return _allowed(path, permission)


def _checked(found: Path, permission: Permission) -> Path:
    """The git directory itself, where it is one and borrows from nowhere that is not allowed."""
    common = _allowed(_common(found), permission)
    if not ((found / "HEAD").is_file() and (common / "objects").is_dir()):
        raise SourceUnavailable(
            "this folder is not a git repository",
            "Give the top folder of a clone (the one that contains .git).",
        )
    inside = [common / name for name in ("objects", "objects/pack", "refs", "packed-refs")]
    for borrowed in (*inside, *_borrowed(common)):
        _allowed(borrowed, permission)
    return found


def _allowed(path: Path, permission: Permission) -> Path:
    try:
        real = path.resolve()
    except (OSError, RuntimeError, ValueError):
        raise _NOT_ALLOWED from None
    roots = [root.resolve() for root in permission.roots]
    if permission.local_mode or any(real == root or root in real.parents for root in roots):
        return real
    raise _NOT_ALLOWED


def _pointed(folder: Path) -> Path:
    """``.git`` of a working copy, where its ``.git`` file points, or the folder itself if bare."""
    inside = folder / ".git"
    if inside.is_file() and (target := _first_line(inside).partition("gitdir: ")[2]):
        return folder / target
    return inside if inside.is_dir() else folder


def _common(directory: Path) -> Path:
    pointer = directory / "commondir"
    return directory / _first_line(pointer) if pointer.is_file() else directory


def _borrowed(common: Path) -> list[Path]:
    alternates = common / "objects" / "info" / "alternates"
    if not alternates.is_file() or alternates.stat().st_size > 10_000:
        return []
    lines = alternates.read_text(encoding="utf-8", errors="replace").splitlines()
    return [common / "objects" / line for line in lines if line and not line.startswith("#")]


def _first_line(file: Path) -> str:
    with file.open(encoding="utf-8", errors="replace") as opened:
        return opened.readline(4096).rstrip("\r\n")


def link_template(address: str, commit: str) -> str:
    """Where a forge shows a file at a commit, with ``{path}`` and ``{line}``; empty for no forge.

    The credential-free part of an http address is used; the shape follows the forge's host name.
    """
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return ""
    host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    path = quote(parts.path.rstrip("/").removesuffix(".git"), safe="/-._~%")
    base = f"{parts.scheme}://{host}{path}".replace("{", "%7B").replace("}", "%7D")
    if "gitlab" in host:
        return f"{base}/-/blob/{commit}/{{path}}#L{{line}}"
    if "bitbucket" in host:
        return f"{base}/src/{commit}/{{path}}#lines-{{line}}"
    if any(forge in host for forge in ("gitea", "codeberg", "forgejo")):
        return f"{base}/src/commit/{commit}/{{path}}#L{{line}}"
    return f"{base}/blob/{commit}/{{path}}#L{{line}}"


def is_remote(address: str) -> bool:
    """Whether the address is to be cloned; another scheme than http(s) is refused in a sentence."""
    if address.startswith(("http://", "https://")):
        return True
    scheme = "://" in address[:20] or address.startswith(("git@", "ext::", "-"))
    if scheme or "::" in address[:20]:
        raise SourceUnavailable(
            "only https addresses and local paths of repositories are read",
            "Give the https address of the repository, or clone it yourself and give the path.",
        )
    return False
