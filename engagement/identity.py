"""New ids: short, not guessable, and without a meaning that could go stale."""

import secrets


def new_id() -> str:
    """Sixteen hexadecimal digits, 64 bits from the system's own source."""
    return secrets.token_hex(8)
