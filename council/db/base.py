"""What every table shares: names of constraints, the edit token, the mark of governed things."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from council.core.saying import Both
from council.db.types import Json, UtcDateTime


class Base(DeclarativeBase):
    """Every table; moments are UTC, dicts and lists are JSON text."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        dict[str, Any]: Json,
        list[Any]: Json,
    }


class Key:
    """A plain integer primary key."""

    id: Mapped[int] = mapped_column(primary_key=True)


class Versioned:
    """Carries `row_version`, the edit token: it grows with every change, and a form sends back the one it saw."""

    row_version: Mapped[int] = mapped_column(Integer, nullable=False, default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__dict__.get("row_version", Versioned.row_version)}


class Governed:
    """Changes only together with a line in the log; `REF` is its kind in references.

    A part of a larger thing (an agenda item, a ballot) overrides `audit_ref` to name the whole.
    """

    REF: ClassVar[str]

    @property
    def ref(self) -> str:
        """`kind:id`."""
        return f"{self.REF}:{self.id}"  # type: ignore[attr-defined]

    @property
    def audit_ref(self) -> str:
        """What the log line has to be about when this row changes."""
        return self.ref


class Named:
    """A name in both languages."""

    name_en: Mapped[str] = mapped_column(default="")
    name_zh: Mapped[str] = mapped_column(default="")

    @property
    def name(self) -> Both:
        return Both(self.name_en, self.name_zh)


def one_of(column: str, values: Iterable[str], *, name: str | None = None) -> CheckConstraint:
    """CHECK that a column keeps to a closed list."""
    listed = ", ".join(f"'{v}'" for v in values)
    return CheckConstraint(f"{column} IN ({listed})", name=name or column)


def together(*columns: str, name: str) -> CheckConstraint:
    """CHECK that columns such as who and when are all set or all empty."""
    first, *rest = columns
    same = " AND ".join(f"({first} IS NULL) = ({c} IS NULL)" for c in rest)
    return CheckConstraint(same, name=name)
