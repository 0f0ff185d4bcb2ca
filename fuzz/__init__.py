"""Coverage-guided fuzzing of all that reads bytes of others: `make fuzz`."""
