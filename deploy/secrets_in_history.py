"""Looks for credentials in every version of every file that was ever committed: ``make secrets``.

By the rule with which the product looks at a client's tree. Prints place and kind, never a value;
ends with 1 where something was found.
"""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from assessment.repository.secrets import read_secrets

ROOT = Path(__file__).resolve().parents[1]
MOST_BYTES = 1_000_000
"""Larger files are data; their number is told."""


def versions() -> dict[str, str]:
    """Every blob of the history by its id, with one of the paths that it had."""
    listed = _git("rev-list", "--all", "--objects").decode(errors="replace")
    pairs = (line.split(" ", 1) for line in listed.splitlines() if " " in line)
    return {pair[0]: pair[1] for pair in pairs}


def texts(known: dict[str, str]) -> Iterator[tuple[str, str | None]]:
    """Path and text of each; ``None`` for a text that is too large to be read."""
    asked = "".join(f"{blob}\n" for blob in known).encode()
    with subprocess.Popen(
        ["git", "cat-file", "--batch", "--buffer"], cwd=ROOT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as reading:  # fmt: skip
        assert reading.stdin  # noqa: S101  it was asked for
        assert reading.stdout  # noqa: S101
        _feed(reading, asked)
        while header := reading.stdout.readline().split():
            blob, kind, size = header[0].decode(), header[1], int(header[2])
            content = reading.stdout.read(size + 1)[:-1]
            if kind == b"blob":
                large = size > MOST_BYTES
                yield known[blob], None if large else content.decode(errors="replace")


def _feed(reading: "subprocess.Popen[bytes]", asked: bytes) -> None:
    def write() -> None:
        assert reading.stdin  # noqa: S101
        reading.stdin.write(asked)
        reading.stdin.close()

    threading.Thread(target=write, daemon=True).start()


def _git(*words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True).stdout


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> int:
    """Print what looks like a credential, and how much was read."""
    found, read, large = dict[tuple[str, int, str], int](), 0, 0
    for path, text in texts(versions()):
        if text is None:
            large += 1
            continue
        read += 1
        for secret in read_secrets(path, text):
            place = (secret.path, secret.line, secret.kind)
            found[place] = found.get(place, 0) + 1
    for (path, line, kind), times in sorted(found.items()):
        _tell(f"{path}:{line}: {kind}, in {times} version(s)")
    _tell(f"{read:,} versions of files were read, {large} larger than 1 MB were not")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
