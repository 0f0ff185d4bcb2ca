"""The rules that a cleaning uses, found in their folders, with a digest that names them."""

import hashlib
import importlib
import os
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from cleanarc.errors import UsageError
from cleanarc.rules import generic
from cleanarc.rules.base import Rule
from cleanarc.rules.foreign.cosmetic import FilterList
from cleanarc.rules.foreign.filters import Filters
from cleanarc.rules.foreign.site_config import Fault, SiteConfig
from cleanarc.rules.own import OwnRules, read_own
from cleanarc.rules.sites import SitePack, load_packs

Paths = Iterable[str | os.PathLike[str]]


@dataclass(frozen=True)
class RuleSet:
    """Rules in the order of their names, site packs, and the lists of others that somebody named; `digest` is the
    SHA-256 of all they are made of, in hex. `doubts` are files beside them that were left alone, and why.

    They go to other processes as the `paths` that they were read from, and are read there once.
    """

    rules: tuple[Rule, ...]
    packs: tuple[SitePack, ...]
    digest: str
    configs: tuple[SiteConfig, ...] = ()
    filters: Filters | None = None
    doubts: tuple[Fault, ...] = ()
    paths: tuple[str | os.PathLike[str], ...] = ()

    def __reduce__(self) -> tuple[Callable[..., "RuleSet"], tuple[object, ...]]:
        return _read_again, (self.paths, self.digest)


def load_rules(paths: Paths = ()) -> RuleSet:
    """The rules of this installation, with those that files and folders hold.

    A site pack goes in place of an earlier one of its name. Raises UsageError when a path can't be used.
    """
    paths = tuple(paths)
    if not paths:
        return _installed()
    own = _with_own(_installed(), read_own(paths))
    return replace(own, paths=paths)


@cache
def _read_again(paths: tuple[str | os.PathLike[str], ...], digest: str) -> RuleSet:
    """The rules of this digest. Raises UsageError when the paths hold others by now."""
    ruleset = load_rules(paths)
    if ruleset.digest != digest:
        raise UsageError("The rules changed while they were in use: run the same command again.")
    return ruleset


@cache
def _installed() -> RuleSet:
    modules = (importlib.import_module(f"{generic.__name__}.{m.name}") for m in pkgutil.iter_modules(generic.__path__))
    rules = (module.RULE for module in modules)
    return RuleSet(tuple(sorted(rules, key=lambda rule: rule.name)), load_packs(), _digest())


def _with_own(installed: RuleSet, own: OwnRules) -> RuleSet:
    packs = {pack.name: pack for pack in installed.packs}
    lists = [rule for rule in own.rules if isinstance(rule, FilterList)]
    packs.update({rule.name: rule for rule in own.rules if isinstance(rule, SitePack)})
    return RuleSet(
        installed.rules,
        tuple(packs.values()),
        hashlib.sha256(f"{installed.digest} {own.digest}".encode()).hexdigest(),
        configs=tuple(rule for rule in own.rules if isinstance(rule, SiteConfig)),
        filters=Filters(lists) if lists else None,
        doubts=own.doubts,
    )


def _digest() -> str:
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(p for p in here.rglob("*") if p.suffix in {".py", ".toml"}):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(here).as_posix()}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()
