"""In a mutation run nothing remembered by the clean code may answer for the changed code."""

import os
import sys

import pytest


@pytest.fixture(autouse=True)
def _fresh_memory() -> None:
    """Empty every memory of the scoring before a test, where a mutant is on trial."""
    if os.environ.get("MUTANT_UNDER_TEST"):
        for name, module in list(sys.modules.items()):
            if name.startswith("scoring"):
                for kept in vars(module).values():
                    if hasattr(kept, "cache_clear"):
                        kept.cache_clear()
