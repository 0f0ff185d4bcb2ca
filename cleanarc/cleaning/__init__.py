"""Cleaning one document: decode, segment, propose, resolve, render, metadata. Parser trees never leave this room."""
