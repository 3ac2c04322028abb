"""Where to change what a workbook only tells: by sheet, the end of a sentence about what was typed there."""

_JUDGED = "it follows from answers and findings, which are given on Ask and Look"
_PACK = "it stands in the questionnaire, which is changed on Packs"
RECORDS = {
    "README": "it tells what the workbook was made from",
    "Summary": _JUDGED,
    "Capabilities": _JUDGED,
    "Responses": "an answer is corrected on Ask",
    "Artefacts": "an artefact is attached on Ask and accepted on Settle",
    "Probes": "a finding is overruled, or looked for again, on Look",
    "Sensitivity": _JUDGED,
    "Forecast": _JUDGED,
    "People": "an answer is corrected on Ask, and a disagreement settled on Settle",
    "Trail": _JUDGED,
    "Initiatives": "owner, start, effort and status are changed on the sheet Schedule, or on Plan",
    "Scenarios": "a scenario is made and kept on Plan",
    "Crosswalk": _PACK,
    "Metrics": "a metric is read again on Track, and a number is never typed",
    "Changes": "it tells what the client changed in the questionnaire, on Packs",
    "Earlier texts": "it tells what the client changed in the questionnaire, on Packs",
    "Snapshots": "a snapshot never changes; a new one is taken on Track",
    "Assumptions": _PACK,
    "Glossary": _PACK,
    "Record": "it repeats what people typed in the app, and is corrected there",
}
EDITED = {
    "Schedule": "change owner, start, effort, status and the other amber-edged cells, or the plan on Plan",
    "Capacity": "change people, rate, a week or a day without work, or the plan on Plan",
    "Decision log": "change its amber-edged cells",
    "Conflicts": "change owner and due day, or settle it on Settle",
    "Risks": "change owner and response; the rest follows from answers and findings",
    "Use cases": "change sponsor, value and feasibility, or the use case on Clients",
}
ELSEWHERE = "change it in the app"
"""Of a sheet that a later version knows no more."""
