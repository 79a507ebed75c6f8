"""Assessments of invented companies' policies, made by hand: what the report is given, without reading or judging anything."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

from compliance.model import (
    ArchiveCapture,
    Assessment,
    Candidate,
    Change,
    Contradiction,
    DerivedFact,
    Evidence,
    Fact,
    Finding,
    Judgement,
    NearMiss,
    Outcome,
    PolicyDocument,
    Reason,
    RulesetVersion,
    Section,
    Span,
    ThenAndNow,
)
from compliance.report.rating import rate
from compliance.track_record import FactRecord, TrackRecord

POLICY = """# Privacy notice of Larkspur Gardens Ltd

Last updated: 3 March 2021

## 1. Who we are

Larkspur Gardens Ltd is registered in England (no. 09999999). Write to 4 Orchard Lane, Exmouth, or privacy@larkspur.example.

## 2. What we use your data for

We use your name, address and order history to deliver plants and to answer your questions.
We may share certain data with carefully selected partners.

## 3. How long we keep it

We will keep your data for as long as necessary.
We always keep your data safe.

## 4. Your rights

You may ask us for a copy of your data and we will correct mistakes.
You can complain to the Information Commissioner's Office.

## 5. Transfers

Our mailing service stores addresses in the United States under the Privacy Shield.

## 6. Law

