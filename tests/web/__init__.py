"""Tests of council.web."""
