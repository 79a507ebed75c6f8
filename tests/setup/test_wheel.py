"""The wheel, installed far from any checkout, works on its own."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    """Standard output; what the command wrote to standard error is shown when it fails."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose `env` is an environment with the wheel in it, and beside it what the wheel depends on."""
    folder = tmp_path_factory.mktemp("elsewhere")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    run(*pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT, cwd=folder)
    run(sys.executable, "-m", "venv", "--without-pip", folder / "env", cwd=folder)
    (wheel,) = folder.glob("compliance-*.whl")
    run(*pip, "--python", folder / "env", "install", "--quiet", "--no-deps", wheel, cwd=folder)
    # A path file lends the dependencies but not the checkout: path files inside a lent folder are not read.
    site = folder / "env" / "lib" / f"python{sysconfig.get_python_version()}" / "site-packages"
    (site / "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return folder


def files_under(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("function", "source"), [("rulesets_dir", "rulesets"), ("templates_dir", "report_templates")])
def test_the_installed_wheel_finds_its_own_copy_and_all_of_it(elsewhere: Path, function: str, source: str) -> None:
    found = Path(
        run(
            elsewhere / "env/bin/python", "-c", f"from compliance import resources as r; print(r.{function}())", cwd=elsewhere
        ).strip()
    )

    assert found.is_relative_to(elsewhere / "env")
    assert files_under(ROOT / source)
    assert files_under(found) == files_under(ROOT / source)


def test_the_command_shows_its_help(elsewhere: Path) -> None:
    assert "audit" in run(elsewhere / "env/bin/compliance", "--help", cwd=elsewhere)


def test_the_command_audits_a_policy_with_the_rulesets_it_brought(elsewhere: Path) -> None:
    policy = elsewhere / "policy.md"
    policy.write_text(
        "# Privacy policy\n\nUpdated 1 March 2024. Ash Tree Books Ltd, London, keeps your personal data for six years.\n"
    )
    audit = ["audit", policy, "--format", "json", "--fail-on", "none", "--issued", "2024-06-01"]

    installed = run(elsewhere / "env/bin/compliance", *audit, cwd=elsewhere)

    assert '"findings"' in installed
    assert installed == run(Path(sys.executable).with_name("compliance"), *audit, cwd=ROOT)
