"""Long commands as a plan of steps: what is to be done, then each piece, then publishing."""
