"""Elements of a page: whatever is not an element already is text, and text is always escaped."""

import re
import unicodedata
from collections.abc import Iterable
from html import escape

from reports.scripts.order import backwards

_UNSEEN = re.compile(
    # Control characters, surrogates and code points that are no characters: no page may hold them.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    # Marks that turn the direction of what follows them, and unseen tags.
    + "\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)
_RIGHT_TO_LEFT = {"R", "AL"}
_VOID = frozenset({"br", "col", "hr", "img", "link", "meta"})


class Html(str):
    """Markup that is safe to put into a page as it is; only this module makes it from parts."""

    __slots__ = ()


Part = Html | str | Iterable["Html | str"]
EMPTY = Html("")


def clean(words: str) -> str:
    """``words`` with a visible mark in place of every character that could hide or turn others."""
    return _UNSEEN.sub("\ufffd", unicodedata.normalize("NFC", words))


def text(words: str) -> Html:
    """``words`` as text of an element; line breaks stay, right-to-left words keep to themselves."""
    lines = (
        Html(escape(clean(part), quote=False))
        for part in re.split("\r\n|[\n\r\u2028\u2029]", words)
    )
    shown = Html("<br>".join(lines))
    if any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in words):
        # Without its way the browser asks the first letter: a sentence of ours may begin with a name.
        return Html(f'<bdi dir="{"rtl" if backwards(words) else "ltr"}">{shown}</bdi>')
    return shown


def plainly(words: str) -> Html:
    """``words`` where no element may stand, such as the page's title: no direction, no lines."""
    return Html(escape(clean(" ".join(words.split())), quote=False))


def way(content: Iterable[str]) -> str | None:
    """The direction of an element with these words, where they run from right to left."""
    return "rtl" if backwards("".join(content)) else None


def join(parts: Part) -> Html:
    """The parts one after another; plain texts among them are escaped."""
    if isinstance(parts, Html):
        return parts
    if isinstance(parts, str):
        return text(parts)
    return Html("".join(join(part) for part in parts))


def element(name: str, /, *parts: Part, **attributes: str | int | float | bool | None) -> Html:
    """An element with its content.

    ``cls`` stands for ``class``; ``_`` in a name for ``-``; ``None``, ``False`` and an empty class
    leave the attribute out, ``True`` gives it without a value.
    """
    given = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{given}>")
    return Html(f"<{name}{given}>{''.join(join(part) for part in parts)}</{name}>")


def _attribute(key: str, value: str | int | float | bool | None) -> str:
    name = "class" if key == "cls" else key.strip("_").replace("_", "-")
    if value is None or value is False or (name == "class" and not value):
        return ""
    if value is True:
        return f" {name}"
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    return f' {name}="{escape(clean(shown))}"'
