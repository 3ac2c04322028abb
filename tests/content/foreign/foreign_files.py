"""Small files of our own in the shapes that other tools write."""

import json
from pathlib import Path
from typing import Any

import yaml

from content.foreign.draft import Reading
from content.foreign.reading import read_foreign
from content.questionnaire import Questionnaire

Fields = dict[str, Any]

RULES = (("backups && drills", "NO_RISK"), ("backups", "MEDIUM_RISK"), ("default", "HIGH_RISK"))


def choice(name: str, **more: Any) -> Fields:
    return {
        "id": name, "title": name.capitalize(), "helpfulResource": {"displayText": f"On {name}"},
        "improvementPlan": {"displayText": f"Introduce {name}", "url": "https://example.org/plan"},
        **more,
    }  # fmt: skip


def lens_question(
    name: str = "restore", choices: list[Fields] | None = None,
    rules: tuple[tuple[str, str], ...] = RULES, **more: Any,
) -> Fields:  # fmt: skip
    return {
        "id": name, "title": "How do you bring a service back?",
        "choices": choices if choices is not None else [choice("backups"), choice("drills")],
        "riskRules": [{"condition": condition, "risk": risk} for condition, risk in rules], **more,
    }  # fmt: skip


def lens(*questions: Fields, **more: Any) -> Fields:
    return {
        "schemaVersion": "2021-11-01", "name": "Bakery Resilience", "description": "Ovens first.",
        "pillars": [{"id": "ovens", "name": "Ovens", "questions": list(questions)}], **more,
    }  # fmt: skip


def node(ref: str, parent: str = "", **more: Any) -> Fields:
    start = "urn:bakers:risk:req_node:bread:"
    above = {"parent_urn": start + parent} if parent else {}
    return {"urn": start + ref, "assessable": False, "depth": 1, "ref_id": ref, **above, **more}


def library(*nodes: Fields, **framework: Any) -> Fields:
    return {
        "urn": "urn:bakers:risk:library:bread", "locale": "en", "ref_id": "bread-1",
        "name": "Bread rules", "description": "What a bakery keeps.", "version": 3,
        "provider": "Guild of bakers", "packager": "bakers",
        "objects": {
            "framework": {
                "urn": "urn:bakers:risk:framework:bread", "ref_id": "bread", "name": "Bread rules",
                "description": "All of them", "requirement_nodes": list(nodes), **framework,
            }
        },
    }  # fmt: skip


def put(tmp_path: Path, content: Fields, name: str = "given.json") -> Path:
    path = tmp_path / name
    as_json = name.endswith(".json")
    text = json.dumps(content, indent=1) if as_json else yaml.safe_dump(content, sort_keys=False)
    path.write_text(text, encoding="utf-8")
    return path


def reading(tmp_path: Path, content: Fields, name: str = "given.json") -> Reading:
    return read_foreign(put(tmp_path, content, name))


def read(tmp_path: Path, content: Fields, name: str = "given.json") -> Questionnaire:
    found = reading(tmp_path, content, name)
    assert found.questionnaire is not None, found.problems
    return found.questionnaire


def samm_files(number_of_levels: int = 3) -> dict[str, str]:
    """A model of one practice with one stream, as the core folder lays it out."""
    files = {
        "business_functions/Baking.yml": (
            "model: BREAD1\nid: f1\nname: Baking\ndescription: All of baking\norder: 1\n"
        ),
        "security_practices/B-D.yml": (
            "function: f1\nid: p1\nname: Dough\nshortName: D\nshortDescription: Good dough\norder: 1\n"
        ),
        "streams/B-D-A.yml": "practice: p1\nid: s1\nname: Kneading\nletter: A\norder: 1\n",
        "answer_sets/A.yml": (
            "---\nid: a1\nvalues:\n- text: No\n  value: 0\n  weight: 1\n  order: 0\n"
            "- text: Yes, at times\n  value: 0.5\n  weight: 1\n  order: 1\n"
            "- text: Yes\n  value: 1\n  weight: 1\n  order: 2\ntype: AnswerSet\n"
        ),
    }
    for level in range(1, number_of_levels + 1):
        files |= {
            f"maturity_levels/{level}.yml": f"id: m{level}\nnumber: {level}\ndescription: Ripe\n",
            f"practice_levels/B-D-{level}.yml": (
                f"practice: p1\nid: l{level}\nmaturityLevel: m{level}\nobjective: Even dough\n"
            ),
            f"activities/B-D-{level}-A.yml": (
                f"stream: s1\nlevel: l{level}\nid: c{level}\ntitle: Knead {level} times\n"
                "shortDescription: Until it is smooth.\n"
            ),
            f"questions/B-D-{level}-A.yml": (
                f"activity: c{level}\nanswerSet: a1\nid: q{level}\norder: 1\n"
                f"text: Do you knead {level} times?\nquality:\n- You keep the time\n"
            ),
        }
    return files


def samm_folder(tmp_path: Path, files: dict[str, str]) -> Path:
    root = tmp_path / "core-main"
    for name, text in files.items():
        path = root / "model" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "crowdin.yml").write_text("files: []\n", encoding="utf-8")
    return root
