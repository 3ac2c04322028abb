"""Every file that can be made from a snapshot, by its digest; also as another process makes them."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from engagement.frozen.again import report_again
from engagement.store import Store
from reports.formats import FORMATS, Choices
from reports.lengths import Length
from reports.model import Report
from reports.progress import untold


def every_file(store: Store, snapshot_id: str) -> dict[str, str]:
    """Format and length -> SHA-256 of the file."""
    told = report_again(store, snapshot_id)
    assert isinstance(told, Report)
    return {
        f"{item.suffix} {length}": sha256(
            item.render(told, Choices(length=length), untold)
        ).hexdigest()
        for item in FORMATS
        for length in (Length if item.has_lengths else [Length.FULL])
    }


def elsewhere(address: str, snapshot_id: str) -> dict[str, str]:
    """The same in a new process, where text has other hashes and nothing was drawn before."""
    done = subprocess.run(
        [sys.executable, __file__, address, snapshot_id],
        env={**os.environ, "PYTHONPATH": str(Path.cwd()), "PYTHONHASHSEED": "7"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return dict(line.split("\t") for line in done.stdout.splitlines())


def main(address: str, snapshot_id: str) -> None:
    """Print a line a file."""
    store = Store.open(address)
    for name, digest in every_file(store, snapshot_id).items():
        sys.stdout.write(f"{name}\t{digest}\n")
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
