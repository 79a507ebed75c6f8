"""Every error a user can meet. Each says where, what is wrong and how to mend it."""


class ComplianceError(Exception):
    """Base of all errors that end a run with exit status 2."""

    def __init__(self, where: str, problem: str, remedy: str = "") -> None:
        """`where` names the file (and line:column), `problem` what is wrong, `remedy` how to mend it."""
        self.where = where
        self.problem = problem
        self.remedy = remedy
        super().__init__(": ".join(part for part in (where, problem) if part) + (f" ({remedy})" if remedy else ""))


class PolicyError(ComplianceError):
    """A policy file cannot be read or is no privacy policy."""


class RulesetError(ComplianceError):
    """A ruleset is broken; `problems` holds every problem found, the first one is the message."""

    def __init__(self, where: str, problem: str, remedy: str = "", problems: tuple[object, ...] = ()) -> None:
        """`problems` lists all problems of the ruleset, for callers that print more than the first."""
        super().__init__(where, problem, remedy)
        self.problems = problems


class EngineError(ComplianceError):
    """The rules engine lost a fact, raised inside an action, or did not come to rest."""


class ReportError(ComplianceError):
    """A report cannot be rendered or written."""
