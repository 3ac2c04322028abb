"""From the web address of a repository to its API."""

from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from assessment.sources import Source, SourceUnavailable


class Project(NamedTuple):
    """Where the API answers, and the repository's path there (owner/name, group/sub/name)."""

    api: str
    path: str

    @property
    def encoded(self) -> str:
        """The path as one segment of an address, as GitLab wants it."""
        return quote(self.path, safe="")


def github(source: Source) -> Project:
    """``https://github.com/o/r`` is asked at api.github.com, any other host at /api/v3.

    Raises :class:`SourceUnavailable` for an address that names no repository.
    """
    origin, host, steps = _parts(source)
    if len(steps) != 2:
        raise SourceUnavailable(
            "the address does not name one repository",
            "Give it as https://github.com/OWNER/REPOSITORY, on your own host the same way.",
        )
    if host in ("github.com", "www.github.com"):
        origin = "https://api.github.com"
    elif host.endswith(".ghe.com"):
        origin = f"https://api.{host}"
    else:
        origin += "/api/v3"
    return Project(origin, "/".join(steps))


def gitlab(source: Source) -> Project:
    """Any host's /api/v4, below the path that the option ``root`` names; sub-groups belong to the path.

    Raises :class:`SourceUnavailable` for an address that names no project.
    """
    origin, _, steps = _parts(source)
    if root := [step for step in str(source.options.get("root", "")).strip().split("/") if step]:
        if steps[: len(root)] != root:
            raise SourceUnavailable(
                f"the address does not lie below /{'/'.join(root)[:60]}",
                "Copy the address of the project's page, or leave root empty.",
            )
        origin, steps = f"{origin}/{'/'.join(map(quote, root))}", steps[len(root) :]
    if "-" in steps:
        steps = steps[: steps.index("-")]
    if len(steps) < 2:
        raise SourceUnavailable(
            "the address does not name one project",
            "Give it as https://gitlab.com/GROUP/PROJECT, on your own host the same way.",
        )
    return Project(f"{origin}/api/v4", "/".join(steps))


def at_the_api(source: Source, project: Project) -> Source:
    """The same source, pointed at the API; its secret goes to the API's host alone."""
    return source.model_copy(update={"address": project.api})


def web(source: Source) -> str:
    """The address that a reader's browser opens, without an ending of git's."""
    text = (source.reader_address or source.address).strip().rstrip("/").removesuffix(".git")
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or "@" in parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _parts(source: Source) -> tuple[str, str, list[str]]:
    try:
        parts = urlsplit(source.address.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        raise SourceUnavailable("the address cannot be read", "Type it as https://…") from None
    path = unquote(parts.path).rstrip("/").removesuffix(".git")
    steps = [step for step in path.split("/") if step]
    if any(step in (".", "..") for step in steps) or any(ord(mark) < 33 for mark in path):
        raise SourceUnavailable(
            "the path of the address is not that of a repository",
            "Copy the address of the repository's start page.",
        )
    return f"{parts.scheme}://{parts.netloc}", host, steps
