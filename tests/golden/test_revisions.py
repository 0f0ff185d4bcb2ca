"""The samples of version trackers, as histories: what changed between their versions, and what was inferred."""

from pathlib import Path

import pytest

from cleanarc import api
from cleanarc.tools.revisions import ChangeKind, History

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("revisions")
    api.ingest([SAMPLES], archive=folder, include=["versions-*"])
    return folder


def changes(history: History) -> list[tuple[str, str, str, bool]]:
    """Each change as its kind, how the line begins before and after, and whether it was inferred."""
    (found,) = history.changes
    return [(one.kind.value, (one.before or "")[:24], (one.after or "")[:24], one.inferred) for one in found]


def test_dropped_cells(archive: Path) -> None:
    history = api.revisions("000", archive=archive)
    earlier, later = history.versions
    assert (earlier.label, later.label) == ("Version 1", "Version 2")
    assert (earlier.is_clean_text, later.is_clean_text) == (False, True)
    assert changes(history) == [
        ("changed", "Harbour authority closes", "Harbour authority closes", False),
        ("changed", "PORT ELLERY — The harbou", "PORT ELLERY — The harbou", False),
        ("added", "", "“We are not speaking of ", True),
        ("added", "", "The cracks run along the", True),
        ("added", "", "Ms. Pettifer said that r", True),
        ("added", "", "Additional reporting by ", True),
    ]
    assert [line[:24] for line in later.inferred] == [after for _, _, after, inferred in changes(history) if inferred]


def test_the_words_of_a_changed_line(archive: Path) -> None:
    headline, dateline, *_ = api.revisions("000", archive=archive).changes[0]
    assert [(piece.kind, piece.text) for piece in headline.pieces] == [
        (ChangeKind.SAME, "Harbour authority closes north pier"),
        (ChangeKind.ADDED, " after cracks found"),
    ]
    assert [piece.text for piece in dateline.pieces if piece.kind is not ChangeKind.SAME] == [
        " reported damage to",
        " found cracks in nine of",
        " forty-two",
    ]


def test_kept_cells(archive: Path) -> None:
    history = api.revisions("001", archive=archive)
    assert [version.inferred for version in history.versions] == [(), ()]
    assert changes(history) == [
        ("removed", "El Museo del Agua reabri", "", False),
        ("added", "", "El Museo del Agua reabre", False),
        ("changed", "VALDEMORA (EFE) — El Mus", "VALDEMORA (EFE) — El Mus", False),
        ("removed", "La alcaldesa, Remedios O", "", False),
        ("added", "", "Más de dos mil personas ", False),
        ("added", "", "«Hemos salvado nueve de ", False),
        ("removed", "Está previsto que el act", "", False),
        ("added", "", "El museo prepara además ", False),
    ]
