"""The two palettes of charts; the colours of everything else are in ``streamlit.toml``."""

from content.values import Value


class Palette(Value):
    """Colours by what they mean. ``levels`` run from level 1 to level 5: more is always more."""

    page: str
    ink: str
    quiet: str
    line: str
    faint: str
    accent: str
    band: str
    bar: str
    levels: tuple[str, str, str, str, str]
    on_levels: tuple[str, str, str, str, str]
    verdicts: dict[str, str]
    words: dict[str, str]
    """Colour of a verdict's word: at least 4.5 : 1 on the page; its shape needs only 3 : 1."""
    alarm: str


LIGHT = Palette(
    page="#FFFFFF",
    ink="#1B2733",
    quiet="#566474",
    line="#D5DCE3",
    faint="#E9EDF1",
    accent="#0F62A8",
    band="#B3CFE6",
    bar="#79A9D1",
    levels=("#DCE8F3", "#B3CFE6", "#79A9D1", "#3B7AB5", "#0B4578"),
    on_levels=("#1B2733", "#1B2733", "#1B2733", "#FFFFFF", "#FFFFFF"),
    verdicts={
        "ready": "#1A7F5A",
        "conditional": "#B7791F",
        "not_ready": "#B3362B",
        "insufficient_evidence": "#6B7783",
    },
    words={
        "ready": "#17734F",
        "conditional": "#8A5A12",
        "not_ready": "#B3362B",
        "insufficient_evidence": "#566474",
    },
    alarm="#B3362B",
)

DARK = Palette(
    page="#0F171F",
    ink="#E8EDF2",
    quiet="#A3B0BC",
    line="#2F3C49",
    faint="#222D37",
    accent="#6FB4EE",
    band="#2A5078",
    bar="#3C78AF",
    levels=("#1F3347", "#2A5078", "#3C78AF", "#6BA9DD", "#BBDCF8"),
    on_levels=("#E8EDF2", "#E8EDF2", "#FFFFFF", "#0F171F", "#0F171F"),
    verdicts={
        "ready": "#4CC38A",
        "conditional": "#E3A945",
        "not_ready": "#F07F73",
        "insufficient_evidence": "#A3B0BC",
    },
    words={
        "ready": "#4CC38A",
        "conditional": "#E3A945",
        "not_ready": "#F07F73",
        "insufficient_evidence": "#A3B0BC",
    },
    alarm="#F07F73",
)


def palette(dark: bool) -> Palette:
    """The palette of the theme that the reader uses."""
    return DARK if dark else LIGHT
