"""The HTML report in a real browser: it shows, its links lead somewhere, and no policy's text comes to life in it."""

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from compliance.ingest import read_policy
from compliance.pipeline import Program
from compliance.report.html_report import to_html
from compliance.resources import rulesets_dir

CHROMIUM = shutil.which("chromium")
TODAY = date(2026, 11, 22)
EXAMPLES = Path(__file__).parents[2] / "examples"
HOSTILE = """\
<main><h1>Privacy <img src=x onerror="document.title='owned'"></h1>
<p>&lt;script&gt;document.title='owned'&lt;/script&gt; We keep your data as long as necessary.
&lt;img src=x onerror="document.title='owned'"&gt;</p>
<p>Lamps Ltd (&ldquo;we&rdquo;) is registered in England.
We use your name &lt;b onclick=alert(1)&gt; to deliver your order.</p></main>
"""
NO_BROWSER = "Chromium is not installed (./dev test installs it)"

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason=NO_BROWSER)]

Browser = Callable[..., str]


@cache
def program() -> Program:
    return Program.load(rulesets_dir())


def report(policy: Path, folder: Path) -> Path:
    page = folder / f"{policy.stem}.html"
    page.write_text(to_html(program().assess(read_policy(str(policy)), TODAY)), encoding="utf-8")
    return page


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    def run(*arguments: str) -> str:
        command = [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
            "--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--virtual-time-budget=3000",
            f"--user-data-dir={tmp_path / 'profile'}", *arguments,
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    return run


def test_the_page_opens_from_disk_and_every_link_inside_leads_somewhere(browser: Browser, tmp_path: Path) -> None:
    page = report(EXAMPLES / "pixelmoor-games-2025.html", tmp_path)
    dom = browser("--dump-dom", page.as_uri())
    ids = set(re.findall(r'\bid="([^"]+)"', dom))
    links = set(re.findall(r'href="#([^"]+)"', dom))
    assert len(links) > 20
    assert links <= ids
    assert "Very limited assurance" in dom


@pytest.mark.parametrize("width", [1200, 400])
def test_the_page_shows_on_wide_and_narrow_screens(browser: Browser, tmp_path: Path, width: int) -> None:
    page = report(EXAMPLES / "harbour-lane-2009.txt", tmp_path)
    picture = tmp_path / "page.png"
    browser(f"--window-size={width},1600", f"--screenshot={picture}", page.as_uri())
    assert picture.stat().st_size > 20_000  # a blank page compresses to a few kilobytes


def test_it_prints(browser: Browser, tmp_path: Path) -> None:
    page = report(EXAMPLES / "harbour-lane-2009.txt", tmp_path)
    printed = tmp_path / "page.pdf"
    browser(f"--print-to-pdf={printed}", page.as_uri())
    assert printed.read_bytes().startswith(b"%PDF")


def test_markup_and_scripts_of_a_policy_stay_words(browser: Browser, tmp_path: Path) -> None:
    policy = tmp_path / "hostile.html"
    policy.write_text(HOSTILE, encoding="utf-8")
    dom = browser("--dump-dom", report(policy, tmp_path).as_uri())
    title = re.search(r"<title>(.*?)</title>", dom, re.DOTALL)
    assert title is not None
    assert "owned" not in title[1]
    assert "&lt;script&gt;document.title" in dom
    assert not re.search(r"<(?:img|b)\b[^>]*\bon(?:error|click)=", dom)
