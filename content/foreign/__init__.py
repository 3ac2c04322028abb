"""Questionnaires that other people wrote, in the file formats of other tools: read, never copied."""
