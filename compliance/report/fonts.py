"""The report's own typefaces, from packages that are locked with the rest: nothing of a report depends on the machine's fonts.

Source Serif Pro and Source Sans Pro, SIL Open Font License 1.1. A character that neither has is taken from a font of the machine.
"""

from functools import cache
from importlib.resources import files

from compliance.errors import ReportError

SCHEME = "own:"

# family, style, weight -> package, file
_FACES = {
    ("Source Serif Pro", "normal", 400): ("font_source_serif_pro", "SourceSerifPro-Regular.ttf"),
    ("Source Serif Pro", "italic", 400): ("font_source_serif_pro", "SourceSerifPro-It.ttf"),
    ("Source Serif Pro", "normal", 600): ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
    ("Source Sans Pro", "normal", 400): ("font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    ("Source Sans Pro", "italic", 400): ("font_source_sans_pro", "SourceSansPro-It.ttf"),
    ("Source Sans Pro", "normal", 600): ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
}


def font_css() -> str:
    """A `@font-face` rule for each face, its source an address that `font_bytes` knows."""
    return "\n".join(
        f"@font-face {{ font-family: '{family}'; font-style: {style}; font-weight: {weight}; src: url('{SCHEME}{file}') }}"
        for (family, style, weight), (_, file) in _FACES.items()
    )


@cache
def font_bytes(address: str) -> bytes | None:
    """The font file at one of our own addresses, or None where the address is not ours. ReportError without its package."""
    for package, file in _FACES.values():
        if address == f"{SCHEME}{file}":
            return _read(package, file)
    return None


def _read(package: str, file: str) -> bytes:
    try:
        return (files(package) / "files" / file).read_bytes()
    except (ModuleNotFoundError, FileNotFoundError) as error:
        name = package.replace("_", "-")
        raise ReportError(file, "a typeface of the report is missing", f"install the package {name}") from error
