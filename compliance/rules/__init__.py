"""YAML under rulesets/ to typed rules, facts and lexicon; every problem at once, each with its place and a hint."""

from compliance.rules.loader import lint, load_rulesets
from compliance.rules.problem import Problem

__all__ = ["Problem", "lint", "load_rulesets"]
