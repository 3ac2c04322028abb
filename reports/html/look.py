"""The head of the page: its policy, its one style sheet with fonts, and the colours of charts."""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

from reports import colours, fonts, hue
from reports.around import Around
from reports.charts.sheet import fitted
from reports.html import typefaces
from reports.html.markup import Html, clean, element, plainly
from reports.html.svg import code

_VERDICTS_DARK = {
    "ready": "4cc38a",
    "conditional": "e3a945",
    "not_ready": "f07f73",
    "insufficient_evidence": "a3b0bc",
    "quiet": "a3b0bc",
}
_DARK = {
    colours.INK: "e8edf2",
    colours.SOFT: "c5ced7",
    colours.QUIET: "a3b0bc",
    colours.LINE: "3a4855",
    colours.MIST: "17212b",
    colours.PAPER: "17212b",
}
_BLUE_DARK = {colours.ACCENT: "6fb4ee", colours.BLUE: "6fb4ee", colours.LIGHT: "3c78af"}
"""How the small drawings within words look on a dark page; charts keep a light card there."""
_MARGIN_SIZE, _MARGIN_ROOM = 7.5, 390.0
"""Points of the words in a printed page's margins, and how wide they may be on A4 and Letter."""
_USED = re.compile(r'(?<=[ "])([fs])-([0-9a-f]{6})(?=[ "])')


def head(around: Around, body: Html) -> Html:
    """The head of the page that has this ``body``."""
    style = _style(around, body)
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="generator", content="Prodworthy"),
        element("title", plainly(around.title)),
        element("style", Html(style)),
    )


def _policy(style: str) -> str:
    """Nothing may be loaded or run; the style sheet is allowed by its digest alone."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _style(around: Around, body: Html) -> str:
    sheet = files("reports.html").joinpath("look.css").read_text(encoding="utf-8")
    client = (_client(),) if hue.own() else ()
    parts = (typefaces.rules(body), sheet, *client, _colours(body), _widths(), _margins(around))
    return "\n".join(parts)


def _colours(body: Html) -> str:
    """A class for each colour that the drawings of the page use, and its twin on a dark page."""
    used, dark_of = sorted(set(_USED.findall(body))), _dark()
    light = "".join(f".{kind}-{shade}{{{_property(kind)}:#{shade}}}" for kind, shade in used)
    dark = "".join(
        f".themed .{kind}-{shade}{{{_property(kind)}:#{dark_of[shade]}}}"
        for kind, shade in used if shade in dark_of
    )  # fmt: skip
    return f"{light}\n@media screen and (prefers-color-scheme:dark){{{dark}}}"


def _property(kind: str) -> str:
    return "fill" if kind == "f" else "stroke"


def _dark() -> dict[str, str]:
    tones = {code(colours.VERDICTS[tone]): shade for tone, shade in _VERDICTS_DARK.items()}
    blues = {code(hue.dyed(colour)): hue.on_dark(shade) for colour, shade in _BLUE_DARK.items()}
    return {code(colour): shade for colour, shade in _DARK.items()} | tones | blues


def _client() -> str:
    """The client's colour for links and names of sections, and as a band along the upper edge."""
    own, dark = hue.own(), hue.on_dark(_BLUE_DARK[colours.BLUE])
    return (
        f":root{{--accent:{own}}}body{{border-top:.5rem solid {own}}}.kicker{{color:var(--accent)}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{--accent:#{dark}}}}}"
    )


@cache
def _widths() -> str:
    """Widths of columns in hundredths, as classes, since elements may carry no style of their own."""
    return "".join(f".w{share}{{width:{share}%}}" for share in range(1, 101))


def _margins(around: Around) -> str:
    """What a printed page carries in its margins, as on every page of the PDF."""
    places = {
        "top-left": f"{_quoted('Prodworthy')}",
        "top-right": _quoted(_in_one_line(around.mark)),
        "bottom-left": _quoted(_in_one_line(around.footer_left)),
        "bottom-right": '"Page " counter(page) " of " counter(pages)',
    }
    look = f"font:{_MARGIN_SIZE}pt var(--sans);color:#5a6774;white-space:nowrap"
    boxes = "".join(f"@{place}{{content:{words};{look}}}" for place, words in places.items())
    return f"@page{{{boxes}}}"


def _in_one_line(words: str) -> str:
    """What finds room beside its neighbour; the whole of it stands at the head of the page."""
    return fitted(" ".join(clean(words).split()), fonts.REGULAR, _MARGIN_SIZE, _MARGIN_ROOM, 1)[0]


def _quoted(words: str) -> str:
    """A string of the style sheet: every character but plain letters and digits by its number."""
    return '"' + "".join(
        char if char.isascii() and char.isalnum() else f"\\{ord(char):x} " for char in clean(words)
    ) + '"'  # fmt: skip
