"""Where the rulesets and the report templates are: beside the package in a checkout, inside it in an installed wheel."""

from pathlib import Path

from compliance.errors import ComplianceError

_PACKAGE = Path(__file__).resolve().parent


def rulesets_dir(package: Path = _PACKAGE) -> Path:
    """The folder of lexicon, facts and rules that the tool came with. Raises ComplianceError where it is missing."""
    return _find(package, "rulesets")


def templates_dir(package: Path = _PACKAGE) -> Path:
    """The folder of report templates that the tool came with. Raises ComplianceError where it is missing."""
    return _find(package, "report_templates")


def _find(package: Path, name: str) -> Path:
    # The wheel's copy comes first: what happens to stand beside an installed package (site-packages) is not ours.
    candidates = (package / "_data" / name, package.parent / name)
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    places = " nor ".join(str(candidate) for candidate in candidates)
    raise ComplianceError(
        name, f"the folder is missing: neither {places} exists", "install the tool again, or run it from a complete checkout"
    )
