"""The rules, one module each: a rule looks at a report and says what is worth mending first."""
