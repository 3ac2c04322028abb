"""A server's own words, kept short and marked as such, after a sentence of ours."""

from assessment.connectors.redaction import redact

SHORT = 120


def it_says(words: object, secrets: tuple[str, ...] = ()) -> str:
    """``(it says: "…")`` on one line with a blank before it, redacted; empty where it says nothing."""
    plain = " ".join(redact(str(words or ""), secrets).split()).replace('"', "'")
    if not plain:
        return ""
    short = plain if len(plain) <= SHORT else f"{plain[: SHORT - 1].rstrip()}…"
    return f' (it says: "{short}")'
