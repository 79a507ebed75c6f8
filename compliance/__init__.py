"""Check a privacy policy against the data-protection law of its day and place."""

__version__ = "0.1.0"
