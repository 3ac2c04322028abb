"""What a pack's content is known by, whichever of the two shapes it has."""

import hashlib
import json

from content.model import Pack
from content.questionnaire import Questionnaire

AnyPack = Pack | Questionnaire


def canonical(pack: AnyPack) -> str:
    """The pack's content as one JSON text that depends on nothing but its content."""
    content = pack.model_dump(mode="json", exclude={"digest"})
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(pack: AnyPack) -> str:
    """SHA-256 of the canonical content in hexadecimal; comments and layout have no part in it."""
    return hashlib.sha256(canonical(pack).encode()).hexdigest()


def sealed(pack: Questionnaire) -> Questionnaire:
    """The questionnaire with the digest of its content."""
    return pack.model_copy(update={"digest": digest_of(pack)})


def from_canonical(text: str, digest: str) -> AnyPack:
    """The pack that a canonical text was made from; its shape is told by its ``scoring``."""
    content = json.loads(text)
    whole = {**content, "digest": digest}
    if "scoring" in content:
        return Questionnaire.model_validate(whole)
    return Pack.model_validate(whole)
