"""The model of many small files: joined by id, scored as the model scores itself."""

from pathlib import Path
from zipfile import ZipFile

from content.foreign.reading import read_foreign
from tests.content.foreign.foreign_files import samm_files, samm_folder


def test_a_model_folder_becomes_functions_practices_streams_and_questions(tmp_path: Path) -> None:
    found = read_foreign(samm_folder(tmp_path, samm_files())).questionnaire
    assert found is not None
    assert [(item.title, item.parent, item.combine) for item in found.sections] == [
        ("Baking", "", "mean"),
        ("Dough", "f1", "mean"),
        ("Stream A: Kneading", "p1", "sum"),
    ]
    assert [item.title for item in found.questions] == [
        f"Do you knead {n} times?" for n in (1, 2, 3)
    ]
    assert "You keep the time" in found.questions[0].description


def test_the_answer_no_stays_a_word_and_only_the_best_answer_carries_advice(tmp_path: Path) -> None:
    found = read_foreign(samm_folder(tmp_path, samm_files(1))).questionnaire
    assert found is not None
    choices = found.questions[0].choices
    assert [(item.title, item.points) for item in choices] == [
        ("No", 0.0),
        ("Yes, at times", 0.5),
        ("Yes", 1.0),
    ]
    assert [item.advice is not None for item in choices] == [False, False, True]


def test_a_zip_of_the_folder_reads_as_the_folder_does(tmp_path: Path) -> None:
    folder = samm_folder(tmp_path, samm_files())
    packed = tmp_path / "core.zip"
    with ZipFile(packed, "w") as archive:
        for path in folder.rglob("*.yml"):
            archive.write(path, path.relative_to(tmp_path).as_posix())
    one, other = read_foreign(folder).questionnaire, read_foreign(packed).questionnaire
    assert one is not None
    assert other is not None
    assert one.questions == other.questions
    assert one.sections == other.sections


def test_every_broken_link_between_files_is_refused_with_its_file_and_line(tmp_path: Path) -> None:
    files = samm_files()
    files["questions/B-D-1-A.yml"] = files["questions/B-D-1-A.yml"].replace(
        "answerSet: a1", "answerSet: a9"
    )
    files["streams/B-D-A.yml"] = files["streams/B-D-A.yml"].replace("practice: p1", "practice: p9")
    del files["maturity_levels/2.yml"]
    found = read_foreign(samm_folder(tmp_path, files))
    assert found.questionnaire is None
    said = {str(item) for item in found.problems}
    assert "model/questions/B-D-1-A.yml:2: answerSet: no answer set has the id 'a9'" in said
    assert "model/streams/B-D-A.yml:1: practice: no practice has the id 'p9'" in said
    assert any("no maturity level has the id 'm2'" in item for item in said)


def test_an_id_that_two_questions_have_is_told_apart_and_one_that_is_pointed_at_is_refused(
    tmp_path: Path,
) -> None:
    files = samm_files()
    files["questions/copy.yml"] = files["questions/B-D-1-A.yml"]
    found = read_foreign(samm_folder(tmp_path, files))
    assert found.questionnaire is not None
    assert {item.id for item in found.questionnaire.questions} == {"q1", "q1.copy", "q2", "q3"}
    assert any(
        "is taken (first in model/questions/B-D-1-A.yml:3)" in str(item) for item in found.remarks
    )
    files["answer_sets/copy.yml"] = files["answer_sets/A.yml"]
    said = [item.message for item in read_foreign(samm_folder(tmp_path, files)).problems]
    assert said == ["the id 'a1' is taken (first in model/answer_sets/A.yml:2)"]


def test_field_names_of_older_versions_are_read_as_todays(tmp_path: Path) -> None:
    files = {name: text.replace("answerSet:", "answerset:") for name, text in samm_files().items()}
    assert read_foreign(samm_folder(tmp_path, files)).questionnaire is not None
