"""PromQL text from the catalogue's series, and links that open it at the reader's address."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from assessment.connectors.runtime.catalogue import PodSaturation, Saturation, Series
from assessment.connectors.runtime.links import explore_link, through_grafana

PLAIN = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
PLAIN_LABEL = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")


def selector(series: Series, labels: Mapping[str, str]) -> str:
    """An instant selector: the series, narrowed to labels that must be equal."""
    tests = [f"{_label(name)}={quoted(value)}" for name, value in labels.items()]
    tests += [f"{_label(name)}=~{quoted(value)}" for name, value in series.where.items()]
    tests += [f"{_label(name)}!~{quoted(value)}" for name, value in series.unless.items()]
    if PLAIN.fullmatch(series.metric):
        return series.metric + ("{" + ",".join(tests) + "}" if tests else "")
    return "{" + ",".join([quoted(series.metric), *tests]) + "}"


def everything(labels: Mapping[str, str]) -> str:
    """A selector of every series with these labels."""
    return "{" + ",".join(f"{_label(name)}={quoted(value)}" for name, value in labels.items()) + "}"


def quoted(text: str) -> str:
    """A PromQL string literal of any text."""
    inner = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{inner}"'


def increase(series: Iterable[Series], labels: Mapping[str, str], window: int) -> str:
    """How much counters that were there at the start grew over ``window`` seconds, resets counted."""
    return _added([_counted("increase", item, labels, window) for item in series])


def born(series: Iterable[Series], labels: Mapping[str, str], window: int, before: int) -> str:
    """What counters held when they first appeared inside the window.

    ``increase`` does not see it, and a counter of errors appears with the first error. A counter
    that had a sample in the ``before`` seconds up to the start of the window is an old one. Empty text
    for native histograms alone: their smallest count in a window cannot be asked for.
    """
    parts = []
    for item in series:
        if item.native:
            continue
        one = selector(item, labels)
        old = f"last_over_time({one}[{before}s] offset {window}s)"
        parts.append(f"sum(min_over_time({one}[{window}s]) unless {old})")
    return _added(parts) if parts else ""


def grown(series: Iterable[Series], labels: Mapping[str, str], window: int, before: int) -> str:
    """How much counters grew over ``window`` seconds, with those that were born inside it."""
    listed = tuple(series)
    parts = (increase(listed, labels, window), born(listed, labels, window, before))
    return _added([part for part in parts if part])


def most_resets(series: Iterable[Series], labels: Mapping[str, str], window: int) -> str:
    """How often the counter that was reset most often was reset in the window."""
    return _added([f"max(resets({selector(item, labels)}[{window}s]))" for item in series])


def rate(series: Iterable[Series], labels: Mapping[str, str], window: int) -> str:
    """Sum of the rates of counters over ``window`` seconds, per second."""
    return _added([_counted("rate", item, labels, window) for item in series])


def ratio(over: str, under: str, *, absent_is_zero: bool) -> str:
    """One expression over another; nothing above the line counts as 0 only where that is known."""
    return f"({over} or vector(0)) / ({under})" if absent_is_zero else f"({over}) / ({under})"


def gauge(series: Iterable[Series], labels: Mapping[str, str]) -> str:
    """Sum of gauges."""
    return _added([f"sum({selector(item, labels)})" for item in series])


def bucket_growth(buckets: Series, labels: Mapping[str, str], window: int) -> str:
    """Growth of each cumulative bucket over ``window`` seconds, or of a native histogram whole."""
    by = "" if buckets.native else " by (le)"
    return f"sum{by} (increase({selector(buckets, labels)}[{window}s]))"


def quantile(share: float, buckets: Series, labels: Mapping[str, str], window: int) -> str:
    """A percentile of a histogram, in its own unit."""
    one, by = selector(buckets, labels), "" if buckets.native else " by (le)"
    return f"histogram_quantile({share:g}, sum{by} (rate({one}[{window}s])))"


def saturation(found: Saturation, labels: Mapping[str, str], every: int) -> str:
    """The largest share of the scarcest resource among the instances, at one moment."""
    one = selector(Series(metric=found.metric), labels)
    if found.rate:
        return f"max(rate({one}[{every}s]))"
    if found.over:
        return f"max({one} / {selector(Series(metric=found.over), labels)})"
    return f"max({one})" + _hundredth(found.percent)


def highest_saturation(
    found: Saturation, labels: Mapping[str, str], window: int, every: int
) -> str:
    """The same at its highest in ``window`` seconds; a plain gauge by every sample that it has."""
    if found.rate or found.over:
        return highest(saturation(found, labels, every), window, every)
    one = selector(Series(metric=found.metric), labels)
    return f"max(max_over_time({one}[{window}s]))" + _hundredth(found.percent)


def highest(expression: str, window: int, every: int) -> str:
    """The highest value of an expression in a window, looked at every so many seconds."""
    return f"max_over_time(({expression})[{window}s:{every}s])"


def pod_saturation(found: PodSaturation, counter: str, namespace: str, every: int) -> str:
    """The largest share among the pods that have the counter; pods are joined by their names."""
    space = {"namespace": namespace}
    one = selector(Series(metric=found.metric, where=found.where), space)
    used = f"sum by (namespace, pod) (rate({one}[{every}s]))" if found.rate else _by_pod(one, found)
    if found.over:
        limit = selector(Series(metric=found.over, where=found.over_where), space)
        used = f"{used} / on (namespace, pod) sum by (namespace, pod) ({limit})"
    pods = f"group by (namespace, pod) ({counter})"
    return f"max(({used}) and on (namespace, pod) {pods})" + _hundredth(found.percent)


def _by_pod(one: str, found: PodSaturation) -> str:
    """Sum by pod, or for shares the largest, also where the scraper renamed the pod's labels."""
    if not found.percent:
        return f"sum by (namespace, pod) ({one})"
    moved = one.replace("namespace=", "exported_namespace=", 1)
    for label in ("pod", "namespace"):
        moved = f'label_replace({moved}, "{label}", "$1", "exported_{label}", "(.+)")'
    return f"max by (namespace, pod) ({one} or {moved})"


