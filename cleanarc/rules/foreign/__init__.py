"""Lists of rules that others write, read as they are from the user's path; none comes with cleanarc."""