We comply with the Data Protection Act 1998.
"""

RULESETS = (
    RulesetVersion("gdpr", "0.1.0", sha256(b"gdpr").hexdigest()),
    RulesetVersion("pecr", "0.1.0", sha256(b"pecr").hexdigest()),
    RulesetVersion("trf", "0.1.0", sha256(b"trf").hexdigest()),
)


def document(
    text: str = POLICY, path: str = "policies/larkspur.md", title: str = "Privacy notice of Larkspur Gardens Ltd"
) -> PolicyDocument:
    """A document of `text`; its Markdown headings are its sections."""
    headings = [line.lstrip("# ") for line in text.splitlines() if line.startswith("#")]
    sections = [Section(0, "", 0, None, ())] + [Section(i, heading, 2, i, (i,)) for i, heading in enumerate(headings, start=1)]
    return PolicyDocument(
        path, sha256(text.encode()).hexdigest(), "md", text, title, "en", len(text.split()), tuple(sections), ()
    )


def evidence(quote: str, text: str = POLICY) -> Evidence:
    """The first place of `quote` in `text`."""
    start = text.index(quote)
    return Evidence(Span(start, start + len(quote)), text.count("\n", 0, start) + 1, quote, "sample")


def finding(rule: str, outcome: Outcome, **more: object) -> Finding:
    """A finding with plain words where `more` does not say otherwise."""
    plain: dict[str, object] = {
        "rule": rule,
        "outcome": outcome,
        "severity": "minor",
        "severity_why": "It slows people down but hides nothing from them.",
        "provision": "GDPR Art. 12(1)",
        "title": f"The demand of {rule} is met",
        "message": "The policy does not say it.",
        "remedy": "Say it." if outcome in ("gap", "partial", "review") else "",
        "clause": "",
        "evidence": (),
        "because": (Reason("applicable_regimes", "uk_gdpr", "stated", "applicable_regimes holds uk_gdpr"),),
    }
    return Finding(**(plain | more))  # type: ignore[arg-type]


RECORD = TrackRecord(
    "2026-11-22",
    18,
    "1.0",
    "2026.11",
    {"facts": "ab"},
    {
        "retention_statement": FactRecord(asked=18, right=17, missed=0, wrongly_stated=1, other_value=0),
        "legal_bases_claimed": FactRecord(asked=18, right=16, missed=2, wrongly_stated=0, other_value=0),
        "sends_direct_marketing": FactRecord(asked=18, right=18, missed=0, wrongly_stated=0, other_value=0),
    },
)

RETENTION = finding(
    "gdpr.13-2-a.retention",
    "gap",
    severity="major",
    severity_why="People cannot tell how long they are exposed.",
    provision="GDPR Art. 13(2)(a), 14(2)(a), 5(1)(e)",
    title="The storage period, or the criteria for it, is stated",
    message='The policy gives no storage period, only a formula such as "as long as necessary".',
    remedy="State a period, or the event and rule that fix it, for each kind of data.",
    clause="We keep {kind of data} for {period} after {event}.",
    evidence=(evidence("We will keep your data for as long as necessary."),),
    nearest_miss=NearMiss(evidence("We always keep your data safe."), "it gives no period a reader could work out"),
    because=(
        Reason("applicable_regimes", "uk_gdpr", "stated", "applicable_regimes holds uk_gdpr"),
        Reason("retention_statement", "vague", "stated", "retention_statement is vague"),
    ),
    checks=("retention_statement",),
)
SHIELD = finding(
    "trf.privacy-shield-invalid",
    "gap",
    severity="critical",
    severity_why="An invalid safeguard is presented as protection.",
    provision="Decision (EU) 2016/1250, annulled in C-311/18",
    title="No transfer relies on the Privacy Shield",
    message="The policy rests transfers to the United States on the Privacy Shield, which has been void since 16 July 2020.",
    remedy="Move to standard contractual clauses or a valid framework, and correct the text.",
    evidence=(evidence("Our mailing service stores addresses in the United States under the Privacy Shield."),),
)
BASES = finding(
    "gdpr.13-1-c.legal-basis",
    "gap",
    severity="major",
    severity_why="Without it nobody can test whether the use is lawful.",
    provision="GDPR Art. 13(1)(c)",
    title="The legal basis of each purpose is stated",
    message="The policy states no legal basis for any purpose.",
    remedy="Name the basis of Art. 6(1) beside each purpose.",
    clause="We use {data} to {purpose}. Our legal basis is {basis}.",
    searched=tuple(section.title for section in document().sections if section.title),
    nearest_miss=NearMiss(evidence("We comply with the Data Protection Act 1998."), "obeying a law is not a basis for a purpose"),
    checks=("legal_basis_statement", "legal_bases_claimed"),
)
STALE = finding(
    "ref.stale-dpa-1998",
    "gap",
    severity="minor",
    provision="DPA 2018 Sch. 19 para. 44",
    title="The 1998 Act is not cited as current law",
    message="The policy follows the Data Protection Act 1998, which was repealed on 25 May 2018.",
    remedy="Name the UK GDPR and the Data Protection Act 2018.",
    evidence=(evidence("We comply with the Data Protection Act 1998."),),
)
RECIPIENTS = finding(
    "gdpr.13-1-e.recipients",
    "partial",
    severity="major",
    severity_why="People cannot foresee who sees their data.",
    provision="GDPR Art. 13(1)(e)",
    title="The recipients, or their categories, are named",
    message="Recipients are named only in general words.",
    remedy="Name the categories of recipients by what they do.",
    evidence=(evidence("We may share certain data with carefully selected partners."),),
)
OBJECTION = finding(
    "gdpr.21-4.objection",
    "review",
    severity="major",
    severity_why="It is the one right that must be shown apart.",
    provision="GDPR Art. 21(4)",
    title="The right to object is brought to attention",
    message="Does the company rely on legitimate interests, or send marketing?",
    remedy="If so, state the right to object, clearly and apart from other information.",
    because=(
        Reason("sends_direct_marketing", "true", "stated", "sends_direct_marketing is true"),
        Reason("right_object_stated", "false", "absent", "right_object_stated is false (the policy is silent)"),
    ),
    applies_because=(Reason("sends_direct_marketing", "true", "stated", "sends_direct_marketing is true"),),
    applies_evidence=(evidence("We may share certain data with carefully selected partners."),),
    checks=("right_object_stated",),
)
RIGHTS = finding(
    "gdpr.13-2-b.access",
    "satisfied",
    provision="GDPR Art. 13(2)(b), 15",
    title="The right of access is stated",
    message="The right of access is stated.",
    evidence=(evidence("You may ask us for a copy of your data"),),
)
COMPLAINT = finding(
    "gdpr.13-2-d.complaint",
    "satisfied",
    provision="GDPR Art. 13(2)(d)",
    title="The right to complain to a supervisory authority is stated",
    message="The authority is named.",
    evidence=(evidence("You can complain to the Information Commissioner's Office."),),
)
DECISIONS = finding(
    "gdpr.13-2-f.automated-decisions",
    "not_applicable",
    severity="critical",
    provision="GDPR Art. 13(2)(f), 22",
    title="Automated decisions are explained",
    message="Does not apply: the text speaks of no automated decisions.",
)
ADDED_TODAY = finding(
    "ukgdpr.13-2-ca.controller-complaint",
    "gap",
    severity="major",
    provision="UK GDPR Art. 13(2)(ca); DPA 2018 s. 164A",
    title="The right to complain to the controller is stated",
    message="The policy does not say that people may complain to the company itself.",
    remedy="Say so, and how.",
)

FACTS = (
    Fact("applicable_regimes", "stated", ("uk_gdpr", "dpa2018", "pecr")),
    Fact("controller_jurisdictions", "stated", ("UK",), (evidence("registered in England"),)),
    Fact("data_categories_stated", "stated", True, (evidence("your name, address and order history"),)),
    Fact("has_dpo_contact", "absent", False),
    Fact("legal_bases_claimed", "absent", (), nearest_miss=BASES.nearest_miss),
    Fact("policy_date", "stated", "2021-03-03", (evidence("Last updated: 3 March 2021"),)),
    Fact("policy_states_date", "stated", True, (evidence("Last updated: 3 March 2021"),)),
    Fact("retention_statement", "stated", "vague", (evidence("We will keep your data for as long as necessary."),)),
    Fact(
        "shares_for_marketing",
        "unclear",
        None,
        (evidence("carefully selected partners"),),
        "it does not say what the partners do",
    ),
    Fact("target_jurisdictions", "absent", ()),
    Fact("uses_cookies", "denied", False, (evidence("We always keep your data safe."),)),
)


BECAUSE_UK = (
    Reason("day", "2021-03-03", "stated", "the judgement day 2021-03-03 is 2021-01-01 or later"),
    Reason("reached_uk", "true", "stated", "reached_uk is true"),
)


def assessment(*findings: Finding, **changes: object) -> Assessment:
    """An assessment of the Larkspur notice with these findings, judged on the date it states."""
    regimes = ("uk_gdpr", "dpa2018", "pecr")
    rating, why = rate(findings, regimes)
    day = date(2021, 3, 3)
    base = Assessment(
        document=document(),
        judgement=Judgement(day, day, "stated", "the date the policy gives"),
        regimes=regimes,
        facts=FACTS,
        derived=(
            DerivedFact(
                "established_uk",
                True,
                "stated",
                (Reason("controller_jurisdictions", "UK", "stated", "controller_jurisdictions holds UK"),),
            ),
            DerivedFact("reached_uk", True, "stated", (Reason("established_uk", "true", "stated", "established_uk is true"),)),
            DerivedFact("targets_uk", False, "absent"),
        ),
        findings=findings,
        rating=rating,
        rating_why=why,
        candidates=(),
        today_findings=(),
        rulesets=RULESETS,
        issued=date(2026, 11, 24),
        today=date(2026, 11, 24),
        regime_reasons=dict.fromkeys(regimes, BECAUSE_UK),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def with_gaps() -> Assessment:
    """A notice of 2021 with every kind of finding."""
    found = (RETENTION, STALE, SHIELD, BASES, RECIPIENTS, OBJECTION, RIGHTS, COMPLAINT, DECISIONS)
    return assessment(*found, today_findings=(ADDED_TODAY,))


def then_and_now() -> Assessment:
    """A notice of 2021 beside today's law: every kind of change once."""
    now = replace(ADDED_TODAY, rule="ukgdpr.13-2-d.s165", provision="DPA 2018 s. 165")
    lost = replace(RIGHTS, outcome="partial", message="The right is told without its period.")
    changes = (
        Change("now_short", (RIGHTS,), lost),
        Change("new", (), ADDED_TODAY),
        Change("still_short", (RETENTION,), RETENTION),
        Change("undecided", (OBJECTION,), OBJECTION),
        Change("now_fine", (BASES,), replace(BASES, outcome="satisfied")),
        Change("no_longer_asked", (SHIELD,), None),
        Change("still_fine", (COMPLAINT,), replace(now, outcome="satisfied")),
        Change("not_asked", (DECISIONS,), DECISIONS),
    )
    regimes = ("uk_gdpr", "dpa2018")
    return replace(with_gaps(), then_and_now=ThenAndNow(date(2021, 3, 3), date(2026, 11, 24), regimes, changes))


