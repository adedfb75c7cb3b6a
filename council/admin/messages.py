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
    "admin.backup_sqlite_only": N_(
        "This command copies SQLite's file. With PostgreSQL: pg_dump --format=custom --file=council.dump ADDRESS, "
        "where ADDRESS is the owner's; copy the instance folder (key, uploads) beside it, and note the head that "
        "flask audit verify prints."
    ),
    "admin.restore_sqlite_only": N_(
        "This command puts back SQLite's file. With PostgreSQL: pg_restore --dbname=ADDRESS council.dump into an "
        "empty database, where ADDRESS is the owner's, then flask audit verify --anchor with the head noted at the "
        "backup."
    ),
}
