"""The workbook of a pack with an evidence grid: capabilities with five levels, initiatives, profiles."""

from content.workbook.forms import FLAG, NUMBER, PAIRS, TESTS, TEXT, WORDS, records
from content.workbook.layout import Column, Facts, Layout, Sheet

VERDICTS = ("ready", "conditional", "not_ready", "insufficient_evidence")

HEAD = Facts(
    title="Pack",
    told="What the pack is. One value a row.",
    kind="header",
    columns=(
        Column(head="id", path=("id",), needed=True, told="Short and lasting, as bakery-grid"),
        Column(head="version", path=("version",), needed=True, told="Raise it with every change"),
        Column(head="title", path=("title",), form=TEXT, needed=True, told="What people see"),
        Column(
            head="question", path=("question",), form=TEXT, needed=True,
            told="The question that the pack answers, in one sentence",
        ),
    ),
    examples={"id": "my-grid", "version": "1", "title": "My grid", "question": "Can it bake?"},
)  # fmt: skip

AREAS = Sheet(
    title="Areas", kind="area", told="Gaps and dimensions, in their order.",
    columns=(
        Column(head="id", path=("id",), needed=True),
        Column(head="name", path=("name",), form=TEXT, needed=True),
        Column(head="kind", path=("kind",), options=("gap", "dimension"), needed=True),
        Column(head="question", path=("question",), form=TEXT, needed=True, width=44),
        Column(head="summary", path=("summary",), form=TEXT, needed=True, width=44),
    ),
    example=("ovens", "Ovens", "dimension", "Do they keep their heat?", "What bakes"),
)  # fmt: skip

ROLES = Sheet(
    title="Roles", kind="role", told="Kinds of people who answer or do the work.",
    columns=(
        Column(head="id", path=("id",), needed=True),
        Column(head="name", path=("name",), form=TEXT, needed=True),
        Column(head="group", path=("group",), options=("leader", "practitioner"), needed=True),
    ),
    example=("baker", "Baker", "practitioner"),
)  # fmt: skip

CAPABILITIES = Sheet(
    title="Capabilities", kind="capability",
    told="What production needs, one a row; each level says what somebody would see.",
    columns=(
        Column(head="id", path=("id",), needed=True),
        Column(head="area", path=("area",), of="Areas", needed=True),
        Column(head="name", path=("name",), form=TEXT, needed=True, width=32),
        Column(
            head="short name", path=("short_name",), form=TEXT, needed=True,
            told="At most 28 characters, for charts",
        ),
        Column(head="scope", path=("scope",), options=("use_case", "organization"), needed=True),
        Column(head="definition", path=("definition",), form=TEXT, needed=True, width=44),
        Column(head="why", path=("why",), form=TEXT, needed=True, width=44),
        *(
            Column(
                head=f"level {level}", path=("anchors", str(level - 1)), form=TEXT, needed=True,
                width=44, told="What somebody would see at this level",
            )
            for level in range(1, 6)
        ),
        Column(head="evidence", path=("evidence",), form=TEXT, needed=True, width=36),
        Column(head="who", path=("who",), form=TEXT, needed=True, told="Who would know"),
        Column(head="minutes", path=("minutes",), form=NUMBER, needed=True),
        Column(
            head="frameworks", path=("frameworks",), form=records("framework", "id"),
            told="Lines such as iso-42001: A.6.2.4",
        ),
    ),
    example=(
        "ovens.heat", "ovens", "Steady heat", "Steady heat", "use_case", "Heat stays as set.",
        "Bread burns.", "Nobody looks.", "Somebody looks.", "It is read each hour.",
        "It is read by itself.", "It corrects itself.", "A log of readings", "Baker", 2,
    ),
)  # fmt: skip

RULES = Sheet(
    title="Not applicable", kind="capability", owner="capability", into=("not_applicable",),
    optional=True, told="Where all tests of a row hold, the capability does not apply.",
    columns=(
        Column(head="capability", path=(), of="Capabilities", needed=True),
        Column(
            head="when", path=("when",), form=TESTS, needed=True, width=36,
            told="Lines such as trained_by_us is false; comparisons: is, at_least, at_most",
        ),
        Column(head="reason", path=("reason",), form=TEXT, needed=True, width=50),
    ),
    example=("ovens.heat", "trained_by_us is false", "The oven is rented."),
)  # fmt: skip