def contradicting() -> Assessment:
    """A notice that promises one thing and says another; a third statement bears on both."""
    promise = evidence("We always keep your data safe.")
    practice = evidence("We may share certain data with carefully selected partners.")
    other = evidence("You may ask us for a copy of your data")
    return assessment(
        finding(
            "gdpr.5-1-a.misleading",
            "gap",
            severity="major",
            provision="GDPR Art. 5(1)(a)",
            title="A promise is kept by the rest of the text",
            message="The policy promises safety and gives data away.",
            remedy="Say what is true.",
            evidence=(promise, practice, other),
            because=(Reason("uses_cookies", "true", "stated", "uses_cookies is true"),),
            checks=("uses_cookies",),
            contradictions=(Contradiction((promise,), (practice,)),),
        )
    )


def clean() -> Assessment:
    """A notice without a gap, judged today."""
    today = date(2026, 11, 24)
    return assessment(RIGHTS, COMPLAINT, judgement=Judgement(today, today, "as_of", "today, as asked for"))


def undated() -> Assessment:
    """A notice without a date: judged by today's law, and again over the days on which it may have been in force."""
    today = date(2026, 11, 24)
    why = "This holds if the text was in force 2021-01-01 to 2026-11-24."
    return assessment(
        replace(RETENTION, certainty="conditional", certainty_why=why),
        RIGHTS,
        document=document(POLICY.replace("Last updated: 3 March 2021", "Welcome to our garden shop")),
        judgement=Judgement(today, today, "today", "the policy has no date; a notice in use must meet today's law"),
        facts=tuple(fact for fact in FACTS if not fact.name.startswith("policy_")),
        candidates=(
            Candidate(date(2018, 5, 25), date(2020, 12, 31), ("eu_gdpr", "dpa2018", "pecr")),
            Candidate(date(2021, 1, 1), today, ("uk_gdpr", "dpa2018", "pecr")),
        ),
    )


