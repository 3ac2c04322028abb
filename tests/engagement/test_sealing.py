"""An archive that a quiet machine sealed is opened by a busy one, or the sentence says why not."""

import pyrage
import pytest

from engagement.client_archive import sealing
from engagement.faults import Refused


@pytest.mark.parametrize(("busy", "tries"), [(2, 3), (99, 5)])
def test_a_machine_that_is_too_busy_tries_again_and_says_so_at_the_end(
    busy: int, tries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bytes] = []

    def decrypt(sealed_: bytes, _: str) -> bytes:
        asked.append(sealed_)
        if len(asked) <= busy:
            raise pyrage.DecryptError("Excessive work parameter for passphrase.")
        return b"content"

    monkeypatch.setattr(pyrage.passphrase, "decrypt", decrypt)
    sealed_ = b"age-encryption.org/v1\n-> scrypt c2FsdA 20\nrest"
    if busy < tries:
        assert sealing.unseal(sealed_, "four words no link") == b"content"
    else:
        with pytest.raises(Refused, match="too busy, or too slow"):
            sealing.unseal(sealed_, "four words no link")
    assert len(asked) == tries
