"""The database: base classes, types, engine manners, seals and migrations."""

from flask_sqlalchemy_lite import SQLAlchemy

from council.db.session import CouncilSession

db = SQLAlchemy(session_options={"class_": CouncilSession})
"""`db.session` is the request's one session; the edge commits it, nobody else."""
