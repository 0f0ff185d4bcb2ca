"""cleanarc beside its peers: `make bench` runs the ruler, and writes docs/bench.md and docs/bench.svg."""
