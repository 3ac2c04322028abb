"""The model: a logistic regression whose coefficients are copied from the notebook."""

import json
import math
from pathlib import Path

FILE = Path(__file__).with_name("model.json")


class Model:
    def __init__(self, file: Path = FILE) -> None:
        content = json.loads(file.read_text(encoding="utf-8"))
        self.name = content["name"]
        self.version = content["version"]
        self.intercept = content["intercept"]
        self.coefficients = content["coefficients"]
        self.thresholds = content["thresholds"]

    def score(self, features: dict[str, float]) -> float:
        total = self.intercept
        for name, weight in self.coefficients.items():
            total += weight * features[name]
        return 1.0 / (1.0 + math.exp(-total))

    def hint(self, score: float) -> str:
        if score >= self.thresholds["call"]:
            return "call the desk"
        return "ask for the receipt" if score >= self.thresholds["ask"] else "refund"
