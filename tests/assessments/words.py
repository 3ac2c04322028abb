"""Words that are nowhere else: put at the end of a text, they show that the text was not cut."""

import re
from dataclasses import dataclass, field

WORD = re.compile(r"zq[0-9]{5}x")
_FILLER = (
    "We looked at it together with the shop floor, wrote down what we saw and what we did not see, "
    "and agreed who looks again before the season starts. "
)


@dataclass
class Words:
    """Gives out words, and remembers what each of them was typed as."""

    typed: dict[str, str] = field(default_factory=dict)

    def text(self, what: str, start: str = "", length: int = 0) -> str:
        """``start`` filled up to ``length`` characters, with a new word at its end."""
        word = f"zq{len(self.typed):05d}x"
        self.typed[word] = what
        room = length - len(word) - 1
        filled = start
        if len(start) < room:
            lead = f"{start} " if start else ""
            filled = (lead + _FILLER * (room // len(_FILLER) + 1))[:room].rstrip()
        return f"{filled} {word}".strip()

    def link(self, what: str, start: str = "https://wiki.example.org/page") -> str:
        """An address that ends with a new word."""
        return f"{start}/{self.text(what)}"


def found(text: str) -> set[str]:
    """Every such word of a text, also where a line broke it or other signs stand inside."""
    joined = re.sub(r"[\s\u00ad\u2010-\u2011\u200b-\u200f]+", "", text)
    return set(WORD.findall(text)) | set(WORD.findall(joined))
