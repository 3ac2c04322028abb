"""Ids without a meaning that could go stale, and what a source or a person is known again by."""

import json
import re
import secrets
import unicodedata

from assessment.sources import Options

_WITHOUT_A_MARK = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ł": "l",
     "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ı": "i"}
)  # fmt: skip
"""Latin letters that are no plain letter with a mark above or below it."""


_LOOKS_LIKE = str.maketrans(
    "аеорсухіјѕԁԛԝһӏгкмтвнαεορνικτυηχβγɑɡıƅо01|l",
    "aeopcyxijsdqwhirkmtbhaeopviktunxbyagibooiii",
)
"""Small letters of other scripts, and figures, that are drawn like a Latin letter."""


def new_id() -> str:
    """Sixteen hexadecimal digits, 64 bits from the system's own source."""
    return secrets.token_hex(8)


def same_source(kind: str, address: str, options: Options) -> str:
    """One text for one place to look, whoever wrote it down, in which order and by which name."""
    plain = json.dumps(options, sort_keys=True, ensure_ascii=False)
    return "\n".join((kind, address.strip().rstrip("/"), plain))


def portable(words: str, otherwise: str) -> str:
    """Words as part of a file's name that every system keeps: ``Müller & Søn`` is ``muller-son``.

    ``otherwise`` where nothing is left of them, as of a name in another script.
    """
    plain = unicodedata.normalize("NFKD", words.translate(_WITHOUT_A_MARK))
    kept = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower())
    return kept.strip("-")[:80].rstrip("-") or otherwise


def same_person(name: str) -> str:
    """One text for one person's name, whatever its case, its spaces and its signs without width.

    Letters of another script stay another name; see :func:`looks_like` for where that matters.
    """
    shown = (
        " " if unicodedata.category(sign) in ("Zs", "Cc") else sign
        for sign in unicodedata.normalize("NFKC", name)
        if unicodedata.category(sign) != "Cf"
    )
    return " ".join("".join(shown).casefold().split())


def looks_like(name: str) -> str:
    """One text for all names that are read as one: without spaces, look-alike letters made one.

    Nobody becomes their own second person by a space within the name, by a Cyrillic *a*, or by a
    figure 1 for an *l*. It knows the common ones of Cyrillic and Greek, not every sign of Unicode,
    and no mark above a letter; and where nobody signs in, it proves nothing: another name can be typed.
    """
    return "".join(same_person(name).translate(_LOOKS_LIKE).split())
