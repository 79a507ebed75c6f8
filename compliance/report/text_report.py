"""The report for a terminal: what was judged, the rating, counts, then the gaps with their words and remedies.

Words of a policy are made visible before they are printed, so that no policy can drive the terminal.
"""

import textwrap
from collections.abc import Iterator

from compliance.model import Assessment
from compliance.report import words
from compliance.report.finding_view import FindingView, Quote
from compliance.report.result_view import Count
from compliance.report.view import ReportView, view_of

NARROW = 64

_BOLD, _DIM, _RED, _YELLOW, _GREEN, _BLUE = "1", "2", "31", "33", "32", "34"
_LEVEL_STYLE = {"critical": f"{_BOLD};{_RED}", "major": f"{_BOLD};{_YELLOW}", "minor": _BOLD, "info": ""}
_RATING_STYLE = {
    "high": f"{_BOLD};{_GREEN}",
    "reasonable": f"{_BOLD};{_BLUE}",
    "limited": f"{_BOLD};{_YELLOW}",
    "very_limited": f"{_BOLD};{_RED}",
    "not_rated": _BOLD,
}


def to_text(assessment: Assessment, colour: bool = False, width: int = 100) -> str:
    """The report in lines of at most `width` columns; escape codes only where `colour` is true. Ends with a newline."""
    return _Writer(view_of(assessment), colour, max(width, NARROW)).text()


class _Writer:
    def __init__(self, view: ReportView, colour: bool, width: int) -> None:
        self._view, self._colour, self._width = view, colour, width

    def text(self) -> str:
        view = self._view
        lines = [*self._head(), "", *self._counts()]
        for title, findings in (("Gaps", view.gaps), ("Partly met", view.partials), ("Needs a person", view.reviews)):
            if findings:
                lines += ["", self._styled(f"{title} ({len(findings)})", _BOLD)]
                lines += [line for finding in findings for line in ("", *self._finding(finding))]
        return "\n".join([*lines, "", *self._tail()]) + "\n"

    def _head(self) -> Iterator[str]:
        view = self._view
        yield self._styled(view.running, _BOLD)
        file = next(row.text for row in view.document if row.label == "File")
        yield from self._wrapped(file)
        until = f" to {view.law.until}" if view.law.until else ""
        yield from self._wrapped(f"Judged on {view.law.day}{until} by {view.law.short}: {view.law.why_day}.")
        yield ""
        rating = f"{view.result.word}. "
        first, *rest = self._wrapped(rating + view.result.why)
        yield first.replace(rating.rstrip(), self._styled(rating.rstrip(), _RATING_STYLE[view.result.rating]), 1)
        yield from rest

    def _counts(self) -> Iterator[str]:
        view = self._view
        yield self._styled(f"{'':<16}" + "".join(f"{level:>10}" for level in view.result.levels) + f"{'All':>8}", _DIM)
        for count in view.result.counts:
            yield self._count(count)

    def _count(self, count: Count) -> str:
        levels = count.by_level or ("",) * len(self._view.result.levels)
        return f"{count.word:<16}" + "".join(f"{number:>10}" for number in levels) + f"{count.total:>8}"

    def _finding(self, finding: FindingView) -> Iterator[str]:
        level = f"[{finding.level_word.lower()}]"
        rest = f" {finding.number}  {finding.rule}  {finding.provision}"
        first, *more = self._wrapped(level + rest, indent="  ")
        yield first.replace(level, self._styled(level, _LEVEL_STYLE[finding.level]), 1)
        yield from more
        yield from self._wrapped(finding.message, indent="  ")
        for sides in finding.contradictions:
            for quote in sides.promise:
                yield from self._quote(quote, "promises")
            for quote in sides.practice:
                yield from self._quote(quote, "also says")
        for quote in finding.quotes:
            yield from self._quote(quote, "says")
        if finding.applies_quotes and not finding.quotes:
            because = f" {finding.applies}" if finding.applies else " of these words"
            yield from self._wrapped(f"It applies because{because}:", indent="    ")
            for quote in finding.applies_quotes:
                yield from self._quote(quote, "says")
        if finding.outcome == "review" and finding.rests_on:
            yield from self._wrapped(f"open because: {'; '.join(finding.rests_on)}", indent="    ")
        if finding.searched:
            yield from self._wrapped(f"{finding.searched} searched; no words that meet the demand.", indent="    ")
        if finding.near:
            yield from self._quote(finding.near, "nearest words")
            yield from self._wrapped(f"they do not count: {finding.near_why}", indent="      ")
        if finding.conditional:
            yield from self._wrapped(f"Conditional: holds if the text was in force {finding.conditional}.", indent="  ")
        if finding.remedy:
            yield from self._wrapped(f"→ {finding.remedy}", indent="  ", hang="    ")

    def _quote(self, quote: Quote, what: str) -> Iterator[str]:
        for line in self._wrapped(f"{quote.where} {what}: {quote.quoted}", indent="    "):
            yield self._styled(line, _DIM)

    def _tail(self) -> Iterator[str]:
        view = self._view
        by_outcome = {count.outcome: count.total for count in view.result.counts}
        yield from self._wrapped(f"{by_outcome['satisfied']} met, {by_outcome['not_applicable']} not applicable.")
        if view.law.candidates:
            yield from self._wrapped(f"Depends on the date: {view.date.summary}")
            yield from (f"  {row.label:<40} {row.text}" for row in view.law.candidates)
        yield from self._compared() if view.comparison else self._today()
        yield from self._wrapped("Judges the text only, not the practice. No legal advice.")

    def _compared(self) -> Iterator[str]:
        compared = self._view.comparison
        if compared is None:
            return
        yield from self._wrapped(f"Then and now: {compared.summary}")
        for group in compared.groups:
            yield self._styled(f"  {group.title} ({len(group.rows)})", _BOLD)
            for row in group.rows:
                level = f"[{row.now.level_word.lower()}]" if row.now.level else ""
                outcomes = f"{row.then.word.lower()} → {row.now.word.lower()}"
                yield words.cut(f"    {level:<10} {row.rule}: {outcomes}", self._width)
        yield ""

    def _today(self) -> Iterator[str]:
        view = self._view
        if view.today_line:
            yield from self._wrapped(f"{view.today_line[0].upper()}{view.today_line[1:]}{':' if view.today_findings else '.'}")
        for finding in view.today_findings:
            outcome = "" if finding.outcome == "gap" else f"{finding.outcome_word.lower()}: "
            level = f"[{finding.level_word.lower()}]"
            yield words.cut(f"  {level:<10} {finding.rule}  {outcome}{finding.headline}", self._width)

    def _wrapped(self, text: str, indent: str = "", hang: str | None = None) -> list[str]:
        return textwrap.wrap(
            text, self._width, initial_indent=indent, subsequent_indent=indent if hang is None else hang, break_on_hyphens=False
        ) or [""]

    def _styled(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self._colour and style else text
