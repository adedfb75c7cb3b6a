"""Telling people: a notice on their page, and a letter in their language."""
