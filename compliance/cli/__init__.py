"""The command line: the only place that prints, exits and reads the clock."""

from compliance.cli.app import main

__all__ = ["main"]
