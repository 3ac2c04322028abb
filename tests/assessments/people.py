"""Twelve people of a client whose names are long, or written from right to left, or in other letters."""

from tests.assessments.words import Words

LONGEST_NAME = 200
"""Characters of a name that the product takes."""

_PEOPLE = (
    ("executive", "Maximiliane-Theodora"),
    ("business_owner", "ليلى عبد الرحمن الحداد"),
    ("risk_compliance", "נועה בן־דוד לוי"),
    ("product", "Ιωάννα Παπαδοπούλου"),
    ("data_engineering", "Алексей Николаевич Воробьёв"),
    ("ml_engineering", "Zoë Þórðardóttir-Nguyễn"),
    ("platform_engineering", "فاطمة الزهراء"),
    ("operations", "Jonas Mwangi"),
    ("ml_engineering", "Łukasz Wójcik"),
    ("platform_engineering", "Xi"),
    ("executive", "O’Brien & <Sons>"),
    ("data_engineering", "=SUM(1;2)"),
)


def people(words: Words) -> list[dict[str, str]]:
    """As a file of answers names them; the first one's name is as long as a name may be."""
    return [
        {"id": f"p{number}", "role": role,
         "name": words.text("respondent.name", name, LONGEST_NAME if number == 0 else 0)}
        for number, (role, name) in enumerate(_PEOPLE)
    ]  # fmt: skip
