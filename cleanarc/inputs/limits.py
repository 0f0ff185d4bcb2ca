"""How much is read of one source. Limits are counts, so that they fall alike on every machine."""

SOURCE_BYTES = 128 * 2**20
"""A larger file is left where it is; a `.gz` that holds more is not unpacked. No article comes near it, and a document
of this size can still be held in memory."""

HEAD_BYTES = 2**20
"""Within this much of an HTML page its head is looked for: some pages put most of a megabyte of styles before it."""
