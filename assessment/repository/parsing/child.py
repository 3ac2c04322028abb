"""What the second process does: file after file in, the facts of each out, until there are no more.

It is started without site-packages, so nothing that is imported here may need more than the standard
library: that alone makes it worth starting.
"""

import pickle
import sys
from struct import Struct
from typing import BinaryIO

from assessment.repository.collecting import fewer_collections
from assessment.repository.parsing.parsed import parsed

ASKED = Struct("!II")
"""Before each file: how many bytes its path has, and how many its content."""
ANSWERED = Struct("!I")
"""Before each answer: how many bytes it has."""
_MEMORY = 2 * 1024**3
"""Bytes of address space; a file that needs more to be parsed counts as one that cannot be."""


def main() -> None:
    """Answer on the standard output what is asked on the standard input."""
    _limit_memory()
    with fewer_collections():
        serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(given: BinaryIO, taken: BinaryIO) -> None:
    """Answer every file with what was read in it, pickled."""
    while len(head := given.read(ASKED.size)) == ASKED.size:
        path_size, size = ASKED.unpack(head)
        path = given.read(path_size).decode()
        answer = pickle.dumps(parsed(path, given.read(size)), pickle.HIGHEST_PROTOCOL)
        taken.write(ANSWERED.pack(len(answer)) + answer)
        taken.flush()


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, OSError, ValueError):
        return  # a system without such limits
