"""Which server speaks Prometheus' API, by what it tells about itself."""

from collections.abc import Mapping

from content.values import Value

VICTORIA = "x-server-hostname"
"""A header that VictoriaMetrics adds; its version is a made-up one of Prometheus, or none."""


class Build(Value):
    """The server's name and version as text; ``counts_new`` where its ``increase`` already counts
    what a counter held when it first appeared."""

    told: str = "Prometheus, version not told"
    counts_new: bool = False


def build(data: Mapping[str, str], headers: Mapping[str, str]) -> Build:
    """Mimir and Cortex name themselves; Thanos is known by a version that Prometheus never had."""
    version, name = data.get("version", ""), data.get("application", "")
    if not name and VICTORIA in headers and "goVersion" not in data:
        return Build(told="VictoriaMetrics, version not told", counts_new=True)
    if not name:
        name = "Thanos" if version.startswith("0.") else "Prometheus"
    return Build(told=f"{name} {version}" if version else f"{name}, version not told")
