"""Measure the program on distinct policies.

python -m tests.benchmarks.speed [../shared/benchmark]

Prints the median and mean milliseconds a policy for reading, `str.lower` with sentence splitting (the yardstick), extraction,
engine and JSON over every development text of the benchmark folder, the memory used, the seconds for a PDF, and
`compliance --help` against `python -c pass`, all in one run.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from pypdf import PdfReader

from compliance.ingest import read_text
from compliance.ingest.sentences import sentence_bounds
from compliance.pipeline import Program
from compliance.report.json_report import to_json
from compliance.report.pdf_report import to_pdf
from compliance.resources import rulesets_dir

TODAY = date(2026, 11, 22)
Result = TypeVar("Result")


def texts(folder: Path) -> list[str]:
    """The development texts: corpus policies as Markdown, and the readings."""
    found = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("readings/*.md"))]
    for corpus in sorted(folder.glob("*.dev.jsonl")):
        for line in corpus.read_text(encoding="utf-8").splitlines():
            found.append("\n\n".join(_markdown(segment) for segment in json.loads(line)["segments"]))
    return found


def _markdown(segment: dict[str, str]) -> str:
    kind = str(segment["kind"])
    mark = "## " if kind == "headline" else "- " if kind.startswith("list") else ""
    return mark + segment["text"]


def timed(store: list[float], call: Callable[[], Result]) -> Result:
    """What `call` returns; its milliseconds go to `store`."""
    start = time.perf_counter()
    result = call()
    store.append((time.perf_counter() - start) * 1000)
    return result


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/benchmark")
    policies = texts(folder)
    if not policies:
        sys.exit(f"{folder}: no development texts here")
    start = time.perf_counter()
    program = Program.load(rulesets_dir())
    print(f"load and compile the rulesets: {(time.perf_counter() - start) * 1000:.0f} ms")
    names = ("reading", "lower and split", "extraction", "engine", "audit with JSON", "whole")
    steps: dict[str, list[float]] = {name: [] for name in names}
    longest = max(policies, key=len)
    for text in policies:
        document = timed(steps["reading"], lambda text=text: read_text(text))  # type: ignore[misc]
        timed(steps["lower and split"], lambda text=text: sentence_bounds(" ".join(text.lower().split())))  # type: ignore[misc]
        facts = timed(steps["extraction"], lambda document=document: program.facts(document))  # type: ignore[misc]
        timed(steps["engine"], lambda facts=facts: program.judge(facts, TODAY))  # type: ignore[misc]
        timed(steps["audit with JSON"], lambda document=document: to_json(program.assess(document, TODAY, TODAY)))  # type: ignore[misc]
        steps["whole"].append(steps["reading"][-1] + steps["audit with JSON"][-1])
    size = statistics.mean(map(len, policies))
    print(f"{len(policies)} distinct policies, {size / 1000:.1f} thousand characters on average")
    for name, values in steps.items():
        print(
            f"{name:16s} ms: median {statistics.median(values):6.1f}  mean {statistics.mean(values):6.1f}  most {max(values):.1f}"
        )
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
    pdf: list[float] = []
    for text in (policies[0], longest):
        assessment = program.assess(read_text(text), TODAY, TODAY)
        content = timed(pdf, lambda assessment=assessment: to_pdf(assessment))  # type: ignore[misc]
        print(f"PDF of {len(PdfReader(BytesIO(content)).pages)} pages: {pdf[-1] / 1000:.2f} s")
    for name, command in (
        ("python -c pass", [sys.executable, "-c", "pass"]),
        ("compliance --help", [str(Path(sys.executable).parent / "compliance"), "--help"]),
    ):
        runs: list[float] = []
        for _ in range(7):
            timed(runs, lambda command=command: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))  # type: ignore[misc]
        print(f"{name:18s} median {statistics.median(runs):6.1f} ms")


if __name__ == "__main__":
    main()
