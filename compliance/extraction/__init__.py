"""Extraction: what a policy states, each fact with the exact words that prove it."""

from compliance.extraction.extractor import Extractor
from compliance.extraction.tagging import Tagger

__all__ = ["Extractor", "Tagger"]
