"""Measurements; not run as tests."""
