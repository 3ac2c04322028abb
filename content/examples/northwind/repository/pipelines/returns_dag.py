"""Nightly copy of the day's returns to the warehouse."""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG(
    dag_id="returns_nightly",
    schedule="30 2 * * *",
    start_date=datetime(2026, 1, 12),
    catchup=False,
    default_args={"owner": "rana.haddad", "retries": 2, "retry_delay": timedelta(minutes=10)},
) as dag:
    extract = BashOperator(task_id="extract", bash_command="python pipelines/load_returns.py extract")
    rules = BashOperator(task_id="rules", bash_command="python pipelines/load_returns.py rules")
    load = BashOperator(task_id="load", bash_command="python pipelines/load_returns.py load")
    extract >> rules >> load
