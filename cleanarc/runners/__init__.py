"""Where work runs; every runner keeps the same contract and gives the same bytes."""
