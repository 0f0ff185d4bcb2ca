"""Sinks: one file each, all over an iterator of `Document`s."""
