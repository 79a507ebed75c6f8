"""Measures the program against answers of careful readers and against labelled corpora; pure but for reading their files."""
