"""Trains the model again: python training/train.py returns.csv; prints the new model.json.

The features are written here a second time, from the notebook; the service has its own.
"""

import json
import sys
from math import log

import mlflow
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split

COLUMNS = [
    "order_value_log",
    "days_since_purchase",
    "returns_last_90d",
    "no_receipt",
    "paid_by_gift_card",
]


def prepared(file: str) -> pd.DataFrame:
    data = pd.read_csv(file).dropna(subset=["payment_method"])
    data = data[(data.channel != "parcel") & data.days_since_purchase.between(0, 60)]
    data["order_value_log"] = data.order_value.map(log)
    data["no_receipt"] = (~data.receipt).astype(int)
    data["paid_by_gift_card"] = (data.payment_method == "gift_card").astype(int)
    return data


def main() -> None:
    data = prepared(sys.argv[1])
    train, test = train_test_split(data, test_size=0.2, random_state=3)
    with mlflow.start_run():
        model = LogisticRegression(max_iter=500).fit(train[COLUMNS], train.fraud)
        auc = roc_auc_score(test.fraud, model.predict_proba(test[COLUMNS])[:, 1])
        mlflow.log_param("columns", COLUMNS)
        mlflow.log_metric("auc", auc)
    json.dump(dict(zip(COLUMNS, model.coef_[0].round(3))), sys.stdout, indent=2)


if __name__ == "__main__":
    main()
