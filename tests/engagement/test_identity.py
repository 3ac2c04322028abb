"""What a file is called on every system, and who is one person however the name is written."""

import pytest

from engagement.identity import portable


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Müller & Søn Straße", "muller-son-strasse"),
        ("Łódź: Œuvre / Ærø", "lodz-oeuvre-aero"),
        ("株式会社", "client"),
        ("../../etc", "etc"),
        ("x" * 100, "x" * 80),
    ],
)  # fmt: skip
def test_a_clients_name_becomes_part_of_a_file_name_that_every_system_keeps(
    words: str, name: str
) -> None:
    assert portable(words, "client") == name
