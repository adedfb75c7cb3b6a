"""Tests of council.core."""
