"""The search through one target, guided by coverage, in a process that was forked off for it.

A wrong input does not end it: it is kept once for each kind of wrong, and the search goes on. What
does end it, a time-out or a lack of memory, is told by libFuzzer, which keeps the input as well.
"""

import importlib
import json
import os
import random
import tempfile
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.fuzz.changing import Changer
from tests.fuzz.target import Target, tried

atheris: Any = importlib.import_module("atheris")  # its own requirements: see requirements.in


class Search:
    """What one target was given, and what was wrong; it ends after so much processor time."""

    def __init__(self, target: Target, kept: Path, seconds: float) -> None:
        self._target, self._kept = target, kept
        # Which function changes bytes is settled when the search begins, and not before.
        self._chance = random.Random(0)
        self._changer = Changer(self._chance, lambda data, most: bytes(atheris.Mutate(data, most)))
        self._told: Counter[str] = Counter()
        self._answered = self._refused = 0
        self._began = time.process_time()
        self._seconds, self._next, self._slowest = seconds, 0.0, 0.0

    def once(self, data: bytes) -> None:
        """Try one input, and keep it where it is wrong in a new way."""
        began = time.process_time()
        with tempfile.TemporaryDirectory(dir=os.environ["PRODWORTHY_DATA"]) as folder:
            trial = tried(self._target, data, Path(folder))
        now = time.process_time()
        self._slowest = max(self._slowest, now - began)
        self._answered += trial.answered
        self._refused += not trial.answered and not trial.wrong
        for wrong in trial.wrong:
            self._told[wrong] += 1
            if self._told[wrong] == 1:
                name = sha256(wrong.encode("utf-8", "replace")).hexdigest()[:10]
                (self._kept / f"{name}.input").write_bytes(data)
                (self._kept / f"{name}.txt").write_text(
                    f"{wrong}\n\n{trial.trace}", "utf-8", "replace"
                )
        if trial.wrong or now > self._next:
            self.tell()
            self._next = now + 1
        if now - self._began > self._seconds:
            self.tell()
            os._exit(0)

    def tell(self) -> None:
        """What was done so far, for whoever began this."""
        told = {
            "answered": self._answered,
            "refused": self._refused,
            "slowest": self._slowest,
            "wrong": dict(self._told),
            "seconds": time.process_time() - self._began,
        }
        (self._kept / "told.json").write_text(json.dumps(told), "utf-8")

    def changed(self, data: bytes, most: int, seed: int) -> bytes:
        """The next input after this one; mostly with its digests put right."""
        self._chance.seed(seed)
        found = self._changer.changed(data, self._target.shape, self._target.largest)
        if self._target.sealed and seed % 10:
            found = self._target.sealed(found)
        return found[:most]


def search(target: Target, folder: Path, seconds: float, seed: int) -> None:
    """Search until the time is used up; does not return."""
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, item in enumerate(target.seeds()):
        (corpus / f"seed-{number}").write_bytes(item)
    found = Search(target, folder, seconds)
    given = [
        "fuzz",
        f"-max_len={target.largest}",
        f"-seed={seed}",
        "-timeout=120",
        "-rss_limit_mb=3000",
        f"-artifact_prefix={folder}/",
        "-len_control=0",
        str(corpus),
    ]
    atheris.Setup(given, found.once, custom_mutator=found.changed)
    atheris.Fuzz()
