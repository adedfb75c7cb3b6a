"""Tests of council.paper."""
