"""A second Python that parses files while this one does too, started and ended as git is.

Both sides of its pipes are looked at between two files and never waited for, so that neither process
stands still for the other. Where it cannot be had, or ends, nothing is lost but time.
"""

import io
import os
import pickle
import selectors
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from assessment.repository.facts import credentials, python_files
from assessment.repository.git import running
from assessment.repository.parsing import parsed
from assessment.repository.parsing.child import ANSWERED, ASKED
from assessment.repository.parsing.parsed import Parsed
from assessment.sources import SourceUnavailable

_ROOT = Path(__file__).resolve().parents[3]
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from assessment.repository.parsing.child import main; main()"
)
ROOM = 64 * 1024
"""Bytes that are handed over ahead, enough to be busy while a large file is parsed here."""
_PIECE = 1 << 16
_MADE = {module.__name__: module for module in (python_files, credentials, parsed)}
"""Where the kinds of fact are that an answer is made of."""
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")

File = tuple[str, bytes]
"""A path and its content."""


class SecondProcess:
    """Files go in, facts come out in the same order; ``left`` are those without an answer so far."""

    def __init__(self, sending: IO[bytes], receiving: IO[bytes]) -> None:
        self._input, self._output = sending.fileno(), receiving.fileno()
        os.set_blocking(self._input, False)
        os.set_blocking(self._output, False)
        self._sending = bytearray()
        self._received = bytearray()
        self.left: deque[File] = deque()
        self._ahead = 0
        self.ended = False

    def has_room(self, room: int = ROOM) -> bool:
        """Whether another file can be handed over where ``room`` bytes may wait there."""
        return not self.ended and self._ahead < room

    def hand_over(self, file: File) -> None:
        """Let it parse a file."""
        path, content = file[0].encode(), file[1]
        self._sending += ASKED.pack(len(path), len(content)) + path + content
        self.left.append(file)
        self._ahead += len(content)
        self._send()

    def answers(self) -> Iterator[Parsed]:
        """What has come back by now."""
        self._send()
        self._receive()
        while len(self._received) >= ANSWERED.size:
            end = ANSWERED.size + ANSWERED.unpack_from(self._received)[0]
            if len(self._received) < end:
                return
            answer = bytes(self._received[ANSWERED.size : end])
            del self._received[:end]
            try:
                found = _Answer(io.BytesIO(answer)).load()
            except pickle.UnpicklingError:
                self.ended = True
                return
            self._ahead -= len(self.left.popleft()[1])
            yield found

    def wait(self, seconds: float) -> None:
        """Until something can be sent or has come, at most so long."""
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._output, selectors.EVENT_READ)
            if self._sending:
                waiting.register(self._input, selectors.EVENT_WRITE)
            waiting.select(seconds)

    def _send(self) -> None:
        try:
            while self._sending and not self.ended:
                sent = os.write(self._input, self._sending[:_PIECE])
                del self._sending[:sent]
        except BlockingIOError:
            return
        except OSError:
            self.ended = True

    def _receive(self) -> None:
        try:
            while piece := os.read(self._output, _PIECE):
                self._received += piece
        except BlockingIOError:
            return
        self.ended = True


class _Answer(pickle.Unpickler):
    """Makes the facts of Python files and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if module not in _MADE:
            raise pickle.UnpicklingError(f"{module}.{name} is no fact")
        return getattr(_MADE[module], name)


@contextmanager
def second_process(deadline: float) -> Iterator[SecondProcess | None]:
    """A second process until ``deadline`` (monotonic clock); none on one core, or where it fails."""
    with ExitStack() as stack:
        found = None
        if sys.executable and _cores() > 1:
            command = [sys.executable, "-I", "-S", "-c", _START, str(_ROOT)]
            environ = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
            try:
                started = stack.enter_context(running(command, environ, deadline, _ROOT))
                if started.stdin and started.stdout:
                    found = SecondProcess(started.stdin, started.stdout)
            except (OSError, SourceUnavailable):
                found = None
        yield found


def _cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
