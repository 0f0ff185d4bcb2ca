"""Rules for any site: one file each, found by its name RULE."""
