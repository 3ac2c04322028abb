"""Codes that are read off a screen and typed on a phone: no two signs that look alike."""

import secrets

ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"
LENGTH = 6


def new_code() -> str:
    """Six signs, 27 bits: enough beside the limit on attempts."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def as_typed(code: str) -> str:
    """The code that somebody meant: any case, spaces and hyphens left out."""
    return "".join(sign for sign in code.upper() if sign.isalnum())[:32]
