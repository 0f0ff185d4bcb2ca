"""What reads an archive and tells people about it."""
