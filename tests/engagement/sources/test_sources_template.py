"""The file of sources that an engineer fills in."""

import re
from pathlib import Path

import pytest
import yaml

from assessment.connectors import connectors
from engagement.faults import Refused
from engagement.sources.sources_file import read_sources
from engagement.sources.sources_template import sources_template


def test_untouched_it_asks_for_nothing() -> None:
    assert yaml.safe_load(sources_template()) == {"sources": None}


@pytest.mark.parametrize("kind", sorted(set(connectors()) - {"load"}))
def test_an_entry_is_valid_once_it_is_taken_in_with_an_address_and_who_allowed_it(
    kind: str, tmp_path: Path
) -> None:
    (source,) = read_sources(_taken_in(kind, tmp_path))
    assert source.kind == kind
    assert source.authorised_until is not None


def test_a_load_test_is_refused_until_somebody_types_the_consent(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="the host was not typed again"):
        read_sources(_taken_in("load", tmp_path))


def test_an_entry_names_the_objectives_that_concern_it_and_no_other() -> None:
    entry = _entry("metrics_endpoint")
    assert "availability_target:" in entry
    assert "# error_ratio_limit: 0.01   # ratio" in entry
    assert "data_age_limit_hours" not in entry
    assert "psi_limit" in _entry("dataset")


def _entry(kind: str) -> str:
    return next(part for part in sources_template().split("\n\n") if f"kind: {kind}\n" in part)


def _taken_in(kind: str, tmp_path: Path) -> Path:
    """The file with the entry of one kind, its lines taken in, an address and a person."""
    lines = [
        line.removeprefix("# ")
        for line in _entry(kind).splitlines()
        if not re.match("# [A-Z]", line)
    ]
    text = "\n".join(lines).replace("address:", f"address: {_address(kind)}")
    text = text.replace("authorised_by:", "authorised_by: Kim Berg")
    file = tmp_path / "sources.yaml"
    file.write_text(f"sources:\n{text}\n", encoding="utf-8")
    return file


def _address(kind: str) -> str:
    """One that the connector's own help gives as an example, or a path."""
    found = re.search(r"[a-z]+://[^\s,]*[^\s,.]", connectors()[kind].ADDRESS_HELP)
    return found[0] if found else "/srv/data/events.parquet"
