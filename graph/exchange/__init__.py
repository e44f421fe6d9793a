"""Readers and writers of other formats, one small file each."""
