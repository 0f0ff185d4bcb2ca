"""Readers of rule lists that others write and keep, as they are: a model and a reader for each form."""
