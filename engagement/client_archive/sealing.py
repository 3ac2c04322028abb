"""Encryption of an archive with a passphrase, in the open age format (age-encryption.org/v1)."""

from engagement.faults import Refused

SHORTEST = 12
"""Characters of a passphrase: each guess costs a second or more, so this is beyond guessing."""

_HEAD = b"age-encryption.org/v1\n-> scrypt "


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
    try:
        return bytes(age.decrypt(sealed, passphrase))
    except DecryptError as error:
        raise Refused(_sentence(str(error))) from None


def _sentence(reason: str) -> str:
    if "Excessive work" in reason:
        return "This archive asks for more work to open than any of ours; it was not made here."
    if reason == "Decryption failed":
        return "The passphrase does not open this archive; type it as it was when it was made."
    return "This archive was cut short or changed on its way; ask for it again."
