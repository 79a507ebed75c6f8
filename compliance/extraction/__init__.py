"""Extraction: what a policy states, each fact with the exact words that prove it."""

from compliance.extraction.extractor import Extractor

__all__ = ["Extractor"]
