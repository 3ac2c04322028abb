"""``make bench``: measures every area, prints it, keeps what was measured; fails past a limit.

``python -m benchmarks workbook workshop`` measures some areas again and keeps the others as they are.
"""

import argparse
import sys

from benchmarks.alone import AREAS, alone
from benchmarks.kept import Area, keep, now
from docs import generate


def main() -> int:
    """Measure the named areas (all, if none is named); 1 where a ratio is past its limit or none came."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("areas", nargs="*", metavar="AREA", help=", ".join(AREAS))
    chosen = parser.parse_args().areas or list(AREAS)
    if unknown := sorted(set(chosen) - set(AREAS)):
        parser.error(f"There is no area {', '.join(unknown)}; choose from {', '.join(AREAS)}.")
    well = [_measured(name) for name in chosen]
    generate.main()
    return 0 if all(well) else 1


def _measured(name: str) -> bool:
    """One area measured and kept; whether every ratio is within its limit."""
    try:
        rows = alone(name)
    except Exception as fault:  # noqa: BLE001  the other areas are still to be measured
        print(f"{name}: nothing was measured: {fault}", flush=True)
        return False
    keep(Area(name=name, measured=now(), rows=rows))
    for row in rows:
        past = "" if row.holds else f"  PAST ITS LIMIT of {row.limit:.3g}"
        print(
            f"{name}: {row.name}: {row.subject:.3f} {row.unit}, {row.ratio:.3g} x {row.peer_name}"
            f" ({row.peer:.3f} {row.unit}){past}",
            flush=True,
        )
    return all(row.holds for row in rows)


if __name__ == "__main__":
    sys.exit(main())
