"""Fills the Jinja2 templates. Everything is escaped; only our own style sheets go in as they are."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from compliance.errors import ReportError
from compliance.report.view import ReportView
from compliance.resources import templates_dir

Medium = Literal["screen", "pdf"]
ENTRY = "report.html.j2"


def fill(view: ReportView, style: str, medium: Medium, directory: Path | None = None) -> str:
    """The report as HTML with `style` inlined. Raises ReportError naming the template's file and line where one is broken."""
    return fill_template(ENTRY, style, directory, report=view, medium=medium)


def fill_template(name: str, style: str, directory: Path | None = None, **content: object) -> str:
    """The template `name` filled with `content` and with `style` inlined. Raises ReportError as `fill` does."""
    folder = directory or templates_dir()
    try:
        template = _environment(folder).get_template(name)
        return template.render(content, style=Markup(style), style_hash=_hash(style))
    except TemplateSyntaxError as error:
        raise ReportError(
            f"{error.filename or error.name}:{error.lineno}", error.message or "syntax error", "mend the template"
        ) from error
    except TemplateError as error:
        raise ReportError(_place(error, folder, name), error.message or str(error), "mend the template") from error


def style_sheet(name: str, directory: Path | None = None) -> str:
    """A style sheet of the templates folder. Raises ReportError where it is missing."""
    path = (directory or templates_dir()) / name
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise ReportError(str(path), "a style sheet of the report cannot be read", "install the tool again") from error


@cache
def _environment(folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _hash(style: str) -> str:
    """The style sheet's name in the page's content security policy, which allows no other."""
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _place(error: BaseException, folder: Path, entry: str) -> str:
    """File and line of the template in which `error` arose: the innermost frame that is a template."""
    trace, place = error.__traceback__, entry
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if Path(file).is_relative_to(folder):
            place = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
