"""The report's own fonts inside the page, cut down to the characters that the page uses."""

import base64
import io
from functools import lru_cache

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont as FontFile

from reports import fonts

SANS, MONO = "Prodworthy Sans", "Prodworthy Mono"
_FACES = (
    (fonts.REGULAR, SANS, 400),
    (fonts.MEDIUM, SANS, 500),
    (fonts.SEMIBOLD, SANS, 600),
    (fonts.MONO, MONO, 400),
)
_ALWAYS = frozenset(map(chr, range(0x20, 0x7F)))


def rules(words: str) -> str:
    """The ``@font-face`` rules for every character of ``words``; the same for the same characters.

    What the fonts do not hold is left to the fonts of the reader's machine.
    """
    wanted = "".join(sorted(_ALWAYS | set(words)))
    return "\n".join(_rule(font, family, weight, wanted) for font, family, weight in _FACES)


def _rule(font: str, family: str, weight: int, wanted: str) -> str:
    data = base64.b64encode(_cut(font, wanted)).decode()
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:normal;'
        f'src:url("data:font/woff;base64,{data}") format("woff")}}'
    )


@lru_cache(maxsize=16)
def _cut(font: str, wanted: str) -> bytes:
    """The font as WOFF with the glyphs of ``wanted`` and no others."""
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.notdef_outline = True
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "DSIG", "meta"]
    buffer = io.BytesIO()
    with FontFile(fonts.file_of(font), recalcTimestamp=False) as held:
        cutter = Subsetter(options)
        cutter.populate(text=wanted)
        cutter.subset(held)
        held.flavor = "woff"
        held.save(buffer)
    return buffer.getvalue()