def ungoverned() -> Assessment:
    """A policy that no law of the rule sets governs."""
    rating, why = rate((), ("none",))
    return assessment(regimes=("none",), rating=rating, rating_why=why, regime_reasons={}, today_findings=())


def captured() -> Assessment:
    """A page from an archive, judged on the day of its capture."""
    day = date(2011, 9, 2)
    text = "Archived copy, captured on 2 September 2011\n" + POLICY
    archived = replace(document(text), archive=ArchiveCapture(day, Span(0, 43)))
    return assessment(
        RIGHTS,
        document=archived,
        judgement=Judgement(day, day, "archive_capture", "the text was live when it was captured and had to meet that day's law"),
        regimes=("dpa1998", "pecr"),
        facts=tuple(fact for fact in FACTS if fact.name != "policy_states_date"),
        regime_reasons={},
    )


def many(number: int) -> Assessment:
    """A policy with `number` findings of every outcome, each with evidence."""
    outcomes: tuple[Outcome, ...] = ("gap", "partial", "review", "satisfied", "not_applicable")
    patterns = {"gap": BASES, "partial": RECIPIENTS, "review": OBJECTION, "satisfied": RIGHTS, "not_applicable": DECISIONS}
    found = [replace(patterns[outcomes[i % 5]], rule=f"gdpr.sample-{i:03}") for i in range(number)]
    return assessment(*found)
