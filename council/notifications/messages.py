"""Sentences of notifications."""

from council.core.saying import N_

MESSAGES = {"notifications.mail_subject": N_("News from %(council)s")}
