"""Write a pack of your own: the templates to fill in, and the schemas for those who write YAML."""

import streamlit as st

from engagement.packs.pack_files import of_template, schemas_zip
from ui.components.note import note

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def forms() -> None:
    """Three files to take along, each with what it is for."""
    with st.container(border=True):
        st.subheader("Write your own", anchor=False)
        note("Fill in a workbook and hand it over above; each mistake is told by sheet and cell.")
        st.download_button(
            "Template: questions with choices", _template("questionnaire"), "questionnaire.xlsx",
            WORKBOOK, key="packs.template.questionnaire", icon=":material/download:",
            width="stretch", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            "Template: levels with evidence", _template("evidence-grid"), "evidence-grid.xlsx",
            WORKBOOK, key="packs.template.grid", icon=":material/download:", width="stretch",
            on_click="ignore",
        )  # fmt: skip
        st.download_button(
            "JSON Schemas for YAML editors", _schemas(), "pack-schemas.zip", "application/zip",
            key="packs.schemas", icon=":material/download:", type="tertiary", on_click="ignore",
        )  # fmt: skip


@st.cache_data(show_spinner=False)
def _template(shape: str) -> bytes:
    return of_template(shape)


@st.cache_data(show_spinner=False)
def _schemas() -> bytes:
    return schemas_zip()
