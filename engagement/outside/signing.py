"""What this server signs: one secret, named by the operator or made once, never in the database."""

import os
import secrets
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from itsdangerous import BadSignature, URLSafeSerializer

from engagement.faults import Refused
from engagement.outside.settings import Settings, settings

FILE = "signing.key"
_SHORTEST = 32


class Forged(ValueError):
    """A text that this server did not sign, or not for this purpose."""


def signed(purpose: str, *parts: str | int) -> str:
    """The parts in one text for an address, signed for one purpose alone."""
    return str(_signer(purpose).dumps(list(parts)))


def opened(purpose: str, token: str) -> list[str | int]:
    """The parts that :func:`signed` put in; :class:`Forged` for anything else."""
    try:
        found = _signer(purpose).loads(token[:1024])
    except BadSignature:
        raise Forged(purpose) from None
    if not isinstance(found, list):
        raise Forged(purpose)
    return found


def _signer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(
        _secret(settings()), salt=f"prodworthy.{purpose}",
        signer_kwargs={"digest_method": sha256, "key_derivation": "hmac"},
    )  # fmt: skip


def _secret(known: Settings) -> str:
    if not known.signing_secret:
        return _own(known.data / FILE)
    text = known.secret_text(known.signing_secret)
    if len(text) < _SHORTEST:
        raise Refused(
            f"The secret {known.signing_secret} has to have {_SHORTEST} characters or more, "
            "since links are signed with it."
        )
    return text


def _own(file: Path) -> str:
    """The secret in the data folder; made where there is none, readable by the owner alone."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            _make(file)
        text = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        text = ""
    if len(text) < _SHORTEST:
        raise Refused(f"The file {FILE} in the data folder cannot be read; links cannot be signed.")
    return text


def _make(file: Path) -> None:
    """Written whole beside it first: whoever comes second takes what the first one made."""
    beside = file.with_name(f"{FILE}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as made:
        made.write(secrets.token_urlsafe(48))
    with suppress(FileExistsError):
        os.link(beside, file)
    beside.unlink()
