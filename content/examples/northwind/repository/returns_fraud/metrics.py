"""What the service counts about itself."""

from prometheus_client import Counter, Gauge, Histogram, Info

REQUESTS = Counter(
    "http_requests_total", "Requests answered", ["method", "handler", "status"]
)
DURATION = Histogram(
    "http_request_duration_seconds",
    "Time to answer",
    ["method", "handler"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 2.5),
)
IN_PROGRESS = Gauge("http_requests_in_progress", "Requests being answered", ["handler"])
SCORE = Histogram(
    "model_output_score", "Score given", buckets=tuple(step / 10 for step in range(1, 11))
)
FALLBACKS = Counter("model_fallbacks_total", "Requests answered by the rule, not the model")
MODEL = Info("model_version", "Model that answers")
