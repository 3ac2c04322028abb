"""CODEOWNERS: how much of the tree has a named owner."""

import re
from collections.abc import Iterable

from assessment.repository.evidence import Owners

PLACES = ("CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS")
_RULE_LIMIT = 1000
_SAMPLE = 3000
# More wildcards than this in one pattern could take a matcher forever on a long path.
_WILDCARDS = 4


def read_owners(path: str, text: str, tracked: Iterable[str]) -> Owners:
    """Share of files with an owner; the last rule that matches wins, one without owners disowns.

    Of a large tree every n-th file is looked at, so that about 3000 are.
    """
    rules = [rule for line in text.splitlines()[:_RULE_LIMIT] if (rule := _rule(line[:500]))]
    paths = sorted(tracked)
    paths = paths[:: max(1, len(paths) // _SAMPLE)]
    patterns = [(_pattern(rule[0]), bool(rule[1])) for rule in reversed(rules)]
    return Owners(
        path=path,
        owned=sum(_owned(item, patterns) for item in paths),
        files=len(paths),
        owners=len({owner for _, owners in rules for owner in owners}),
        only_catch_all=bool(rules) and all(rule[0] in {"*", "/", "/*", "**"} for rule in rules),
    )


def _rule(line: str) -> tuple[str, list[str]] | None:
    words = line.split("#", maxsplit=1)[0].split()
    if not words or words[0].startswith(("[", "^[")) or words[0].count("*") > _WILDCARDS:
        return None
    return words[0], [word for word in words[1:] if "@" in word]


def _pattern(glob: str) -> re.Pattern[str]:
    body = re.escape(glob.strip("/")).replace(r"\*\*/", "(?:.*/)?")
    body = body.replace(r"\*\*", ".*").replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
    anchored = glob.startswith("/") or "/" in glob.strip("/")
    return re.compile(("^" if anchored else "(?:^|.*/)") + body + "(?:/.*)?$")


def _owned(path: str, patterns: list[tuple[re.Pattern[str], bool]]) -> bool:
    return next((has_owner for pattern, has_owner in patterns if pattern.match(path)), False)
