"""What the rules are, and whether they do what they say."""

from cleanarc.tools.rules.check import check_rules
from cleanarc.tools.rules.facts import Part, RuleFacts, all_facts, facts_of
from cleanarc.tools.rules.findings import Failure, NoEffect, RulesReport, Shadowed, Slow

__all__ = [
    "Failure",
    "NoEffect",
    "Part",
    "RuleFacts",
    "RulesReport",
    "Shadowed",
    "Slow",
    "all_facts",
    "check_rules",
    "facts_of",
]
