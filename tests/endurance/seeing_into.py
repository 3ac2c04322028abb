"""Looks for a text in files as whoever wants to find it would: inside archives, streams and encodings."""

import base64
import binascii
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from urllib.parse import quote, quote_plus, unquote_to_bytes

import pypdfium2

DEEPEST = 4
_LETTERS = re.compile(rb"[A-Za-z0-9+/_-]{24,}={0,2}")
_STREAM = re.compile(rb"stream\r?\n")
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")


def spellings(secret: str) -> dict[str, bytes]:
    """How a secret may stand somewhere: by the name of the spelling."""
    plain = secret.encode()
    found = {
        "as it is": plain,
        "in an address": quote(secret, safe="").encode(),
        "in a form": quote_plus(secret).encode(),
        "as HTML": html.escape(secret).encode(),
        "in hexadecimal": plain.hex().encode(),
        "in UTF-16": secret.encode("utf-16-le"),
        "backwards": plain[::-1],
    }
    for shift in range(3):  # base 64 of it, wherever it stands among other bytes
        for name, encode in (("", base64.b64encode), (" of addresses", base64.urlsafe_b64encode)):
            inner = encode(b"\0" * shift + plain)
            first = 0 if shift == 0 else 4
            found[f"in base 64{name}, {shift} on"] = inner[first : len(inner) - 4]
    return found


def told(name: str, content: bytes, secrets: Mapping[str, str]) -> list[str]:
    """Which secrets stand in it, how, and in which part of it."""
    wanted = {key: spellings(secret) for key, secret in secrets.items()}
    return sorted(
        {
            f"{key} {how} in {where}"
            for where, inner in parts(name, content)
            for key, ways in wanted.items()
            for how, spelt in ways.items()
            if spelt in inner
        }
    )


def parts(name: str, content: bytes, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """It, and whatever can be unpacked out of it."""
    yield name, content
    if depth == DEEPEST:
        return
    for where, inner in _inside(content):
        yield from parts(f"{name}, {where}", inner, depth + 1)


def _inside(content: bytes) -> Iterator[tuple[str, bytes]]:
    if content[:2] == b"PK":
        with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield (
                "its names",
                b"\n".join(
                    item.filename.encode("utf-8", "replace") + item.comment
                    for item in archive.infolist()
                ),
            )
            for item in archive.infolist():
                yield item.filename, archive.read(item)
        return
    if content[:5] == b"%PDF-":
        yield from _of_a_pdf(content)
        return
    for found in _ZLIB.finditer(content[:50_000_000]):
        inner = _inflated(content[found.start() :])
        if len(inner) > 20:
            yield f"what is packed at {found.start()}", inner
    if b"%" in content and len(content) < 5_000_000:
        yield "what addresses say", unquote_to_bytes(content.replace(b"+", b" "))
    for letters in _LETTERS.finditer(content[:20_000_000]):
        plain = _from_letters(letters.group())
        if len(plain) > 200:  # a file that was put into letters; a single word is spelt out above
            yield "base 64", plain


def _of_a_pdf(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Each of its streams, and the words as they are read: a font may have numbers of its own."""
    for found in _STREAM.finditer(content):
        piece = content[found.end() : content.find(b"endstream", found.end())]
        with suppress(ValueError):
            piece = base64.a85decode(piece.strip().removesuffix(b"~>"))
        yield f"the stream at {found.start()}", _inflated(piece) or piece
    document = pypdfium2.PdfDocument(content)
    words = [page.get_textpage().get_text_range() for page in document]
    document.close()
    yield "its words", "".join("\n".join(words).split()).encode()


def _inflated(content: bytes) -> bytes:
    with suppress(zlib.error):
        return zlib.decompressobj(47).decompress(content, 100_000_000)
    return b""


def _from_letters(letters: bytes) -> bytes:
    whole = letters.rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
    with suppress(binascii.Error, ValueError):
        return base64.b64decode(whole[: len(whole) - len(whole) % 4])
    return b""
