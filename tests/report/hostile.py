"""A policy that tries to take over whatever shows it."""

from dataclasses import replace

from compliance.model import Assessment, NearMiss
from tests.report import samples

SCRIPT = '<script>alert("x")</script>'
IMAGE = (
    '<img src=x onerror=alert(1)><link rel=attachment href="file:///etc/passwd"><style>@import "http://a.example/x.css"</style>'
)
TEMPLATE = "{{ 7 * 7 }}{% include '/etc/passwd' %}"
TERMINAL = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egnp.exe\u2066"
TEXT = f"# Notice\n\nWe keep {SCRIPT} and {IMAGE}.\n{TEMPLATE}\n{TERMINAL}\n{'x' * 100_000}\n</style></title><!-- ]]>\n"


def assessment() -> Assessment:
    """An assessment in which every word that comes from the policy is hostile."""
    everything = (SCRIPT, IMAGE, TEMPLATE, TERMINAL, "x" * 100_000, "</style></title><!-- ]]>")
    quotes = tuple(samples.evidence(words, TEXT) for words in everything)
    gaps = [
        replace(samples.RETENTION, rule=f"gdpr.hostile-{i}", evidence=(quote,), nearest_miss=NearMiss(quote, "no"))
        for i, quote in enumerate(quotes)
    ]
    searched = replace(samples.BASES, searched=(SCRIPT, TERMINAL), nearest_miss=None)
    facts = tuple(
        replace(fact, value=SCRIPT + TERMINAL) if fact.name == "retention_statement" else fact for fact in samples.FACTS
    )
    document = samples.document(TEXT, path=f"/tmp/{SCRIPT}{TERMINAL}.md", title=f"{SCRIPT}{IMAGE}{TERMINAL}{'y' * 100_000}")
    good = replace(samples.RIGHTS, evidence=quotes)
    return samples.assessment(*gaps, searched, good, document=document, facts=facts)
