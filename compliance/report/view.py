"""What a page shows of an assessment: pure data for the templates of HTML and PDF, words chosen, nothing escaped yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from compliance import __version__
from compliance.model import LEVELS, OUTCOMES, Assessment, Finding, Outcome
from compliance.report import words
from compliance.report.checks import limits
from compliance.report.comparison_view import ComparisonView, comparison_view
from compliance.report.controller import controller_name
from compliance.report.date_view import DateView, date_view
from compliance.report.fact_view import FactRow, derived_row, fact_row, status_counts
from compliance.report.finding_view import FindingView, finding_views
from compliance.report.law_view import LawView, Row, law_view
from compliance.report.outline import Section, outline
from compliance.report.places import unit_of
from compliance.report.result_view import ResultView, result_view

TITLE = 160
PATH = 300
_LETTERS: dict[Outcome, str] = {"gap": "G", "partial": "P", "review": "R"}


@dataclass(frozen=True, slots=True)
class Issue:
    """The report itself: its date, in words and as 2026-11-24, what made it, and the beginning of the text's hash."""

    day: str
    iso: str
    tool: str
    reference: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything the templates read. `running` is the header of each page; `absent` and `not_derived` are names of facts.

    `place_word` is the unit in which places are told: line, page or paragraph. `error_rate` is what is known of the checks.
    """

    policy: str
    controller: str
    running: str
    language: str
    text_language: str
    document: tuple[Row, ...]
    law: LawView
    date: DateView
    result: ResultView
    gaps: tuple[FindingView, ...]
    partials: tuple[FindingView, ...]
    reviews: tuple[FindingView, ...]
    satisfied: tuple[FindingView, ...]
    not_applicable: tuple[FindingView, ...]
    today_findings: tuple[FindingView, ...]
    today_line: str
    comparison: ComparisonView | None
    applied: tuple[FindingView, ...]
    facts: tuple[FactRow, ...]
    absent: tuple[str, ...]
    place_word: str
    fact_counts: str
    derived: tuple[FactRow, ...]
    not_derived: tuple[str, ...]
    rulesets: tuple[tuple[str, str, str], ...]
    error_rate: str
    sections: tuple[Section, ...]
    issue: Issue


def view_of(assessment: Assessment) -> ReportView:
    """The report's content, in the order and the words in which it is read."""
    document, law = assessment.document, law_view(assessment)
    found = {outcome: _findings(assessment, outcome) for outcome in OUTCOMES}
    today = finding_views(assessment.today_findings, document, "T")
    title, controller = _title(assessment)
    comparison = comparison_view(assessment.then_and_now, assessment.regimes)
    return ReportView(
        policy=title,
        controller=controller,
        running=f"{title} – {controller}" if controller else title,
        language="en",
        text_language=document.language or "und",
        document=_document(assessment),
        law=law,
        date=date_view(assessment, (*found["gap"], *found["partial"], *found["review"])),
        result=result_view(assessment, found["gap"]),
        gaps=found["gap"],
        partials=found["partial"],
        reviews=found["review"],
        satisfied=found["satisfied"],
        not_applicable=found["not_applicable"],
        today_findings=today,
        today_line="" if law.judged_today else _today_line(assessment.today_findings, law.today),
        comparison=comparison,
        applied=tuple(sorted((finding for findings in found.values() for finding in findings), key=lambda f: f.rule)),
        facts=tuple(fact_row(fact) for fact in assessment.facts if fact.status != "absent"),
        absent=tuple(fact.name for fact in assessment.facts if fact.status == "absent"),
        place_word=unit_of(evidence for fact in assessment.facts for evidence in fact.evidence),
        fact_counts=status_counts(assessment.facts),
        derived=tuple(derived_row(fact) for fact in assessment.derived if fact.status != "absent"),
        not_derived=tuple(fact.name for fact in assessment.derived if fact.status == "absent"),
        rulesets=tuple((version.name, version.version, version.sha256) for version in assessment.rulesets),
        error_rate=limits(_checks(assessment)),
        sections=outline(found, bool(today) or not law.judged_today, bool(comparison and comparison.groups)),
        issue=_issue(assessment),
    )


def _checks(assessment: Assessment) -> list[str]:
    """The facts on which the findings rest; where there are no findings, all that were read."""
    rested_on = sorted({check for finding in assessment.findings for check in finding.checks})
    return rested_on or [fact.name for fact in assessment.facts if fact.name != "applicable_regimes"]


def _title(assessment: Assessment) -> tuple[str, str]:
    """The document's title, and the controller's name where it is known and the title does not hold it."""
    document = assessment.document
    title = words.shorten(document.title or _file_name(document.path), TITLE)
    name = controller_name(next((fact for fact in assessment.facts if fact.name == "controller_identity"), None))
    return title, "" if name.lower() in title.lower() else name


def _today_line(findings: Sequence[Finding], day: str) -> str:
    """What today's law adds, on one line."""
    if not findings:
        return f"today’s law ({day}) adds nothing"
    numbers = {outcome: sum(finding.outcome == outcome for finding in findings) for outcome in ("gap", "partial", "review")}
    after = {"gap": ("gap", ""), "partial": ("point", " partly met"), "review": ("point", " to decide")}
    counted = [words.plural(number, after[outcome][0]) + after[outcome][1] for outcome, number in numbers.items() if number]
    return f"today’s law ({day}) would add {words.listing(counted)}"


def _issue(assessment: Assessment) -> Issue:
    day = assessment.issued
    return Issue(words.long_date(day), day.isoformat(), f"compliance {__version__}", assessment.document.sha256[:12])


def _findings(assessment: Assessment, outcome: Outcome) -> tuple[FindingView, ...]:
    found = sorted((finding for finding in assessment.findings if finding.outcome == outcome), key=_gravest_first)
    last_day = assessment.candidates[-1].end if assessment.candidates else None
    return finding_views(found, assessment.document, _LETTERS.get(outcome, ""), last_day)


def _gravest_first(finding: Finding) -> tuple[int, str]:
    return LEVELS.index(finding.severity), finding.rule


def _file_name(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def _document(assessment: Assessment) -> tuple[Row, ...]:
    document = assessment.document
    headed = sum(bool(section.title) for section in document.sections)
    language = words.name(words.LANGUAGE, document.language) if document.language else "language unknown"
    rows = [
        Row("File", words.shorten(document.path, PATH)),
        Row("SHA-256", document.sha256),
        Row("Length", f"{words.plural(document.words, 'word')}, {words.plural(headed, 'headed section')}; {language}"),
        Row("Date it states", _stated_date(assessment)),
    ]
    if document.archive:
        rows.append(Row("Archive capture", words.long_date(document.archive.date)))
    return tuple(rows)


def _stated_date(assessment: Assessment) -> str:
    """The date in the text itself; an archive's date is none."""
    facts = {fact.name: fact for fact in assessment.facts}
    states, day = facts.get("policy_states_date"), facts.get("policy_date")
    if day is None or not isinstance(day.value, str):
        return "none"
    if assessment.document.archive and not (states and states.value is True):
        return "none"
    return words.stated_date(day.value)
