"""Shapes shared by the forges' answers; everything that is not named here is passed over."""

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

_BOT = re.compile(
    r"(?i)\[bot\]$|[-_.]?bot$|^(dependabot|renovate|greenkeeper|pre-commit-ci|github-actions|snyk)"
    r"|^(project|group)_\d+_bot"
)
_REPAIR = re.compile(
    r"(?i)^\s*(?:revert\s*(?:[\"“'`:(!]|[0-9a-f]{7,40}\b|[#!]\d)"
    r"|\[?(?:hot[-_ ]?fix\b|emergency(?:\]|\s*:|\s+(?:fix|change|patch|release)\b))"
    r"|rollback\s*(?::|to\s+v?\d))"
)
"""How forges and people begin the title of a change that takes one back or mends in a hurry; not
every title with the word in it, such as a button called *Rollback*."""
_REPAIR_BRANCH = re.compile(r"(?i)^(?:.*/)?(?:revert-[0-9a-f]+\b|(?:hot-?fix|emergency)[-/_])")
_REPAIR_LABEL = re.compile(r"(?i)^(?:.*[:/]\s*)?(?:hot[-_ ]?fix|revert|rollback|emergency)$")
_EMERGENCY = re.compile(r"(?i)hot[-_ ]?fix|emergency")
_REVERTED = re.compile(r"(?i)this reverts (?:commit|merge request \S*?)\s*([0-9a-f]{7,64})")
INCIDENT = re.compile(r"(?i)incident|outage|post-?mortem|\bsev[-_ ]?\d")
PRODUCTION = re.compile(r"(?i)(.*[-_/. ])?(prod|production|live|prd)([-_/. ].*)?")
VERSION = re.compile(r"(?i)(?:.*[/@_-])?(?:v|r|release[-/_]?)?\d{1,4}(?:[._-]\d{1,4}){1,3}")
"""The whole name of a tag that is a version; a candidate or a nightly build is none."""
_DEPLOYS = re.compile(r"(?i)deploy|roll[-_ ]?out")
_PUBLISHES = re.compile(r"(?i)release|publish")
_BESIDE = re.compile(
    r"(?i)\b(?:pages?|docs?|documentation|web ?site|storybook|drafter|notes|preview|review|staging|stage"
    r"|dev|development|test|testing|qa|uat|sandbox)\b"
)
"""What is deployed or released beside the system itself, or not to production."""


class Answer(BaseModel):
    """A part of an answer; what else is in it is ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Anything(Answer):
    """An item that is only counted."""


def is_bot(name: str, kind: str = "") -> bool:
    """Whether an account is a program's, by its kind or the usual names."""
    return kind.lower() == "bot" or bool(_BOT.search(name))


def is_production(name: str, wanted: str = "") -> bool:
    """Whether an environment is production: the ``wanted`` one, or by the usual names."""
    return name == wanted if wanted else bool(PRODUCTION.fullmatch(name))


def delivers(name: str) -> Literal["", "runs", "publishing"]:
    """What the name of a run or a job says that it does: deploy, publish, or neither.

    Pages, documentation, previews and test stages are not production: to deploy there does not count.
    """
    words = re.sub(r"[-_.:/]", " ", name)
    if _BESIDE.search(words):
        return ""
    return "runs" if _DEPLOYS.search(name) else "publishing" if _PUBLISHES.search(name) else ""


def is_repair(title: str, branch: str = "", labels: tuple[str, ...] = ()) -> bool:
    """Whether a change says of itself that it takes back or mends what is deployed."""
    return bool(
        _REPAIR.match(title)
        or _REPAIR_BRANCH.match(branch)
        or any(_REPAIR_LABEL.search(label) for label in labels)
    )


def is_emergency(title: str, branch: str = "", labels: tuple[str, ...] = ()) -> bool:
    """Whether a change says of itself that it could not wait: a hotfix or an emergency."""
    return any(
        pattern.search(text) and _EMERGENCY.search(text)
        for pattern, texts in (
            (_REPAIR, (title,)), (_REPAIR_BRANCH, (branch,)), (_REPAIR_LABEL, labels),
        )
        for text in texts
    )  # fmt: skip


def reverted(message: str) -> str:
    """The commit that a message takes back; empty where it names none."""
    found = _REVERTED.search(message[:4000])
    return found[1] if found else ""


def rows(body: Any, key: str) -> Any:
    """The list under ``key`` of an answer that wraps its items."""
    return body.get(key) if isinstance(body, dict) else body
