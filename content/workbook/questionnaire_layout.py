"""The workbook of a questionnaire: sections, questions, choices, and how they are scored."""

from content.workbook.forms import FLAG, ID, LINES, NUMBER, TEXT, WORDS
from content.workbook.layout import Column, Facts, Layout, Sheet

HEAD = Facts(
    title="Pack",
    told="What the questionnaire is. One value a row.",
    kind="header",
    columns=(
        Column(head="id", path=("id",), needed=True, told="Short and lasting, as bakery-review"),
        Column(head="version", path=("version",), needed=True, told="Raise it with every change"),
        Column(head="title", path=("title",), form=TEXT, needed=True, told="What people see"),
        Column(head="purpose", path=("purpose",), form=TEXT, told="What it is for, in a sentence"),
        Column(head="description", path=("description",), form=TEXT, told="More, where needed"),
        Column(head="publisher", path=("publisher",), form=TEXT, told="Who wrote it"),
        Column(head="source", path=("source",), form=TEXT, told="Where it comes from"),
        Column(
            head="scoring", path=("scoring",), needed=True,
            options=("additive", "minimum-of-sections", "risk-rules"),
            told="additive: points are put together. minimum-of-sections: the weakest section "
            "counts. risk-rules: the sheet Rules decides",
        ),
        Column(
            head="combine", path=("combine",), options=("sum", "mean"),
            told="How the top sections become the total, where points are put together",
        ),
        Column(
            head="least coverage", path=("least_coverage",), form=NUMBER,
            told="Share of the weight that has to be answered before a total is told; 0.7 if empty",
        ),
        Column(head="framework", path=("framework",), told="Id of the framework of references"),
        Column(head="notes", path=("notes",), form=LINES, told="What a reader has to know"),
    ),
    examples={"id": "my-review", "version": "1", "title": "My review", "scoring": "additive"},
)  # fmt: skip

SECTIONS = Sheet(
    title="Sections", kind="section", told="The parts of the questionnaire, in their order.",
    columns=(
        Column(head="id", path=("id",), needed=True),
        Column(head="title", path=("title",), form=TEXT, needed=True, width=36),
        Column(head="description", path=("description",), form=TEXT, width=50),
        Column(head="part of", path=("parent",), of="Sections", told="Empty at the top"),
        Column(
            head="combine", path=("combine",), options=("mean", "sum"),
            told="How its questions and parts become one number; mean if empty",
        ),
        Column(head="weight", path=("weight",), form=NUMBER, told="1 if empty"),
    ),
    example=("ovens", "Ovens", "All that gets hot", None, "mean", 1),
)  # fmt: skip

QUESTIONS = Sheet(
    title="Questions", kind="question", told="One question a row.",
    columns=(
        Column(head="id", path=("id",), needed=True),
        Column(head="section", path=("section",), of="Sections", needed=True),
        Column(head="question", path=("title",), form=TEXT, needed=True, width=60),
        Column(head="description", path=("description",), form=TEXT, width=50),
        Column(
            head="answer", path=("answer",), options=("one", "many"), needed=True,
            told="one choice is taken, or many can be ticked",
        ),
        Column(head="weight", path=("weight",), form=NUMBER, told="1 if empty"),
        Column(head="minutes", path=("minutes",), form=NUMBER, told="1 if empty"),
        Column(head="references", path=("references",), form=WORDS, told="Ids of the framework"),
    ),
    example=("oven-check", "ovens", "Are the ovens checked each morning?", None, "one", 1, 1),
)  # fmt: skip

CHOICES = Sheet(
    title="Choices", kind="question", owner="question", into=("choices",),
    told="The answers that a question offers, in their order; at least one for each question.",
    columns=(
        Column(head="question", path=(), of="Questions", needed=True),
        Column(head="id", path=("id",), needed=True, told="Unique within its question"),
        Column(head="choice", path=("title",), form=TEXT, needed=True, width=50),
        Column(head="help", path=("help",), form=TEXT, width=40),
        Column(head="link", path=("url",), form=TEXT),
        Column(head="points", path=("points",), form=NUMBER, told="Needed where points count"),
        Column(
            head="advice", path=("advice", "text"), form=TEXT, width=50,
            told="What to do where this does not hold; it becomes an initiative",
        ),
        Column(head="advice link", path=("advice", "url"), form=TEXT),
        Column(
            head="none of these", path=("none_of_these",), form=FLAG, options=("yes", "no"),
            told="yes where ticking it says that no other choice holds",
        ),
    ),
    example=("oven-check", "yes", "Each one, and written down", None, None, 1, "Check each oven"),
)  # fmt: skip

RULES = Sheet(
    title="Rules", kind="question", owner="question", into=("rules",), optional=True,
    told="For risk-rules: the first rule of a question whose condition holds decides.",
    columns=(
        Column(head="question", path=(), of="Questions", needed=True),
        Column(
            head="condition", path=("condition",), form=TEXT, width=50,
            told="Choice ids with && (and), || (or), ! (not), parentheses; empty: always",
        ),
        Column(
            head="risk", path=("risk",), options=("high", "medium", "none"), needed=True,
            told="What it says",
        ),
    ),
    example=("oven-check", "yes && written", "none"),
)  # fmt: skip

BANDS = Sheet(
    title="Bands", kind="header", owner="", into=("bands",), optional=True,
    told="What a total up to a number (and above the band before) is called, lowest first.",
    columns=(
        Column(head="up to", path=("upto",), form=NUMBER, told="Empty in the last band"),
        Column(head="name", path=("name",), form=TEXT, needed=True, width=36),
        Column(head="meaning", path=("meaning",), form=TEXT, width=60),
    ),
    example=(1, "Cold", "The ovens were not lit"),
)  # fmt: skip

ROLES = Sheet(
    title="Roles", kind="header", owner="", into=("roles",), optional=True,
    told="Who answers; empty: the roles of the product's own pack.",
    columns=(
        Column(head="id", path=("id",), form=ID, needed=True),
        Column(head="name", path=("name",), form=TEXT, needed=True),
        Column(
            head="group", path=("group",), options=("leader", "practitioner"), needed=True,
            told="leader or practitioner",
        ),
    ),
    example=("baker", "Baker", "practitioner"),
)  # fmt: skip

QUESTIONNAIRE = Layout(
    shape="questionnaire",
    purpose="A questionnaire of sections, questions and choices.",
    steps=(
        "Fill in Pack, Sections, Questions and Choices; Rules only for risk-rules, Bands only where "
        "totals have names.",
        "The row under the headings says what to write. A row whose first cell begins with # is "
        "not read: the examples in grey can stay.",
        "Ids are short and last: answers are kept by them. Raise the version with every change.",
        "Formulas are not evaluated: write values.",
        "Hand the file over on the Packs page, or: prodworthy content import FILE.xlsx",
    ),
    facts=HEAD,
    sheets=(SECTIONS, QUESTIONS, CHOICES, RULES, BANDS, ROLES),
)
