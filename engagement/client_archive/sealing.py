"""Encryption of an archive with a passphrase, in the open age format (age-encryption.org/v1)."""

from engagement.faults import Refused

SHORTEST = 12
"""Characters of a passphrase: each guess costs a second or more, so this is beyond guessing."""

_HEAD = b"age-encryption.org/v1\n-> scrypt "

_MOST_WORK = 24
"""Binary logarithm of the rounds that a fast machine asks for when it seals; one more doubles them."""

_TRIES = 5
"""How often a busy machine may try again to open what a quiet one sealed."""


def fit(passphrase: str) -> str:
    """The passphrase; :class:`Refused` for one that could be guessed."""
    if len(passphrase.strip()) < SHORTEST:
        raise Refused(
            f"Choose a passphrase of {SHORTEST} characters or more, such as four words that do "
            "not belong together."
        )
    return passphrase


def seal(content: bytes, passphrase: str) -> bytes:
    """The content encrypted; takes a second or more on purpose."""
    from pyrage import passphrase as age

    return bytes(age.encrypt(content, passphrase))


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """The content; :class:`Refused` where the file or the passphrase is another."""
    from pyrage import DecryptError
    from pyrage import passphrase as age

    if not sealed.startswith(_HEAD):
        raise Refused(
            "This is no archive of a client: choose the file that was exported, as it was."
        )
    reason = ""
    for _ in range(_TRIES if _work(sealed) <= _MOST_WORK else 1):
        try:
            return bytes(age.decrypt(sealed, passphrase))
        except DecryptError as error:
            reason = str(error)
            # What is too much work is measured at each opening: on a busy machine it is less.
            if "Excessive work" not in reason:
                break
    raise Refused(_sentence(reason, _work(sealed)))


def _work(sealed: bytes) -> int:
    """What the head asks for; more than any where it says nothing that can be read."""
    asked = sealed[len(_HEAD) :].split(b"\n", 1)[0].rpartition(b" ")[2]
    return int(asked) if asked.isdigit() and len(asked) < 3 else _MOST_WORK + 1


def _sentence(reason: str, work: int) -> str:
    if "Excessive work" in reason and work <= _MOST_WORK:
        return (
            "This machine is too busy, or too slow, to open the archive now; try again when less "
            "is running, or on the machine that made it."
        )
    if "Excessive work" in reason:
        return "This archive asks for more work to open than any of ours; it was not made here."
    if reason == "Decryption failed":
        return "The passphrase does not open this archive; type it as it was when it was made."
    return "This archive was cut short or changed on its way; ask for it again."
