"""Readers: a policy file or text -> PolicyDocument."""

from compliance.ingest.document import read_policy, read_text
from compliance.ingest.files import MAX_BYTES
from compliance.ingest.subject import looks_like_policy

__all__ = ["MAX_BYTES", "looks_like_policy", "read_policy", "read_text"]