INITIATIVES = Sheet(
    title="Initiatives", kind="initiative", told="What lifts a capability; one for each.",
    columns=(
        Column(head="id", path=("id",), needed=True),
        Column(head="capability", path=("capability",), of="Capabilities", needed=True),
        Column(head="title", path=("title",), form=TEXT, needed=True, width=36),
        Column(head="summary", path=("summary",), form=TEXT, needed=True, width=44),
        Column(head="lead role", path=("lead_role",), of="Roles", needed=True),
        Column(head="effort reason", path=("effort_reason",), form=TEXT, needed=True, width=36),
        Column(head="prerequisites", path=("prerequisites",), form=WORDS, told="Ids, one a line"),
        Column(head="done when", path=("exit", "sentence"), form=TEXT, needed=True, width=44),
        Column(
            head="proof days", path=("exit", "proof_days"), form=NUMBER, needed=True,
            told="The longest window of its conditions, in days",
        ),
    ),
    example=(
        "I-OVEN-01", "ovens.heat", "Read the heat", "A meter in each oven.", "baker",
        "A day an oven.", None, "Readings of a month are kept.", 30,
    ),
)  # fmt: skip

EFFORTS = Sheet(
    title="Efforts", kind="initiative", owner="initiative", into=("effort",),
    told="Person-weeks of each role that an initiative takes: low, mid, high.",
    columns=(
        Column(head="initiative", path=(), of="Initiatives", needed=True),
        Column(head="role", path=("role",), of="Roles", needed=True),
        Column(head="low", path=("low",), form=NUMBER, needed=True),
        Column(head="mid", path=("mid",), form=NUMBER, needed=True),
        Column(head="high", path=("high",), form=NUMBER, needed=True),
    ),
    example=("I-OVEN-01", "baker", 0.5, 1, 2),
)  # fmt: skip

CONDITIONS = Sheet(
    title="Conditions", kind="initiative", owner="initiative", into=("exit", "conditions"),
    told="What proves an initiative done: measured by a metric, or attested by a person.",
    columns=(
        Column(head="initiative", path=(), of="Initiatives", needed=True),
        Column(head="id", path=("id",), needed=True),
        Column(head="kind", path=("kind",), options=("measured", "attested"), needed=True),
        Column(head="metric", path=("metric",), of="Metrics", told="Measured"),
        Column(head="comparison", path=("comparison",), options=("<=", ">=", "<", ">", "=")),
        Column(head="target", path=("target",), form=NUMBER),
        Column(head="unit", path=("unit",)),
        Column(head="window", path=("window",), told="A number with m, h or d: 30d"),
        Column(head="connectors", path=("connectors",), form=WORDS),
        Column(head="target trait", path=("target_trait",)),
        Column(head="statement", path=("statement",), form=TEXT, told="Attested", width=36),
        Column(head="by whom", path=("who",), form=TEXT),
        Column(head="artefact", path=("artefact",), form=TEXT),
    ),
    example=("I-OVEN-01", "log", "attested", None, None, None, None, None, None, None,
             "Readings are kept", "Baker", "The log of a month"),
)  # fmt: skip

PROFILES = Sheet(
    title="Profiles", kind="profile", told="Kinds of use case: what is critical, what is wanted.",
    columns=(
        Column(head="id", path=("id",), needed=True),
        Column(head="name", path=("name",), form=TEXT, needed=True),
        Column(head="description", path=("description",), form=TEXT, needed=True, width=40),
        Column(head="suits", path=("suits",), form=TESTS, told="Lines such as stage is pilot"),
        Column(head="traits", path=("default_traits",), form=PAIRS, needed=True,
               told="Lines such as stage: pilot"),
        Column(head="critical", path=("critical",), form=WORDS, needed=True,
               told="10 to 16 capability ids, one a line"),
        Column(head="target", path=("target",), form=NUMBER, told="Level wanted; 3 if empty"),
        Column(head="targets", path=("targets",), form=PAIRS, told="Lines such as ovens.heat: 4"),
        Column(head="hidden", path=("hidden",), form=records("capability", "reason"), width=40,
               told="Lines such as ovens.heat: why it does not come"),
        Column(head="drives to", path=("drives_to",), options=VERDICTS),
        *(
            Column(head=f"permits: {name.replace('_', ' ')}", path=("permits", name), form=TEXT,
                   needed=True, width=36)
            for name in VERDICTS
        ),
        Column(head="reason", path=("reason",), form=TEXT, needed=True, width=40),
    ),
)  # fmt: skip

