"""Turns an Assessment into text, JSON, HTML or PDF: one small module a format, each a pure function."""
