"""Packs that people add: kept as versions that never change, offered until they are retired."""

import shutil
from pathlib import Path

import pytest

from content.loading import shipped_packs
from engagement.faults import Refused
from engagement.packs import packs
from engagement.store import Store
from tests.content.foreign.foreign_files import Fields, lens, lens_question, library, node, put

HEADER = (
    "id: bakery\nversion: {version}\ntitle: {title}\nscoring: additive\nsections: [ovens]\n"
    "scales:\n  done:\n  - {{id: 'no', title: Not yet, points: 0}}\n"
    "  - {{id: 'yes', title: Done, points: 1}}\n"
)
SECTION = "id: ovens\ntitle: Ovens\nquestions:\n- id: clean\n  title: Is it clean?\n  scale: done\n"


def folder(tmp_path: Path, version: str = "1.0", title: str = "Bakery") -> Path:
    """A questionnaire of our own as a folder of YAML."""
    root = tmp_path / f"pack-{version}-{title}"
    (root / "sections").mkdir(parents=True)
    (root / "pack.yaml").write_text(HEADER.format(version=f"'{version}'", title=title))
    (root / "sections" / "ovens.yaml").write_text(SECTION)
    return root


def given(tmp_path: Path, content: Fields | None = None, name: str = "given.json") -> packs.Handed:
    return packs.read(put(tmp_path, content or lens(lens_question()), name))


def test_an_imported_questionnaire_is_kept_whole_and_offered(store: Store, tmp_path: Path) -> None:
    handed = given(tmp_path)
    kept = packs.keep(store, handed, by="Ada")
    assert (kept.pack_id, kept.version, kept.origin, kept.kept_by) == (
        "bakery-resilience",
        "1",
        "imported",
        "Ada",
    )
    assert packs.kept(store, kept.digest) == handed.pack
    assert packs.choices(store)[-1] == handed.pack
    assert len(packs.choices(store)) == len(shipped_packs()) + 1


def test_the_same_content_is_kept_once_even_under_another_file_name(
    store: Store, tmp_path: Path
) -> None:
    first = packs.keep(store, given(tmp_path, name="one.json"))
    again = packs.keep(store, given(tmp_path, name="two.yaml"))
    assert first.digest == again.digest
    assert len(packs.listed(store)) == 1


def test_a_source_without_versions_is_numbered_and_the_newest_is_offered(
    store: Store, tmp_path: Path
) -> None:
    packs.keep(store, given(tmp_path))
    other = lens(lens_question(), lens_question("second"))
    kept = packs.keep(store, given(tmp_path, other))
    assert kept.version == "2"
    offered = [item for item in packs.choices(store) if item.id == "bakery-resilience"]
    assert [item.version for item in offered] == ["2"]


def test_a_stated_version_has_to_rise_with_the_content(store: Store, tmp_path: Path) -> None:
    packs.keep(store, packs.read(folder(tmp_path, "1.9")))
    with pytest.raises(Refused, match=r"kept in version 1\.9 .* give it a higher version"):
        packs.keep(store, packs.read(folder(tmp_path, "1.9", title="Other")))
    with pytest.raises(Refused, match="higher version"):
        packs.keep(store, packs.read(folder(tmp_path, "1.8", title="Other")))
    assert packs.keep(store, packs.read(folder(tmp_path, "1.10", title="Other"))).version == "1.10"


def test_the_id_of_a_shipped_pack_cannot_be_taken(store: Store, tmp_path: Path) -> None:
    content = library(node("1", assessable=True, name="x"))
    content["ref_id"] = "ml-test-score"
    with pytest.raises(Refused, match="comes with Prodworthy"):
        packs.keep(store, given(tmp_path, content, "given.yaml"))


def test_what_has_problems_is_not_kept(store: Store, tmp_path: Path) -> None:
    handed = given(tmp_path, lens(lens_question(rules=(("unknown", "NO_RISK"),))))
    with pytest.raises(Refused, match="has 1 problem; put it right first"):
        packs.keep(store, handed)
    assert not packs.listed(store)


def test_a_retired_pack_is_not_offered_and_can_be_offered_again(
    store: Store, tmp_path: Path
) -> None:
    kept = packs.keep(store, given(tmp_path))
    packs.retire(store, kept.digest)
    assert all(item.digest != kept.digest for item in packs.choices(store))
    assert packs.listed(store)[0].retired_at is not None
    assert packs.kept(store, kept.digest).digest == kept.digest
    packs.offer(store, kept.digest)
    assert packs.choices(store)[-1].digest == kept.digest
    packs.retire(store, kept.digest)
    packs.keep(store, given(tmp_path))
    assert packs.choices(store)[-1].digest == kept.digest


def test_only_what_is_on_the_shelf_can_be_retired(store: Store) -> None:
    with pytest.raises(Refused, match="no such pack"):
        packs.retire(store, "unknown")


def test_a_folder_of_yaml_reads_from_a_zip_as_it_does_from_disk(tmp_path: Path) -> None:
    made = packs.read(folder(tmp_path))
    root = shutil.make_archive(str(tmp_path / "packed"), "zip", folder(tmp_path, "1.1").parent,
                               "pack-1.1-Bakery")  # fmt: skip
    packed = packs.read(Path(root))
    assert made.pack is not None
    assert packed.pack is not None
    assert made.ours
    assert packed.pack.version == "1.1"


def test_a_broken_folder_is_told_with_file_and_line(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (root / "sections" / "ovens.yaml").write_text(SECTION.replace("scale: done", "scale: dne"))
    handed = packs.read(root)
    assert handed.pack is None
    assert any(str(item).startswith("sections/ovens.yaml:6: ") for item in handed.problems)
