"""How often the checks behind a finding were right, for its small print and for the limits of the method."""

from collections.abc import Iterable, Sequence

from compliance import track_record
from compliance.report import words


def record_words(checks: Sequence[str]) -> str:
    """`this check: 17 of 18 right on 18 policies`; of several checks the one that was right least often; empty for none."""
    if not checks:
        return ""
    record = track_record.track_record()
    known = [(record.facts[name], name) for name in checks if name in record.facts] if record else []
    measured = [(figures.right / figures.asked, number, name) for number, (figures, name) in enumerate(known) if figures.asked]
    if len(checks) == 1:
        return f"this check: {track_record.record_of(checks[0])}"
    if not measured:
        return f"its {len(checks)} checks: {track_record.NOT_MEASURED}"
    words_of_weakest = track_record.record_of(min(measured)[2])
    unmeasured = len(checks) - len(measured)
    rest = f", {unmeasured} {track_record.NOT_MEASURED}" if unmeasured else ""
    return f"weakest of its {len(checks)} checks: {words_of_weakest}{rest}"


def limits(facts: Iterable[str]) -> str:
    """What is known of the error rate of the checks that read `facts`."""
    record = track_record.track_record()
    listed = list(facts)
    measured = [name for name in listed if record and name in record.facts and record.facts[name].asked]
    if not record or not measured:
        return "The error rate of the checks has not been measured."
    asked = sum(record.facts[name].asked for name in measured)
    right = sum(record.facts[name].right for name in measured)
    day = words.stated_date(record.measured_on)
    text = (
        f"On {record.policies} {'policy' if record.policies == 1 else 'policies'} that careful readers had answered, "
        f"{right:,} of {asked:,} answers of the program were right (measured on {day}); "
        "each gap, partly met demand and open point names the record of the check it rests on."
    )
    rest = len(listed) - len(measured)
    return f"{text} {rest} of {len(listed)} facts {'was' if rest == 1 else 'were'} not measured." if rest else text
