"""Text from outside is always text that a file and a database can hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.model import Place
from content.values import writable


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_what_cannot_be_written_is_replaced_by_one_sign(text: str) -> None:
    assert writable(text) == "a\N{REPLACEMENT CHARACTER}b"
    assert Place(label=text).label == "a\N{REPLACEMENT CHARACTER}b"


@given(st.text())
def test_all_other_text_stays_as_it_is(text: str) -> None:
    assert writable(text) == text.replace("\0", "\N{REPLACEMENT CHARACTER}")
