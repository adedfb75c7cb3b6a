"""Metrics: numbers with a direction, a target and limits."""
