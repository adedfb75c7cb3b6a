"""Counting what a page asks of the database."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine


@pytest.fixture
def queries_of(app: Flask) -> Callable[[Callable[[], object]], int]:
    """How many SELECTs a piece of work runs."""

    def count(work: Callable[[], object]) -> int:
        asked: list[str] = []

        def note(conn: object, cursor: object, statement: str, *rest: object) -> None:
            if statement.lstrip().upper().startswith(("SELECT", "WITH")):
                asked.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            work()
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return len(asked)

    return count
