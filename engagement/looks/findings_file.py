"""The file that a client's own platform team hands over: plain JSON, redacted, with a digest.

The digest shows that the file arrived as it was written. It is no signature: who wrote it is what
the people who hand it over say.
"""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from pydantic import AwareDatetime, ValidationError

from assessment.model import Finding
from assessment.sources import Made, Source
from content.values import Value
from engagement.faults import Refused

LARGEST = 20 * 1024 * 1024
"""Bytes of the largest file that is read."""


class FindingsFile(Value):
    """What somebody saw from inside the client's network; ``digest`` is of everything else."""

    format: Literal["prodworthy-findings/1"] = "prodworthy-findings/1"
    ran_by: str
    at: AwareDatetime
    sources: tuple[Source, ...] = ()
    findings: tuple[Finding, ...]
    made: tuple[Made, ...]
    digest: str = ""


def write(
    findings: tuple[Finding, ...], made: tuple[Made, ...], ran_by: str, at: datetime,
    sources: tuple[Source, ...] = (),
) -> bytes:  # fmt: skip
    """The file as UTF-8 JSON that a person can read before handing it over; names no secret."""
    plain = FindingsFile(
        ran_by=ran_by, at=at, findings=findings, made=made,
        sources=tuple(source.model_copy(update={"secret": ""}) for source in sources),
    )  # fmt: skip
    whole = plain.model_dump(mode="json", exclude={"digest"})
    whole["digest"] = _digest(whole)
    return json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False).encode()


def read(content: bytes) -> FindingsFile:
    """The file's content; :class:`Refused` where it is too large, damaged or no such file."""
    if len(content) > LARGEST:
        raise Refused("The file is larger than 20 MB; look at fewer sources at a time.")
    whole = _json(content)
    given = whole.pop("digest", None)
    if whole.get("format") != "prodworthy-findings/1":
        raise Refused("This is not a findings file; make one with `prodworthy probe`.")
    if given != _digest(whole):
        raise Refused("The file was changed after it was written; ask for the original.")
    try:
        return FindingsFile.model_validate({**whole, "digest": given})
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors(include_input=False)[0]["loc"])
        raise Refused(
            f"The findings file cannot be understood at {where}; make it again with this version."
        ) from None


def _json(content: bytes) -> dict[str, Any]:
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError):
        whole = None
    if not isinstance(whole, dict):
        raise Refused("This is not a findings file; make one with `prodworthy probe`.")
    return whole


def _digest(whole: dict[str, Any]) -> str:
    plain = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
