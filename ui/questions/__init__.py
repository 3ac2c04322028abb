"""The pages of an assessment with a questionnaire: questions with choices, and what they come to."""
