"""Fonts beyond our own: those of the extra ``scripts`` and those in the operator's folder.

They are found when the first text needs one. Without the extra's shaping library there are none,
since letters of most scripts printed one by one would be misspelt.
"""

import importlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from struct import error
from typing import Any

from fontTools.ttLib import TTCollection, TTFont, TTLibError

EXTRA, SETTING = "prodworthy[scripts]", "PRODWORTHY_FONTS"
"""What is to be installed, and the variable that names the operator's folder of fonts."""
_OF_EXTRA = {"Arabic"}
_PACKAGES = ("fontpkg_ibm_plex_sans_arabic",)
_ENDINGS = {".ttf", ".otf", ".ttc"}
_OUTLINES, _NEEDED = {"glyf", "CFF ", "CFF2"}, {"head", "hhea", "cmap", "OS/2", "name"}
_UNREADABLE = (
    TTLibError, OSError, LookupError, ValueError, TypeError, AttributeError, AssertionError, error,
)  # fmt: skip
"""What the decoder says of a file that is no font."""
_MOST_FILES, _LARGEST = 2000, 64 * 1024 * 1024
_SHUNNED = ("italic", "oblique", "condensed", "narrow", "mono", "serif", "display", "emoji", "ui")
"""What a text is not set in while another font has its letters too."""
_folder: Path | None = None


@dataclass(frozen=True)
class Face:
    """One font of a file; ``weight`` is 100–900, ``rank`` tells which goes first among others."""

    path: Path
    number: int
    name: str
    weight: int
    rank: tuple[int, str]

    @cached_property
    def letters(self) -> frozenset[str]:
        """The characters that it has a shape for."""
        return frozenset(map(chr, self.engine.unicodes))

    @cached_property
    def engine(self) -> Any:
        """The shaping library's view of it."""
        import uharfbuzz

        return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(self.path)), self.number)

    def opened(self) -> TTFont:
        """Its outlines and measures; to be closed."""
        return TTFont(self.path, fontNumber=self.number, lazy=True)


def use(folder: Path | None) -> None:
    """Take further fonts from ``folder``, and from those below it; ``None`` for no folder."""
    global _folder  # noqa: PLW0603  # one process has one operator
    if folder != _folder:
        _folder = folder
        forget()


def forget() -> None:
    """Look for fonts again at the next text that needs one."""
    for kept in (ready, every, face_of):
        kept.cache_clear()


@cache
def ready() -> bool:
    """Whether the libraries are installed that order and join letters."""
    try:
        importlib.import_module("uharfbuzz")
        importlib.import_module("bidi.algorithm")
    except ImportError:
        return False
    return True


@cache
def every() -> tuple[Face, ...]:
    """All fonts that can be used, the extra's first and plain ones before narrow or slanted ones."""
    if not ready():
        return ()
    files = [(0, path) for path in _of_packages()]
    files += [(1, path) for path in _below(_folder)] if _folder else []
    found = [face for place, path in files for face in _read(path, place)]
    return tuple(sorted(found, key=lambda face: face.rank))


def _of_packages() -> list[Path]:
    """The files of the font packages that are installed."""
    held = []
    for name in _PACKAGES:
        try:
            package = importlib.import_module(name)
        except ImportError:
            continue
        held += sorted((Path(package.__path__[0]) / "files").glob("*.ttf"))
    return held


def _below(folder: Path) -> list[Path]:
    files = sorted(path for path in folder.rglob("*") if path.suffix.casefold() in _ENDINGS)
    return [path for path in files if path.is_file() and path.stat().st_size <= _LARGEST][
        :_MOST_FILES
    ]


def _read(path: Path, place: int) -> list[Face]:
    """The fonts of a file; none where it cannot be read as one."""
    try:
        with path.open("rb") as file:
            if path.suffix.casefold() == ".ttc":
                return _faces(TTCollection(file, lazy=True).fonts, path, place)
            return _faces([TTFont(file, lazy=True)], path, place)
    except _UNREADABLE:
        return []


def _faces(fonts: Iterable[TTFont], path: Path, place: int) -> list[Face]:
    """Those that have outlines; a font of pictures cannot be embedded."""
    return [
        _face(font, path, number, place)
        for number, font in enumerate(fonts)
        if _OUTLINES & set(font.keys()) and set(font.keys()) >= _NEEDED
    ]


def _face(font: TTFont, path: Path, number: int, place: int) -> Face:
    name = str(font["name"].getDebugName(4) or path.stem)
    said = f"{name} {path.stem}".casefold()
    shunned = sum(word in said for word in _SHUNNED) + ("sans" not in said)
    weight = int(font["OS/2"].usWeightClass)
    return Face(path, number, name, weight, (place + 2 * shunned, f"{path.name} {number:03}"))


def remedy(lost: Iterable[str]) -> str:
    """What lets these letters be printed, in a sentence: an extra, a folder of fonts, or both."""
    scripts = sorted({script for char in lost if (script := script_of(char))})
    if not scripts:
        return "No font is made for them: type something else."
    steps = [] if ready() else [f"install {EXTRA}"]
    named = [script for script in scripts if ready() or script not in _OF_EXTRA]
    if named:
        steps.append(f"name a folder with a font for {' and '.join(named)} in {SETTING}")
    told = " and ".join(steps)
    return f"{told[:1].upper()}{told[1:]}."


def script_of(char: str) -> str:
    """The script of a letter, such as *Hebrew*; empty for what is no letter, mark or sign."""
    if unicodedata.category(char)[0] == "C":
        return ""
    word = unicodedata.name(char, "").split(" ")[0].split("-")[0]
    known = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}
    if unicodedata.category(char)[0] in "LM":
        return known.get(word, word.capitalize())
    return "signs such as " + char if word else ""


@cache
def face_of(char: str, weight: int) -> Face | None:
    """The font for a letter, the nearest to ``weight`` of its kind; ``None`` where none has it."""
    first = next((face for face in every() if char in face.letters), None)
    if first is None:
        return None
    alike = [face for face in every() if face.rank[0] == first.rank[0] and char in face.letters]
    return min(alike, key=lambda face: (abs(face.weight - weight), face.rank))
