"""When the article was published, on a line of its own above the body."""

from collections.abc import Iterator

from cleanarc.model import Kind, Proposal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.dates import is_date, is_empty_label
from cleanarc.rules.examples import BODY, page
from cleanarc.rules.view import View


def _propose(view: View) -> Iterator[Proposal]:
    frame = view.frame
    for line in frame.lines[:-1] if frame.is_chronicle else frame.lines:
        if is_empty_label(line.text):
            yield RULE.remove(line, "the label of a date with nothing behind it")
        elif is_date(line.text):
            yield RULE.remove(line, "a date and nothing else, above the body")


def _example(title: str, date: str, language: str) -> Example:
    return Example(f"{title}\n{date}\n{BODY[language]}", (date,))


RULE = Rule(
    name="date",
    code="F03",
    kind=Kind.DATE,
    why="The day of publication is kept as metadata; it is no sentence of the article.",
    risk="A date that heads the first entry of a chronicle. Several such dates keep all of them.",
    removes=(
        Example(page("Harbour reopens after dredging", "Date:", BODY["en"]), ("Date:",)),
        _example("Harbour reopens after dredging", "Monday, 3 May 2021 13:50", "en"),
        _example("Harbour reopens after dredging", "3 May 20", "en"),
        _example("Harbour reopens after dredging", "Updated: May 3, 2021 at 4:15 p.m. EDT", "en"),
        _example("Port znów otwarty dla wszystkich statków", "Opublikowano: 3 maja 2021, 13:50", "pl"),
        _example("Satama on taas auki laivoille", "maanantai 3. toukokuuta 2021 klo 13.50", "fi"),
        _example("リンド港が再開、貨物船が入港", "2021年5月3日(月) 13:50", "ja"),
        _example("إعادة افتتاح ميناء لندمار أمام السفن", "تاريخ النشر: ٣ مايو ٢٠٢١", "ar"),
    ),
    keeps=(
        page(BODY["en"], "3 May 2021", BODY["en"], "4 May 2021", BODY["en"]),
        page("May 2021 was wet", BODY["en"], "The day after 3 May", BODY["en"]),
        page("Am 3. Mai 2021 im Hafen", BODY["de"]),
        page(BODY["en"], "Date: not known", BODY["en"]),
        page("Chronicle of the harbour of Lindmouth", "3 May 1921", BODY["en"], "4 June 1950", BODY["en"]),
    ),
    propose=_propose,
)
