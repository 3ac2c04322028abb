"""CODEOWNERS: how much of the tree has a named owner."""

import re
from collections.abc import Iterable

from assessment.repository.ci.recognising import build_system
from assessment.repository.evidence import Owners, Share
from assessment.repository.roles import role_of

PLACES = ("CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS")
_RULE_LIMIT = 1000
_SAMPLE = 3000
_SECTION = re.compile(r"^\^?\[[^\]]{1,100}\](?:\[\d+\])?(.*)$")
_CODE = re.compile(
    r"\.(?:py|ipynb|go|rs|java|kt|scala|js|jsx|ts|tsx|c|cc|cpp|cs|rb|r|sql)$", re.IGNORECASE
)
_DELIVERY = re.compile(
    r"(?:^|/)(?:Dockerfile|Containerfile)[^/]*$|(?:^|/)(?:docker-)?compose[^/]*\.ya?ml$|\.tf$|"
    r"(?:^|/)(?:helm|charts|k8s|kubernetes|manifests|deploy(?:ment)?|infra|terraform)/",
    re.IGNORECASE,
)
# More wildcards than this in one pattern could take a matcher forever on a long path.
_WILDCARDS = 4


def read_owners(path: str, text: str, tracked: Iterable[str]) -> Owners:
    """Share of files with an owner; the last rule that matches wins, one without owners disowns.

    Of a large tree every n-th file is looked at, so that about 3000 are.
    """
    rules = _rules(text)
    paths = sorted(tracked)
    paths = paths[:: max(1, len(paths) // _SAMPLE)]
    patterns = [(_pattern(rule[0]), bool(rule[1])) for rule in reversed(rules)]
    owned = {item for item in paths if _owned(item, patterns)}
    return Owners(
        path=path,
        owned=len(owned),
        files=len(paths),
        parts={name: Share(part=len(owned & of), whole=len(of)) for name, of in _parts(paths)},
        owners=len({owner for _, owners in rules for owner in owners}),
        only_catch_all=bool(rules) and all(rule[0] in {"*", "/", "/*", "**"} for rule in rules),
    )


def _parts(paths: list[str]) -> list[tuple[str, set[str]]]:
    """Own code, and what builds and delivers it; a part without a file is left out."""
    code = {item for item in paths if role_of(item) == "source" and _CODE.search(item)}
    delivery = {item for item in paths if build_system(item) or _DELIVERY.search(item)}
    return [(name, of) for name, of in (("code", code), ("delivery", delivery)) if of]


def _rules(text: str) -> list[tuple[str, list[str]]]:
    """The rules in order. Under a section of GitLab's, a rule without owners has the section's."""
    rules: list[tuple[str, list[str]]] = []
    inherited: list[str] = []
    for line in text.splitlines()[:_RULE_LIMIT]:
        words = line[:500].split("#", maxsplit=1)[0].split()
        if section := _SECTION.match(line[:500]):
            inherited = _named(section[1].split())
        elif words and words[0].count("*") <= _WILDCARDS and not words[0].startswith("!"):
            rules.append((words[0], _named(words[1:]) or inherited))
    return rules


def _named(words: list[str]) -> list[str]:
    return [word for word in words if "@" in word]


def _pattern(glob: str) -> re.Pattern[str]:
    """As GitHub and GitLab read it: ``docs/*`` holds files of that folder and none below."""
    below = "" if glob.endswith("/*") else "(?:/.*)?"
    body = re.escape(glob.strip("/")).replace(r"\*\*/", "(?:.*/)?")
    body = body.replace(r"\*\*", ".*").replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
    anchored = glob.startswith("/") or "/" in glob.strip("/")
    return re.compile(("^" if anchored else "(?:^|.*/)") + body + below + "$")


def _owned(path: str, patterns: list[tuple[re.Pattern[str], bool]]) -> bool:
    return next((has_owner for pattern, has_owner in patterns if pattern.match(path)), False)
