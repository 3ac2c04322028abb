"""Who parses which Python file: the second process from the front, this one from the back."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from assessment.repository.git import late
from assessment.repository.parsing.parsed import Parsed, parsed
from assessment.repository.parsing.second_process import (
    ROOM,
    File,
    SecondProcess,
    second_process,
)
from assessment.sources import Stopped

WORTH = 400_000
"""Bytes of Python from which on a second process saves more than its start takes."""
_KEPT = 16 * 1024 * 1024
"""Bytes of files that wait to be parsed."""
_ENOUGH = 768 * 1024
"""Bytes that keep the second process busy while this one reads a long history."""
_LONGEST_WAIT = 1.0


@dataclass
class Meanwhile:
    """Work of another kind that this process has, once; ``ready`` says whether it can begin."""

    ready: Callable[[], bool] = lambda: False
    work: Callable[[], object] = lambda: None
    done: bool = False

    @property
    def can_be_done(self) -> bool:
        """Whether it is still to be done and can begin."""
        return not self.done and self.ready()

    def do(self) -> None:
        """Do it, unless it is done."""
        if not self.done:
            self.done = True
            self.work()


@dataclass(kw_only=True)
class PythonFiles:
    """The Python files of one repository: given one by one, told when all are there.

    ``found`` is complete after :meth:`finish`, in no order.
    """

    deadline: float
    stopped: Callable[[], bool] = lambda: False
    second: SecondProcess | None = None
    found: list[Parsed] = field(default_factory=list)
    _waiting: deque[File] = field(default_factory=deque)
    _bytes: int = 0

    def add(self, path: str, content: bytes) -> None:
        """Take a file, to be parsed now or later."""
        if self.second is None or self.second.ended:
            self.found.append(parsed(path, content))
            return
        self._waiting.append((path, content))
        self._bytes += len(content)
        while self._bytes > _KEPT:
            self.parse_one()

    def look(self, room: int = ROOM) -> None:
        """Take what the second process has answered, and give it more to do; never waits.

        To be called between any two files, so that it never stands still; with more ``room`` (in
        bytes) before anything that takes longer.
        """
        if self.second is None:
            return
        self.found.extend(self.second.answers())
        # Near the end each takes little at a time, so that both end together.
        while self._waiting and self.second.has_room(min(room, self._bytes // 4)):
            path, content = self._waiting.popleft()
            self._bytes -= len(content)
            self.second.hand_over((path, content))

    def finish(self, meanwhile: Meanwhile) -> None:
        """Parse what still waits, together with the second process; raises when time is over.

        ``meanwhile`` is done here as soon as it can be, while the second process parses on.
        """
        self.look()
        while self._waiting:
            self._check()
            if meanwhile.can_be_done:
                self.look(_ENOUGH)
                meanwhile.do()
            else:
                self.parse_one()
            self.look()
        while self.second and self.second.left and not self.second.ended:
            self._check()
            self.second.wait(_LONGEST_WAIT)
            self.look()
        while self.second and self.second.left:  # it ended before its time
            self._check()
            self.found.append(parsed(*self.second.left.popleft()))

    def _check(self) -> None:
        if self.stopped():
            raise Stopped
        if time.monotonic() >= self.deadline:
            raise late()

    def parse_one(self) -> None:
        """Parse a file that waits, if there is one."""
        if not self._waiting:
            return
        path, content = self._waiting.pop()
        self._bytes -= len(content)
        self.found.append(parsed(path, content))


@contextmanager
def python_files(size: int, deadline: float, stopped: Callable[[], bool]) -> Iterator[PythonFiles]:
    """Where to give Python files of ``size`` bytes together; a second process helps with many.

    ``deadline`` is in seconds of the monotonic clock.
    """
    if size < WORTH:
        yield PythonFiles(deadline=deadline, stopped=stopped)
        return
    with second_process(deadline) as second:
        yield PythonFiles(deadline=deadline, stopped=stopped, second=second)
