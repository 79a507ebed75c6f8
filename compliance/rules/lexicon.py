"""Reads the classes of terms of `lexicon/`. See docs/rule-authoring.md section 1."""

from collections.abc import Iterator, Mapping

from compliance.detectors import TagClass, Term
from compliance.rules.cycles import find_cycle
from compliance.rules.form import Form, form_of, texts_of
from compliance.rules.problem import Problems, did_you_mean
from compliance.rules.terms import pattern_fault, term_fault
from compliance.rules.tree import Map, Node

KEYS = ("means", "terms", "patterns", "includes", "recognise")
RECOGNISERS = (
    "date",
    "duration",
    "email",
    "url",
    "phone",
    "money",
    "street",
    "company",
    "self_name",
    "self_company",
    "self_brand",
    "self_domain",
)


def read_lexicon(roots: list[Node], problems: Problems) -> dict[str, TagClass]:
    """All classes of all lexicon files, sorted by name; names are unique, inclusions exist and do not run in a circle."""
    nodes: dict[str, Node] = {}
    classes: dict[str, TagClass] = {}
    for root in roots:
        if not isinstance(root, Map):
            problems.add(
                root.place,
                "a lexicon file is no mapping",
                "it maps class names to classes",
                "write NAME: {means: ..., terms: [...]}",
            )
            continue
        for name, (key, node) in root.entries.items():
            if name in nodes:
                problems.add(
                    key.place,
                    f"class '{name}' is already defined at {nodes[name].place}",
                    "a name stands for one class",
                    "rename one of them",
                )
                continue
            nodes[name] = key
            if not (name.isascii() and name.isidentifier() and name.isupper()):
                problems.add(
                    key.place,
                    f"class name '{name}' is not in capitals",
                    "capitals tell classes from words",
                    "write it in capitals, digits and _, such as KEEP_LONG",
                )
            classes[name] = _read_class(name, key, node, problems)
    _check_includes(classes, nodes, problems)
    return dict(sorted(classes.items()))


def values_of(name: str, classes: Mapping[str, TagClass]) -> tuple[set[str], set[str]]:
    """The values that hits of a class can carry, and the recognisers that give values of their own."""
    values: set[str] = set()
    recognisers: set[str] = set()
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        one = classes.get(waiting.pop())
        if one is None or one.name in seen:
            continue
        seen.add(one.name)
        values |= {term.value for term in (*one.terms, *one.patterns)}
        recognisers |= {one.recogniser} if one.recogniser else set()
        waiting += one.includes
    return values, recognisers


def _read_class(name: str, key: Node, node: Node, problems: Problems) -> TagClass:
    form = form_of(node, f"class '{name}'", KEYS, problems)
    if form is None:
        return TagClass(name, "", place=key.place)
    if not any(form.get(part) for part in KEYS[1:]):
        problems.add(
            key.place, f"class '{name}' has no terms", "it would never match", "add 'terms:', 'includes:' or 'recognise:'"
        )
    includes = form.get("includes")
    return TagClass(
        name=name,
        means=form.text("means", "the next author must know what belongs to it"),
        terms=_read_terms(form, "terms", problems),
        patterns=_read_terms(form, "patterns", problems),
        includes=form.texts("includes") if includes is not None else (),
        recogniser=_read_recogniser(form, problems),
        place=key.place,
    )


def _read_recogniser(form: Form, problems: Problems) -> str:
    name = form.text("recognise")
    node = form.get("recognise")
    if node is not None and name and name not in RECOGNISERS:
        problems.add(
            node.place,
            f"unknown recogniser '{name}'",
            "recognisers are built into the program",
            did_you_mean(name, RECOGNISERS, "recognisers"),
        )
    return name


def _read_terms(form: Form, key: str, problems: Problems) -> tuple[Term, ...]:
    found: dict[str, Term] = {}
    for text, value, at in _written(form.get(key), key, problems):
        fault = term_fault(text) if key == "terms" else pattern_fault(text)
        if fault:
            shown = text if len(text) <= 60 else f"{text[:57]}..."
            what = f"term '{shown}': {fault[0]}" if key == "terms" else f"pattern '{shown}' {fault[0]}"
            why = "it could not be looked for" if key == "terms" else "a pattern must be sound and quick on every text"
            problems.add(at.place, what, why, fault[1])
        elif text in found:
            problems.add(
                at.place,
                f"'{text}' stands twice, first on line {found[text].place.line}",
                "one of the two is idle",
                "keep one of them",
            )
        else:
            found[text] = Term(text, value, at.place)
    return tuple(found.values())


def _written(node: Node | None, key: str, problems: Problems) -> Iterator[tuple[str, str, Node]]:
    """The terms as written: (text, value, node), from a list or from a mapping of values to lists."""
    if isinstance(node, Map):
        for value, (_, listed) in node.entries.items():
            for at, text in texts_of(listed, f"'{key}' of '{value}'", problems):
                yield text, value, at
    elif node is not None:
        for at, text in texts_of(node, f"'{key}'", problems):
            yield text, "", at


def _check_includes(classes: Mapping[str, TagClass], nodes: Mapping[str, Node], problems: Problems) -> None:
    for name, one in classes.items():
        for included in one.includes:
            if included not in classes:
                why = "a class that does not exist never matches"
                problems.add(
                    nodes[name].place,
                    f"class '{name}' includes unknown class '{included}'",
                    why,
                    did_you_mean(included, classes, "classes"),
                )
    cycle = find_cycle({name: one.includes for name, one in classes.items()})
    if cycle:
        what = f"classes include each other: {' > '.join(cycle)}"
        problems.add(nodes[cycle[0]].place, what, "a class cannot be part of itself", "remove one of the inclusions")
