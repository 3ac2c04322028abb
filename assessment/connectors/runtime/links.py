"""Where a reader's browser opens what was read."""

from urllib.parse import urlsplit

from assessment.sources import Source


def reader_of(source: Source) -> str:
    """The reader's base address, no slash at its end; empty where it has credentials."""
    text = (source.reader_address or source.address).strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