def _hundredth(percent: bool) -> str:
    return " / 100" if percent else ""


def filled(expression: str, labels: Mapping[str, str], target: Mapping[str, str]) -> str:
    """An expression of the catalogue with labels in the place of ``$labels`` and ``$target``."""
    for name, chosen in (("$labels", labels), ("$target", target)):
        tests = ",".join(f"{_label(label)}={quoted(value)}" for label, value in chosen.items())
        expression = expression.replace(name, tests)
    return expression


def graph_link(reader: str, expression: str, at: float, seconds: float) -> str:
    """The reader's graph of an expression over the time that was read, with an absolute end (UTC).

    The ``/graph`` form opens in Prometheus 2 and is redirected to the same view by Prometheus 3. A
    server that is read through a Grafana is closed to a reader as well: the link opens the Grafana.
    """
    if grafana := through_grafana(reader):
        return explore_link(*grafana, expression, at - max(60.0, seconds), at)
    end = datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%S")
    asked = {
        "g0.expr": expression,
        "g0.tab": "0",
        "g0.range_input": f"{max(60, round(seconds))}s",
        "g0.end_input": end,
        "g0.moment_input": end,
    }
    return f"{reader.rstrip('/')}/graph?{urlencode(asked, quote_via=quote)}" if reader else ""


def _label(name: str) -> str:
    return name if PLAIN_LABEL.fullmatch(name) else quoted(name)


def _counted(function: str, item: Series, labels: Mapping[str, str], window: int) -> str:
    whole = f"sum({function}({selector(item, labels)}[{window}s]))"
    return f"histogram_count({whole})" if item.native else whole


def _added(parts: list[str]) -> str:
    """A sum in which a part without samples counts as nothing; empty where all of them are.

    Each part is asked once: ``or`` keeps all of them, since each has a label of its own.
    """
    if len(parts) == 1:
        return parts[0]
    rest = [
        f'label_replace({part}, "part", "{number}", "", "")'
        for number, part in enumerate(parts[1:], 2)
    ]
    return f"sum({' or '.join([parts[0], *rest])})"
