"""Sentences of mail."""

from council.core.saying import N_

MESSAGES = {"mail.portal": N_("Customer Service Council")}
