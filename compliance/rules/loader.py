"""A rulesets folder to a checked `Ruleset`: read every file, learn the names, read the details, check what spans files."""

from collections.abc import Mapping
from pathlib import Path

from compliance.cache import cache_key, read_cache, write_cache
from compliance.placed import Place
from compliance.rules.cross_checks import check_branches, check_derivations
from compliance.rules.facts import FactFile, FactReader, read_fact_types
from compliance.rules.files import RuleFile, read_files, shown_name, versions_of
from compliance.rules.instruments import check_used, read_instruments
from compliance.rules.lexicon import read_lexicon
from compliance.rules.problem import Problem, Problems, error_of
from compliance.rules.regimes import check_held, read_regimes
from compliance.rules.rule_files import RuleReader
from compliance.rules.tree import Node, read_tree
from compliance.rules.vocabulary import Vocabulary, read_groups
from compliance.rules.windows import check_replacements
from compliance.ruleset import FactType, Rule, Ruleset

LEXICON, FACTS, APPLICABILITY = "lexicon", "facts", "applicability"
_NO_PACKS = ("", LEXICON, FACTS, APPLICABILITY)
_Trees = list[tuple[RuleFile, Node | None]]


def load_rulesets(directory: Path) -> Ruleset:
    """Everything under `directory`. Raises RulesetError, whose `problems` lists every problem of every file.

    A sound ruleset is kept in the user's cache folder, unless COMPLIANCE_NO_CACHE=1.
    """
    key = cache_key(directory, shown_name(directory))
    kept = read_cache(key, Ruleset) if key else None
    if kept is not None:
        return kept
    ruleset, problems = _load(directory)
    if problems:
        raise error_of(problems)
    if key:
        write_cache(key, ruleset)
    return ruleset


def lint(directory: Path) -> tuple[Problem, ...]:
    """Every problem of every file under `directory`, sorted by place; () where all is well."""
    return _load(directory)[1]


def _load(directory: Path) -> tuple[Ruleset, tuple[Problem, ...]]:
    problems = Problems()
    files = read_files(directory, problems)
    trees: _Trees = [(file, _tree(file, problems)) for file in files]
    vocabulary, fact_files = _vocabulary(trees, problems)
    facts = _facts(vocabulary, fact_files, problems)
    check_branches(facts, vocabulary.unreadable, problems)
    check_derivations(facts, problems)
    rules = _rules(vocabulary, trees, problems)
    rule_ids = {f"{file.folder}.{file.stem}" for file in files if file.folder not in _NO_PACKS}
    regimes = read_regimes(_at_top("regimes", trees), vocabulary, rule_ids, problems)
    if not len(problems):  # what a broken file names is unknown
        check_used(vocabulary.instruments, facts.values(), rules.values(), regimes.values(), problems)
        check_held(rules.values(), regimes, problems)
    versions = versions_of(directory, files, problems)
    return Ruleset(vocabulary.classes, facts, rules, versions, vocabulary.instruments, regimes), problems.sorted()


def _at_top(name: str, trees: _Trees) -> Node | None:
    return next((tree for file, tree in trees if not file.folder and file.stem == name), None)


def _tree(file: RuleFile, problems: Problems) -> Node | None:
    before = len(problems)
    tree = read_tree(file.shown, file.data, problems)
    if tree is None and len(problems) == before:
        problems.add(Place(file.shown, 1, 1), "the file is empty", "its name promises something", "write it, or remove the file")
    return tree


def _vocabulary(trees: _Trees, problems: Problems) -> tuple[Vocabulary, list[FactFile]]:
    """The names that everything else may use, and the fact files that could be parsed."""
    lexicon = [tree for file, tree in trees if file.folder == LEXICON]
    facts = [
        FactFile(file.stem, file.folder == APPLICABILITY, tree)
        for file, tree in trees
        if file.folder in (FACTS, APPLICABILITY) and tree
    ]
    types = read_fact_types(facts, problems)
    vocabulary = Vocabulary(
        classes=read_lexicon([tree for tree in lexicon if tree is not None], problems),
        facts=dict(sorted(types.items())),
        derived=frozenset(file.stem for file, _ in trees if file.folder == APPLICABILITY),
        groups=read_groups(_at_top("groups", trees), problems),
        unreadable=frozenset(file.stem for file, _ in trees if file.folder in (FACTS, APPLICABILITY) and file.stem not in types),
        lexicon_complete=None not in lexicon,
        instruments=read_instruments(_at_top("instruments", trees), problems),
        instruments_complete=all(tree is not None for file, tree in trees if (file.folder, file.stem) == ("", "instruments")),
    )
    return vocabulary, facts


def _facts(vocabulary: Vocabulary, files: list[FactFile], problems: Problems) -> dict[str, FactType]:
    reader = FactReader(vocabulary, problems)
    read = {file.name: reader.read(file, vocabulary.facts[file.name]) for file in files if file.name in vocabulary.facts}
    return dict(sorted(read.items()))


def _rules(vocabulary: Vocabulary, trees: _Trees, problems: Problems) -> Mapping[str, Rule]:
    reader = RuleReader(vocabulary, problems)
    rules: dict[str, Rule] = {}
    broken: set[str] = set()
    for file, tree in trees:
        if file.folder in _NO_PACKS:
            continue
        rule_id = f"{file.folder}.{file.stem}"
        rule = reader.read(rule_id, tree) if tree is not None else None
        if rule is None:
            broken.add(rule_id)
        else:
            rules[rule_id] = rule
    check_replacements(rules, frozenset(broken), problems)
    return dict(sorted(rules.items()))
