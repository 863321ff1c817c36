"""Search over the archive; derived from it, may be deleted and rebuilt at any time."""
