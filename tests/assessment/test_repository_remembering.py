"""What many probes ask is found out once: with the same answer, and not for longer than needed."""

import gc
import re
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from assessment import probe_loading
from assessment.repository import remembering
from assessment.repository.evidence import Classification, File, PythonModule, RepositoryEvidence
from assessment.repository.looking import PICTURES, Hit, calls, files, imports, own, used
from assessment.repository.parsing.sharing import Meanwhile, PythonFiles
from tests.assessment.test_repository_parsing import later, texts

PROBES = Path(probe_loading.__file__).parent / "probes"
NAMES = st.sampled_from(["boto3", "boto3.client", "torch", "torch.nn.Linear", "work", "boto"])
PATHS = ("a.py", "b/c.py", "d.py", "tests/test_a.py", "migrations/x.py")
LINES = st.dictionaries(NAMES, st.integers(1, 9), max_size=4)


def evidence(**more: object) -> RepositoryEvidence:
    kind = Classification(kind="service")
    return RepositoryEvidence.model_validate(
        {"read_at": datetime.now(UTC), "classification": kind, **more}
    )


@given(st.lists(st.tuples(LINES, LINES), max_size=len(PATHS)))
def test_what_is_found_in_an_index_is_what_is_found_module_by_module(
    said: list[tuple[dict[str, int], dict[str, int]]],
) -> None:
    modules = [
        PythonModule(path=path, lines=3, imports=brought, calls=called)
        for path, (brought, called) in zip(PATHS, said, strict=False)
    ]
    known = own(evidence(modules=tuple(modules)))
    assert [module.path for module in known] == [
        module.path for module in modules if module.path in {"a.py", "b/c.py", "d.py"}
    ]
    plain = list(known)
    assert calls(known, r"client$|Linear") == calls(plain, r"client$|Linear")
    assert imports(known, ["boto3", "torch.nn"]) == imports(plain, ["boto3", "torch.nn"])
    assert used(known, ["boto3"]) == used(plain, ["boto3"])


def test_what_was_found_is_forgotten_together_with_its_evidence() -> None:
    before = len(remembering._KNOWN)
    held = evidence(files=(File(path="dvc.yaml"),))
    assert files(held, r"dvc\.yaml$") == [Hit("dvc.yaml", 1, "dvc.yaml")]
    changed = held.model_copy(update={"files": ()})
    assert files(changed, r"dvc\.yaml$") == []
    assert len(remembering._KNOWN) == before + 2
    del held, changed
    gc.collect()
    assert len(remembering._KNOWN) == before


def test_no_probe_looks_for_a_file_that_is_left_out_by_its_ending() -> None:
    sources = [path.read_text() for path in PROBES.glob("*/probe.py")]
    named = {ending for text in sources for ending in re.findall(r"\\\.(\w{2,5})\b", text)}
    assert not named & {ending.lstrip(".") for ending in PICTURES}


def test_other_work_is_done_once_and_as_soon_as_it_can_be() -> None:
    asked, done = iter([False, False, True, True, True]), list[int]()
    meanwhile = Meanwhile(lambda: next(asked), lambda: done.append(1))
    python = PythonFiles(deadline=later())
    python._waiting.extend((path, text.encode()) for path, text in texts(8).items())
    python.finish(meanwhile)
    assert len(python.found) == len(texts(8))
    assert done == [1]
    meanwhile.do()
    assert done == [1]
