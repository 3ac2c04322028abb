"""Text as a template writes it, line by line with where it came from."""

from dataclasses import dataclass, field

_OUTPUT = 512 * 1024


class Unrendered(Exception):
    """What stands here depends on what is only known when it runs; ``why`` is the condition."""

    def __init__(self, why: str = "") -> None:
        super().__init__(why)
        self.why = why[:120]


@dataclass
class Written:
    """Text as it is written, and for each line of it the template's line that it came from."""

    parts: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=lambda: [1])
    size: int = 0
    fresh: bool = True

    def put(self, content: str, line: int, *, literal: bool) -> None:
        """Add text; literal text goes on line by line, the result of an action stays on its own."""
        if self.size + len(content) > _OUTPUT:
            raise Unrendered("more text than is read")
        self.size += len(content)
        self.parts.append(content)
        first, *others = content.split("\n")
        if self.fresh and first.strip():
            self.lines[-1], self.fresh = line, False
        for number, row in enumerate(others, start=1):
            self.lines.append(line + number if literal else line)
            self.fresh = not row.strip()
