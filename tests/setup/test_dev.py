"""`./dev` on machines that lack things: what it installs, what it asks for, and that it does nothing twice.

The machines are made of a PATH with the few tools each test allows, and a stand-in for Python that writes down how it was called.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ["bash", "cat", "cp", "dirname", "env", "flock", "mkdir", "rm", "sha256sum", "sleep"]

PYTHON = """
echo "$*" >>"$CALLS"
case "$*" in
  "-I - "*) echo "$0" ;;
  -VV) echo "Python 3.11.9" ;;
  -c*version_info*) echo 11 ;;
  "-m venv --clear "*) rm -rf "$4"; mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; sleep 0.3 ;;
esac
"""


class Machine:
    """A checkout with nothing in it but what `./dev setup` reads, on a machine with a PATH of our own."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self.checkout = folder / "checkout"
        self.calls = folder / "calls"
        self.bin.mkdir()
        (self.checkout / "requirements").mkdir(parents=True)
        (self.checkout / "compliance").mkdir()
        self.calls.touch()
        for name in ("requirements/build.txt", "requirements/dev.txt", "pyproject.toml", "compliance/__init__.py"):
            (self.checkout / name).write_text(name)
        shutil.copy(ROOT / "dev", self.checkout / "dev")
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool) or pytest.fail(f"{tool} is not on this machine"))
        self.has("id", "echo 0")

    def has(self, command: str, script: str) -> "Machine":
        """Put a command on the machine."""
        path = self.bin / command
        path.write_text(f"#!{self.bin}/bash\n{script}\n")
        path.chmod(0o755)
        return self

    def has_everything(self) -> "Machine":
        return self.has("python3", PYTHON).has("gcc", "exit 0").has("fc-list", "echo a font")

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [self.bin / "bash", "dev", *arguments],
            cwd=self.checkout,
            env={"PATH": str(self.bin), "HOME": str(self.checkout), "CALLS": str(self.calls)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def dev(self, *arguments: str) -> tuple[int, str]:
        """Exit status, and all that was printed."""
        return self.finish(self.start(*arguments))

    @staticmethod
    def finish(process: "subprocess.Popen[str]") -> tuple[int, str]:
        out, err = process.communicate(timeout=60)
        return process.returncode, out + err

    def pip_calls(self) -> list[str]:
        """How pip was called since the last time this was asked, less the options that all calls share."""
        calls = [call.split(" -qq ")[1] for call in self.calls.read_text().splitlines() if call.startswith("-m pip ")]
        self.calls.write_text("")
        return calls


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_without_root_it_says_which_commands_to_run(machine: Machine) -> None:
    machine.has("id", "echo 1000").has("apt-get", "echo called >>$CALLS")

    status, printed = machine.dev("setup")

    assert status == 2
    assert "apt-get install --no-install-recommends python3 python3-venv python3-dev gcc libc6-dev libpango-1.0-0" in printed
    assert "libpangoft2-1.0-0 libharfbuzz-subset0" in printed
    assert "chromium" not in printed
    assert machine.calls.read_text() == ""


def test_the_tests_need_a_browser_and_pdf_tools_too(machine: Machine) -> None:
    machine.has("id", "echo 1000").has("apt-get", "").has_everything()

    status, printed = machine.dev("test")

    assert status == 2
    assert "apt-get install --no-install-recommends chromium poppler-utils shellcheck" in printed


def test_where_there_is_no_apt_it_names_what_is_needed(machine: Machine) -> None:
    status, printed = machine.dev("setup")

    assert status == 2
    assert "missing: python3 python3-venv python3-dev gcc" in printed
    assert "apt-get" not in printed


def test_as_root_it_installs_what_is_missing_and_only_that(machine: Machine) -> None:
    machine.has_everything().has(
        "apt-get", f'echo "apt $*" >>$CALLS; [[ "$*" != *gcc* ]] || cp {machine.bin}/fc-list {machine.bin}/gcc'
    )
    (machine.bin / "gcc").unlink()

    status, printed = machine.dev("setup")

    assert status == 0, printed
    apt = [call for call in machine.calls.read_text().splitlines() if call.startswith("apt ")]
    assert [call.rpartition("Acquire::Retries=3 ")[2] for call in apt] == [
        "update",
        "install --no-install-recommends gcc libc6-dev",
    ]


def test_a_failing_package_source_is_tried_three_times_and_then_named(machine: Machine) -> None:
    machine.has("apt-get", 'echo "apt $*" >>$CALLS; exit 100')
    (machine.bin / "sleep").unlink()
    machine.has("sleep", "")

    status, printed = machine.dev("setup")

    assert status == 1
    assert "apt-get update failed" in printed
    assert machine.calls.read_text().count("update") == 3


def test_build_tools_come_first_then_everything_from_hashed_locks(machine: Machine) -> None:
    machine.has_everything()

    status, printed = machine.dev("setup")

    assert status == 0, printed
    assert machine.pip_calls() == [
        "install --require-hashes --only-binary :all: -r requirements/build.txt",
        "install --require-hashes --no-build-isolation --only-binary :all: --no-binary durable-rules -r requirements/dev.txt",
        "install --no-deps --no-build-isolation --editable .",
    ]


def test_a_second_run_installs_nothing(machine: Machine) -> None:
    machine.has_everything().dev("setup")
    machine.pip_calls()

    assert machine.dev("setup")[0] == 0
    assert machine.pip_calls() == []


def test_two_at_once_install_once(machine: Machine) -> None:
    machine.has_everything()

    runs = [machine.start("setup"), machine.start("setup")]

    assert [machine.finish(run)[0] for run in runs] == [0, 0]
    assert len(machine.pip_calls()) == 3


@pytest.mark.parametrize(
    ("changed", "calls"), [("requirements/dev.txt", 3), ("requirements/build.txt", 3), ("pyproject.toml", 1)]
)
def test_a_changed_lock_installs_all_anew_and_a_changed_project_only_the_project(
    machine: Machine, changed: str, calls: int
) -> None:
    machine.has_everything().dev("setup")
    machine.pip_calls()

    (machine.checkout / changed).write_text("changed")

    assert machine.dev("setup")[0] == 0
    assert len(machine.pip_calls()) == calls


def test_an_interrupted_set_up_is_done_again(machine: Machine) -> None:
    machine.has("python3", PYTHON + '[[ "$*" != *requirements/dev.txt* ]]').has("gcc", "").has("fc-list", "echo a font")
    assert machine.dev("setup")[0] != 0
    machine.has_everything().pip_calls()

    assert machine.dev("setup")[0] == 0
    assert len(machine.pip_calls()) == 3


def test_check_without_a_set_up_says_what_to_do(machine: Machine) -> None:
    status, printed = machine.dev("check")

    assert status == 2
    assert "./dev setup" in printed


def test_an_unknown_command_is_wrong_usage(machine: Machine) -> None:
    status, printed = machine.dev("instal")

    assert status == 2
    assert "no such command: instal" in printed
    assert "usage: ./dev COMMAND" in printed


@pytest.mark.parametrize("script", ["dev", ".ci/run"])
def test_scripts_are_executable_and_pass_shellcheck(script: str) -> None:
    if not shutil.which("shellcheck"):
        pytest.skip("shellcheck is not installed; ./dev test installs it")

    assert os.access(ROOT / script, os.X_OK)
    checked = subprocess.run(["shellcheck", ROOT / script], capture_output=True, text=True, check=False)
    assert checked.stdout == ""