DEPTHS = Sheet(
    title="Depths", kind="depth", told="How much is asked: pulse, standard, full.",
    columns=(
        Column(head="id", path=("id",), options=("pulse", "standard", "full"), needed=True),
        Column(head="name", path=("name",), form=TEXT, needed=True),
        Column(head="promise", path=("promise",), form=TEXT, needed=True, width=44),
        Column(head="minutes", path=("minutes",), form=NUMBER, needed=True),
        Column(head="gives a verdict", path=("gives_verdict",), form=FLAG, needed=True,
               options=("yes", "no")),
        Column(head="questions", path=("questions",), form=WORDS,
               told="A fixed list of capability ids, at most 12 in pulse; else empty"),
        Column(head="reason", path=("reason",), form=TEXT, needed=True, width=44),
    ),
    example=("full", "Full", "Everything that applies.", 240, "yes", None, "All of it."),
)  # fmt: skip

METRICS = Sheet(
    title="Metrics", kind="metric", optional=True, told="Numbers that conditions and probes read.",
    columns=(
        Column(head="id", path=("id",), needed=True),
        Column(head="name", path=("name",), form=TEXT, needed=True),
        Column(head="unit", path=("unit",), needed=True),
        Column(head="better", path=("better",), options=("lower", "higher"), needed=True),
        Column(head="meaning", path=("meaning",), form=TEXT, needed=True, width=50),
    ),
    example=("heat_c", "Heat", "C", "higher", "Heat in the middle of the oven"),
)  # fmt: skip

FRAMEWORKS = Sheet(
    title="Frameworks", kind="framework", optional=True, told="Published frameworks, one version each.",
    columns=(
        Column(head="id", path=("id",), needed=True),
        Column(head="name", path=("name",), form=TEXT, needed=True),
        Column(head="version", path=("version",), needed=True),
        Column(head="publisher", path=("publisher",), form=TEXT, needed=True),
        Column(head="url", path=("url",), form=TEXT, needed=True),
        Column(head="note", path=("note",), form=TEXT, needed=True, width=50),
    ),
)  # fmt: skip

ITEMS = Sheet(
    title="Framework items", kind="framework", owner="framework", into=("items",), optional=True,
    told="Ids and titles of a framework, in their order.",
    columns=(
        Column(head="framework", path=(), of="Frameworks", needed=True),
        Column(head="id", path=("id",), needed=True),
        Column(head="title", path=("title",), form=TEXT, needed=True, width=60),
    ),
)  # fmt: skip

DUTIES = Sheet(
    title="Framework duties", kind="framework", owner="framework", into=("duties",), optional=True,
    told="Days from which a framework asks something, each with where the day was read.",
    columns=(
        Column(head="framework", path=(), of="Frameworks", needed=True),
        Column(head="item", path=("item",), needed=True, told="The id of its article or part"),
        Column(head="title", path=("title",), form=TEXT, needed=True, width=60),
        Column(head="due", path=("due",), needed=True, told="As 2027-12-02"),
        Column(head="risk classes", path=("risk_classes",), form=WORDS, told="Empty: all"),
        Column(head="basis", path=("basis",), options=("primary", "secondary"), needed=True),
        Column(head="provenance", path=("provenance",), form=TEXT, needed=True, width=60),
    ),
)  # fmt: skip

BASE_RATES = Sheet(
    title="Base rates", kind="base_rate", optional=True, told="Published shares with their provenance.",
    columns=tuple(
        Column(
            head=name, path=(name,), form=NUMBER if name == "year" else TEXT, needed=True,
            options=("measured", "forecast", "untraced") if name == "kind" else (),
        )
        for name in (
            "id", "figure", "publisher", "year", "claim", "unit", "outcome", "sample", "kind",
            "criticism",
        )
    ),
)  # fmt: skip

JUDGEMENTS = "Judgements"
"""The sheet of chosen numbers, by dotted name; without it, those of the product's own pack count."""

GRID = Layout(
    shape="evidence-grid",
    purpose="A pack with an evidence grid: capabilities on five levels, weighed against probes.",
    steps=(
        "Fill in Pack, Areas, Roles, Capabilities, Initiatives with Efforts and Conditions, Profiles "
        "and Depths. Metrics, Frameworks and the rest may stay empty.",
        "A profile needs 10 to 16 critical capabilities, at least one in each dimension.",
        "The row under the headings says what to write. A row whose first cell begins with # is "
        "not read: the examples in grey can stay.",
        "Without a sheet Judgements, the thresholds and weights of the product's own pack count.",
        "Formulas are not evaluated: write values.",
        "Hand the file over on the Packs page, or: prodworthy content import FILE.xlsx",
    ),
    facts=HEAD,
    sheets=(
        AREAS, ROLES, CAPABILITIES, RULES, INITIATIVES, EFFORTS, CONDITIONS, PROFILES, DEPTHS,
        METRICS, FRAMEWORKS, ITEMS, DUTIES, BASE_RATES,
    ),
)  # fmt: skip
