"""Who parses which Python file: the second process from the front, this one from the back."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from assessment.repository.facts.python_files import PythonModule
from assessment.repository.parsing.decoding import decoded
from assessment.repository.parsing.second_process import File, SecondProcess, second_process
from assessment.repository.python_code import Unparsed, read_python

WORTH = 400_000
"""Bytes of Python from which on a second process saves more than its start takes."""
_KEPT = 16 * 1024 * 1024
"""Bytes of files that wait to be parsed."""
_LONGEST_WAIT = 1.0


@dataclass
class PythonFiles:
    """The Python files of one repository: given one by one, told when all are there.

    ``modules`` and ``unparsed`` are complete after :meth:`finish`, in no order.
    """

    second: SecondProcess | None = None
    modules: list[PythonModule] = field(default_factory=list)
    unparsed: list[str] = field(default_factory=list)
    _waiting: deque[File] = field(default_factory=deque)
    _bytes: int = 0

    def add(self, path: str, content: bytes) -> None:
        """Take a file, to be parsed now or later."""
        if self.second is None or self.second.ended:
            self._parse(path, content)
            return
        self._waiting.append((path, content))
        self._bytes += len(content)
        self.look()
        while self._bytes > _KEPT:
            self._parse_last()

    def look(self) -> None:
        """Take what the second process has answered, and give it more to do; never waits."""
        if self.second is None:
            return
        for path, module in self.second.answers():
            self._note(path, module)
        while self._waiting and self.second.has_room:
            path, content = self._waiting.popleft()
            self._bytes -= len(content)
            self.second.hand_over((path, content))

    def finish(self) -> None:
        """Parse what still waits, together with the second process."""
        self.look()
        while self._waiting:
            self._parse_last()
            self.look()
        while self.second and self.second.left and not self.second.ended:
            self.second.wait(_LONGEST_WAIT)
            self.look()
        if self.second:
            for path, content in self.second.left:  # it ended before its time
                self._parse(path, content)
            self.second.left.clear()

    def _parse_last(self) -> None:
        path, content = self._waiting.pop()
        self._bytes -= len(content)
        self._parse(path, content)

    def _parse(self, path: str, content: bytes) -> None:
        try:
            self._note(path, read_python(path, decoded(content)))
        except Unparsed:
            self._note(path, None)

    def _note(self, path: str, module: PythonModule | None) -> None:
        if module is None:
            self.unparsed.append(path)
        else:
            self.modules.append(module)


@contextmanager
def python_files(size: int, deadline: float) -> Iterator[PythonFiles]:
    """Where to give Python files of ``size`` bytes together; a second process helps with many."""
    if size < WORTH:
        yield PythonFiles()
        return
    with second_process(deadline) as second:
        yield PythonFiles(second)
