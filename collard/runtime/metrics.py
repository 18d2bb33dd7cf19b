"""Metrics: plain finite numbers that a step reports under a name."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from .failure import StepError, StepFailure
from .plan import Metric, Step


def read_metrics(step: Step, namespace: Mapping[str, Any]) -> dict[str, float]:
    """Values of the step's metrics; a metric that is no finite number is a failure that names it."""
    return {metric.name: read_metric(metric, namespace) for metric in step.metrics}


def read_metric(metric: Metric, namespace: Mapping[str, Any]) -> float:
    if metric.variable not in namespace:
        raise failure(metric, "is not defined", "Assign it in the step before its last line.")
    value = namespace[metric.variable]
    kind = type(value).__name__
    try:
        number = float(value)
    except Exception as error:
        raise failure(
            metric, f"is a {kind}, not a number", "Reduce it to one number, such as its mean."
        ) from error
    if not math.isfinite(number):
        raise failure(
            metric, f"is {number}, not a finite number", "Find out where the value gets lost, or drop it."
        )
    return number


def failure(metric: Metric, problem: str, hint: str) -> StepFailure:
    message = f"the metric {metric.variable} {problem}"
    return StepFailure(StepError("metric-failed", "metric", message, hint, variable=metric.variable))
