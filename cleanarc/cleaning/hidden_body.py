"""Pages whose article stands in a script alone: they are read as they would be once the script had run."""

from cleanarc.cleaning.html.embedded import embedded_paragraphs
from cleanarc.cleaning.html.tree import TEXT, Tree
from cleanarc.cleaning.segment_html import laid_out, lines_of_html
from cleanarc.cleaning.segmented import Segmented


def with_hidden_body(segmented: Segmented, title: str | None) -> Segmented:
    """The page with the body that its scripts hold and it does not show, as an <article> at its end; the same page
    where there is none."""
    layout = segmented.layout
    if layout is None or not layout.tree.tags:
        return segmented
    paragraphs = embedded_paragraphs(layout.scripts(), segmented.page.text, title, lines_of_html)
    if not paragraphs:
        return segmented
    _add_article(layout.tree, paragraphs)
    return laid_out(layout.tree, segmented.head, layout.scripts)


def _add_article(tree: Tree, paragraphs: tuple[str, ...]) -> None:
    body = tree.tags.index("body") if "body" in tree.tags else 0
    article = tree.add("article", body)
    for paragraph in paragraphs:
        tree.add(TEXT, tree.add("p", article), paragraph)
