"""Reports of these tests cite a record of their own: what is measured on real policies changes, the tests do not."""

import pytest

from compliance import track_record
from tests.report.samples import RECORD


@pytest.fixture(autouse=True)
def record(monkeypatch: pytest.MonkeyPatch) -> None:
    """The track record of invented checks."""
    monkeypatch.setattr(track_record, "track_record", lambda: RECORD)
