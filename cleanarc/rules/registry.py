"""The rules that a cleaning uses, found in their folders, with a digest that names them."""

import hashlib
import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cleanarc.rules import generic
from cleanarc.rules.base import Rule
from cleanarc.rules.sites import SitePack, load_packs


@dataclass(frozen=True)
class RuleSet:
    """Rules in the order of their names, and site packs; `digest` is the SHA-256 of all they are made of, in hex."""

    rules: tuple[Rule, ...]
    packs: tuple[SitePack, ...]
    digest: str


@cache
def load_rules() -> RuleSet:
    """The rules of this installation."""
    modules = (importlib.import_module(f"{generic.__name__}.{m.name}") for m in pkgutil.iter_modules(generic.__path__))
    rules = (module.RULE for module in modules)
    return RuleSet(tuple(sorted(rules, key=lambda rule: rule.name)), load_packs(), _digest())


def _digest() -> str:
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(p for p in here.rglob("*") if p.suffix in {".py", ".toml"}):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(here).as_posix()}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()
