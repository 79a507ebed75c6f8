"""Rulesets and report templates are found in a checkout and in an installed wheel."""

from pathlib import Path

import pytest

from compliance.errors import ComplianceError
from compliance.resources import rulesets_dir, templates_dir


def test_in_a_checkout_they_stand_beside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "compliance"
    (tmp_path / "rulesets").mkdir(parents=True)
    (tmp_path / "report_templates").mkdir()
    assert rulesets_dir(package) == tmp_path / "rulesets"
    assert templates_dir(package) == tmp_path / "report_templates"


def test_in_a_wheel_they_stand_inside_the_package_and_come_first(tmp_path: Path) -> None:
    package = tmp_path / "compliance"
    (package / "_data/rulesets").mkdir(parents=True)
    (tmp_path / "rulesets").mkdir()
    assert rulesets_dir(package) == package / "_data/rulesets"


def test_a_missing_folder_is_told_with_both_places(tmp_path: Path) -> None:
    with pytest.raises(ComplianceError, match="report_templates: the folder is missing") as caught:
        templates_dir(tmp_path / "compliance")
    assert caught.value.remedy


def test_this_checkout_has_them() -> None:
    assert (rulesets_dir() / "groups.yaml").is_file()
