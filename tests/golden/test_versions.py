"""The versions in a tracker's table become revisions; the clean text is the latest."""

import pytest

import cleanarc
from cleanarc.model import CleanResult, Span

TITLE = "Neuhafen baut eine Brücke über die Linde"
FIRST = "Der Stadtrat von Neuhafen hat am Dienstag den Bau einer Brücke beschlossen, die beide Ufer verbinden soll."
SECOND = "Die Kosten werden auf zwölf Millionen Mark geschätzt, wie die Verwaltung auf Anfrage mitteilte."
THIRD = "Bürgermeisterin Lotte Kranich nannte den Beschluss einen guten Tag für die Stadt."
CHANGED = "Bürgermeisterin Lotte Kranich nannte den Beschluss einen guten Tag für die ganze Stadt."


def cleaned(*rows: str) -> CleanResult:
    return cleanarc.clean("\n".join(rows) + "\n", media_type="text/plain")


def texts(result: CleanResult, spans: tuple[Span, ...]) -> list[str]:
    return [result.page.text[span.start : span.end] for span in spans]


def page(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


def test_a_lone_cell_counts_as_present_in_the_later_version_and_is_marked() -> None:
    result = cleaned(
        "Fassung 2 | Fassung 3 |", "---|---|", f"{FIRST} | {FIRST} |", f"{SECOND} | |", f"{THIRD} | {CHANGED} |"
    )
    earlier, later = result.revisions
    assert result.text == page(FIRST, SECOND, CHANGED)
    assert (earlier.label, later.label) == ("Fassung 2", "Fassung 3")
    assert texts(result, earlier.spans) == [FIRST, THIRD]
    assert texts(result, later.spans) == [FIRST, SECOND, CHANGED]
    assert (texts(result, earlier.inferred), texts(result, later.inferred)) == ([], [SECOND])


def test_where_empty_cells_were_kept_a_lone_cell_is_its_own_columns() -> None:
    result = cleaned(
        "| Vorher | Nachher |",
        "|---|---|",
        f"| {FIRST} | {FIRST} |",
        f"| {SECOND} | |",
        f"| | {THIRD} |",
        f"| {TITLE} heißt es nun. | {TITLE} heißt es nun. |",
    )
    earlier, later = result.revisions
    assert texts(result, earlier.spans)[1] == SECOND
    assert texts(result, later.spans)[1] == THIRD
    assert later.inferred == ()
    assert SECOND not in result.text


@pytest.mark.parametrize(
    "head",
    [
        "New | Old",
        "Version 3 | Version 2",
        "Nouvelle version | Ancienne version",
        "2021-05-04 | 2021-05-03",
        "新版 | 旧版",
    ],
)
def test_the_later_version_may_stand_first(head: str) -> None:
    result = cleaned(head, f"{FIRST} | {FIRST}", f"{SECOND} | {SECOND}", f"{CHANGED} | {THIRD}")
    assert result.text == page(FIRST, SECOND, CHANGED)


def test_headlines_behind_the_last_sentence_and_the_time_of_a_version_go() -> None:
    rows = (f"{TITLE} | {TITLE}", "(3 Stunden später) |", f"{FIRST} | {FIRST}", f"{SECOND} | {SECOND}", f"{THIRD} |")
    headlines = ("Zehn Brücken, die man kennen muss", "Warum Lachse springen")
    result = cleaned("Alt | Neu", *rows, *(f"{line} | {line}" for line in headlines))
    assert result.text == page(FIRST, SECOND, THIRD)
    assert result.metadata.title == TITLE


@pytest.mark.parametrize(
    "table",
    [
        ("Vorher | Nachher", "10 Prozent | 12 Prozent", "20 Prozent | 24 Prozent"),
        ("Version 1 | Version 2", "Es kostet zehn Mark. | Es kostet zwölf Mark."),
    ],
)
def test_a_table_inside_an_article_stays(table: tuple[str, ...]) -> None:
    result = cleaned(FIRST, SECOND, THIRD, "", *table, "", CHANGED)
    assert result.revisions == ()
    assert all(row in result.text for row in table)
