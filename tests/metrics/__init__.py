"""Tests of the metrics room."""
