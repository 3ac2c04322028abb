"""IBM Plex in four static fonts, cut once from the installed variable font and cached.

The PDF engine reads only the default instance of a variable font, so the weights 400, 500 and 600
are cut with fontTools and kept in a cache folder. Layout tables are dropped before cutting: the
engine does not read them, and the cut is several times faster without them.

A character that they lack is left to a font of :mod:`reports.scripts.faces` where one has it. What
no font holds (an emoji, a control character) is replaced by ``�`` (U+FFFD) or ``?``, so that it
neither crashes the report nor vanishes from it.
"""

import hashlib
import os
import tempfile
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import fontpkg_ibm_plex_mono
import fontpkg_ibm_plex_sans
from fontTools.ttLib import TTFont as FontFile
from fontTools.varLib import instancer
from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from reports.scripts import faces, runs
from reports.scripts.runs import Look
from reports.scripts.shaping import UNSEEN

REGULAR = "Plex"
MEDIUM = "Plex-Medium"
SEMIBOLD = "Plex-SemiBold"
MONO = "PlexMono"

_WEIGHTS = {REGULAR: 400, MEDIUM: 500, SEMIBOLD: 600}
_DROPPED = ("GPOS", "GSUB", "GDEF", "HVAR", "MVAR", "STAT", "DSIG", "meta", "hdmx")
_SPACES = {"\t": " ", "\n": " ", "\r": " ", "\u2028": " ", "\u2029": " "}
_JOINERS = "\u200c\u200d"
"""Unseen letters that only shape their neighbours, as in Persian words."""
REMEMBERED = 16_384
"""Words of each font whose width is kept at hand: some more than a long report has."""
_LOCK = threading.Lock()
_KEPT: ContextVar[bool] = ContextVar("every character is kept", default=False)


def _variable_font() -> Path:
    return Path(fontpkg_ibm_plex_sans.__path__[0]) / "files" / "IBMPlexSans[wdth,wght].ttf"


def _mono_font() -> Path:
    return Path(fontpkg_ibm_plex_mono.__path__[0]) / "files" / "IBMPlexMono-Regular.ttf"


def default_cache() -> Path:
    """A folder of this user below the system's temporary folder."""
    owner = os.getuid() if hasattr(os, "getuid") else "user"
    return Path(tempfile.gettempdir()) / f"prodworthy-fonts-{owner}"


