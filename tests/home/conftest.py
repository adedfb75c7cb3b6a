"""Counting what a page asks of the database, as the tests of the charter do."""

from tests.charter.conftest import queries_of

__all__ = ["queries_of"]
