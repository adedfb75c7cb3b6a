"""Sentences of the administrator's room."""

from council.core.saying import N_

MESSAGES = {
    "admin.no_chair_seat": N_("A council needs a chair's seat."),
    "admin.no_chair": N_(
        "Name the first chair with an e-mail address: without a chair nobody could record who holds the other seats."
    ),
    "admin.holder_incomplete": N_(
        "%(seat)s: a holder needs both a name and an e-mail address, or leave both empty."
    ),
    "admin.appointee_unknown": N_("“%(seat)s” is not a seat with a holder; choose one that has a holder."),
    "admin.answer_missing": N_("The answer “%(name)s” is missing."),
    "admin.no_backup": N_("%(name)s is not a backup: it has no manifest."),
    "admin.database_in_the_way": N_(
        "There is a database at %(name)s. Move it away first; nothing is written over."
    ),
    "admin.backup_damaged": N_("The backup is damaged: %(name)s."),
    "admin.backup_log_broken": N_("The log in this backup is broken at line %(line)s."),
    "admin.backup_sqlite_only": N_("This command backs up SQLite. On PostgreSQL use pg_dump."),
}