def _usable(folder: Path) -> Path:
    """``folder`` where it is ours alone, else a fresh one: others must not hand us a font file."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    state = folder.stat()
    if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & 0o022):
        return Path(tempfile.mkdtemp(prefix="prodworthy-fonts-"))
    return folder


def _cut(weight: int, name: str, target: Path) -> None:
    """Write one static weight; a half-written file is never seen under ``target``."""
    font = FontFile(_variable_font())
    for table in _DROPPED:
        if table in font:
            del font[table]
    static = instancer.instantiateVariableFont(font, {"wdth": 100, "wght": weight}, optimize=False)
    for number, text in ((1, name), (2, "Regular"), (4, name), (6, name.replace(" ", ""))):
        static["name"].setName(text, number, 3, 1, 0x409)
        static["name"].setName(text, number, 1, 0, 0)
    handle, part = tempfile.mkstemp(dir=target.parent, suffix=".part")
    os.close(handle)
    static.save(part)
    Path(part).replace(target)


def _file_of(name: str, cache_folder: Path) -> Path:
    if name == MONO:
        return _mono_font()
    digest = hashlib.sha256(_variable_font().read_bytes()).hexdigest()[:12]
    target = cache_folder / f"{name}-{digest}.ttf"
    if not target.exists():
        _cut(_WEIGHTS[name], f"Prodworthy {name}", target)
    return target


class _Font(TTFont):  # type: ignore[misc]  # the engine carries no types
    """A font that remembers how wide the words were that it measured last.

    A report measures each of its words some dozen times: to break lines, to set what is centred, to
    find the height of a row, and all of it again once the pages are known.
    """

    def __init__(self, *named: Any) -> None:
        super().__init__(*named)
        widths: dict[int, float] = self.face.charWidths
        other: float = self.face.defaultWidth

        @lru_cache(maxsize=REMEMBERED)
        def units(text: str) -> float:
            return sum(widths.get(ord(char), other) for char in text)

        self._units = units

    def stringWidth(self, text: str | bytes, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        """Width of the text in points, to the last figure as the engine computes it."""
        words = text if isinstance(text, str) else text.decode(encoding or "utf8")
        return 0.001 * size * self._units(words)


def register(cache_folder: Path | None = None) -> None:
    """Make the four fonts known to the PDF engine; does nothing the second time.

    ``cache_folder`` keeps the cut weights; without one the user's temporary folder does. Safe for
    threads and for several processes at once.
    """
    with _LOCK:
        known = set(pdfmetrics.getRegisteredFontNames())
        missing = [name for name in (*_WEIGHTS, MONO) if name not in known]
        folder = _usable(cache_folder or default_cache()) if missing else Path()
        for name in missing:
            pdfmetrics.registerFont(_Font(name, str(_file_of(name, folder))))
        if missing:
            pdfmetrics.registerFontFamily(REGULAR, REGULAR, SEMIBOLD, REGULAR, SEMIBOLD)
            pdfmetrics.registerFontFamily(MONO, MONO, MONO, MONO, MONO)


def file_of(font: str) -> Path:
    """The file of one of the four fonts, for a format that embeds it by itself."""
    register()
    return Path(pdfmetrics.getFont(font).face.filename)


@contextmanager
def every_character() -> Iterator[None]:
    """Inside, :func:`printable` keeps what our fonts lack: a browser finds another font for it."""
    before = _KEPT.set(True)
    try:
        yield
    finally:
        _KEPT.reset(before)


@cache
def _characters(font: str) -> frozenset[int]:
    face = pdfmetrics.getFont(font).face
    return frozenset(face.charToGlyph)


@cache
def _plain(font: str) -> frozenset[str]:
    """What ``font`` prints as it is: its letters but for marks that join the letter before them."""
    letters = map(chr, _characters(font))
    return frozenset(char for char in letters if unicodedata.category(char)[0] not in "CM")


def printable(text: str, font: str = REGULAR) -> str:
    """``text`` with every character that no font holds replaced by a visible mark."""
    if _plain(font).issuperset(text):  # nearly every text, and quickly known
        return text
    known, normal = _characters(font), unicodedata.normalize("NFC", text)
    kept, further = _KEPT.get(), needs_others(normal, font)
    mark = "\ufffd" if 0xFFFD in known else "?"

    def shown(char: str) -> str:
        if (kept and char in _JOINERS) or (further and char in UNSEEN):
            return char
        held = kept or ord(char) in known or (further and faces.face_of(char, 400) is not None)
        return char if held and unicodedata.category(char)[0] != "C" else mark

    return "".join(shown(_SPACES.get(char, char)) for char in normal)


def needs_others(text: str, font: str = REGULAR) -> bool:
    """Whether a font beyond ours has to set a part of the text; no reader's own font is at hand."""
    return not _plain(font).issuperset(text) and not _KEPT.get() and runs.needed(text, font)


def missing(text: str, font: str = REGULAR) -> tuple[str, ...]:
    """The characters of ``text``, each once, in whose place :func:`printable` gives a mark."""
    register()
    normal = unicodedata.normalize("NFC", text)
    pairs = zip(normal, printable(normal, font), strict=True)
    lost = (char for char, shown in pairs if shown != char and char not in _SPACES)
    return tuple(dict.fromkeys(lost))


def look(font: str, size: float, colour: Color | None = None) -> Look:
    """How words in one of the four fonts are set where a part of them needs another font."""
    return Look(font, _WEIGHTS.get(font, 400), size, colour)


def width(text: str, font: str, size: float) -> float:
    """Width of ``text`` in points."""
    shown = printable(text, font)
    if needs_others(shown, font):
        return runs.width(shown, look(font, size))
    return float(pdfmetrics.stringWidth(shown, font, size))
