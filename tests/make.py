"""Builders for tests: each makes one thing in a given state, through the services, as its people would."""
