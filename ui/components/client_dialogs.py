"""Which dialog about a client's data is open: it stays open when the page is drawn under it."""

from ui import session

_OPEN = "client.dialog"


def open_one(name: str) -> None:
    """Open the dialog of this name when the page is drawn next."""
    session.keep(_OPEN, name)


def is_open(name: str) -> bool:
    """Whether the dialog of this name is open."""
    return bool(session.choice(_OPEN) == name)


def close() -> None:
    """Close whichever is open."""
    session.forget(_OPEN)
