"""How the model that tells an article from its page is made: `make train`. Users of cleanarc need nothing of it."""
