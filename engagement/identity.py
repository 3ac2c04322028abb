"""Ids: new ones without a meaning that could go stale, and what a source is known again by."""

import json
import secrets

from assessment.sources import Options


def new_id() -> str:
    """Sixteen hexadecimal digits, 64 bits from the system's own source."""
    return secrets.token_hex(8)


def same_source(kind: str, address: str, options: Options) -> str:
    """One text for one place to look, whoever wrote it down, in which order and by which name."""
    plain = json.dumps(options, sort_keys=True, ensure_ascii=False)
    return "\n".join((kind, address.strip().rstrip("/"), plain))
