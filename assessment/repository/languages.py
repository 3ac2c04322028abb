"""How much source of which language a repository holds."""

import re
from collections.abc import Iterable

from assessment.repository.evidence import File
from assessment.repository.roles import role_of

_CODE = frozenset("py go rs java kt scala js ts c cc cpp cs rb r jl".split())  # noqa: SIM905
_ASSETS = re.compile(r"(?:^|/)_?(?:static|assets|public|dist|build)/|\.min\.js$")


def languages(files: Iterable[File]) -> dict[str, int]:
    """Bytes of own source by file ending, most first; what is built or minified is left out."""
    found: dict[str, int] = {}
    for file in files:
        ending = file.path.rpartition(".")[2].lower()
        if ending in _CODE and role_of(file.path) == "source" and not _ASSETS.search(file.path):
            found[ending] = found.get(ending, 0) + max(0, file.size)
    return dict(sorted(found.items(), key=lambda item: -item[1]))
